import type { LineString, Polygon } from 'geojson';
import { gaussKruger } from './plane.ts';

interface Vector {
  east: number;
  north: number;
}
const minus = (a: Vector, b: Vector): Vector => ({ east: a.east - b.east, north: a.north - b.north });
const length = ({ east, north }: Vector) => Math.hypot(east, north);
const unit = (v: Vector): Vector => {
  const whole = length(v);
  return whole ? { east: v.east / whole, north: v.north / whole } : { east: 0, north: 0 };
};
const rootOfSquares = (parts: readonly number[]) =>
  Math.sqrt(parts.reduce((sum, part) => sum + part ** 2, 0));

/**
 * How far off a measured length (of an area its perimeter), metres, and area, m², are when every point is off by
 * `pointM` metres, each in a direction of its own: the law of propagation of uncertainty for independent errors (GUM
 * 5.1.2), to first order in the plane. Moving a point changes the length by the sum of the unit vectors of the edges
 * that end there, and the area by half the line between its neighbours.
 */
export function pointError(
  shape: LineString | Polygon,
  pointM: number,
  centralMeridian: number,
): { lengthM: number; areaM2?: number } {
  const ring = shape.type === 'Polygon';
  const line = ring ? (shape.coordinates[0] ?? []).slice(0, -1) : shape.coordinates;
  const points = line.map(([lon, lat]) => gaussKruger(lon as number, lat as number, centralMeridian));
  const at = (index: number) =>
    points[ring ? (index + points.length) % points.length : index] as Vector | undefined;
  const lengths = points.map((point, index) => {
    const [before, after] = [at(index - 1), at(index + 1)];
    const arriving = before ? unit(minus(point, before)) : { east: 0, north: 0 };
    return length(after ? minus(arriving, unit(minus(after, point))) : arriving);
  });
  if (!ring) return { lengthM: pointM * rootOfSquares(lengths) };
  const areas = points.map((_, index) => length(minus(at(index + 1) as Vector, at(index - 1) as Vector)) / 2);
  return { lengthM: pointM * rootOfSquares(lengths), areaM2: pointM * rootOfSquares(areas) };
}
