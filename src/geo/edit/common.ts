import type { MultiPolygon, Polygon } from 'geojson';
import { flatten, toMultiPolygon } from '../overlay/rings.ts';
import { robustIntersection } from '../overlay/robust.ts';
import { partsOf } from './frame.ts';

/** What two shapes have in common; without parts when they do not overlap. */
export const common = (a: Polygon | MultiPolygon, b: Polygon | MultiPolygon): MultiPolygon =>
  toMultiPolygon(robustIntersection(flatten(partsOf(a)), flatten(partsOf(b))));
