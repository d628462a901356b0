/**
 * `npm run convert -- IN OUT [--crs EPSG:…] [--to EPSG:…] [--format ID] [--encoding gbk|utf-8] [--lang zh|en] [--dms]
 * [--helmert dX,dY,dZ,rX,rY,rZ,s [--rotation coordinate-frame|position-vector]]`: reads a file of any supported format
 * (`-`: standard input) and writes it by the extension of OUT (`-`: standard output, with --format). The seven parameters
 * (m, m, m, ″, ″, ″, ppm) lead from an old datum to CGCS2000 and are used in both directions; parameters the file gives
 * (转换参数) are used without being asked for, and written back. A .shp takes the .dbf, .prj and .cpg beside it along; the
 * layers of an archive or a folder are written as one. Reasons and progress go to standard error. Exit code 0 when all
 * that was read was written, 3 when something did not come through, 2 for bad input or a coordinate system in doubt.
 */
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { unmovedDatum } from '../geo/crs/notes.ts';
import { gaussSystem, isOldDatum, systemOf } from '../geo/crs/systems.ts';
import { formatOf, type LocateResult, type WriteOptions, writeGeometry } from '../geo/formats/index.ts';
import { firstPosition } from '../geo/plane/positions.ts';
import { asProblems, isLanguage, lossesIn, type Problem, say } from '../model/index.ts';
import { writeBytes } from './check/files.ts';
import { problemPrinter } from './check/print.ts';
import { flagsOf, type LocatedSets, readingFlags, readLocated, typedArguments } from './check/source.ts';
import { typed } from './typed.ts';

const usage =
  'npm run convert -- IN|- OUT|- [--crs EPSG:…] [--to EPSG:…] [--format geojson|shp|kml|csv|txt] [--encoding gbk|utf-8] [--lang zh|en] [--dms] [--helmert dX,dY,dZ,rX,rY,rZ,s] [--rotation coordinate-frame|position-vector]';

const exitWords =
  'Exit status: 0 when all that was given came through, 3 with a result when something was lost, 2 for input that cannot be used.';

const parse = () =>
  parseArgs({
    args: typedArguments(),
    allowPositionals: true,
    options: {
      crs: { type: 'string' },
      to: { type: 'string' },
      format: { type: 'string' },
      encoding: { type: 'string' },
      ...readingFlags,
      lang: { type: 'string', default: 'zh' },
      help: { type: 'boolean', short: 'h' },
    },
  });

/** KML knows degrees only; a TXT wants a Gauss–Krüger zone: the source's own, else the 3° zone the data lies in. */
function targetCode(format: string, from: string, located: LocateResult): string {
  const source = systemOf(located.crs.code);
  if (format === 'kml' || format === 'geojson') return 'EPSG:4490';
  // Offices expect 带号 and eastings that begin with it; a TXT keeps what it had.
  if (format === 'txt' && from !== 'txt' && source?.datum === 'CGCS2000' && source.zoneWidth)
    return gaussSystem('CGCS2000', source.zoneWidth, source.centralMeridian ?? 0, true)?.code ?? source.code;
  if (source?.kind === 'gauss' && source.datum === 'CGCS2000') return source.code;
  if (format !== 'txt') return 'EPSG:4490';
  const [first] = located.features;
  const [lon = 114] = (first && firstPosition(first.geometry)) ?? [];
  return gaussSystem('CGCS2000', 3, Math.round(lon / 3) * 3, true)?.code ?? 'EPSG:4526';
}

const oldDatum = (code: string | undefined): boolean => {
  const system = code === undefined ? undefined : systemOf(code);
  return system !== undefined && isOldDatum(system.datum);
};

/** The seven parameters of the datum to be written: those given, or those the source was read with. */
function shiftFor(
  code: string,
  { crs }: LocateResult,
  given: readonly number[] | undefined,
): readonly number[] | undefined {
  const [source, target] = [systemOf(crs.code), systemOf(code)];
  if (!target || !isOldDatum(target.datum)) return undefined;
  if (source?.datum === target.datum) return crs.shift;
  return source && isOldDatum(source.datum) ? undefined : given;
}

async function main(): Promise<number> {
  const args = typed(parse, usage);
  if (!args) return 2;
  const { values, positionals } = args;
  if (values.help) {
    console.log(`${usage}\n${exitWords}`);
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
    !isLanguage(values.lang)
  ) {
    console.error(usage);
    return 2;
  }
  const language = values.lang;
  const print = problemPrinter(language);
  try {
    const flags = flagsOf(values);
    const dataSets = await readLocated(from, { ...flags, shiftMayWait: oldDatum(values.to) });
    print(dataSets.problems);
    const all: Problem[] = [...dataSets.problems];
    for (const { read: result, located } of dataSets.sets) {
      const what = [result.file, result.layer].filter((one) => one !== undefined).join(':');
      const of = dataSets.sets.length > 1 ? ` ${what}` : '';
      console.error(
        say(
          {
            zh: `读入${of} ${result.features.length} 个要素（${result.format}）`,
            en: `read${of} ${result.features.length} features (${result.format})`,
          },
          language,
        ),
      );
      print(located.problems);
      all.push(...located.problems);
    }
    const [{ read: result, located }] = dataSets.sets as [LocatedSets['sets'][number]];
    const format = formatOf(name);
    const code = values.to ?? targetCode(format?.id ?? name, result.format, located);
    const shift = shiftFor(code, located, flags.helmert);
    const options: WriteOptions = {
      code: systemOf(code)?.code ?? code,
      ...(shift ? { shift } : {}),
      ...(result.head ? { head: result.head } : {}),
      name: basename(out === '-' ? result.file : out).replace(/(?:\.shp)?\.[^.]*$/i, ''),
      ...(values.encoding ? { encoding: values.encoding as 'gbk' | 'utf-8' } : {}),
    };
    const features = dataSets.sets.flatMap(({ located }) => {
      const unmoved = unmovedDatum(located.crs);
      return located.features.map((feature) => (unmoved ? { ...feature, unmoved } : feature));
    });
    const written = await writeGeometry(name, features, options);
    print(written.problems);
    all.push(...written.problems);
    writeBytes(out, written.bytes);
    const codes = [...new Set(dataSets.sets.map((set) => set.located.crs.code))].join(', ');
    console.error(`${codes} → ${options.code}: ${written.bytes.length} bytes → ${out}`);
    return lossesIn(all) ? 3 : 0;
  } catch (error) {
    print(asProblems(error));
    return 2;
  }
}

process.exitCode = await main();
