import { geodesicArea } from '../../../geo/area/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';

const areas = new WeakMap<ZoneRecord['geometry'], number>();

/** The ellipsoidal area of a shape in m², computed once: lists of zones are drawn again at every move of a vertex. */
export function areaOf(geometry: ZoneRecord['geometry']): number {
  const areaM2 = areas.get(geometry) ?? geodesicArea(geometry);
  areas.set(geometry, areaM2);
  return areaM2;
}
