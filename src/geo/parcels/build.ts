import type { Position } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';
import { type LocalFrame, localFrame } from '../area/index.ts';
import { areaOfRing } from '../overlay/prepare.ts';
import { planarArea, type RingSet, reverseRing } from '../overlay/rings.ts';
import { robustUnion } from '../overlay/robust.ts';
import { isSimpleRange } from '../overlay/simple.ts';
import type { Fabric } from './fabric.ts';
import { hilbertOrder, levelsOf, packTree } from './tree.ts';

type Growing = Float64Array | Uint32Array | Uint8Array;

/** A fabric in the making, parcels in the order they come. */
export interface Builder {
  xy: Float64Array;
  points: number;
  ringStart: Uint32Array;
  rings: number;
  firstRing: Uint32Array;
  count: number;
  record: Uint32Array;
  records: number;
  idBytes: Uint8Array;
  idLength: number;
  idEnd: Uint32Array;
  mended: number[];
  dropped: number[];
}

/** Hints save copying; both may be wrong. */
export const makeBuilder = (pointsHint = 4096, countHint = 256): Builder => ({
  xy: new Float64Array(2 * pointsHint),
  points: 0,
  ringStart: new Uint32Array(countHint + 2),
  rings: 0,
  firstRing: new Uint32Array(countHint + 2),
  count: 0,
  record: new Uint32Array(countHint + 1),
  records: 0,
  idBytes: new Uint8Array(16 * countHint),
  idLength: 0,
  idEnd: new Uint32Array(countHint + 1),
  mended: [],
  dropped: [],
});

function roomFor<T extends Growing>(array: T, length: number): T {
  if (length <= array.length) return array;
  const bigger = new (array.constructor as new (n: number) => T)(
    Math.max(length, Math.ceil(array.length * 1.5)),
  );
  bigger.set(array as never);
  return bigger;
}

const notDegrees = (x: number, y: number) =>
  new ProblemError(
    problem(
      'parcels-not-in-degrees',
      {
        zh: `地块坐标 ${x}, ${y} 不是经纬度。`,
        en: `The parcel coordinates ${x}, ${y} are no longitude and latitude.`,
      },
      undefined,
      { zh: '请先用 npm run convert 转换。', en: 'Convert the file first with npm run convert.' },
    ),
  );

/**
 * Adds a ring of `count` points to the parcel in hand, from interleaved coordinates in `source` beginning at value
 * `offset`. Repeated points go, and the ring is wound as its role asks.
 * @throws ProblemError for coordinates that are no degrees.
 */
export function addRing(
  builder: Builder,
  source: ArrayLike<number>,
  offset: number,
  count: number,
  shell: boolean,
): void {
  builder.xy = roomFor(builder.xy, 2 * (builder.points + count));
  const { xy, points: first } = builder;
  let at = first;
  for (let i = offset; i < offset + 2 * count; i += 2) {
    const x = source[i]!;
    const y = source[i + 1]!;
    if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90)) throw notDegrees(x, y);
    if (at > first && x === xy[2 * at - 2] && y === xy[2 * at - 1]) continue;
    xy[2 * at] = x;
    xy[2 * at + 1] = y;
    at++;
  }
  while (at > first + 1 && xy[2 * at - 2] === xy[2 * first] && xy[2 * at - 1] === xy[2 * first + 1]) at--;
  if (at - first < 3) return;
  if (planarArea(xy, first, at) > 0 !== shell) reverseRing(xy, first, at);
  builder.points = at;
  builder.ringStart = roomFor(builder.ringStart, builder.rings + 2);
  builder.ringStart[++builder.rings] = at;
}

/** The rings of the parcel in hand as polygons again, for mending. */
function polygonsInHand(builder: Builder, first: number): Position[][][] {
  const polygons: Position[][][] = [];
  for (let r = first; r < builder.rings; r++) {
    const ring: Position[] = [];
    for (let i = builder.ringStart[r]!; i < builder.ringStart[r + 1]!; i++)
      ring.push([builder.xy[2 * i]!, builder.xy[2 * i + 1]!]);
    const shell = planarArea(builder.xy, builder.ringStart[r]!, builder.ringStart[r + 1]!) > 0;
    if (shell || !polygons.length) polygons.push([ring]);
    else polygons.at(-1)!.push(ring);
  }
  return polygons;
}

/** The parcel in hand made simple; null when it can be done by no method: the record is then left out and listed. */
function mendedRings(builder: Builder, first: number): RingSet | null {
  try {
    return robustUnion(polygonsInHand(builder, first));
  } catch {
    return null;
  }
}

/** Takes back the rings of the parcel in hand. */
export function abandon(builder: Builder): void {
  builder.rings = builder.firstRing[builder.count]!;
  builder.points = builder.ringStart[builder.rings]!;
}

/**
 * Ends the parcel in hand. Rings that cross or touch are made simple (even-odd within a polygon, parts united); a record
 * without area is left out and listed. `id` is UTF-8.
 */
export function endParcel(builder: Builder, id: Uint8Array): void {
  const record = builder.records++;
  const first = builder.firstRing[builder.count]!;
  if (!isSimpleRange(builder.xy, builder.ringStart, first, builder.rings)) {
    const mended = builder.rings > first ? mendedRings(builder, first) : null;
    abandon(builder);
    if (!mended || mended.start.length < 2) {
      builder.dropped.push(record);
      return;
    }
    builder.mended.push(record);
    for (let r = 0; r + 1 < mended.start.length; r++) {
      const [from, to] = [mended.start[r]!, mended.start[r + 1]!];
      addRing(builder, mended.xy, 2 * from, to - from, planarArea(mended.xy, from, to) > 0);
    }
  }
  const p = builder.count++;
  builder.firstRing = roomFor(builder.firstRing, p + 2);
  builder.firstRing[p + 1] = builder.rings;
  builder.record = roomFor(builder.record, p + 1);
  builder.record[p] = record;
  builder.idBytes = roomFor(builder.idBytes, builder.idLength + id.length);
  builder.idBytes.set(id, builder.idLength);
  builder.idLength += id.length;
  builder.idEnd = roomFor(builder.idEnd, p + 1);
  builder.idEnd[p] = builder.idLength;
}

/** Frames half a degree apart serve a fabric of any extent. */
function frames(): (lon: number, lat: number) => LocalFrame {
  const made = new Map<number, LocalFrame>();
  return (lon, lat) => {
    const [x, y] = [Math.round(lon * 2), Math.round(lat * 2)];
    const key = x * 1000 + y;
    let frame = made.get(key);
    if (!frame) {
      frame = localFrame(x / 2, y / 2);
      made.set(key, frame);
    }
    return frame;
  };
}

/** Ellipsoidal area of every parcel, m²; `boxes` as in the tree. */
export function areaOfParcels(rings: RingSet, firstRing: Uint32Array, boxes: Float64Array): Float64Array {
  const frameAt = frames();
  const areas = new Float64Array(firstRing.length - 1);
  for (let p = 0; p < areas.length; p++) {
    const frame = frameAt(boxes[4 * p]!, boxes[4 * p + 1]!);
    for (let r = firstRing[p]!; r < firstRing[p + 1]!; r++)
      areas[p]! += areaOfRing(rings.xy, rings.start[r]!, rings.start[r + 1]!, frame);
  }
  return areas;
}

/** Orders the parcels along a Hilbert curve, measures them and packs the index. The builder is spent. */
export function finishFabric(builder: Builder): Fabric {
  const { count, rings: ringCount, points, xy: source } = builder;
  const levels = levelsOf(count);
  const boxes = new Float64Array(4 * levels.at(-1)!);
  const unordered = new Float64Array(4 * count);
  for (let p = 0; p < count; p++) {
    const from = builder.ringStart[builder.firstRing[p]!]!;
    const to = builder.ringStart[builder.firstRing[p + 1]!]!;
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let k = 2 * from; k < 2 * to; k += 2) {
      const x = source[k]!;
      const y = source[k + 1]!;
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
    }
    unordered[4 * p] = minX;
    unordered[4 * p + 1] = minY;
    unordered[4 * p + 2] = maxX;
    unordered[4 * p + 3] = maxY;
  }
  const order = hilbertOrder(unordered, count);
  const xy = new Float64Array(2 * points);
  const start = new Uint32Array(ringCount + 1);
  const firstRing = new Uint32Array(count + 1);
  const record = new Uint32Array(count);
  const idBytes = new Uint8Array(builder.idLength);
  const idEnd = new Uint32Array(count);
  let ring = 0;
  let at = 0;
  let idAt = 0;
  for (let p = 0; p < count; p++) {
    const old = order[p]!;
    for (let k = 0; k < 4; k++) boxes[4 * p + k] = unordered[4 * old + k]!;
    // Plain loops: a view of a few points costs more than copying them.
    for (let r = builder.firstRing[old]!; r < builder.firstRing[old + 1]!; r++) {
      const to = 2 * builder.ringStart[r + 1]!;
      for (let k = 2 * builder.ringStart[r]!; k < to; k++) xy[at++] = source[k]!;
      start[++ring] = at / 2;
    }
    firstRing[p + 1] = ring;
    record[p] = builder.record[old]!;
    const idFrom = old ? builder.idEnd[old - 1]! : 0;
    for (let k = idFrom; k < builder.idEnd[old]!; k++) idBytes[idAt++] = builder.idBytes[k]!;
    idEnd[p] = idAt;
  }
  return {
    count,
    rings: { xy, start },
    firstRing,
    areaM2: areaOfParcels({ xy, start }, firstRing, boxes),
    record,
    idBytes,
    idEnd,
    tree: packTree(boxes, levels),
    mended: Uint32Array.from(builder.mended),
    dropped: Uint32Array.from(builder.dropped),
  };
}
