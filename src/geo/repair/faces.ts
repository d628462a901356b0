import Flatbush from 'flatbush';
import { orient2d } from 'robust-predicates';
import type { GridPoint } from './grid.ts';

/** A polygon on the grid: shell counter-clockwise, holes clockwise, every ring closed and simple. */
export type GridPolygon = GridPoint[][];

const keyOf = (p: GridPoint): string => `${p.x},${p.y}`;

/**
 * Rings of a region (interior on the left, edges not crossing, but free to touch) as OGC-valid polygons: edges are
 * split where a corner touches them, opposite edges cancel, and the faces are walked so that each is one polygon with
 * a connected interior, its rings cut apart where they touch themselves.
 */
export function facesOf(paths: readonly (readonly GridPoint[])[]): GridPolygon[] {
  const loops = walk(splitAtCorners(paths)).flatMap(simpleLoops);
  const shells = loops.filter((loop) => twiceArea(loop) > 0);
  const holes = loops.filter((loop) => twiceArea(loop) < 0);
  const polygons: GridPolygon[] = shells.map((shell) => [close(shell)]);
  const sizes = shells.map(twiceArea);
  const bySize = shells.map((_, i) => i).sort((a, b) => (sizes[a] as number) - (sizes[b] as number));
  for (const hole of holes) {
    const size = -twiceArea(hole);
    const home = bySize.find((i) => (sizes[i] as number) > size && within(hole, shells[i] as GridPoint[]));
    if (home !== undefined) polygons[home]?.push(close(hole));
  }
  return polygons;
}

const close = (loop: readonly GridPoint[]): GridPoint[] => [...loop, loop[0] as GridPoint];

export function twiceArea(loop: readonly GridPoint[]): number {
  const [o] = loop;
  let sum = 0;
  for (let i = 1; o && i + 1 < loop.length; i++) {
    const [a, b] = [loop[i] as GridPoint, loop[i + 1] as GridPoint];
    sum += (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
  }
  return sum;
}

interface Edge {
  from: GridPoint;
  to: GridPoint;
}

/**
 * Half the diagonal of a grid cell: an edge that passes a corner nearer than this passes through its cell, and is led
 * through the corner (snap rounding), since crossings rounded to the grid leave edges past corners by such amounts.
 */
const snap = 0.708;

/** Every edge cut at the corners that lie on it. */
function splitAtCorners(paths: readonly (readonly GridPoint[])[]): Edge[] {
  const edges: Edge[] = [];
  const corners = new Map<string, GridPoint>();
  for (const path of paths)
    for (const [i, from] of path.entries()) {
      const to = path[(i + 1) % path.length] as GridPoint;
      if (from.x === to.x && from.y === to.y) continue;
      edges.push({ from, to });
      corners.set(keyOf(from), from);
    }
  if (!edges.length) return [];
  const points = [...corners.values()];
  const index = new Flatbush(points.length);
  for (const p of points) index.add(p.x, p.y);
  index.finish();
  return edges.flatMap((edge) => cut(edge, points, index));
}

function cut({ from, to }: Edge, points: readonly GridPoint[], index: Flatbush): Edge[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  const far = (p: GridPoint) => (p.x - from.x) * dx + (p.y - from.y) * dy;
  const [west, east] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [south, north] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  const on = index
    .search(west - 1, south - 1, east + 1, north + 1)
    .map((i) => points[i] as GridPoint)
    .filter(
      (p) =>
        !(p.x === from.x && p.y === from.y) &&
        !(p.x === to.x && p.y === to.y) &&
        Math.abs(orient2d(from.x, from.y, to.x, to.y, p.x, p.y)) <= snap * length &&
        far(p) > 0 &&
        far(p) < length * length,
    );
  if (!on.length) return [{ from, to }];
  const stops = [from, ...on.sort((a, b) => far(a) - far(b)), to];
  return stops.slice(1).map((stop, i) => ({ from: stops[i] as GridPoint, to: stop }));
}

/** Walks round every face: at a corner the next edge is the first one clockwise from the way back. */
function walk(all: readonly Edge[]): GridPoint[][] {
  const leaving = new Map<string, GridPoint[]>();
  const counts = new Map<string, number>();
  for (const { from, to } of all) {
    const back = `${keyOf(to)}>${keyOf(from)}`;
    const there = counts.get(back) ?? 0;
    if (there > 0) counts.set(back, there - 1);
    else {
      const key = `${keyOf(from)}>${keyOf(to)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  for (const { from, to } of all) {
    const key = `${keyOf(from)}>${keyOf(to)}`;
    const count = counts.get(key) ?? 0;
    if (count <= 0) continue;
    counts.set(key, count - 1);
    const list = leaving.get(keyOf(from)) ?? [];
    list.push(to);
    leaving.set(keyOf(from), list);
  }
  const loops: GridPoint[][] = [];
  for (const [key, list] of leaving) {
    const [x, y] = key.split(',').map(Number) as [number, number];
    while (list.length) {
      // As many edges arrive at a corner as leave it, so the walk can only end where it began; where it passed its
      // start before, `simpleLoops` cuts it.
      const loop: GridPoint[] = [{ x, y }];
      let before = loop[0] as GridPoint;
      let at: GridPoint | undefined = list.pop();
      while (at) {
        loop.push(at);
        const next = take(before, at, leaving);
        before = at;
        at = next;
      }
      loop.pop();
      loops.push(loop);
    }
  }
  return loops;
}

function take(before: GridPoint, at: GridPoint, leaving: Map<string, GridPoint[]>): GridPoint | undefined {
  const list = leaving.get(keyOf(at));
  if (!list?.length) return undefined;
  const back = Math.atan2(before.y - at.y, before.x - at.x);
  let best = 0;
  let least = Infinity;
  for (const [i, to] of list.entries()) {
    let turn = back - Math.atan2(to.y - at.y, to.x - at.x);
    while (turn <= 1e-15) turn += 2 * Math.PI;
    if (turn < least) [least, best] = [turn, i];
  }
  return list.splice(best, 1)[0];
}

/** A walk cut apart where it comes back to a corner it has passed. */
function simpleLoops(walked: readonly GridPoint[]): GridPoint[][] {
  const loops: GridPoint[][] = [];
  const stack: GridPoint[] = [];
  const place = new Map<string, number>();
  for (const point of walked) {
    const key = keyOf(point);
    const seen = place.get(key);
    if (seen !== undefined) {
      const loop = stack.splice(seen);
      for (const gone of loop) place.delete(keyOf(gone));
      loops.push(loop);
    }
    place.set(key, stack.length);
    stack.push(point);
  }
  loops.push(stack);
  return loops.filter((loop) => loop.length >= 3 && twiceArea(loop) !== 0);
}

/** Whether a hole lies in a shell it may touch: the first of its corners or edge middles off the line decides. */
function within(hole: readonly GridPoint[], shell: readonly GridPoint[]): boolean {
  for (const [i, p] of hole.entries()) {
    const q = hole[(i + 1) % hole.length] as GridPoint;
    for (const at of [p, { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 }]) {
      const side = sideOf(shell, at);
      if (side !== 0) return side > 0;
    }
  }
  return false;
}

function sideOf(ring: readonly GridPoint[], p: GridPoint): number {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i] as GridPoint, ring[j] as GridPoint];
    const side = orient2d(a.x, a.y, b.x, b.y, p.x, p.y);
    const boxed =
      Math.min(a.x, b.x) <= p.x &&
      p.x <= Math.max(a.x, b.x) &&
      Math.min(a.y, b.y) <= p.y &&
      p.y <= Math.max(a.y, b.y);
    if (side === 0 && boxed) return 0;
    if (a.y > p.y !== b.y > p.y && side > 0 === a.y > b.y) inside = !inside;
  }
  return inside ? 1 : -1;
}
