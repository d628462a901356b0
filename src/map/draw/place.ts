import type { MapView } from '../view/view.ts';
import { listen } from './pointer.ts';

/**
 * Waits for one place on the map, clicked, tapped, or the middle of the map with Enter; `place` is called with its
 * longitude and latitude in degrees. Stopped by the returned function, or with Escape.
 */
export function askPlace(
  view: MapView,
  { place, cancel }: { place: (at: [number, number]) => void; cancel: () => void },
): () => void {
  const stop = listen(view, {
    cursor: 'crosshair',
    click: ({ lngLat }) => {
      stop();
      place([lngLat.lng, lngLat.lat]);
    },
    key: ({ key }) => {
      if (key !== 'Enter' && key !== 'Escape') return false;
      stop();
      const { lng, lat } = view.map.getCenter();
      if (key === 'Enter') place([lng, lat]);
      else cancel();
      return true;
    },
  });
  view.focus();
  return stop;
}
