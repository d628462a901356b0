import type { Position } from 'geojson';
import type { RecordField } from '../columns/columns.ts';
import { free } from '../columns/free.ts';
import { type GrowingColumn, growingColumn } from '../columns/growing.ts';
import type { BatchMove } from '../crs/batch.ts';
import type { RawRecord } from '../formats/types.ts';
import { planarArea } from '../plane/area.ts';
import { reverseRing } from '../plane/rings.ts';
import { robustUnion } from '../plane/robust.ts';
import { isSimpleRange } from '../plane/simple.ts';
import { nestRings } from './nest.ts';
import { kinds, lineKind, pointKind, polygonKind } from './packed.ts';

type Growing = Float64Array | Uint32Array | Uint8Array;

/** A layer in the making, features in the order they come. */
export interface LayerBuilder {
  readonly fields: readonly RecordField[];
  readonly columns: GrowingColumn[];
  readonly move: BatchMove | null;
  xy: Float64Array;
  points: number;
  ringStart: Uint32Array;
  rings: number;
  firstRing: Uint32Array;
  kind: Uint8Array;
  row: Uint32Array;
  count: number;
  record: Uint32Array;
  rows: number;
  repaired: number[];
  dropped: number[];
  /** Numbers of records with a position that has no longitude and latitude. */
  unplaced: number[];
}

export interface BuilderOptions {
  fields?: readonly RecordField[];
  /** Takes the records' positions to longitude and latitude; none when they are that already. */
  move?: BatchMove | null;
  /** Hints save copying; both may be wrong. */
  points?: number;
  count?: number;
}

/** An empty builder. */
export function makeBuilder(options: BuilderOptions = {}): LayerBuilder {
  const { fields = [], move = null, points = 4096, count = 256 } = options;
  return {
    fields,
    columns: fields.map((field) => growingColumn(field, count)),
    move,
    xy: new Float64Array(2 * points),
    points: 0,
    ringStart: new Uint32Array(count + 2),
    rings: 0,
    firstRing: new Uint32Array(count + 2),
    kind: new Uint8Array(count + 1),
    row: new Uint32Array(count + 1),
    count: 0,
    record: new Uint32Array(count + 1),
    rows: 0,
    repaired: [],
    dropped: [],
    unplaced: [],
  };
}

function roomFor<T extends Growing>(array: T, length: number): T {
  if (length <= array.length) return array;
  const bigger = new (array.constructor as new (n: number) => T)(
    Math.max(length, Math.ceil(array.length * 1.5)),
  );
  bigger.set(array as never);
  free(array);
  return bigger;
}

/** Takes back the parts that were added since the last feature was ended. */
function abandon(builder: LayerBuilder): void {
  builder.rings = builder.firstRing[builder.count]!;
  builder.points = builder.ringStart[builder.rings]!;
}

/**
 * Longest edge of a projected file, metres, that stays one edge: a line that is straight in the file's plane is up to
 * 0.1 mm off the one that is straight in longitude and latitude, and four times as much at twice the length.
 */
const longestM = 100;
let scratch = new Float64Array(1024);

/**
 * The positions of a part with longer edges divided, in `scratch`; how many there are. An edge is divided at the same
 * places whichever way it is walked, so that shared borders stay shared. 0 when there is nothing to divide.
 */
function divided(source: ArrayLike<number>, from: number, count: number): number {
  let pieces = 0;
  for (let i = 2 * from + 2; i < 2 * (from + count); i += 2) {
    const [dx, dy] = [source[i]! - source[i - 2]!, source[i + 1]! - source[i - 1]!];
    const square = dx * dx + dy * dy;
    // A stray point may be a continent away: it is the placement that is wrong, not the edge too long.
    if (square > longestM * longestM && square < 1e12) pieces += Math.ceil(Math.sqrt(square) / longestM) - 1;
  }
  if (!pieces) return 0;
  if (scratch.length < 2 * (count + pieces)) scratch = new Float64Array(3 * (count + pieces));
  let at = 0;
  for (let i = 2 * from; i < 2 * (from + count); i += 2) {
    const [x, y] = [source[i]!, source[i + 1]!];
    if (at) {
      const [px, py] = [source[i - 2]!, source[i - 1]!];
      const length = Math.hypot(x - px, y - py);
      const parts = length > longestM && length < 1e6 ? Math.ceil(length / longestM) : 1;
      const turned = px > x || (px === x && py > y);
      for (let k = 1; k < parts; k++) {
        const share = (turned ? parts - k : k) / parts;
        scratch[at++] = turned ? x + share * (px - x) : px + share * (x - px);
        scratch[at++] = turned ? y + share * (py - y) : py + share * (y - py);
      }
    }
    scratch[at++] = x;
    scratch[at++] = y;
  }
  return at / 2;
}

/**
 * Adds the positions `from` to `from + count` of `source` as a part, moved; false when one of them has no longitude and
 * latitude. Repeated positions go; a ring's closing one too.
 */
function addPart(
  builder: LayerBuilder,
  given: ArrayLike<number>,
  offset: number,
  positionsGiven: number,
  least: number,
  closed: boolean,
): boolean {
  const more = builder.move?.planar && least > 1 ? divided(given, offset, positionsGiven) : 0;
  const [source, from, count] = more ? [scratch, 0, more] : [given, offset, positionsGiven];
  builder.xy = roomFor(builder.xy, 2 * (builder.points + count));
  const { xy, points: first, move } = builder;
  if (move) move(source, from, count, xy, first);
  else for (let k = 0; k < 2 * count; k++) xy[2 * first + k] = source[2 * from + k]!;
  let at = first;
  for (let i = first; i < first + count; i++) {
    const x = xy[2 * i]!;
    const y = xy[2 * i + 1]!;
    if (!(x >= -180 && x <= 180 && y >= -90 && y <= 90)) return false;
    if (at > first && x === xy[2 * at - 2] && y === xy[2 * at - 1]) continue;
    xy[2 * at] = x;
    xy[2 * at + 1] = y;
    at++;
  }
  if (closed)
    while (at > first + 1 && xy[2 * at - 2] === xy[2 * first] && xy[2 * at - 1] === xy[2 * first + 1]) at--;
  if (at - first < least) return true;
  builder.points = at;
  builder.ringStart = roomFor(builder.ringStart, builder.rings + 2);
  builder.ringStart[++builder.rings] = at;
  return true;
}

function wind(builder: LayerBuilder, ring: number, hole: boolean): void {
  const { xy, ringStart } = builder;
  const [from, to] = [ringStart[ring]!, ringStart[ring + 1]!];
  if (planarArea(xy, from, to) > 0 === hole) reverseRing(xy, from, to);
}

/** The ring as positions. */
function positions({ xy, ringStart }: LayerBuilder, ring: number): Position[] {
  const list: Position[] = [];
  for (let i = ringStart[ring]!; i < ringStart[ring + 1]!; i++) list.push([xy[2 * i]!, xy[2 * i + 1]!]);
  return list;
}

/** Winds the rings added since `first`, and writes a shell's holes after it; `shells` says which are shells, if known. */
function arrange(builder: LayerBuilder, first: number, shells: readonly boolean[] | undefined): void {
  const last = builder.rings;
  if (last - first === 1) {
    wind(builder, first, false);
    return;
  }
  if (shells) {
    for (let r = first; r < last; r++) wind(builder, r, !shells[r - first]);
    return;
  }
  const order = nestRings(builder.xy, builder.ringStart, first, last);
  if (order.some(({ ring }, k) => ring !== first + k)) {
    const from = builder.ringStart[first]!;
    const copy = builder.xy.slice(2 * from, 2 * builder.points);
    const starts = builder.ringStart.slice(first, last + 1);
    let at = from;
    order.forEach(({ ring }, k) => {
      const [a, b] = [starts[ring - first]! - from, starts[ring - first + 1]! - from];
      builder.xy.set(copy.subarray(2 * a, 2 * b), 2 * at);
      at += b - a;
      builder.ringStart[first + k + 1] = at;
    });
  }
  order.forEach(({ hole }, k) => {
    wind(builder, first + k, hole);
  });
}

/** Makes the rings added since `first` simple: even-odd within a polygon, parts united. False when nothing is left. */
function repair(builder: LayerBuilder, first: number): boolean {
  const polygons: Position[][][] = [];
  for (let r = first; r < builder.rings; r++) {
    const shell = planarArea(builder.xy, builder.ringStart[r]!, builder.ringStart[r + 1]!) > 0;
    if (shell || !polygons.length) polygons.push([positions(builder, r)]);
    else polygons.at(-1)!.push(positions(builder, r));
  }
  abandon(builder);
  let simple: ReturnType<typeof robustUnion>;
  try {
    simple = robustUnion(polygons);
  } catch {
    // No method makes it simple: the record is left out and listed.
    return false;
  }
  const { xy, start } = simple;
  builder.xy = roomFor(builder.xy, 2 * builder.points + xy.length);
  builder.xy.set(xy, 2 * builder.points);
  for (let r = 0; r + 1 < start.length; r++) {
    builder.ringStart = roomFor(builder.ringStart, builder.rings + 2);
    builder.ringStart[++builder.rings] = builder.points + start[r + 1]! - start[r]!;
    builder.points = builder.ringStart[builder.rings]!;
  }
  return start.length > 1;
}

/** The polygon, line or points of a record; why there are none otherwise. */
function addShape(builder: LayerBuilder, raw: RawRecord): 'added' | 'repaired' | 'dropped' | 'unplaced' {
  const first = builder.rings;
  const polygon = raw.kind === 'polygon';
  const least = polygon ? 3 : raw.kind === 'line' ? 2 : 1;
  const shells: boolean[] | undefined = raw.shells ? [] : undefined;
  for (let p = 0; p < raw.parts; p++) {
    const before = builder.rings;
    const [from, to] = [raw.starts[p]!, raw.starts[p + 1]!];
    if (!addPart(builder, raw.xy, from, to - from, least, polygon)) return 'unplaced';
    if (builder.rings > before) shells?.push(raw.shells?.[p] === 1);
  }
  if (builder.rings === first) return 'dropped';
  if (!polygon) return 'added';
  arrange(builder, first, shells);
  if (isSimpleRange(builder.xy, builder.ringStart, first, builder.rings)) return 'added';
  return repair(builder, first) ? 'repaired' : 'dropped';
}

/**
 * Adds a record: its attributes as a row, its shape as a feature. Rings that cross or touch are made simple; a record
 * without a usable shape keeps its row and is listed. Records with the number of the one before are further shapes of it.
 */
export function addRecord(builder: LayerBuilder, raw: RawRecord): void {
  const again = builder.rows > 0 && builder.record[builder.rows - 1] === raw.record;
  if (!again) {
    builder.record = roomFor(builder.record, builder.rows + 1);
    builder.record[builder.rows++] = raw.record;
    const row = builder.rows - 1;
    builder.columns.forEach((column, k) => {
      column.push(row, raw.values[k] ?? null);
    });
  }
  const outcome = raw.kind === 'none' ? 'dropped' : addShape(builder, raw);
  if (outcome === 'dropped' || outcome === 'unplaced') {
    abandon(builder);
    builder[outcome].push(raw.record);
    if (outcome === 'unplaced') builder.dropped.push(raw.record);
    return;
  }
  if (outcome === 'repaired') builder.repaired.push(raw.record);
  const f = builder.count++;
  builder.firstRing = roomFor(builder.firstRing, f + 2);
  builder.firstRing[f + 1] = builder.rings;
  builder.row = roomFor(builder.row, f + 1);
  builder.row[f] = builder.rows - 1;
  builder.kind = roomFor(builder.kind, f + 1);
  const code = kinds.indexOf(raw.kind as (typeof kinds)[number]);
  builder.kind[f] = [polygonKind, lineKind, pointKind][code]!;
}
