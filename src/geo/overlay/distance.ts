import type { Geometry, Position } from 'geojson';
import { radians, radii } from '../area/ellipsoid.ts';
import { geodesicDistance } from '../area/index.ts';
import { linesOf } from '../plane/polygons.ts';
import { makeLineCutter, meetsLine } from './lines.ts';
import { coversPoint } from './points.ts';
import type { PreparedZone } from './prepare.ts';

interface Nearest {
  squared: number;
  from: [number, number];
  to: [number, number];
}

/** The nearest points of two segments in a local plane that is true to scale along both axes; degrees in, degrees out. */
function segments(best: Nearest, a: Position, b: Position, c: Position, d: Position, kx: number, ky: number) {
  const foot = (p: Position, q: Position, r: Position, swap: boolean) => {
    const ux = (r[0]! - q[0]!) * kx;
    const uy = (r[1]! - q[1]!) * ky;
    const vx = (p[0]! - q[0]!) * kx;
    const vy = (p[1]! - q[1]!) * ky;
    const length = ux * ux + uy * uy;
    const t = length ? Math.min(1, Math.max(0, (ux * vx + uy * vy) / length)) : 0;
    const squared = (vx - t * ux) ** 2 + (vy - t * uy) ** 2;
    if (squared >= best.squared) return;
    const on: [number, number] = [q[0]! + t * (r[0]! - q[0]!), q[1]! + t * (r[1]! - q[1]!)];
    const point: [number, number] = [p[0]!, p[1]!];
    best.squared = squared;
    best.from = swap ? on : point;
    best.to = swap ? point : on;
  };
  foot(a, c, d, false);
  foot(b, c, d, false);
  foot(c, a, b, true);
  foot(d, a, b, true);
}

/** Whether a line or point reaches into the zone. A polygon around the zone is the caller's to notice (by its overlap). */
function touches(zone: PreparedZone, line: readonly Position[]): boolean {
  if (line.some(([x, y]) => coversPoint(zone, x!, y!))) return true;
  return line.length > 1 && meetsLine(makeLineCutter(zone), line as number[][]);
}

/**
 * Ellipsoidal distance from the zone to the lines, rings or points of a geometry, metres; 0 where they meet; Infinity
 * when it is more than `limitM`. The nearest points are found in the local plane, the distance is their geodesic.
 */
export function distanceWithin(zone: PreparedZone, geometry: Geometry, limitM: number): number {
  const { grid, rings } = zone;
  if (rings.start.length < 2) return Number.POSITIVE_INFINITY;
  const scale = radii((grid.minY + grid.maxY) / 2);
  const kx = scale.parallel * radians;
  const ky = scale.meridian * radians;
  // The plane's scale drifts with latitude, by less than 2 % to a degree: look a little farther than asked.
  const reach = limitM * 1.02 + 1e-6;
  const best: Nearest = { squared: reach * reach, from: [0, 0], to: [0, 0] };
  let touching = false;
  const near = (a: Position, b: Position) => {
    const r = Math.sqrt(best.squared);
    return (
      Math.max(a[0]!, b[0]!) >= grid.minX - r / kx &&
      Math.min(a[0]!, b[0]!) <= grid.maxX + r / kx &&
      Math.max(a[1]!, b[1]!) >= grid.minY - r / ky &&
      Math.min(a[1]!, b[1]!) <= grid.maxY + r / ky
    );
  };
  for (const line of linesOf(geometry)) {
    const close = line.some((point, i) => near(line[Math.max(0, i - 1)]!, point));
    if (!close) continue;
    if (touches(zone, line)) return 0;
    for (let i = line.length > 1 ? 1 : 0; i < line.length; i++) {
      const a = line[Math.max(0, i - 1)]!;
      const b = line[i]!;
      if (!near(a, b)) continue;
      const before = best.squared;
      const { xy } = rings;
      for (let c = 0; c < grid.next.length; c++) {
        const d = grid.next[c]!;
        segments(best, a, b, [xy[2 * c]!, xy[2 * c + 1]!], [xy[2 * d]!, xy[2 * d + 1]!], kx, ky);
      }
      if (best.squared < before) touching = true;
    }
  }
  if (!touching) return Number.POSITIVE_INFINITY;
  const distance = geodesicDistance(best.from[0], best.from[1], best.to[0], best.to[1]);
  return distance <= limitM ? distance : Number.POSITIVE_INFINITY;
}
