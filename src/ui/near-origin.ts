import { geodesicDistance } from '../geo/area/index.ts';
import { labelPoint } from '../geo/plane/label-point.ts';
import { eachPosition } from '../geo/plane/walk.ts';
import type { FeatureRecord, Origin } from '../store/index.ts';

/**
 * A place or a village as an origin of distances; undefined for a line. A village is anywhere within its farthest corner
 * from the point where its name stands, which is what its doubt says.
 */
export function originOf({ feature: { geometry, properties } }: FeatureRecord): Origin | undefined {
  const at = geometry.type === 'Point' ? geometry.coordinates : labelPoint(geometry)?.at;
  if (!at) return undefined;
  const [lon, lat] = at as [number, number];
  let farthest = 0;
  eachPosition(geometry, ([x, y]) => {
    farthest = Math.max(farthest, geodesicDistance(lon, lat, x as number, y as number));
  });
  return { lon, lat, accuracyM: farthest + properties.accuracyM, name: properties.name };
}
