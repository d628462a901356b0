import type { MultiPolygon, Position } from 'geojson';
import { planarArea } from './area.ts';
import { boxHolds, boxOf } from './box.ts';
import type { Box } from './extent.ts';
import { inRing } from './inside.ts';

/**
 * Rings of one polygonal shape, flat: `xy` interleaves longitude and latitude in degrees, ring r is the points
 * `start[r]` to `start[r + 1]` (exclusive), its last point is not repeated. The interior lies to the left of every
 * edge: shells run counter-clockwise, holes clockwise.
 */
export interface RingSet {
  readonly xy: Float64Array;
  readonly start: Uint32Array;
}

/** Area of a shape in squared units of its coordinates, shells less holes. */
export function flatArea({ xy, start }: RingSet): number {
  let sum = 0;
  for (let r = 0; r + 1 < start.length; r++) sum += planarArea(xy, start[r]!, start[r + 1]!);
  return sum;
}

/** Turns a flat ring round in place. */
export function reverseRing(xy: Float64Array, start: number, end: number): void {
  for (let i = start, j = end - 1; i < j; i++, j--) {
    const x = xy[2 * i]!;
    const y = xy[2 * i + 1]!;
    xy[2 * i] = xy[2 * j]!;
    xy[2 * i + 1] = xy[2 * j + 1]!;
    xy[2 * j] = x;
    xy[2 * j + 1] = y;
  }
}

/**
 * Polygons as flat rings, shells wound counter-clockwise and holes clockwise by their place in the list. Repeated points
 * are dropped, and rings left with fewer than three points or no area; nothing else is repaired.
 */
export function flatten(polygons: readonly (readonly Position[][])[]): RingSet {
  let count = 0;
  let rings = 0;
  for (const polygon of polygons) {
    rings += polygon.length;
    for (const ring of polygon) count += ring.length;
  }
  const xy = new Float64Array(2 * count);
  const start = new Uint32Array(rings + 1);
  let at = 0;
  let kept = 0;
  for (const polygon of polygons) {
    for (let r = 0; r < polygon.length; r++) {
      const from = at;
      for (const point of polygon[r]!) {
        const x = point[0]!;
        const y = point[1]!;
        if (at > from && x === xy[2 * at - 2] && y === xy[2 * at - 1]) continue;
        xy[2 * at] = x;
        xy[2 * at + 1] = y;
        at++;
      }
      while (at > from + 1 && xy[2 * at - 2] === xy[2 * from] && xy[2 * at - 1] === xy[2 * from + 1]) at--;
      const area = planarArea(xy, from, at);
      if (area === 0) {
        at = from;
        if (r === 0) break;
        continue;
      }
      if (area > 0 !== (r === 0)) reverseRing(xy, from, at);
      start[++kept] = at;
    }
  }
  return { xy: xy.slice(0, 2 * at), start: start.slice(0, kept + 1) };
}

/** The rings `first` to `last` (exclusive) as a shape of their own. */
export function ringsOf({ xy, start }: RingSet, first: number, last: number): RingSet {
  const offset = start[first]!;
  return {
    xy: xy.slice(2 * offset, 2 * start[last]!),
    start: start.slice(first, last + 1).map((point) => point - offset),
  };
}

/** Some rings of a set: `first` to `last` (exclusive). */
export interface RingRange {
  readonly set: RingSet;
  readonly first: number;
  readonly last: number;
}

/** Rings out of several sets as one set. */
export function joinRanges(ranges: readonly RingRange[]): RingSet {
  let [points, rings] = [0, 0];
  for (const { set, first, last } of ranges) {
    points += set.start[last]! - set.start[first]!;
    rings += last - first;
  }
  const xy = new Float64Array(2 * points);
  const start = new Uint32Array(rings + 1);
  let [at, ring] = [0, 0];
  for (const { set, first, last } of ranges) {
    const from = set.start[first]!;
    for (let r = first + 1; r <= last; r++) start[++ring] = at + set.start[r]! - from;
    // Thousands of few points each: views of them would cost more than copying does.
    for (let k = 2 * from; k < 2 * set.start[last]!; k++) xy[2 * at + k - 2 * from] = set.xy[k]!;
    at += set.start[last]! - from;
  }
  return { xy, start };
}

/**
 * Flat rings as GeoJSON: every counter-clockwise ring begins a polygon, every other goes to the shell around it. Of a
 * range only these rings.
 */
export function toMultiPolygon(
  { xy, start }: RingSet,
  first = 0,
  last = Math.max(0, start.length - 1),
): MultiPolygon {
  const shells: { box: Box; area: number; from: number; to: number; rings: Position[][] }[] = [];
  const holes: [number, number][] = [];
  const coordinates = (from: number, to: number): Position[] => {
    const ring: Position[] = [];
    for (let i = from; i < to; i++) ring.push([xy[2 * i]!, xy[2 * i + 1]!]);
    ring.push(ring[0]!);
    return ring;
  };
  // Nearly every shape is one ring.
  if (last - first === 1 && planarArea(xy, start[first]!, start[last]!) > 0)
    return { type: 'MultiPolygon', coordinates: [[coordinates(start[first]!, start[last]!)]] };
  for (let r = first; r < last; r++) {
    const [from, to] = [start[r]!, start[r + 1]!];
    const area = planarArea(xy, from, to);
    if (area <= 0) holes.push([from, to]);
    else shells.push({ box: boxOf(xy, from, to), area, from, to, rings: [coordinates(from, to)] });
  }
  for (const [from, to] of holes) {
    const ringBox = boxOf(xy, from, to);
    const around = shells.filter(({ box }) => boxHolds(box, ringBox)).sort((a, b) => a.area - b.area);
    const shell = around.find((one) => holds(xy, one.from, one.to, from, to)) ?? around[0];
    shell?.rings.push(coordinates(from, to));
  }
  return { type: 'MultiPolygon', coordinates: shells.map(({ rings }) => rings) };
}

/** Whether a ring lies in another, detected by the first of its points that is not a corner of that other. */
function holds(xy: Float64Array, from: number, to: number, holeFrom: number, holeTo: number): boolean {
  const corners = new Set<string>();
  for (let i = from; i < to; i++) corners.add(`${xy[2 * i]} ${xy[2 * i + 1]}`);
  for (let h = holeFrom; h < holeTo; h++) {
    const x = xy[2 * h]!;
    const y = xy[2 * h + 1]!;
    if (corners.has(`${x} ${y}`)) continue;
    return inRing(xy, from, to, x, y);
  }
  return true;
}
