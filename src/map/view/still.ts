import type { Map as MapLibreMap } from 'maplibre-gl';
import { ProblemError } from '../../model/index.ts';

/**
 * The map when it stands still, and a picture of it then.
 * @param settled Whether all that is asked for has been handed to the map.
 */
export function standingStill(map: MapLibreMap, settled: () => boolean) {
  const whenIdle = () =>
    new Promise<void>((resolve) => {
      if (settled() && map.loaded() && !map.isMoving()) resolve();
      else {
        map.once('idle', () => void whenIdle().then(resolve));
        map.triggerRepaint();
      }
    });
  const snapshot = async ({ pixelRatio }: { pixelRatio?: number } = {}): Promise<Blob> => {
    if (pixelRatio) map.setPixelRatio(pixelRatio);
    await whenIdle();
    const blob = await new Promise<Blob | null>((resolve) => {
      // The drawing is only there until the browser has shown it.
      map.once('render', () => map.getCanvas().toBlob(resolve, 'image/png'));
      map.triggerRepaint();
    });
    if (pixelRatio) map.setPixelRatio(devicePixelRatio);
    if (!blob) throw new ProblemError((await import('./problems.ts')).noWebgl());
    return blob;
  };
  return { whenIdle, snapshot };
}
