import type { MultiPolygon, Polygon } from 'geojson';
import { planarArea } from './area.ts';
import type { Grid } from './grid.ts';
import { border, buildGrid } from './grid.ts';
import { inRing } from './inside.ts';
import { orient } from './orient.ts';
import { polygonsOf } from './polygons.ts';
import { flatten, type RingSet, ringsOf } from './rings.ts';
import { robustUnion } from './robust.ts';

/** Whether the closed segments ab and cd have a point in common, exactly. */
function meet(xy: Float64Array, a: number, b: number, c: number, d: number): boolean {
  const ax = xy[2 * a]!;
  const ay = xy[2 * a + 1]!;
  const bx = xy[2 * b]!;
  const by = xy[2 * b + 1]!;
  const cx = xy[2 * c]!;
  const cy = xy[2 * c + 1]!;
  const dx = xy[2 * d]!;
  const dy = xy[2 * d + 1]!;
  if (ax < bx ? (cx < ax && dx < ax) || (cx > bx && dx > bx) : (cx < bx && dx < bx) || (cx > ax && dx > ax))
    return false;
  if (ay < by ? (cy < ay && dy < ay) || (cy > by && dy > by) : (cy < by && dy < by) || (cy > ay && dy > ay))
    return false;
  const c1 = orient(ax, ay, bx, by, cx, cy);
  const d1 = orient(ax, ay, bx, by, dx, dy);
  if ((c1 > 0 && d1 > 0) || (c1 < 0 && d1 < 0)) return false;
  const a1 = orient(cx, cy, dx, dy, ax, ay);
  const b1 = orient(cx, cy, dx, dy, bx, by);
  return !((a1 > 0 && b1 > 0) || (a1 < 0 && b1 < 0));
}

/** Whether the line turns straight back at b. */
function isSpike(xy: Float64Array, a: number, b: number, c: number): boolean {
  const ax = xy[2 * a]!;
  const ay = xy[2 * a + 1]!;
  const bx = xy[2 * b]!;
  const by = xy[2 * b + 1]!;
  const cx = xy[2 * c]!;
  const cy = xy[2 * c + 1]!;
  if ((bx - ax) * (cx - bx) + (by - ay) * (cy - by) >= 0) return false;
  return orient(ax, ay, bx, by, cx, cy) === 0;
}

/** Whether two edges that are no neighbours meet, or two neighbours lie on one another. `next` names the next point. */
const clash = (xy: Float64Array, next: ArrayLike<number>, e: number, f: number): boolean => {
  const eNext = next[e]!;
  const fNext = next[f]!;
  if (eNext === f) return isSpike(xy, e, f, fNext);
  if (fNext === e) return isSpike(xy, f, e, eNext);
  return meet(xy, e, eNext, f, fNext);
};

/**
 * Whether the rings `first` to `last` (exclusive) nest as their winding says: counter-clockwise at an even depth,
 * clockwise at an odd one. Rings must not meet. Overlapping shells, and holes outside their shell, fail.
 */
function nestsWell(xy: Float64Array, start: Uint32Array, first: number, last: number): boolean {
  for (let r = first; r < last; r++) {
    let depth = 0;
    for (let s = first; s < last; s++)
      if (s !== r && inRing(xy, start[s]!, start[s + 1]!, xy[2 * start[r]!]!, xy[2 * start[r]! + 1]!))
        depth++;
    if (planarArea(xy, start[r]!, start[r + 1]!) > 0 !== (depth % 2 === 0)) return false;
  }
  return last > first;
}

/**
 * Whether a shape is simple: no two edges meet but neighbours at their common point, and the rings nest as wound. Only
 * edges that share a cell of the grid are compared. Rings that touch at a point count as not simple: they are legal,
 * and the slower path treats them properly.
 */
export function isSimple({ xy, start }: RingSet, { state, first, edges, next }: Grid): boolean {
  for (let cell = 0; cell < state.length; cell++) {
    if (state[cell] !== border) continue;
    const end = first[cell + 1]!;
    for (let i = first[cell]!; i < end; i++)
      for (let j = i + 1; j < end; j++) if (clash(xy, next, edges[i]!, edges[j]!)) return false;
  }
  return nestsWell(xy, start, 0, start.length - 1);
}

/** Points up to which comparing every pair of edges is the quicker way. */
const fewPoints = 96;
const nextScratch = new Uint32Array(fewPoints);
/** West, south, east, north of every edge. */
const edgeBoxes = new Float64Array(4 * fewPoints);

/** The same for the rings `first` to `last` (exclusive) among many. */
export function isSimpleRange(xy: Float64Array, start: Uint32Array, first: number, last: number): boolean {
  if (last === first) return false;
  const from = start[first]!;
  const to = start[last]!;
  if (to - from > fewPoints) {
    const rings = ringsOf({ xy, start }, first, last);
    return isSimple(rings, buildGrid(rings, Math.round(Math.min(512, 2.5 * Math.sqrt(to - from)))));
  }
  const points = xy.subarray(2 * from, 2 * to);
  for (let r = first; r < last; r++)
    for (let i = start[r]!; i < start[r + 1]!; i++) {
      const e = i - from;
      const f = (i + 1 === start[r + 1]! ? start[r]! : i + 1) - from;
      nextScratch[e] = f;
      const ax = points[2 * e]!;
      const ay = points[2 * e + 1]!;
      const bx = points[2 * f]!;
      const by = points[2 * f + 1]!;
      edgeBoxes[4 * e] = Math.min(ax, bx);
      edgeBoxes[4 * e + 1] = Math.min(ay, by);
      edgeBoxes[4 * e + 2] = Math.max(ax, bx);
      edgeBoxes[4 * e + 3] = Math.max(ay, by);
    }
  for (let i = 0; i < to - from; i++) {
    const minX = edgeBoxes[4 * i]!;
    const minY = edgeBoxes[4 * i + 1]!;
    const maxX = edgeBoxes[4 * i + 2]!;
    const maxY = edgeBoxes[4 * i + 3]!;
    for (let j = i + 1; j < to - from; j++) {
      const b = 4 * j;
      if (edgeBoxes[b]! > maxX || edgeBoxes[b + 2]! < minX) continue;
      if (edgeBoxes[b + 1]! > maxY || edgeBoxes[b + 3]! < minY) continue;
      if (clash(points, nextScratch, i, j)) return false;
    }
  }
  return nestsWell(xy, start, first, last);
}

/** A polygon's rings, flat and simple: as they are where they can be, else made so (even-odd, parts united). */
export function simpleRings(geometry: Polygon | MultiPolygon): RingSet {
  const polygons = polygonsOf(geometry);
  const rings = flatten(polygons);
  const whole = rings.start.length - 1 === polygons.reduce((sum, polygon) => sum + polygon.length, 0);
  return whole && isSimpleRange(rings.xy, rings.start, 0, rings.start.length - 1)
    ? rings
    : robustUnion(polygons);
}
