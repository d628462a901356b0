import type { Position } from 'geojson';
import type { RecordField } from '../../src/geo/columns/columns.ts';
import { addRecord, makeBuilder } from '../../src/geo/layer/build.ts';
import { finishLayer } from '../../src/geo/layer/finish.ts';
import type { PackedLayer } from '../../src/geo/layer/index.ts';

/*
 * A made-up parcel fabric: a net of crooked cells, every border shared point for point by its two parcels, some parcels
 * with a hole that is itself a parcel. Nothing is stored: every corner and border point follows from its place in the
 * net by a hash, so a fabric of any size is the same from run to run and its zones can be traced along its borders.
 */

const west = 113;
const south = 28.4;
/** A cell, degrees: about 60 m by 60 m. */
export const cellX = 0.0006;
export const cellY = 0.00054;

/** A number in [0, 1) that depends on its arguments alone. */
export function hash(a: number, b: number, c: number): number {
  let h =
    Math.imul(a + 0x9e37, 0x85ebca6b) ^ Math.imul(b + 0x79b9, 0xc2b2ae35) ^ Math.imul(c + 0x7f4a, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
}

/** Coordinates as a file would carry them, to 1e-9 degree. */
const round = (value: number): number => Math.round(value * 1e9) / 1e9;

const corner = (i: number, j: number): [number, number] => [
  west + (i + 0.4 * (hash(i, j, 1) - 0.5)) * cellX,
  south + (j + 0.4 * (hash(i, j, 2) - 0.5)) * cellY,
];

/** The points of a border from corner (i, j) to the next one east (`across` 0) or north (1), without the last corner. */
function borderPoints(i: number, j: number, across: 0 | 1): Position[] {
  const [ax, ay] = corner(i, j);
  const [bx, by] = across ? corner(i, j + 1) : corner(i + 1, j);
  // One to thirteen pieces, mostly few: parcels of 5 to 60 points, about 17 on the average.
  const pieces = 1 + Math.floor(13 * hash(i, j, 3 + across) ** 3);
  const points: Position[] = [[round(ax), round(ay)]];
  for (let k = 1; k < pieces; k++) {
    const f = k / pieces;
    const bend = 0.24 * f * (1 - f) * (hash(i * 31 + k, j, 5 + across) - 0.5);
    points.push([
      round(ax + f * (bx - ax) + (bend * (by - ay) * cellX) / cellY),
      round(ay + f * (by - ay) - (bend * (bx - ax) * cellY) / cellX),
    ]);
  }
  return points;
}

/** A border walked backwards, without the corner it ends at. */
const backwards = (i: number, j: number, across: 0 | 1): Position[] => {
  const last = across ? corner(i, j + 1) : corner(i + 1, j);
  return [[round(last[0]), round(last[1])], ...borderPoints(i, j, across).slice(1).reverse()];
};

/** The ring of cell (i, j), counter-clockwise, not closed. */
const cellRing = (i: number, j: number): Position[] => [
  ...borderPoints(i, j, 0),
  ...borderPoints(i + 1, j, 1),
  ...backwards(i, j + 1, 0),
  ...backwards(i, j, 1),
];

/** A small ring inside the cell, for about one cell in thirty. */
function holeRing(i: number, j: number): Position[] | null {
  if (hash(i, j, 7) > 1 / 30) return null;
  const count = 5 + Math.floor(6 * hash(i, j, 8));
  return Array.from({ length: count }, (_, k) => {
    const turn = (2 * Math.PI * k) / count;
    return [
      round(west + (i + 0.5 + 0.12 * Math.cos(turn)) * cellX),
      round(south + (j + 0.5 + 0.12 * Math.sin(turn)) * cellY),
    ];
  });
}

/** Calls `parcel` with the rings (shell first, open) of about `count` parcels in a square net. */
export function eachParcel(count: number, parcel: (rings: Position[][], id: string) => void): void {
  const side = netSide(count);
  for (let j = 0; j < side; j++)
    for (let i = 0; i < side; i++) {
      const hole = holeRing(i, j);
      parcel(hole ? [cellRing(i, j), hole] : [cellRing(i, j)], `P${i}-${j}`);
      if (hole) parcel([hole], `P${i}-${j}a`);
    }
}

/** Cells along a side of the net for about `count` parcels. */
export const netSide = (count: number): number => Math.round(Math.sqrt((count * 30) / 31));

/** Columns beside `id`, and what the record of a place in the file, from 0, says in them. */
export interface FabricColumns {
  fields: readonly RecordField[];
  values(place: number): (string | number | null)[];
}

export function makeFabric(count: number, more?: FabricColumns): PackedLayer {
  const fields: RecordField[] = [{ name: 'id', kind: 'text' }, ...(more?.fields ?? [])];
  const builder = makeBuilder({ fields, points: 18 * count, count });
  let record = 0;
  eachParcel(count, (rings, id) => {
    const starts = new Uint32Array(rings.length + 1);
    rings.forEach((ring, r) => {
      starts[r + 1] = starts[r]! + ring.length;
    });
    const shells = Uint8Array.from(rings, (_, r) => (r ? 0 : 1));
    const xy = Float64Array.from(rings.flat(2));
    const values = [id, ...(more?.values(record) ?? [])];
    record++;
    addRecord(builder, { record, kind: 'polygon', xy, parts: rings.length, starts, shells, values });
  });
  return finishLayer(builder);
}

/** The middle of the net. */
const middle = (count: number): [number, number] => {
  const side = netSide(count);
  return [west + (side / 2) * cellX, south + (side / 2) * cellY];
};

/** A star-shaped zone of `points` points over about `parcels` cells in the middle of a net of `count`. */
export function roundZone(count: number, points: number, parcels: number, seed = 1): Position[][] {
  const [x, y] = middle(count);
  const radius = Math.sqrt(parcels / Math.PI);
  const ring = Array.from({ length: points }, (_, k): Position => {
    const turn = (2 * Math.PI * k) / points;
    const wave =
      0.08 * Math.sin(5 * turn + seed) + 0.05 * Math.sin(11 * turn) + 0.02 * (hash(k, seed, 9) - 0.5);
    const r = radius * (1 + wave);
    return [round(x + r * Math.cos(turn) * cellX), round(y + r * Math.sin(turn) * cellY)];
  });
  return [[...ring, ring[0]!]];
}

/** A zone drawn along parcel borders: whole cells in columns, about `parcels` of them. */
export function borderZone(count: number, parcels: number): Position[][] {
  const side = netSide(count);
  const radius = Math.sqrt(parcels / Math.PI);
  const centre = Math.floor(side / 2);
  const columns: { i: number; low: number; high: number }[] = [];
  for (let i = Math.ceil(centre - radius); i < centre + radius; i++) {
    const half = Math.floor(Math.sqrt(Math.max(1, radius ** 2 - (i + 0.5 - centre) ** 2)));
    columns.push({ i, low: centre - half, high: centre + half });
  }
  const ring: Position[] = [];
  columns.forEach(({ i, low }, k) => {
    const from = columns[k - 1]?.low ?? low;
    for (let j = from; j < low; j++) ring.push(...borderPoints(i, j, 1));
    for (let j = from; j > low; j--) ring.push(...backwards(i, j - 1, 1));
    ring.push(...borderPoints(i, low, 0));
  });
  for (let k = columns.length - 1; k >= 0; k--) {
    const { i, low, high } = columns[k]!;
    const from = columns[k + 1]?.high ?? low;
    const start = k === columns.length - 1 ? low : from;
    for (let j = start; j < high; j++) ring.push(...borderPoints(i + 1, j, 1));
    for (let j = start; j > high; j--) ring.push(...backwards(i + 1, j - 1, 1));
    ring.push(...backwards(i, high, 0));
  }
  const first = columns[0]!;
  for (let j = first.high; j > first.low; j--) ring.push(...backwards(first.i, j - 1, 1));
  return [[...ring, ring[0]!]];
}

/** A road: 24 m wide, `points` points, winding through the whole net. */
export function corridorZone(count: number, points: number): Position[][] {
  const side = netSide(count);
  const half = points / 2;
  const axis = (k: number): [number, number] => {
    const f = k / (half - 1);
    return [1 + f * (side - 2), side / 2 + 0.12 * side * Math.sin(9 * f) + 0.3 * Math.sin(83 * f)];
  };
  const edge = (offset: number): Position[] =>
    Array.from({ length: half }, (_, k) => {
      const [x, y] = axis(k);
      const [ax, ay] = axis(k - 0.01);
      const [bx, by] = axis(k + 0.01);
      const length = Math.hypot(bx - ax, by - ay);
      return [
        round(west + (x - (offset * (by - ay)) / length) * cellX),
        round(south + (y + (offset * (bx - ax)) / length) * cellY),
      ];
    });
  const ring = [...edge(-0.2), ...edge(0.2).reverse()];
  return [[...ring, ring[0]!]];
}
