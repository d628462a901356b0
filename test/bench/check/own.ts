/**
 * A process of its own for one cold query and for memory: `own.ts FILE COUNT ZONE` loads the FlatGeobuf file, checks one
 * of the benchmark's zones once, and prints what that took as JSON. Megabytes of resident memory, before, with the
 * parcels, and at most; reading the file is part of the most.
 */
import { readFileSync } from 'node:fs';
import { bytesOf } from '../../../src/geo/layer/index.ts';
import { readFirstLayer } from '../../../src/geo/layer/open.ts';
import { benchZones, checkOnce } from './engine.ts';

export interface Own {
  loadMs: number;
  coldMs: number;
  baseMB: number;
  heldMB: number;
  peakMB: number;
  /** Megabytes of the fabric's arrays: coordinates, other tables, index. */
  coordinatesMB: number;
  tablesMB: number;
  indexMB: number;
}

const mb = (bytes: number) => bytes / 1e6;
const [file, count, zone] = process.argv.slice(2) as [string, string, string];
const { rings } = benchZones(Number(count))[Number(zone)]!;
const baseMB = mb(process.memoryUsage.rss());
const began = performance.now();
let bytes: Uint8Array | undefined = readFileSync(file);
const { packed: fabric } = await readFirstLayer([{ name: 'parcels.fgb', bytes }]);
const loadMs = performance.now() - began;
bytes = undefined;
const coldMs = checkOnce(rings, fabric).ms;
globalThis.gc?.();
const { coordinates, tables, columns, index } = bytesOf(fabric);
const own: Own = {
  loadMs,
  coldMs,
  baseMB,
  heldMB: mb(process.memoryUsage.rss()),
  peakMB: mb(process.resourceUsage().maxRSS * 1024),
  coordinatesMB: mb(coordinates),
  tablesMB: mb(tables + columns),
  indexMB: mb(index),
};
console.log(JSON.stringify(own));
