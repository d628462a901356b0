/**
 * `npm run bench -- reference [--count 500000] [--rounds 3] [--five 200000] [--no-files] [--no-check] [--no-reload]`: a
 * planner's layers. Land-use polygons over the bench's fabric as a zipped shapefile (GBK, EPSG:4526), a File Geodatabase
 * and a GeoPackage are brought into the built app: read, transformed, checked, measured, indexed and kept, beside
 * `ogr2ogr -t_srs EPSG:4490 -f FlatGeobuf` of the same file, in turn. A zone of 1 % over five layers is checked together,
 * each by itself and by plain GEOS, with and without the table of classes. A page with five layers is loaded again.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Position } from 'geojson';
import { readCheckPackage } from '../../src/cli/check/package.ts';
import { eachParcel } from './_fabric.ts';
import { runInWorkers } from './check/browser.ts';
import { median } from './check/engine.ts';
import { startGeos } from './check/geos.ts';
import { printTable } from './check/table.ts';
import { type Brought, type Task, withApp } from './reference/app.ts';
import { type LandUseFiles, makeLandUse, makeShapefile, ogr2ogr } from './reference/files.ts';
import { checkFive, type FiveTask, type FiveTimes, fiveZone, type Times } from './reference/five.ts';

const seconds = (ms: number) => (ms / 1000).toFixed(2);
const mb = (bytes: number) => (bytes / 1e6).toFixed(0);
const ratio = (a: number, b: number) => `${(a / b).toFixed(2)}×`;
const longest = (tasks: readonly Task[], of: (task: Task) => number) =>
  Math.round(Math.max(0, ...tasks.map(of)));

interface Way {
  name: string;
  path(files: LandUseFiles): string;
  input: '添加参考图层' | '添加文件夹';
  /** Most it may take, times the peer. */
  target: number;
}
const ways: readonly Way[] = [
  { name: 'shapefile zip', path: (files) => files.shapefile, input: '添加参考图层', target: 1 },
  { name: '.gdb folder', path: (files) => files.geodatabase, input: '添加文件夹', target: 1.5 },
  { name: 'GeoPackage', path: (files) => files.geopackage, input: '添加参考图层', target: 1.5 },
];

/** Every format in a fresh browser each round, ogr2ogr before it. */
async function reading(files: LandUseFiles, folder: string, rounds: number): Promise<void> {
  const rows: string[][] = [];
  for (const { name, path, input, target } of ways) {
    const file = path(files);
    const [peers, own]: [ReturnType<typeof ogr2ogr>[], Brought[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      const output = join(folder, 'peer.fgb');
      rmSync(output, { force: true });
      peers.push(ogr2ogr('-t_srs', 'EPSG:4490', '-f', 'FlatGeobuf', output, file));
      own.push(await withApp((app) => app.bring(input, file)));
    }
    const of = (get: (one: Brought) => number) => median(own.map(get));
    const [peer, peerComputed] = [
      median(peers.map(({ ms }) => ms)),
      median(peers.map((one) => one.computedMs)),
    ];
    const total = of(({ openMs, takeMs }) => openMs + takeMs);
    const packed = own[0]!.packedBytes;
    const tasks = own.flatMap((one) => one.tasks);
    rows.push([
      ...[name, String(own[0]!.features), seconds(peer), seconds(total), ratio(total, peer)],
      ...[
        ratio(
          of(({ computedMs }) => computedMs),
          peerComputed,
        ),
        `≤ ${target}×`,
      ],
      ...[seconds(of(({ openMs }) => openMs)), seconds(of(({ takeMs }) => takeMs))],
      ...[
        mb(packed),
        ratio(
          of(({ peakBytes }) => peakBytes),
          packed,
        ),
        '≤ 2.5×',
      ],
      ...[longest(tasks, ({ ms }) => ms), longest(tasks, (task) => task.computedMs), '≤ 50'].map(String),
      String(of(({ steps }) => steps)),
    ]);
  }
  printTable(
    [
      ...[
        'file',
        'polygons',
        'ogr2ogr s',
        'ours s',
        'ours ×',
        'computing ×',
        'target',
        'opening s',
        'taking s',
      ],
      ...['packed MB', 'memory ×', 'target', 'longest task ms', 'computing', 'target', 'steps of progress'],
    ],
    rows,
  );
}

async function checking(count: number): Promise<void> {
  const { rules, land, town } = readCheckPackage('data');
  const task: FiveTask = {
    count,
    rounds: 15,
    town: {
      rules,
      ...(land ? { land } : {}),
      centralMeridian: town.centralMeridian,
      dataVersion: town.dataVersion,
      asOf: '2026-01-01',
    },
  };
  const parcels: Position[][][] = [];
  eachParcel(count, (rings) => parcels.push(rings));
  const geos = await startGeos(parcels, [fiveZone(count)]);
  parcels.length = 0;
  const plain: number[] = [];
  for (let round = 0; geos && round < 9; round++) plain.push((await geos.run('plain', 0)).ms);
  geos?.close();
  const peer = plain.length ? 5 * median(plain) : Number.NaN;
  const node = await checkFive(task);
  const [browser] =
    (await runInWorkers<FiveTask, FiveTimes>(join(import.meta.dirname, 'reference', 'worker.ts'), [task])) ??
    [];
  const row = (name: string, { together, singly, without }: Times) => [
    ...[name, together.toFixed(1), ratio(together, singly)],
    Number.isNaN(peer) ? '–' : (peer / together).toFixed(1),
    without === undefined ? '–' : `${(100 * (together / without - 1)).toFixed(0)} %`,
  ];
  const { hits, classes } = node;
  console.log(
    `\nA zone of 500 vertices over 1 % of five layers of ${node.count} polygons, ${hits} records met, ${classes} rows of owner and class; plain GEOS takes five times ${(peer / 5).toFixed(1)} ms`,
  );
  printTable(
    ['', 'ms', 'of singly (≤ 1.2×)', '× GEOS (≥ 5)', 'class table adds (≤ 10 %)'],
    [['Node', node] as const, ...(browser ? [['Chromium', browser] as const] : [])].flatMap(
      ([where, one]) => [
        row(`${where}: shapes and areas`, one.overlay),
        row(`${where}: whole check, figures only`, one.figures),
        row(`${where}: whole check, all records`, one.whole),
      ],
    ),
  );
}

async function reloading(folder: string, count: number): Promise<void> {
  const { path: shapefile, count: polygons } = makeShapefile(folder, count);
  const times = await withApp(async (app) => {
    for (let k = 0; k < 5; k++) await app.bring('添加参考图层', shapefile);
    const list: number[] = [];
    for (let k = 0; k < 3; k++) {
      list.push(await app.reload(5));
      await app.page.waitForTimeout(4000);
    }
    return list;
  });
  console.log(
    `\nReload with five layers of ${polygons} polygons, all usable after ${times.map(seconds).join(', ')} s (≤ 2 s)`,
  );
}

export default async function reference(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: 'string', default: '500000' },
      rounds: { type: 'string', default: '3' },
      five: { type: 'string' },
      'no-files': { type: 'boolean', default: false },
      'no-check': { type: 'boolean', default: false },
      'no-reload': { type: 'boolean', default: false },
    },
  });
  if (!existsSync('dist/index.html')) throw new Error('Build the app first: npm run build');
  const count = Number(values.count);
  const five = Number(values.five ?? 0.4 * count);
  const folder = mkdtempSync(join(tmpdir(), 'reference-'));
  try {
    if (!values['no-files']) {
      const files = makeLandUse(folder, count);
      console.log(
        `${files.count} polygons with the fields of DLTB; shapefile zip ${mb(statSync(files.shapefile).size)} MB, GeoPackage ${mb(statSync(files.geopackage).size)} MB`,
      );
      await reading(files, folder, Number(values.rounds));
    }
    if (!values['no-check']) await checking(five);
    if (!values['no-reload']) await reloading(mkdtempSync(join(folder, 'five-')), five);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
