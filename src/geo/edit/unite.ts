import type { MultiPolygon, Polygon } from 'geojson';
import { flatten, toMultiPolygon } from '../overlay/rings.ts';
import { robustMerge } from '../overlay/robust.ts';
import { geometryOf, partsOf } from './frame.ts';

/** Several shapes as one: what overlaps or touches along an edge becomes one part, the rest stays apart. */
export function unite(geometries: readonly (Polygon | MultiPolygon)[]): Polygon | MultiPolygon {
  const sets = geometries.map((geometry) => flatten(partsOf(geometry)));
  return geometryOf(toMultiPolygon(robustMerge(sets)).coordinates);
}
