import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Extent } from '../../model/index.ts';

/** West, south, east, north in degrees of what a map shows. */
export function extentInView(map: MapLibreMap): Extent {
  const view = map.getBounds();
  return [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
}

/**
 * Gives the extent in view and the map's width and height, CSS pixels, when asked to `look`, and after every movement of
 * the map until stopped.
 */
export function watchExtent(
  { map }: { readonly map: MapLibreMap },
  seen: (extent: Extent, pixels: readonly [number, number]) => void,
): { look(): void; stop(): void } {
  const look = () => {
    const { clientWidth, clientHeight } = map.getContainer();
    seen(extentInView(map), [clientWidth, clientHeight]);
  };
  map.on('moveend', look);
  return { look, stop: () => map.off('moveend', look) };
}
