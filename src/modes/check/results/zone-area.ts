import { geodesicArea } from '../../../geo/area/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';

const known = new WeakMap<ZoneRecord['geometry'], number>();

/** The ellipsoidal area of a shape in m², computed once: lists of zones are drawn again at every move of a vertex. */
export function areaOf(geometry: ZoneRecord['geometry']): number {
  const found = known.get(geometry) ?? geodesicArea(geometry);
  known.set(geometry, found);
  return found;
}
