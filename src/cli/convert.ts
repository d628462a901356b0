/**
 * `npm run convert -- IN OUT [--crs EPSG:…] [--to EPSG:…] [--format ID] [--encoding gbk|utf-8] [--lang zh|en]`: reads a
 * file of any supported format (`-`: standard input) and writes it by the extension of OUT (`-`: standard output, with
 * --format). A .shp takes the .dbf, .prj and .cpg beside it along. Reasons and progress go to standard error. Exit code 0
 * when something was written, 2 for bad input or a coordinate system in doubt.
 */
import { writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { gaussSystem, systemOf } from '../geo/crs/systems.ts';
import { formatOf, type LocateResult, type WriteOptions, writeGeometry } from '../geo/formats/index.ts';
import { firstPosition } from '../geo/formats/walk.ts';
import { asProblems, formatProblem, type Language, type Problem } from '../model/index.ts';
import { readLocated } from './check/source.ts';

const usage =
  'npm run convert -- IN|- OUT|- [--crs EPSG:…] [--to EPSG:…] [--format geojson|shp|kml|csv|txt] [--encoding gbk|utf-8] [--lang zh|en]';

const parse = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      crs: { type: 'string' },
      to: { type: 'string' },
      format: { type: 'string' },
      encoding: { type: 'string' },
      lang: { type: 'string', default: 'zh' },
      help: { type: 'boolean', short: 'h' },
    },
  });

/** KML knows degrees only; a TXT wants a Gauss–Krüger zone: the source's own, else the 3° zone the data lies in. */
function targetCode(format: string, located: LocateResult): string {
  const source = systemOf(located.crs.code);
  if (format === 'kml' || format === 'geojson') return 'EPSG:4490';
  if (source?.kind === 'gauss' && source.datum === 'CGCS2000') return source.code;
  if (format !== 'txt') return 'EPSG:4490';
  const [first] = located.features;
  const [lon = 114] = (first && firstPosition(first.geometry)) ?? [];
  return gaussSystem('CGCS2000', 3, Math.round(lon / 3) * 3, true)?.code ?? 'EPSG:4526';
}

async function main(): Promise<number> {
  let args: ReturnType<typeof parse>;
  try {
    args = parse();
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  const { values, positionals } = args;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [from, out] = positionals;
  const name = values.format ?? extname(out ?? '').slice(1);
  const encodings = [undefined, 'gbk', 'utf-8'];
  if (
    !from ||
    !out ||
    positionals.length > 2 ||
    !name ||
    !encodings.includes(values.encoding) ||
    !['zh', 'en'].includes(values.lang)
  ) {
    console.error(usage);
    return 2;
  }
  const language = values.lang as Language;
  const tell = (list: readonly Problem[]) => {
    for (const p of list) console.error(`${p.severity}: ${formatProblem(p, language)}`);
  };
  try {
    const { read: result, located } = await readLocated(from, { crs: values.crs });
    console.error(
      language === 'zh'
        ? `读入 ${result.features.length} 个要素（${result.format}）`
        : `read ${result.features.length} features (${result.format})`,
    );
    tell(located.problems);
    const format = formatOf(name);
    const code = values.to ?? targetCode(format?.id ?? name, located);
    const options: WriteOptions = {
      code: systemOf(code)?.code ?? code,
      name: basename(out === '-' ? result.file : out).replace(/(?:\.shp)?\.[^.]*$/i, ''),
      ...(values.encoding ? { encoding: values.encoding as 'gbk' | 'utf-8' } : {}),
    };
    const written = await writeGeometry(name, located.features, options);
    tell(written.problems);
    writeFileSync(out === '-' ? 1 : out, written.bytes);
    console.error(`${located.crs.code} → ${options.code}: ${written.bytes.length} bytes → ${out}`);
    return 0;
  } catch (error) {
    tell(asProblems(error));
    return 2;
  }
}

process.exitCode = await main();
