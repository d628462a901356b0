/**
 * `npm run bench -- check [--counts 1000,10000,100000,1000000] [--rounds 9] [--no-geos] [--no-postgis] [--no-turf]
 * [--no-browser]`: zones over made-up parcel fabrics, our engine in Node and in a browser's worker beside GEOS (C API:
 * plain, and tuned by cutting the zone to each parcel's box), PostGIS (plain, and with ST_Subdivide) and turf. Every
 * figure is from the zone as received to geometry and areas; ours are ellipsoidal, GEOS and PostGIS are asked for planar
 * ones only, and destroying what they made is not counted. Rounds are interleaved; medians. Cold is the first query of a
 * fresh process or page. 100,000 parcels get every zone, the other fabrics those of 500 vertices.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Feature, Polygon, Position } from 'geojson';
import { readFirstLayer } from '../../src/geo/layer/open.ts';
import { eachParcel, makeFabric, roundZone } from './_fabric.ts';
import { turfTimes } from './_turf.ts';
import { agreement } from './check/agreement.ts';
import { runInWorkers } from './check/browser.ts';
import { benchZones, checkOnce, median } from './check/engine.ts';
import { firstChecks } from './check/first-check.ts';
import { type GeosAnswer, startGeos } from './check/geos.ts';
import { coldRun } from './check/own-process.ts';
import { startPostgis } from './check/postgis.ts';
import { printTable } from './check/table.ts';
import type { WorkerTask, WorkerTimes } from './check/worker.ts';

const everyZone = 100_000;
const ms = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 0));
const times = (value: number | undefined, own: number | undefined) =>
  value === undefined || own === undefined ? '–' : `${(value / own).toFixed(1)}×`;

interface Options {
  rounds: number;
  geos: boolean;
  postgis: boolean;
  turf: boolean;
  browser: boolean;
}

function flatGeobuf(parcels: readonly Position[][][]): { flat: Uint8Array; text: string } {
  const features = parcels.map(
    (shape, p): Feature<Polygon> => ({
      type: 'Feature',
      properties: { id: `P${p}` },
      geometry: { type: 'Polygon', coordinates: shape.map((ring) => [...ring, ring[0]!]) },
    }),
  );
  const collection = { type: 'FeatureCollection' as const, features };
  return { flat: serialize(collection), text: JSON.stringify(collection) };
}

async function loading(flat: Uint8Array, text: string): Promise<void> {
  const [load, parse]: [number[], number[]] = [[], []];
  for (let i = 0; i < 9; i++) {
    let began = performance.now();
    await readFirstLayer([{ name: 'parcels.fgb', bytes: flat }]);
    load.push(performance.now() - began);
    began = performance.now();
    JSON.parse(text);
    parse.push(performance.now() - began);
  }
  const mb = (bytes: number) => (bytes / 1e6).toFixed(0);
  console.log(
    `load: FlatGeobuf (${mb(flat.length)} MB) read, checked, measured and indexed ${ms(median(load))} ms (best ${ms(Math.min(...load))}); ` +
      `JSON.parse of the GeoJSON (${mb(text.length)} MB) alone ${ms(median(parse))} ms (best ${ms(Math.min(...parse))}); 9 rounds in turn`,
  );
}

/** One fabric of about `count` parcels against its peers. */
async function table(count: number, options: Options): Promise<void> {
  const all = count === everyZone;
  const zones = benchZones(count);
  const wanted = zones.map((_, z) => z).filter((z) => all || zones[z]!.name.startsWith('500 '));
  const parcels: Position[][][] = [];
  eachParcel(count, (shape) => parcels.push(shape));
  const fabric = makeFabric(count);
  console.log(`\n${fabric.count} parcels`);
  const file = join(tmpdir(), `bench-check-${process.pid}.fgb`);
  if (all) {
    const { flat, text } = flatGeobuf(parcels);
    await loading(flat, text);
    writeFileSync(file, flat);
    if (options.browser) await firstChecks(flat, count, 5);
  }
  const rings = zones.map((zone) => zone.rings);
  const geos = options.geos ? await startGeos(parcels, rings) : null;
  const postgis = all && options.postgis ? startPostgis(parcels, rings) : null;
  if (postgis) console.log(`PostGIS ${postgis.version}`);
  const [warm, ...cold] =
    (options.browser &&
      (await runInWorkers<WorkerTask, WorkerTimes>(join(import.meta.dirname, 'check', 'worker.ts'), [
        { count, rounds: options.rounds },
        ...(all ? wanted.map((only) => ({ count, rounds: 1, only })) : []),
      ]))) ||
    [];
  if (warm) console.log(`in a browser tab the fabric was made in ${ms(warm.madeMs)} ms`);
  const lines: string[][] = [];
  let geosPeak = 0;
  let peak: string | undefined;
  for (const [k, z] of wanted.entries()) {
    const { name, rings: zone } = zones[z]!;
    const found = checkOnce(zone, fabric).overlap;
    for (let i = 0; i < 40; i++) checkOnce(zone, fabric);
    const [own, plain, tuned]: number[][] = [[], [], []] as number[][];
    let answer: GeosAnswer | undefined;
    for (let i = 0; i < options.rounds; i++) {
      own!.push(checkOnce(zone, fabric).ms);
      if (!geos || (i > 2 && median(plain!) > 500)) continue;
      answer = await geos.run('plain', z);
      plain!.push(answer.ms);
      tuned!.push((await geos.run('tuned', z)).ms);
      geosPeak = Math.max(geosPeak, answer.peakMB);
    }
    const server = postgis?.run(z);
    const process1 = all ? coldRun(file, count, z) : undefined;
    peak ??= process1?.memory;
    const mine = median(own!);
    const inBrowser = warm?.ms[z];
    const [p, t] = plain!.length ? [median(plain!), median(tuned!)] : [undefined, undefined];
    const turf = options.turf && all ? turfTimes(parcels, zone) : undefined;
    const agree = answer && agreement(fabric, zone, answer);
    const both = (peer: number | undefined) => `${times(peer, mine)} ${times(peer, inBrowser)}`;
    lines.push([
      ...[name, String(found.count), String(found.cut)],
      ...[ms(mine), ms(process1?.coldMs), ms(inBrowser), ms(cold[k]?.ms[0])],
      ...[ms(p), ms(t), both(p), both(t)],
      ...(all
        ? [both(server?.plain), both(server?.subdivided), times(turf?.loop, mine), times(turf?.indexed, mine)]
        : []),
      ...(agree
        ? [agree.worst.toExponential(1), `${agree.missed}/${agree.extra}`, agree.karney.toFixed(5)]
        : ['–', '–', '–']),
    ]);
  }
  printTable(
    [
      ...['zone', 'hits', 'cut', 'Node ms', 'cold', 'Chromium ms', 'cold'],
      ...['GEOS ms', 'tuned ms', 'GEOS ×', 'tuned ×'],
      ...(all ? ['PostGIS ×', 'subdivided ×', 'turf loop ×', 'turf indexed ×'] : []),
      ...['worst', 'missed/extra', 'Karney m²'],
    ],
    lines,
  );
  if (peak) console.log(`${peak}; GEOS at most ${geosPeak.toFixed(0)} MB`);
  geos?.close();
  postgis?.close();
  rmSync(file, { force: true });
}

/** Ten times the parcels under a zone of the same size: what the parcels that are not touched cost. */
function scale(count: number, rounds: number): void {
  const sides = [count, 10 * count].map((held) => {
    const fabric = makeFabric(held);
    const zone = roundZone(held, 500, count * 0.01);
    for (let i = 0; i < 60; i++) checkOnce(zone, fabric);
    return { fabric, zone, ms: [] as number[], hits: checkOnce(zone, fabric).overlap.count };
  });
  for (let i = 0; i < 5 * rounds; i++)
    for (const side of sides) side.ms.push(checkOnce(side.zone, side.fabric).ms);
  const [small, large] = sides.map(({ fabric, ms: list, hits }) => ({
    held: fabric.count,
    hits,
    ms: median(list),
  })) as [{ held: number; hits: number; ms: number }, { held: number; hits: number; ms: number }];
  console.log(
    `\nat equal hits: ${small.held} parcels, ${small.hits} hits ${ms(small.ms)} ms; ${large.held} parcels, ${large.hits} hits ${ms(large.ms)} ms: ` +
      `${(large.ms / small.ms).toFixed(2)}×`,
  );
}

export default async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      counts: { type: 'string', default: '1000,10000,100000,1000000' },
      rounds: { type: 'string', default: '9' },
      'no-geos': { type: 'boolean', default: false },
      'no-postgis': { type: 'boolean', default: false },
      'no-turf': { type: 'boolean', default: false },
      'no-browser': { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  const options = {
    rounds,
    geos: !values['no-geos'],
    postgis: !values['no-postgis'],
    turf: !values['no-turf'],
    browser: !values['no-browser'],
  };
  console.log(
    'The first of two multiples is to ours in Node, the second to ours in the browser. turf: sampled and extrapolated. ' +
      'worst: difference to GEOS as a share of the parcel; Karney: of our ellipsoidal areas to his algorithm on the same geometry, m² (his JavaScript rounds at about 1e-4)',
  );
  for (const count of values.counts.split(',').map(Number)) await table(count, options);
  scale(everyZone, rounds);
}
