import { border, type Grid, inside, outside } from '../plane/grid.ts';
import { orient } from '../plane/orient.ts';
import type { RingSet } from '../plane/rings.ts';

/*
 * Two shapes that share borders are degenerate in every way: collinear edges, vertices on edges, equal rings. None of it
 * arises here, because the zone is thought of as moved by (ε, ε²) with ε infinitely small (Edelsbrunner & Mücke 1990,
 * "simulation of simplicity"): every question about a zone and another shape has a strict answer, all answers agree with
 * one another, and the areas are those of the zone where it really is. The functions below are those answers.
 */

/** Positive when the other shape's point p lies left of the zone's edge ab, negative when right; never zero. */
export function besideZoneEdge(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  px: number,
  py: number,
): number {
  const side = orient(ax, ay, bx, by, px, py);
  if (side !== 0) return side;
  return by !== ay ? by - ay : ax - bx;
}

/** Positive when the zone's point z lies left of the other shape's edge ab, negative when right; never zero. */
export function besideEdge(ax: number, ay: number, bx: number, by: number, zx: number, zy: number): number {
  const side = orient(ax, ay, bx, by, zx, zy);
  if (side !== 0) return side;
  return by !== ay ? ay - by : bx - ax;
}

/** Whether the zone's point (x, y) lies in the rings `from` to `to` of another shape. */
export function zonePointInRings(
  xy: Float64Array,
  start: Uint32Array,
  from: number,
  to: number,
  x: number,
  y: number,
): boolean {
  let odd = false;
  for (let r = from; r < to; r++) {
    const end = start[r + 1]!;
    for (let i = start[r]!, j = end - 1; i < end; j = i++) {
      const ay = xy[2 * j + 1]!;
      const by = xy[2 * i + 1]!;
      if (ay > y === by > y) continue;
      if (besideEdge(xy[2 * j]!, ay, xy[2 * i]!, by, x, y) > 0 === by > ay) odd = !odd;
    }
  }
  return odd;
}

/** Marks zone edges as seen, so that an edge listed in several cells is looked at once. */
export interface Seen {
  readonly marks: Uint32Array;
  tick: number;
}
export const seenFor = (rings: RingSet): Seen => ({ marks: new Uint32Array(rings.xy.length / 2), tick: 0 });

/**
 * Whether another shape's point lies in the zone: known from its cell, or from the nearest settled cell to the west and
 * the edges crossed on the way from there.
 */
export function pointInZone(zone: { rings: RingSet; grid: Grid }, seen: Seen, x: number, y: number): boolean {
  const { grid } = zone;
  if (x < grid.minX || x > grid.maxX || y < grid.minY || y > grid.maxY) return false;
  const { columns, state, first, edges, next } = grid;
  const row = Math.min(grid.rows - 1, Math.floor((y - grid.minY) * grid.perY));
  const column = Math.min(columns - 1, Math.floor((x - grid.minX) * grid.perX));
  let settled = column;
  while (settled >= 0 && state[row * columns + settled] === border) settled--;
  let odd = (settled < 0 ? outside : state[row * columns + settled]) === inside;
  const { xy } = zone.rings;
  const tick = ++seen.tick;
  for (let c = settled + 1; c <= column; c++) {
    const cell = row * columns + c;
    for (let k = first[cell]!; k < first[cell + 1]!; k++) {
      const a = edges[k]!;
      if (seen.marks[a] === tick) continue;
      seen.marks[a] = tick;
      const b = next[a]!;
      const ay = xy[2 * a + 1]!;
      const by = xy[2 * b + 1]!;
      if (ay >= y === by >= y) continue;
      const ax = xy[2 * a]!;
      const bx = xy[2 * b]!;
      // Beyond the settled cell the edge is already counted; no edge comes near that cell.
      const crossing = ax + ((y - ay) / (by - ay)) * (bx - ax);
      if ((crossing - grid.minX) * grid.perX < settled + 0.5) continue;
      if (besideZoneEdge(ax, ay, bx, by, x, y) < 0 === by > ay) odd = !odd;
    }
  }
  return odd;
}
