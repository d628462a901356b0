import { getGlobalDispatcher, type Map as MapLibreMap } from 'maplibre-gl';

/** How long a map may take to come to rest before its workers are asked, and they to answer, ms. */
const [restMs, answerMs] = [8_000, 15_000];

/**
 * Looks after the map's workers. A system short of memory ends them without a word to anybody, and the map then waits for
 * tiles for ever: where it does not come to rest, the workers are asked, and those that do not answer are started again (the map
 * goes through what it does for a lost drawing context). MapLibre itself asks only when a page comes back into sight.
 */
export function watchWorkers(map: MapLibreMap): () => void {
  const dispatcher = getGlobalDispatcher();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async () => {
    timer = undefined;
    if (document.visibilityState === 'visible' && !(await dispatcher.ping(answerMs)))
      await dispatcher.ensureWorkers();
  };
  const wait = () => {
    timer ??= setTimeout(() => void look(), restMs);
  };
  const rest = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  map.on('dataloading', wait);
  map.on('idle', rest);
  return () => {
    rest();
    map.off('dataloading', wait);
    map.off('idle', rest);
  };
}
