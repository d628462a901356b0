import type { MapGeoJSONFeature, Map as MapLibreMap, PointLike } from 'maplibre-gl';

/**
 * Features that `layers` draw at a point or in a box, pixels. While a tile is made again, MapLibre may for a moment hold
 * the index of one version and the data of the other, and throws when it is asked then (maplibre-gl-js #7752, #8064):
 * nothing counts as drawn until the next move asks again.
 */
export function rendered(
  map: MapLibreMap,
  where: PointLike | [PointLike, PointLike],
  layers: string[],
): MapGeoJSONFeature[] {
  try {
    return map.queryRenderedFeatures(where, { layers });
  } catch {
    return [];
  }
}
