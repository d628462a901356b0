import type { Position } from 'geojson';
import { orient } from './orient.ts';

/** Where a point lies to a closed ring: 1 inside, -1 outside, 0 on the line, as far as doubles can distinguish. */
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

/** Whether a point lies in an area given by its rings, by the even-odd rule: one in a hole is outside. */
export function inRings(rings: readonly (readonly (readonly number[])[])[], x: number, y: number): boolean {
  let odd = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i] as [number, number];
      const [bx, by] = ring[j] as [number, number];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
    }
  return odd;
}

/** Whether point `p` lies inside the ring from `start` to `end` (even-odd; on the border, either answer). */
export function inRing(xy: Float64Array, start: number, end: number, px: number, py: number): boolean {
  let odd = false;
  for (let i = start, j = end - 1; i < end; j = i++) {
    const ay = xy[2 * j + 1]!;
    const by = xy[2 * i + 1]!;
    if (ay > py === by > py) continue;
    if (orient(xy[2 * j]!, ay, xy[2 * i]!, by, px, py) > 0 === by > ay) odd = !odd;
  }
  return odd;
}
