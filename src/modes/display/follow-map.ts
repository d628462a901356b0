import { contextLost } from '../../map/camera/flight.ts';
import type { MapView } from '../../map/view/view.ts';
import { effect, type ReadonlySignal, type Signal, type Store, untracked } from '../../store/index.ts';

/** How long a lost context may take to come back by itself before the map is rebuilt. */
const restoreMs = 4000;
/** How long a map may take to be made. */
const makeMs = 40_000;
/** How long after a map could not be made it is tried again. */
const retryMs = 10 * 60_000;

export interface Following {
  /** Set to whether the live map may be seen; otherwise the pre-drawn one is. */
  live: Signal<boolean>;
  take(view: MapView | undefined): void;
  /** Shows what is on once more: the map behind it is another. */
  again(): void;
  remake(reason: string): void;
  log(kind: string, text: string): void;
}

/** Takes up each view of the map, and does without while there is none or its context is lost. */
export function followMap(
  store: Store,
  views: ReadonlySignal<MapView | undefined>,
  { live, take, again, remake, log }: Following,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let patience = 0;
  const stop = effect(() => {
    const view = views.value;
    const ready = store.state.mapReady.value && view !== undefined;
    const none = store.state.mapProblem.value;
    untracked(() => {
      clearTimeout(timer);
      const was = live.peek();
      live.value = ready;
      if (ready) {
        if (!was && patience) log('map', 'drawn again');
        patience = 0;
        take(view);
        if (!was) again();
        return;
      }
      if (was) log('context-lost', 'the pre-drawn map stands in');
      // A view whose context is lost must not be moved; one that is being made must not be hurried.
      take(undefined);
      if (was) again();
      const makeNew = () => {
        patience++;
        remake(none ? 'trying again' : 'not ready in time');
      };
      const making = makeMs * 2 ** Math.min(patience, 4);
      timer = setTimeout(
        () => {
          // Given back, but not drawn yet: a slow machine needs its time.
          if (was && view && !contextLost(view)) timer = setTimeout(makeNew, making);
          else makeNew();
        },
        none ? retryMs : was ? restoreMs : making,
      );
    });
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
