/**
 * `npm run zone-check -- ZONE_FILE [--layer FILE[:TABLE][,role=…][,name=…]]… [--parcels FILE] [--package DIR] [--json|--csv|--txt] [--xlsx FILE] [--docx FILE [--template FILE]] [--lang zh|en] [--crs EPSG:…]
 * [--dms] [--helmert dX,dY,dZ,rX,rY,rZ,s] [--rotation coordinate-frame|position-vector] [--overlap once|exclude]
 * [--outside-hole part|drop] [--width LEFT,RIGHT]`: checks every zone of a file, an archive or a folder, or of
 * standard input (`-`), with the code the page runs. The result goes to standard
 * output, progress and reasons to standard error. Exit code 0 with a result of all that was handed over, 3 with a result
 * of a part of it, 2 for bad input. JSON is one object for one zone, a list for several.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type CheckFile,
  type CheckLayer,
  checkFile,
  checkZone,
  fingerprint,
  projectReport,
  reportOf,
  reportsCsv,
  reportsText,
} from '../check/index.ts';
import { type Widths, widthsMakeSense } from '../geo/edit/widths.ts';
import { parseNumber } from '../geo/formats/text.ts';
import { asProblems, isLanguage, lossesIn, ProblemError, problem, today } from '../model/index.ts';
import { parseLayer, readLayers } from './check/layers.ts';
import { writeOffice } from './check/office.ts';
import { readCheckPackage } from './check/package.ts';
import { problemPrinter } from './check/print.ts';
import { flagsOf, givenShift, readingFlags, typedArguments } from './check/source.ts';
import { readZones } from './check/zones.ts';
import { typed } from './typed.ts';

const usage =
  'npm run zone-check -- ZONE_FILE|- [--layer FILE[:TABLE][,role=ROLE][,name=NAME][,date=DATE][,source=SOURCE][,accuracy=METRES][,field.MEANING=FIELD][,crs=EPSG:…][,helmert=dX dY dZ rX rY rZ s[,rotation=…]]]… [--parcels FILE] [--package DIR] [--json|--csv|--txt] [--xlsx FILE] [--docx FILE [--template FILE]] [--lang zh|en] [--crs EPSG:…] [--dms] [--helmert dX,dY,dZ,rX,rY,rZ,s] [--rotation coordinate-frame|position-vector] [--overlap once|exclude] [--outside-hole part|drop] [--width LEFT,RIGHT]';

const exitWords =
  'Exit status: 0 when all that was given came through, 3 with a result when something was lost, 2 for input that cannot be used.';

const parse = () =>
  parseArgs({
    args: typedArguments(),
    allowPositionals: true,
    options: {
      parcels: { type: 'string' },
      layer: { type: 'string', multiple: true, default: [] },
      package: { type: 'string', default: 'data' },
      json: { type: 'boolean' },
      csv: { type: 'boolean' },
      txt: { type: 'boolean' },
      xlsx: { type: 'string' },
      docx: { type: 'string' },
      template: { type: 'string' },
      lang: { type: 'string', default: 'zh' },
      crs: { type: 'string' },
      ...readingFlags,
      overlap: { type: 'string' },
      'outside-hole': { type: 'string' },
      width: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });

/** A line on standard error; the same line again when that is a terminal. */
function showProgress(text: string, last = false): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}${last ? '\n' : ''}`);
  else if (last) process.stderr.write(`${text}\n`);
}

/** `10,12` as metres to the left and right of a centre line; one figure is for both. */
function widthsOf(text: string): Widths | undefined {
  const [leftM = Number.NaN, rightM = leftM, ...more] = text
    .split(',')
    .map((part) => parseNumber(part) ?? Number.NaN);
  return !more.length && widthsMakeSense({ leftM, rightM }) ? { leftM, rightM } : undefined;
}

const noZone = (file: string) =>
  problem(
    'no-zone',
    { zh: '文件中没有可以核查的面。', en: 'The file holds no area that could be checked.' },
    { file },
    { zh: '原因见上。', en: 'The reasons are above.' },
  );

async function main(): Promise<number> {
  const args = typed(parse, usage);
  if (!args) return 2;
  const { values, positionals } = args;
  if (values.help) {
    console.log(`${usage}\n${exitWords}`);
    return 0;
  }
  const formats = [values.json, values.csv, values.txt].filter(Boolean).length;
  const { overlap, 'outside-hole': outsideHole, width } = values;
  const widths = width === undefined ? undefined : widthsOf(width);
  if (
    positionals.length !== 1 ||
    formats > 1 ||
    !isLanguage(values.lang) ||
    ![undefined, 'once', 'exclude'].includes(overlap) ||
    ![undefined, 'part', 'drop'].includes(outsideHole) ||
    (width !== undefined && !widths)
  ) {
    console.error(usage);
    return 2;
  }
  const language = values.lang;
  const print = problemPrinter(language);
  try {
    const town = readCheckPackage(values.package);
    print(town.problems);
    const flags = flagsOf(values);
    const wanted = [
      ...(values.parcels ? [{ path: values.parcels, role: 'parcels' }] : []),
      ...values.layer.map(parseLayer),
    ];
    const shiftMayWait = wanted.length > 0;
    const read = await readZones(
      positionals[0]!,
      town.town,
      { ...flags, shiftMayWait },
      {
        repair: {
          ...(overlap ? { overlap: overlap as 'once' | 'exclude' } : {}),
          ...(outsideHole ? { outsideHole: outsideHole as 'part' | 'drop' } : {}),
        },
        ...(widths ? { widths } : {}),
      },
    );
    print(read.problems);
    if (!read.zones.length) throw new ProblemError(noZone(positionals[0]!));
    const shift = givenShift(
      flags.helmert,
      read.zones.map(({ crs }) => crs.code),
    );
    const layers: CheckLayer[] = [];
    let lost = lossesIn(read.problems);
    for (const one of wanted) {
      const { path } = one;
      const loaded = await readLayers(one, town.town, town.land?.roles ?? [], shift, (share) =>
        showProgress(`${path}: ${Math.round(100 * share)} %`),
      );
      print(loaded.problems);
      lost += lossesIn(loaded.problems);
      for (const { layer, packed } of loaded.layers)
        showProgress(`${path}: ${layer.name.zh}, ${packed?.count} features`, true);
      layers.push(...loaded.layers);
    }
    if (wanted.length) print(shift.unused());
    const checks: CheckFile[] = [];
    for (const [i, zone] of read.zones.entries()) {
      if (read.zones.length > 1)
        showProgress(`${i + 1}/${read.zones.length} ${zone.name}`, i + 1 === read.zones.length);
      const result = await checkZone(zone, [...town.layers, ...layers], town.rules, {
        centralMeridian: town.town.centralMeridian,
        dataVersion: town.town.dataVersion,
        asOf: today(),
        ...(town.land ? { land: town.land } : {}),
      });
      checks.push(checkFile(result, zone, await fingerprint(zone, result)));
    }
    const reports = checks.map((check, i) =>
      reportOf(check, { fingerprint: check.fingerprint, zone: read.zones[i] }),
    );
    const [first, second] = checks;
    if (first && second) reports.unshift(projectReport([first, ...checks.slice(1)]));
    const { xlsx, docx } = values;
    if (xlsx || docx) {
      const template = values.template ?? join(values.package, 'report-template.docx');
      const problems = await writeOffice(reports, { xlsx, docx, template }, language);
      print(problems);
    }
    if (values.json)
      process.stdout.write(`${JSON.stringify(checks.length === 1 ? checks[0] : checks, null, 1)}\n`);
    else if (values.csv) process.stdout.write(reportsCsv(reports, language));
    else process.stdout.write(reportsText(reports, language));
    return lost ? 3 : 0;
  } catch (error) {
    print(asProblems(error));
    return 2;
  }
}

process.exitCode = await main();
