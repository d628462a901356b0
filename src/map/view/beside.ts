import type { ReadonlySignal, Store } from '../../store/index.ts';
import type { Padding } from '../camera/camera.ts';
import { keepInStep } from '../camera/in-step.ts';
import { createMapView, type MapView } from './view.ts';

/**
 * Puts a second map into `container`, of the size and over the place of `main`, which looks where `main` does.
 * @param store What it shows: see `storeBeside`.
 * @returns its view, and a function that takes it away.
 * @throws ProblemError when the browser has no room for another map.
 */
export async function createMapBeside(
  main: MapView,
  container: HTMLElement,
  store: Store,
  padding: ReadonlySignal<Padding>,
): Promise<{ view: MapView; end: () => void }> {
  const view = await createMapView({ container, store, theme: main.theme, padding });
  // The keyboard moves both through the first.
  view.map.getCanvas().tabIndex = -1;
  const apart = keepInStep(main.map, view.map);
  return {
    view,
    end: () => {
      apart();
      view.destroy();
    },
  };
}
