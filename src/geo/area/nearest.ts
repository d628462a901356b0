import type { Geometry, Position } from 'geojson';
import { inRings } from '../plane/inside.ts';
import { geodesicDistance } from './geodesic.ts';

function ringsAndLines(geometry: Geometry): { lines: Position[][]; polygons: Position[][][] } {
  switch (geometry.type) {
    case 'Point':
      return { lines: [[geometry.coordinates]], polygons: [] };
    case 'MultiPoint':
      return { lines: geometry.coordinates.map((point) => [point]), polygons: [] };
    case 'LineString':
      return { lines: [geometry.coordinates], polygons: [] };
    case 'MultiLineString':
      return { lines: geometry.coordinates, polygons: [] };
    case 'Polygon':
      return { lines: geometry.coordinates, polygons: [geometry.coordinates] };
    case 'MultiPolygon':
      return { lines: geometry.coordinates.flat(), polygons: geometry.coordinates };
    case 'GeometryCollection': {
      const parts = geometry.geometries.map(ringsAndLines);
      return { lines: parts.flatMap((p) => p.lines), polygons: parts.flatMap((p) => p.polygons) };
    }
  }
}

/**
 * Ellipsoidal distance, metres, from a longitude and latitude in degrees to the nearest point of a geometry; 0 inside a
 * polygon, Infinity for an empty geometry. The nearest point is found in the plane stretched to the latitude, which is
 * good for places within some 50 km of each other.
 */
export function distanceTo(lon: number, lat: number, geometry: Geometry): number {
  const { lines, polygons } = ringsAndLines(geometry);
  if (polygons.some((rings) => inRings(rings, lon, lat))) return 0;
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
  for (const line of lines)
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
