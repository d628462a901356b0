import { orient } from '../plane/orient.ts';
import { pointInZone, seenFor } from './locate.ts';
import type { PreparedZone } from './prepare.ts';

/** Whether a point lies in the zone or exactly on its border. */
export function coversPoint(zone: PreparedZone, x: number, y: number): boolean {
  if (pointInZone(zone, seenFor(zone.rings), x, y)) return true;
  const { xy } = zone.rings;
  const { next } = zone.grid;
  for (let a = 0; a < next.length; a++) {
    const b = next[a]!;
    const [ax, ay, bx, by] = [xy[2 * a]!, xy[2 * a + 1]!, xy[2 * b]!, xy[2 * b + 1]!];
    if (x < Math.min(ax, bx) || x > Math.max(ax, bx) || y < Math.min(ay, by) || y > Math.max(ay, by))
      continue;
    if (orient(ax, ay, bx, by, x, y) === 0) return true;
  }
  return false;
}
