import { type Extent, languageTags, say } from '../../model/index.ts';
import type { Store } from '../../store/index.ts';
import { createDrawnCache } from '../sources/features.ts';
import { buildStyle } from '../style/index.ts';
import { styleInputOf } from '../style/of-store.ts';
import type { StylePart } from '../style/passes.ts';
import { type ThemeName, type as typography } from '../tokens.ts';
import { type Drawing, drawStyle } from './draw.ts';
import type { Scope } from './evaluate.ts';
import { el, type SvgNode } from './node.ts';
import { type Look, lookAt, mercatorViewport, type Viewport } from './viewport.ts';

/** What a picture of the store's map shows, and how large it is in CSS pixels. */
export interface PictureOptions extends Pick<Drawing, 'taken' | 'prefix' | 'relief' | 'paper'> {
  width: number;
  height: number;
  theme: ThemeName;
  /** What to look at; the whole town by default. */
  look?: Look;
  /** Another projection than the live map's, for paper. */
  viewport?: Viewport;
  /** Ids of features that stand out; those the store has selected and pointed at by default. */
  selected?: ReadonlySet<string>;
  highlighted?: ReadonlySet<string>;
  /** What lies over the store's own layers. */
  over?: StylePart | undefined;
}

/** The drawing form of a store's layers, kept from one picture to the next. */
const drawn = new WeakMap<Store, ReturnType<typeof createDrawnCache>>();
function drawnOf(store: Store): ReturnType<typeof createDrawnCache> {
  const cache = drawn.get(store) ?? createDrawnCache();
  drawn.set(store, cache);
  return cache;
}

const nothing: Scope['state'] = {};

/** Says of a feature whether it is selected or pointed at. */
export const highlightOf =
  (selected: ReadonlySet<string>, highlighted: ReadonlySet<string>): NonNullable<Drawing['stateOf']> =>
  (id) =>
    selected.has(id) || highlighted.has(id)
      ? { selected: selected.has(id), highlighted: highlighted.has(id) }
      : nothing;

/** Where to look for the whole town. */
export const townExtent = (store: Store): Extent => store.state.town.value?.extent ?? [-180, -80, 180, 80];

/** The nodes of a picture of the store's map, without a frame, and the viewport they are drawn for. */
export function drawStore(store: Store, options: PictureOptions): { nodes: SvgNode[]; viewport: Viewport } {
  const { width, height, theme } = options;
  const { select } = store;
  const viewport =
    options.viewport ??
    mercatorViewport(options.look ?? lookAt(townExtent(store), width, height), width, height);
  const selected = options.selected ?? select.selectedFeatures.value;
  const highlighted = options.highlighted ?? select.highlightedFeatures.value;
  const ids = [...selected, ...highlighted];
  const marked = new Set(ids.flatMap((id) => select.features.value.get(id)?.layer.id ?? []));
  const look = { theme, labels: true, marked: marked.size ? marked : undefined, relief: false };
  const parts = options.over ? [options.over] : [];
  const nodes = drawStyle({
    ...options,
    style: buildStyle(styleInputOf(store, drawnOf(store), { ...look, parts })),
    viewport,
    stateOf: highlightOf(selected, highlighted),
  });
  return { nodes, viewport };
}

/**
 * A picture of the store's map as one SVG element: the same style, tokens, signs and names as the live map.
 * @param name What the picture shows, for those who do not see it.
 */
export function mapPicture(store: Store, name: string, options: PictureOptions): SvgNode {
  const { width, height } = options;
  return el(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': name,
      lang: say(languageTags, store.state.language.value),
      'font-family': typography.labels,
    },
    ...drawStore(store, options).nodes,
  );
}
