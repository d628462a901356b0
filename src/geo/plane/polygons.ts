import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';

/** The polygons of a geometry, each a list of closed rings, the shell first; none for points, lines and collections. */
export const polygonsOf = (geometry: Geometry): Position[][][] =>
  geometry.type === 'Polygon'
    ? [geometry.coordinates]
    : geometry.type === 'MultiPolygon'
      ? geometry.coordinates
      : [];

/** One polygon where one will do, a multipolygon otherwise. */
export function geometryOf(parts: Position[][][]): Polygon | MultiPolygon {
  const [only] = parts;
  return parts.length === 1 && only
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: parts };
}
