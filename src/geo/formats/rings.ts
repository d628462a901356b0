import Flatbush from 'flatbush';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { defaultLimits } from './limits.ts';
import { overLimit } from './problems.ts';

const maxRings = defaultLimits.rings;

/** A closed ring, with the names of its points where the file gives them (one a position). */
export interface NamedRing {
  positions: Position[];
  names?: string[];
}

/** Twice the signed area in the coordinates' own units; positive when counter-clockwise (east right, north up). */
export function signedArea2(ring: readonly Position[]): number {
  const [ox = 0, oy = 0] = ring[0] ?? [];
  let sum = 0;
  for (let i = 1; i < ring.length - 1; i++) {
    const [ax = 0, ay = 0] = ring[i] as Position;
    const [bx = 0, by = 0] = ring[i + 1] as Position;
    sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return sum;
}

/** 1 inside, -1 outside, 0 on the line (as far as doubles tell). */
export function locatePoint(ring: readonly Position[], [x = 0, y = 0]: Position): -1 | 0 | 1 {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax = 0, ay = 0] = ring[i] as Position;
    const [bx = 0, by = 0] = ring[j] as Position;
    const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    if (
      side === 0 &&
      Math.min(ax, bx) <= x &&
      x <= Math.max(ax, bx) &&
      Math.min(ay, by) <= y &&
      y <= Math.max(ay, by)
    )
      return 0;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside ? 1 : -1;
}

interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

function boxOf(ring: readonly Position[]): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x = 0, y = 0] of ring) {
    box.minX = Math.min(box.minX, x);
    box.minY = Math.min(box.minY, y);
    box.maxX = Math.max(box.maxX, x);
    box.maxY = Math.max(box.maxY, y);
  }
  return box;
}

const covers = (a: Box, b: Box) =>
  a.minX <= b.minX && a.minY <= b.minY && a.maxX >= b.maxX && a.maxY >= b.maxY;

/** Whether `inner` lies in `outer`: the first of its vertices that is not on the line of `outer` decides. */
function ringInside(inner: readonly Position[], outer: readonly Position[]): boolean {
  for (const position of inner) {
    const side = locatePoint(outer, position);
    if (side !== 0) return side > 0;
  }
  return false;
}

/** For each box, what of a list (largest first) before `end` has a box around it; an index when there are many. */
function finder<T extends { box: Box }>(list: readonly T[]): (box: Box, end: number) => T[] {
  if (list.length < 64) return (_box, end) => list.slice(0, end);
  const index = new Flatbush(list.length);
  for (const { box } of list) index.add(box.minX, box.minY, box.maxX, box.maxY);
  index.finish();
  return (box, end) =>
    index
      .search(box.minX, box.minY, box.minX, box.minY, (i) => i < end)
      .sort((a, b) => a - b)
      .map((i) => list[i] as T);
}

/**
 * Sorts a flat list of rings, whatever their direction, into polygons: a ring inside an odd number of others is a
 * hole of the smallest of them, any other is a part of its own. Rings that are not nested cleanly are left to repair.
 * @throws ProblemError `over-limit` beyond `maxRings` rings, whose nesting would take too long
 */
export function assembleRings(rings: readonly NamedRing[]): {
  geometry: Polygon | MultiPolygon;
  names?: string[][][];
} {
  if (rings.length > maxRings) throw overLimit('rings', rings.length, maxRings);
  const facts = rings.map((ring, index) => ({
    ring,
    index,
    box: boxOf(ring.positions),
    size: Math.abs(signedArea2(ring.positions)),
  }));
  const bySize = [...facts].sort((a, b) => b.size - a.size);
  const over = finder(bySize);
  const parts = new Map<number, number[]>();
  const depth = new Map<number, number>();
  for (const [i, one] of bySize.entries()) {
    const around = over(one.box, i).filter(
      (o) => o.size > one.size && covers(o.box, one.box) && ringInside(one.ring.positions, o.ring.positions),
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
  return names ? { geometry, names } : { geometry };
}
