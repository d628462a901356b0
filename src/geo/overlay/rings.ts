import type { MultiPolygon, Polygon, Position } from 'geojson';

/**
 * Rings of one polygonal shape, flat: `xy` interleaves longitude and latitude in degrees, ring r is the points
 * `start[r]` to `start[r + 1]` (exclusive), its last point is not repeated. The interior lies to the left of every
 * edge: shells run counter-clockwise, holes clockwise.
 */
export interface RingSet {
  readonly xy: Float64Array;
  readonly start: Uint32Array;
}

/** Planar shoelace area of a flat ring in square degrees, positive when counter-clockwise. */
export function planarArea(xy: ArrayLike<number>, start: number, end: number): number {
  if (end - start < 3) return 0;
  const x0 = xy[2 * start]!;
  const y0 = xy[2 * start + 1]!;
  let sum = 0;
  let px = xy[2 * end - 2]! - x0;
  let py = xy[2 * end - 1]! - y0;
  for (let i = start; i < end; i++) {
    const x = xy[2 * i]! - x0;
    const y = xy[2 * i + 1]! - y0;
    sum += px * y - x * py;
    px = x;
    py = y;
  }
  return sum / 2;
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

/** The polygons of a geometry, each a list of rings, shell first. */
export const polygonsOf = (geometry: Polygon | MultiPolygon): Position[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

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

/** West, south, east, north of the points `start` to `end` (exclusive). */
export function boxOf(xy: Float64Array, start: number, end: number): [number, number, number, number] {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = start; i < end; i++) {
    const x = xy[2 * i]!;
    const y = xy[2 * i + 1]!;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return [minX, minY, maxX, maxY];
}

/** The rings `first` to `last` (exclusive) as a shape of their own. */
export function ringsOf({ xy, start }: RingSet, first: number, last: number): RingSet {
  const offset = start[first]!;
  return {
    xy: xy.slice(2 * offset, 2 * start[last]!),
    start: start.slice(first, last + 1).map((point) => point - offset),
  };
}

/** Flat rings as GeoJSON: every counter-clockwise ring begins a polygon, every other goes to the shell around it. */
export function toMultiPolygon({ xy, start }: RingSet): MultiPolygon {
  const shells: { box: number[]; area: number; from: number; to: number; rings: Position[][] }[] = [];
  const holes: [number, number][] = [];
  const coordinates = (from: number, to: number): Position[] => {
    const ring: Position[] = [];
    for (let i = from; i < to; i++) ring.push([xy[2 * i]!, xy[2 * i + 1]!]);
    return [...ring, ring[0]!];
  };
  for (let r = 0; r + 1 < start.length; r++) {
    const [from, to] = [start[r]!, start[r + 1]!];
    const area = planarArea(xy, from, to);
    if (area <= 0) holes.push([from, to]);
    else shells.push({ box: boxOf(xy, from, to), area, from, to, rings: [coordinates(from, to)] });
  }
  for (const [from, to] of holes) {
    const [minX, minY, maxX, maxY] = boxOf(xy, from, to) as number[];
    const around = shells
      .filter(({ box }) => box[0]! <= minX! && box[1]! <= minY! && box[2]! >= maxX! && box[3]! >= maxY!)
      .sort((a, b) => a.area - b.area);
    const own = around.find((shell) => holds(xy, shell.from, shell.to, from, to)) ?? around[0];
    own?.rings.push(coordinates(from, to));
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
    let odd = false;
    for (let i = from, j = to - 1; i < to; j = i++) {
      const [ay, by] = [xy[2 * j + 1]!, xy[2 * i + 1]!];
      if (ay > y === by > y) continue;
      if (xy[2 * j]! + ((y - ay) / (by - ay)) * (xy[2 * i]! - xy[2 * j]!) > x) odd = !odd;
    }
    return odd;
  }
  return true;
}
