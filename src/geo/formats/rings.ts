import Flatbush from 'flatbush';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { orient2d } from 'robust-predicates';
import { signedArea2 } from '../plane/area.ts';
import { boxHolds, boxOfPositions } from '../plane/box.ts';
import type { Box } from '../plane/extent.ts';
import { locatePoint } from '../plane/inside.ts';
import { crossingsAt } from '../plane/scan.ts';
import { defaultLimits } from './limits.ts';
import { overLimit } from './problems.ts';

const maxRings = defaultLimits.rings;

/** A closed ring, with the names of its points where the file gives them (one a position). */
export interface NamedRing {
  positions: Position[];
  names?: string[];
  /** The ring's own number or word in the file. */
  label?: string;
}

type Edge = readonly [Position, Position];

/** The edges of a ring whose boxes meet a box. */
function edgesNear(ring: readonly Position[], box: Box): Edge[] {
  const near: Edge[] = [];
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1] as Position, ring[i] as Position];
    const [ax = 0, ay = 0] = a;
    const [bx = 0, by = 0] = b;
    if (Math.max(ax, bx) < box[0] || Math.min(ax, bx) > box[2]) continue;
    if (Math.max(ay, by) < box[1] || Math.min(ay, by) > box[3]) continue;
    near.push([a, b]);
  }
  return near;
}

/** Whether two edges cross at a point inside both. */
function cross([a, b]: Edge, [c, d]: Edge): boolean {
  const side = (p: Position, q: Position, r: Position) =>
    orient2d(p[0] as number, p[1] as number, q[0] as number, q[1] as number, r[0] as number, r[1] as number);
  const [c1, c2] = [side(a, b, c), side(a, b, d)];
  if (!((c1 > 0 && c2 < 0) || (c1 < 0 && c2 > 0))) return false;
  const [a1, a2] = [side(c, d, a), side(c, d, b)];
  return (a1 > 0 && a2 < 0) || (a1 < 0 && a2 > 0);
}

function ringsCross(inner: readonly Position[], box: Box, outer: readonly Position[]): boolean {
  const far = edgesNear(outer, box);
  if (!far.length) return false;
  for (const edge of edgesNear(inner, boxOfPositions(far.flat()))) {
    const [[ax = 0, ay = 0], [bx = 0, by = 0]] = edge;
    const [minX, maxX, minY, maxY] = [Math.min(ax, bx), Math.max(ax, bx), Math.min(ay, by), Math.max(ay, by)];
    for (const other of far) {
      const [[cx = 0, cy = 0], [dx = 0, dy = 0]] = other;
      if (Math.max(cx, dx) < minX || Math.min(cx, dx) > maxX) continue;
      if (Math.max(cy, dy) < minY || Math.min(cy, dy) > maxY) continue;
      if (cross(edge, other)) return true;
    }
  }
  return false;
}

const scanLines = 64;

/** The share of the inner ring's area that lies in the outer one, 0 to 1, by scan lines. */
function shareInside(inner: readonly Position[], [, minY, , maxY]: Box, outer: readonly Position[]): number {
  let whole = 0;
  let shared = 0;
  for (let line = 0; line < scanLines; line++) {
    const y = minY + ((maxY - minY) * (line + 0.5)) / scanLines;
    const [own, other] = [crossingsAt([inner], y), crossingsAt([outer], y)];
    for (let i = 0; i + 1 < own.length; i += 2) {
      const [from, to] = [own[i] as number, own[i + 1] as number];
      whole += to - from;
      for (let j = 0; j + 1 < other.length; j += 2)
        shared += Math.max(0, Math.min(to, other[j + 1] as number) - Math.max(from, other[j] as number));
    }
  }
  return whole > 0 ? shared / whole : 0;
}

interface Ring {
  ring: NamedRing;
  box: Box;
  /** Twice the signed area. */
  signed: number;
}

/**
 * Whether `inner` lies in `outer`. Rings that do not cross: the first vertex that is not on the line of `outer` decides.
 * Rings that cross: nearly all or nearly nothing of its area decides, whatever the vertices; between the two the ring
 * is a hole when it runs the other way round, a part of its own when it runs the same way.
 */
function ringInside(inner: Ring, outer: Ring): boolean {
  const [own, around] = [inner.ring.positions, outer.ring.positions];
  if (ringsCross(own, inner.box, around)) {
    const share = shareInside(own, inner.box, around);
    if (share > 0.98 || share < 0.02) return share > 0.5;
    return inner.signed * outer.signed < 0;
  }
  for (const position of own) {
    const side = locatePoint(around, position);
    if (side !== 0) return side > 0;
  }
  return false;
}

/** For each box, what of a list (largest first) before `end` has a box around it; an index when there are many. */
function finder<T extends { box: Box }>(list: readonly T[]): (box: Box, end: number) => T[] {
  if (list.length < 64) return (_box, end) => list.slice(0, end);
  const index = new Flatbush(list.length);
  for (const { box } of list) index.add(...box);
  index.finish();
  return (box, end) =>
    index
      .search(box[0], box[1], box[0], box[1], (i) => i < end)
      .sort((a, b) => a - b)
      .map((i) => list[i] as T);
}

/**
 * Sorts a flat list of rings into polygons: a ring inside an odd number of others is a hole of the smallest of them, any
 * other is a part of its own. Direction decides only between rings that cross; how they overlap is left to repair.
 * @throws ProblemError `over-limit` beyond `maxRings` rings, whose nesting would take too long
 */
export function assembleRings(rings: readonly NamedRing[]): {
  geometry: Polygon | MultiPolygon;
  names?: string[][][];
  labels?: string[][];
} {
  if (rings.length > maxRings) throw overLimit('rings', rings.length, maxRings);
  const facts = rings.map((ring, index) => ({
    ring,
    index,
    box: boxOfPositions(ring.positions),
    signed: signedArea2(ring.positions),
    size: 0,
  }));
  for (const one of facts) one.size = Math.abs(one.signed);
  const bySize = [...facts].sort((a, b) => b.size - a.size);
  const over = finder(bySize);
  const parts = new Map<number, number[]>();
  const depth = new Map<number, number>();
  for (const [i, one] of bySize.entries()) {
    const around = over(one.box, i).filter(
      (o) => o.size > one.size && boxHolds(o.box, one.box) && ringInside(one, o),
    );
    const level = around.length;
    depth.set(one.index, level);
    const parent = around.filter((o) => depth.get(o.index) === level - 1).at(-1);
    if (level % 2 === 1 && parent) parts.get(parent.index)?.push(one.index);
    else parts.set(one.index, []);
  }
  // Parts and holes in the order of the file.
  const order = [...parts.entries()]
    .sort((a, b) => a[0] - b[0])
    .map(([s, h]) => [s, ...h.sort((a, b) => a - b)]);
  const at = (index: number) => rings[index] as NamedRing;
  const coordinates = order.map((part) => part.map((i) => at(i).positions));
  const named = rings.some((ring) => ring.names);
  const names = named
    ? order.map((part) => part.map((i) => at(i).names ?? at(i).positions.map(() => '')))
    : undefined;
  const [only] = coordinates;
  const geometry: Polygon | MultiPolygon =
    coordinates.length === 1 && only
      ? { type: 'Polygon', coordinates: only }
      : { type: 'MultiPolygon', coordinates };
  const labelled = rings.some((ring) => ring.label);
  return {
    geometry,
    ...(names ? { names } : {}),
    ...(labelled ? { labels: order.map((part) => part.map((i) => at(i).label ?? '')) } : {}),
  };
}
