import { extentOf } from '../geo/plane/extent.ts';
import type { Extent } from '../model/index.ts';
import type { FeatureRecord } from './select.ts';

/**
 * West, south, east and north of features in degrees, widened by how far off they may be: no nearer than it is known
 * where they are. A village is asked for as a part of the town, not as a place. Undefined for no features.
 */
export function knownExtent(found: readonly FeatureRecord[]): Extent | undefined {
  const extent = extentOf(found.map(({ feature }) => feature.geometry));
  if (!extent) return undefined;
  const doubt =
    found.reduce(
      (least, { feature, layer }) =>
        Math.min(least, layer.role === 'villages' ? 0 : feature.properties.accuracyM),
      Infinity,
    ) / 111_195;
  const wide = doubt / Math.cos((extent[1] * Math.PI) / 180);
  return [extent[0] - wide, extent[1] - doubt, extent[2] + wide, extent[3] + doubt];
}
