import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Position } from 'geojson';
import { eachParcel } from '../_fabric.ts';
import { childrenMs } from './computed.ts';
import { fields, valuesOf } from './land-use.ts';

/* The land-use fabric as files: one is written here, in degrees and UTF-8, and all that is measured is made of it by ogr2ogr. */

const rowSize = 1 + fields.reduce((sum, [, , width]) => sum + width, 0);

/** A file written in pieces of some megabytes. */
function growing(path: string) {
  const file = openSync(path, 'w');
  let parts: Buffer[] = [];
  let [waiting, length] = [0, 0];
  const flush = () => {
    if (waiting) writeSync(file, Buffer.concat(parts));
    parts = [];
    waiting = 0;
  };
  return {
    add(part: Buffer) {
      parts.push(part);
      waiting += part.length;
      length += part.length;
      if (waiting > 2 ** 22) flush();
    },
    length: () => length,
    /** Ends the file with its head put in place. */
    close(head: Buffer) {
      flush();
      writeSync(file, head, 0, head.length, 0);
      closeSync(file);
    },
  };
}

function mainHead(bytes: number, box: readonly number[]): Buffer {
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994, 0);
  head.writeInt32BE(bytes / 2, 24);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(5, 32);
  for (const [i, value] of box.entries()) head.writeDoubleLE(value, 36 + 8 * i);
  return head;
}

function dbfHead(count: number): Buffer {
  const head = Buffer.alloc(33 + 32 * fields.length);
  head.set([3, 124, 1, 1]);
  head.writeUInt32LE(count, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(rowSize, 10);
  fields.forEach(([name, type, width, decimals = 0], k) => {
    const at = 32 + 32 * k;
    head.write(name, at, 'latin1');
    head.write(type, at + 11, 'latin1');
    head.set([width, decimals], at + 16);
  });
  head[head.length - 1] = 0x0d;
  return head;
}

function dbfRow(values: readonly (string | number)[]): Buffer {
  const row = Buffer.alloc(rowSize, 0x20);
  let at = 1;
  fields.forEach(([, , width, decimals = 0], k) => {
    const value = values[k]!;
    if (typeof value === 'number') row.write(value.toFixed(decimals).padStart(width), at, 'latin1');
    else row.write(value, at, width, 'utf8');
    at += width;
  });
  return row;
}

/** Square metres of a square degree here, near enough for a field nobody checks. */
const squareDegreeM2 = 1.08e10;

/** The polygon record of some rings, shell first; clockwise, as a shapefile has its shells, and closed. */
function shapeRecord(number: number, rings: readonly Position[][]): { bytes: Buffer; areaM2: number } {
  const points = rings.reduce((sum, ring) => sum + ring.length + 1, 0);
  const bytes = Buffer.alloc(8 + 44 + 4 * rings.length + 16 * points);
  bytes.writeInt32BE(number, 0);
  bytes.writeInt32BE((bytes.length - 8) / 2, 4);
  bytes.writeInt32LE(5, 8);
  const [xs, ys] = [rings[0]!.map(([x]) => x!), rings[0]!.map(([, y]) => y!)];
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  for (const [i, value] of box.entries()) bytes.writeDoubleLE(value, 12 + 8 * i);
  bytes.writeInt32LE(rings.length, 44);
  bytes.writeInt32LE(points, 48);
  let [point, areaM2] = [0, 0];
  rings.forEach((ring, r) => {
    bytes.writeInt32LE(point, 52 + 4 * r);
    const order = r ? [...ring, ring[0]!] : [ring[0]!, ...[...ring].reverse()];
    let twice = 0;
    for (const [i, [x, y]] of order.entries()) {
      const at = 52 + 4 * rings.length + 16 * point++;
      bytes.writeDoubleLE(x!, at);
      bytes.writeDoubleLE(y!, at + 8);
      const [px, py] = order[Math.max(0, i - 1)] as [number, number];
      twice += (px - order[0]![0]!) * (y! - order[0]![1]!) - (x! - order[0]![0]!) * (py - order[0]![1]!);
    }
    areaM2 -= (twice / 2) * squareDegreeM2;
  });
  return { bytes, areaM2 };
}

/** The fabric as a shapefile in degrees; how many polygons it has. */
function writeSource(folder: string, count: number): number {
  const [shp, shx, dbf] = ['shp', 'shx', 'dbf'].map((extension) =>
    growing(join(folder, `source.${extension}`)),
  ) as [ReturnType<typeof growing>, ReturnType<typeof growing>, ReturnType<typeof growing>];
  shp.add(Buffer.alloc(100));
  shx.add(Buffer.alloc(100));
  dbf.add(dbfHead(0));
  let records = 0;
  const extent = [180, 90, -180, -90];
  eachParcel(count, (rings) => {
    const { bytes, areaM2 } = shapeRecord(records + 1, rings);
    const entry = Buffer.alloc(8);
    entry.writeInt32BE(shp.length() / 2, 0);
    entry.writeInt32BE((bytes.length - 8) / 2, 4);
    shx.add(entry);
    shp.add(bytes);
    dbf.add(dbfRow(valuesOf(records, areaM2)));
    for (const i of [0, 1]) {
      extent[i] = Math.min(extent[i]!, bytes.readDoubleLE(12 + 8 * i));
      extent[i + 2] = Math.max(extent[i + 2]!, bytes.readDoubleLE(28 + 8 * i));
    }
    records++;
  });
  dbf.add(Buffer.from([0x1a]));
  shp.close(mainHead(shp.length(), extent));
  shx.close(mainHead(shx.length(), extent));
  dbf.close(dbfHead(records));
  writeFileSync(join(folder, 'source.cpg'), 'UTF-8');
  return records;
}

/** ogr2ogr with these arguments; milliseconds by the clock, and computing. */
export function ogr2ogr(...args: string[]): { ms: number; computedMs: number } {
  const [began, before] = [performance.now(), childrenMs()];
  execFileSync('ogr2ogr', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return { ms: performance.now() - began, computedMs: childrenMs() - before };
}

export interface LandUseFiles {
  /** Polygons in each. */
  count: number;
  /** A zip of a shapefile, GBK, EPSG:4526. */
  shapefile: string;
  /** The same as a folder of a File Geodatabase, and as a GeoPackage. */
  geodatabase: string;
  geopackage: string;
}

/** Makes the shapefile in an empty folder. */
export function makeShapefile(folder: string, count: number): { path: string; count: number } {
  const records = writeSource(folder, count);
  const path = join(folder, 'DLTB.shz');
  const system = ['-s_srs', 'EPSG:4490', '-t_srs', 'EPSG:4526'];
  const source = join(folder, 'source.shp');
  ogr2ogr(...system, '-f', 'ESRI Shapefile', '-lco', 'ENCODING=GBK', path, source, '-nln', 'DLTB');
  for (const extension of ['shp', 'shx', 'dbf', 'cpg']) rmSync(join(folder, `source.${extension}`));
  return { path, count: records };
}

/** Makes the three files in an empty folder. */
export function makeLandUse(folder: string, count: number): LandUseFiles {
  const { path: shapefile, count: records } = makeShapefile(folder, count);
  const geodatabase = join(folder, 'DLTB.gdb');
  const geopackage = join(folder, 'DLTB.gpkg');
  const copy = ['-nln', 'DLTB', '-nlt', 'PROMOTE_TO_MULTI'];
  ogr2ogr('-f', 'OpenFileGDB', geodatabase, shapefile, ...copy);
  ogr2ogr('-f', 'GPKG', geopackage, shapefile, ...copy);
  return { count: records, shapefile, geodatabase, geopackage };
}
