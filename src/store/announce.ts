import { isLanguage } from '../model/index.ts';
import { type Camera, effect, type Store } from './index.ts';

/** What another page hears of a map in it: the name of the event and its detail. */
export interface Announcements {
  /** A plan item was opened, or the open one closed (`undefined`). */
  'item-open': { item: string | undefined };
  /** A feature was picked on the map, in the list or in a card, or let go. */
  'feature-pick': { feature: string | undefined; item: string | undefined };
  /** The view came to rest: degrees, zoom, bearing and pitch. */
  'view-change': Camera;
}
type Announce = <T extends keyof Announcements>(type: T, detail: Announcements[T]) => void;

/** Reports what the user opens, picks and looks at, from now on, until the returned function is called. */
export function announce({ state }: Store, say: Announce): () => void {
  const followed = <T>(read: () => T, heard: (value: T) => void): (() => void) => {
    let last: string | undefined;
    return effect(() => {
      const value = read();
      const now = JSON.stringify(value ?? null);
      // How it stands at the beginning is no news.
      if (last !== undefined && last !== now) queueMicrotask(() => heard(value));
      last = now;
    });
  };
  const ends = [
    followed(
      () => state.item.value,
      (item) => say('item-open', { item }),
    ),
    followed(
      () => state.feature.value,
      (feature) => say('feature-pick', { feature, item: state.item.peek() }),
    ),
    followed(
      () => state.camera.value,
      (camera) => {
        if (camera) say('view-change', camera);
      },
    ),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/**
 * For a page in a frame: the same as messages `{planMap: 'item-open', …}` to the page around it, which may answer
 * `{planMap: 'open-item', item}`, `{planMap: 'pick-feature', feature}`, `{planMap: 'set-language', lang}`. Nothing in
 * them is private: what is said is the package's, what is heard only moves the map.
 */
export function talkToFrame(store: Store): void {
  announce(store, (type, detail) => window.parent.postMessage({ planMap: type, ...detail }, '*'));
  addEventListener('message', ({ source, data }) => {
    if (source !== window.parent || typeof data !== 'object' || !data) return;
    const { planMap, item, feature, lang } = data as Record<string, unknown>;
    const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
    if (planMap === 'open-item') store.commands.selectItem(text(item), { frame: true });
    else if (planMap === 'pick-feature') store.commands.selectFeature(text(feature), { frame: true });
    else if (planMap === 'set-language' && isLanguage(lang)) store.commands.setLanguage(lang);
  });
}
