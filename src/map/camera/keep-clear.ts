import type { ReadonlySignal } from '../../store/index.ts';
import { effect } from '../../store/index.ts';
import type { MapView } from '../view/view.ts';
import type { Padding } from './camera.ts';

type Extent = readonly [west: number, south: number, east: number, north: number];

/** Pixels of the margin beside a panel that something may reach into and still be seen well. */
const slack = 24;

export interface KeepClear {
  /** Something else is of interest: it is framed once the panels have settled, unless it is in view. */
  look(): void;
  stop(): void;
}

/**
 * Keeps what is of interest in the part of the map that no panel covers. What somebody moved out of it stays there.
 * @param extentOf What is of interest, degrees; undefined for nothing.
 */
export function keepClear(
  view: MapView,
  padding: ReadonlySignal<Padding>,
  extentOf: () => Extent | undefined,
  frame: () => void,
): KeepClear {
  const { map } = view;
  let ended = false;
  /** Whether all of it was in view when the map last came to rest. */
  let wasInView = false;
  const inView = (): boolean => {
    const extent = extentOf();
    if (!extent) return true;
    const [west, south, east, north] = extent;
    const { top, right, bottom, left } = padding.peek();
    const { clientWidth, clientHeight } = map.getContainer();
    const corners = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ] as const;
    return corners
      .map(([lon, lat]) => view.project(lon, lat))
      .every(
        ({ x, y }) =>
          x > left - slack &&
          x < clientWidth - right + slack &&
          y > top - slack &&
          y < clientHeight - bottom + slack,
      );
  };
  const rest = () => {
    wasInView = inView();
  };
  const covered = () => {
    if (!ended && wasInView && !map.isMoving() && !inView()) frame();
  };
  map.on('moveend', rest);
  map.on('resize', covered);
  const stop = effect(() => {
    void padding.value;
    requestAnimationFrame(covered);
  });
  return {
    look() {
      // The panel that opens with it has its room in the next frame, and a flight to it has begun by then.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (ended || map.isMoving()) return;
          if (!inView()) frame();
          else wasInView = true;
        }),
      );
    },
    stop() {
      ended = true;
      stop();
      map.off('moveend', rest);
      map.off('resize', covered);
    },
  };
}
