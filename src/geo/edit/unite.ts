import type { MultiPolygon, Polygon } from 'geojson';
import { geometryOf, polygonsOf } from '../plane/polygons.ts';
import { flatten, toMultiPolygon } from '../plane/rings.ts';
import { robustMerge } from '../plane/robust.ts';

/** Several shapes as one: what overlaps or touches along an edge becomes one part, the rest stays apart. */
export function unite(geometries: readonly (Polygon | MultiPolygon)[]): Polygon | MultiPolygon {
  const sets = geometries.map((geometry) => flatten(polygonsOf(geometry)));
  return geometryOf(toMultiPolygon(robustMerge(sets)).coordinates);
}
