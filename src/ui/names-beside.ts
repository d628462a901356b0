import { namesBesidePanels } from '../map/view/beside-panels.ts';
import type { MapView } from '../map/view/view.ts';
import { effect, type ReadonlySignal, untracked } from '../store/index.ts';

/** What of a mode lies on its map, and what of the elements that stand on it. */
const panels = '.bar, .find, .side, .card, footer';
const standing = {
  'map-key': 'section',
  'map-furniture': '.group, .scale, .source',
  'pointer-strip': '.strip',
};

function keepBeside(root: ShadowRoot, view: MapView): () => void {
  const resized = new ResizeObserver(() => names.look());
  const watched = new Set<Element>();
  const names = namesBesidePanels(view, () => {
    const { left, top } = root.host.getBoundingClientRect();
    const small = Object.entries(standing).flatMap(([host, parts]) => [
      ...(root.querySelector(host)?.shadowRoot?.querySelectorAll(parts) ?? []),
    ]);
    return [...root.querySelectorAll(panels), ...small].map((panel) => {
      if (!watched.has(panel)) resized.observe(panel);
      watched.add(panel);
      const box = panel.getBoundingClientRect();
      return { left: box.left - left, top: box.top - top, width: box.width, height: box.height };
    });
  });
  return () => {
    resized.disconnect();
    names.stop();
  };
}

/**
 * Keeps the names on the map from under the panels of a mode, wherever those go, while there is a map.
 * @param root Where the mode's panels stand; its host covers the map.
 * @returns a function that ends it
 */
export function keepNamesBeside(root: ShadowRoot, view: ReadonlySignal<MapView | undefined>): () => void {
  let end: (() => void) | undefined;
  const stop = effect(() => {
    const now = view.value;
    end?.();
    end = now && untracked(() => keepBeside(root, now));
  });
  return () => {
    stop();
    end?.();
  };
}
