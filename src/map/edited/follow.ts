import type { GeoJSONSource, MapSourceDataEvent } from 'maplibre-gl';
import { effect, type Store, signal } from '../../store/index.ts';
import type { Drawn } from '../sources/features.ts';
import type { StyledLayer, StyleInput } from '../style/input.ts';
import { namesOnce } from '../style/once.ts';
import { type StylePart, sourceId } from '../style/passes.ts';
import { sharesSource } from '../style/shared.ts';
import type { MapView } from '../view/view.ts';
import { editedPart, editedSource } from './part.ts';
import { type Unlike, unlike } from './unlike.ts';

/** Milliseconds without another change after which a large source takes in what was edited. */
const rest = 1500;
/** More features than this that change at once are handed to the large source without waiting. */
const most = 200;

const none: Unlike = { ids: new Set(), features: [] };

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);

interface Edited {
  /** What the large source holds; while it takes in something newer, what it held before that, too. */
  held: [Drawn] | [Drawn, Drawn];
  now: Drawn;
  unlike: Unlike;
  /** Features marked as outdated in the large source. */
  hidden: ReadonlySet<string>;
}

/** Large layers of the package's own files; of neighbours any change is one of the borders between all. */
const isLarge = (styled: StyledLayer): styled is StyledLayer & { drawn: Drawn } =>
  !!styled.drawn &&
  typeof styled.layer.source === 'string' &&
  !styled.layer.cluster &&
  styled.layer.role !== 'neighbours' &&
  !sharesSource(styled);

/**
 * Shows what is edited in a large layer with the next frames. To cut thousands of features into tiles again takes a second and
 * more, so the edited ones are drawn from a small source of their own, hidden in the large one, which follows after a pause.
 * @returns a function that ends it
 */
export function followEdits({ map, through }: MapView, { select }: Store): () => void {
  const edited = new Map<string, Edited>();
  const turn = signal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const takeIn = () => {
    for (const one of edited.values())
      if (one.held.length === 1 && one.unlike.ids.size) one.held = [one.held[0], one.now];
    turn.value++;
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(takeIn, rest);
  };
  const follow = (layer: string, now: Drawn): Edited => {
    const one = edited.get(layer);
    if (!one) {
      const fresh: Edited = { held: [now], now, unlike: none, hidden: new Set() };
      edited.set(layer, fresh);
      return fresh;
    }
    if (one.now === now) return one;
    one.now = now;
    const difference = unlike(one.held, now, most);
    if (!difference) one.held = [now];
    const { features } = one.unlike;
    one.unlike = difference ?? none;
    // What is only gone or back changes nothing in the small source, which then sends no event.
    if (sameList(features, one.unlike.features)) queueMicrotask(() => hide(layer, one));
    if (one.unlike.ids.size) wait();
    return one;
  };
  const split = (input: StyleInput): StyleInput => {
    void turn.value;
    const large = input.layers.filter(isLarge).filter(({ layer }) => !input.made?.[layer.id]);
    for (const layer of edited.keys()) if (!large.some((one) => one.layer.id === layer)) edited.delete(layer);
    if (!large.length) return input;
    const written = namesOnce(input.layers);
    const editedParts: Record<string, StylePart> = { ...input.made };
    for (const styled of large) {
      const { held, now, unlike: found } = follow(styled.layer.id, styled.drawn);
      const parts = { held: held[held.length - 1] as Drawn, now, features: found.features };
      editedParts[styled.layer.id] = editedPart(styled, parts, input, written);
    }
    return { ...input, made: editedParts };
  };

  const has = (source: string, features: readonly unknown[]): boolean => {
    const data = map.getSource<GeoJSONSource>(source)?.serialize().data;
    const { features: own } = (data ?? {}) as { features?: readonly unknown[] };
    return !!own && sameList(own, features);
  };
  const standOut = (layer: string, { unlike: { features } }: Edited) => {
    const [selected, highlighted] = [select.selectedFeatures.peek(), select.highlightedFeatures.peek()];
    for (const { properties } of features) {
      const { id } = properties;
      const state = { selected: selected.has(id), highlighted: highlighted.has(id) };
      map.setFeatureState({ source: editedSource(layer), id }, state);
    }
  };
  /** What the small source shows is hidden in the large one, from the same frame on. */
  const hide = (layer: string, one: Edited) => {
    const { ids } = one.unlike;
    if (one.hidden === ids) return;
    for (const id of new Set([...ids, ...one.hidden]))
      map.setFeatureState({ source: sourceId(layer), id }, { outdated: ids.has(id) });
    one.hidden = ids;
    standOut(layer, one);
  };
  const onData = ({ sourceId: source, sourceDataType, isSourceLoaded }: MapSourceDataEvent) => {
    if (sourceDataType || !isSourceLoaded) return;
    for (const [layer, one] of edited)
      if (source === editedSource(layer) && has(source, one.unlike.features)) hide(layer, one);
  };
  const onIdle = () => {
    for (const [layer, one] of edited) {
      if (has(editedSource(layer), one.unlike.features)) hide(layer, one);
      const held = one.held.at(-1) as Drawn;
      if (one.held.length === 1 || !has(sourceId(layer), held.collection.features)) continue;
      one.held = [held];
      one.unlike = unlike(one.held, one.now, most) ?? none;
      if (one.unlike.ids.size) wait();
      turn.value++;
    }
  };
  const onRestored = () => {
    for (const one of edited.values()) one.hidden = new Set();
  };

  map.on('sourcedata', onData);
  map.on('idle', onIdle);
  map.on('webglcontextrestored', onRestored);
  through.value = split;
  const stop = effect(() => {
    void select.selectedFeatures.value;
    void select.highlightedFeatures.value;
    for (const [layer, one] of edited) if (map.getSource(editedSource(layer))) standOut(layer, one);
  });
  return () => {
    stop();
    clearTimeout(timer);
    map.off('sourcedata', onData);
    map.off('idle', onIdle);
    map.off('webglcontextrestored', onRestored);
    for (const [layer, { hidden }] of edited)
      for (const id of hidden)
        if (map.style?.getSource(sourceId(layer)))
          map.setFeatureState({ source: sourceId(layer), id }, { outdated: false });
    through.value = (input) => input;
  };
}
