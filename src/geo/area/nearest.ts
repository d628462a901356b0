import type { Geometry } from 'geojson';
import { inRings } from '../plane/inside.ts';
import { linesOf, polygonsOf } from '../plane/polygons.ts';
import { geodesicDistance } from './geodesic.ts';

/** Whether a point lies in one of a geometry's polygons. */
const covers = (geometry: Geometry, lon: number, lat: number): boolean =>
  geometry.type === 'GeometryCollection'
    ? geometry.geometries.some((one) => covers(one, lon, lat))
    : polygonsOf(geometry).some((rings) => inRings(rings, lon, lat));

/**
 * Ellipsoidal distance, metres, from a longitude and latitude in degrees to the nearest point of a geometry; 0 inside a
 * polygon, Infinity for an empty geometry. The nearest point is found in the plane stretched to the latitude, which is
 * good for places within some 50 km of each other.
 */
export function distanceTo(lon: number, lat: number, geometry: Geometry): number {
  if (covers(geometry, lon, lat)) return 0;
  const stretch = Math.cos((lat * Math.PI) / 180);
  let best: [number, number] | undefined;
  let least = Infinity;
  const offer = (x: number, y: number) => {
    const square = ((x - lon) * stretch) ** 2 + (y - lat) ** 2;
    if (square < least) {
      least = square;
      best = [x, y];
    }
  };
  for (const line of linesOf(geometry))
    line.forEach((end, index) => {
      const [bx, by] = end as [number, number];
      const [ax, ay] = (line[index - 1] ?? end) as [number, number];
      const [dx, dy] = [(bx - ax) * stretch, by - ay];
      const length = dx * dx + dy * dy;
      const along = length ? ((lon - ax) * stretch * dx + (lat - ay) * dy) / length : 0;
      const t = Math.min(1, Math.max(0, along));
      offer(ax + t * (bx - ax), ay + t * (by - ay));
    });
  return best ? geodesicDistance(lon, lat, best[0], best[1]) : Infinity;
}
