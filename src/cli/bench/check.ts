/**
 * `npm run bench -- check [--count 100000] [--rounds 9] [--no-geos] [--no-turf] [--no-browser] [--scale]`: zones over a
 * made-up parcel fabric, our engine beside GEOS (C API: plain, and tuned by cutting the zone to each parcel's box), turf,
 * and the same engine in a browser's worker. Every figure is from the zone as received to geometry and areas; GEOS is
 * asked for planar areas only. Rounds are interleaved; medians. `--scale` adds ten times the parcels at equal hits.
 */
import { parseArgs } from 'node:util';
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Feature, Polygon, Position } from 'geojson';
import { planarArea } from '../../geo/overlay/rings.ts';
import { bytesOf, type Fabric, readFabric, runToEnd } from '../../geo/parcels/index.ts';
import { runInBrowser } from './_browser.ts';
import { benchZones, checkOnce, median } from './_engine.ts';
import { eachParcel, makeFabric, roundZone } from './_fabric.ts';
import { type GeosAnswer, startGeos } from './_geos.ts';
import { turfTimes } from './_turf.ts';

const ms = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 0));
const times = (value: number | undefined, own: number) =>
  value === undefined ? '–' : `${(value / own).toFixed(1)}×`;

function rings(fabric: { xy: Float64Array; start: Uint32Array }, from: number, to: number): number {
  let sum = 0;
  for (let r = from; r < to; r++) sum += planarArea(fabric.xy, fabric.start[r]!, fabric.start[r + 1]!);
  return sum;
}

/** Worst difference in parcels' areas, as a share of the parcel, and overlaps over 1e-5 m² that one side lacks. */
function agreement(
  fabric: Fabric,
  rings0: Position[][],
  geos: GeosAnswer,
): { worst: number; missed: number; extra: number } {
  const { overlap } = checkOnce(rings0, fabric);
  const seen = new Set<number>();
  let [worst, missed, extra] = [0, 0, 0];
  for (let h = 0; h < overlap.count; h++) {
    const p = overlap.parcel[h]!;
    const record = fabric.record[p]!;
    seen.add(record);
    const whole = rings(fabric.rings, fabric.firstRing[p]!, fabric.firstRing[p + 1]!);
    const [first, last] = [overlap.firstRing[h]!, overlap.firstRing[h + 1]!];
    const own = last > first ? rings(overlap.rings, first, last) : whole;
    const other = geos.areas.get(record);
    if (other === undefined && overlap.overlapM2[h]! > 1e-5) extra++;
    worst = Math.max(worst, Math.abs(own - (other ?? 0)) / whole);
  }
  // A square degree is about 1.08e10 m² here.
  for (const [record, area] of geos.areas) if (!seen.has(record) && area * 1.08e10 > 1e-5) missed++;
  return { worst, missed, extra };
}

function loading(parcels: readonly Position[][][]): void {
  const features = parcels.map(
    (shape, p): Feature<Polygon> => ({
      type: 'Feature',
      properties: { id: `P${p}` },
      geometry: { type: 'Polygon', coordinates: shape.map((ring) => [...ring, ring[0]!]) },
    }),
  );
  const collection = { type: 'FeatureCollection' as const, features };
  const flat = serialize(collection);
  const text = JSON.stringify(collection);
  const [load, parse]: [number[], number[]] = [[], []];
  for (let i = 0; i < 5; i++) {
    let began = performance.now();
    runToEnd(readFabric(flat));
    load.push(performance.now() - began);
    began = performance.now();
    JSON.parse(text);
    parse.push(performance.now() - began);
  }
  console.log(
    `load: FlatGeobuf (${(flat.length / 1e6).toFixed(0)} MB) read, checked, measured and indexed ${ms(Math.min(...load))} ms; ` +
      `JSON.parse of the GeoJSON (${(text.length / 1e6).toFixed(0)} MB) alone ${ms(Math.min(...parse))} ms (best of 5)`,
  );
}

export default async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '9' },
      'no-geos': { type: 'boolean' },
      'no-turf': { type: 'boolean' },
      'no-browser': { type: 'boolean' },
      scale: { type: 'boolean' },
    },
  });
  const count = Number(values.count);
  const rounds = Number(values.rounds);
  const zones = benchZones(count);
  const parcels: Position[][][] = [];
  eachParcel(count, (shape) => parcels.push(shape));
  const fabric = makeFabric(count);
  const { coordinates, tables, index } = bytesOf(fabric);
  const mb = (bytes: number) => (bytes / 1e6).toFixed(1);
  console.log(
    `${fabric.count} parcels, ${(coordinates / 16 / fabric.count).toFixed(1)} points each; coordinates ${mb(coordinates)} MB, ` +
      `tables ${mb(tables)} MB (${(1 + tables / coordinates).toFixed(2)}×), index ${mb(index)} MB`,
  );
  loading(parcels);
  const geos = values['no-geos']
    ? null
    : await startGeos(
        parcels,
        zones.map((zone) => zone.rings),
      );
  const browser = values['no-browser'] ? null : await runInBrowser(count, rounds);
  const lines: string[][] = [
    [
      'zone',
      'hits',
      'cut',
      'cold',
      'Node ms',
      'GEOS',
      'tuned',
      'Chromium',
      'vs GEOS',
      'vs tuned',
      'turf',
      'indexed',
      'worst',
      'missed/extra',
    ],
  ];
  let geosPeak = 0;
  for (const [z, { name, rings: zone }] of zones.entries()) {
    const cold = checkOnce(zone, fabric);
    for (let i = 0; i < 40; i++) checkOnce(zone, fabric);
    const own: number[] = [];
    const plain: number[] = [];
    const tuned: number[] = [];
    let answer: GeosAnswer | undefined;
    for (let i = 0; i < rounds; i++) {
      own.push(checkOnce(zone, fabric).ms);
      if (!geos || (i > 2 && median(plain) > 500)) continue;
      answer = await geos.run('plain', z);
      plain.push(answer.ms);
      tuned.push((await geos.run('tuned', z)).ms);
      geosPeak = Math.max(geosPeak, answer.peakMB);
    }
    const mine = median(own);
    const [p, t] = plain.length ? [median(plain), median(tuned)] : [undefined, undefined];
    const turf = values['no-turf'] ? undefined : turfTimes(parcels, zone);
    const agree = answer && agreement(fabric, zone, answer);
    const inBrowser = browser?.warm[z];
    lines.push([
      ...[name, String(cold.overlap.count), String(cold.overlap.cut), ms(cold.ms), ms(mine), ms(p), ms(t)],
      inBrowser === undefined
        ? '–'
        : `${ms(inBrowser)} (${times(p, inBrowser)}, cold ${ms(browser?.cold[z])})`,
      ...[times(p, mine), times(t, mine), times(turf?.loop, mine), times(turf?.indexed, mine)],
      ...[agree ? agree.worst.toExponential(1) : '–', agree ? `${agree.missed}/${agree.extra}` : '–'],
    ]);
  }
  geos?.close();
  const widths = lines[0]!.map((_, c) => Math.max(...lines.map((line) => line[c]!.length)));
  for (const line of lines)
    console.log(
      line
        .map((cell, c) => cell.padEnd(widths[c]!))
        .join('  ')
        .trimEnd(),
    );
  console.log(
    `turf: sampled and extrapolated, as multiples of ours in Node. Peak memory: this process ${mb(process.resourceUsage().maxRSS * 1024)} MB, ` +
      `GEOS ${geosPeak.toFixed(0)} MB. PostGIS is not run.`,
  );
  if (values.scale) await scale(count, rounds);
}

/** Ten times the parcels under a zone of the same size: what the parcels that are not touched cost. */
async function scale(count: number, rounds: number): Promise<void> {
  const result = [count, 10 * count].map((held) => {
    const fabric = makeFabric(held);
    const zone = roundZone(held, 500, count * 0.01);
    for (let i = 0; i < 60; i++) checkOnce(zone, fabric);
    const list = Array.from({ length: 5 * rounds }, () => checkOnce(zone, fabric));
    return { held: fabric.count, hits: list[0]!.overlap.count, ms: median(list.map((one) => one.ms)) };
  });
  const [small, large] = result as [(typeof result)[0], (typeof result)[0]];
  console.log(
    `scale: ${small.held} parcels, ${small.hits} hits ${ms(small.ms)} ms; ${large.held} parcels, ${large.hits} hits ${ms(large.ms)} ms: ` +
      `${(large.ms / small.ms).toFixed(2)}×`,
  );
  const browser = await runInBrowser(10 * count, 5);
  if (browser)
    console.log(
      `${browser.count} parcels in a browser tab: made in ${ms(browser.madeMs)} ms; 500 vertices, 1 %: ${ms(browser.warm[4])} ms`,
    );
}
