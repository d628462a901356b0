import type { MultiPolygon, Polygon } from 'geojson';
import { polygonsOf } from '../plane/polygons.ts';
import { flatten, toMultiPolygon } from '../plane/rings.ts';
import { robustIntersection } from '../plane/robust.ts';

/** What two shapes have in common; without parts when they do not overlap. */
export const common = (a: Polygon | MultiPolygon, b: Polygon | MultiPolygon): MultiPolygon =>
  toMultiPolygon(robustIntersection(flatten(polygonsOf(a)), flatten(polygonsOf(b))));
