import type { Polygon, Position } from 'geojson';
import { boxPolygon } from '../plane/box-polygon.ts';
import { metricFrame } from './frame.ts';

/**
 * A rectangle with right angles on the ground: its base from `a` to `b`, its far side through `c`.
 * Longitude, latitude degrees.
 */
export function rectangle(a: Position, b: Position, c: Position): Polygon {
  const frame = metricFrame(a[0] as number, a[1] as number);
  const [bx, by] = frame.toPlane(b);
  const [cx, cy] = frame.toPlane(c);
  const length = Math.hypot(bx, by) || 1;
  const depth = (bx * cy - by * cx) / length;
  const [nx, ny] = [(-by / length) * depth, (bx / length) * depth];
  const far = [frame.toLonLat([bx + nx, by + ny]), frame.toLonLat([nx, ny])];
  const ring = depth < 0 ? [a, far[1], far[0], b, a] : [a, b, far[0], far[1], a];
  return { type: 'Polygon', coordinates: [ring as Position[]] };
}

/** A rectangle along meridian and parallel between two corners. */
export function uprightRectangle(a: Position, b: Position): Polygon {
  const [west, east] = [Math.min(a[0] as number, b[0] as number), Math.max(a[0] as number, b[0] as number)];
  const [south, north] = [Math.min(a[1] as number, b[1] as number), Math.max(a[1] as number, b[1] as number)];
  return boxPolygon([west, south, east, north]);
}
