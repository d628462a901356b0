import { el, type SvgNode } from '../../map/svg/node.ts';
import { drawStore, type PictureOptions } from '../../map/svg/picture.ts';
import { lookAt } from '../../map/svg/viewport.ts';
import { type ThemeName, type } from '../../map/tokens.ts';
import type { Extent } from '../../model/index.ts';
import type { Store } from '../../store/index.ts';
import { drawing, html, type Markup } from './markup.ts';
import type { Themes } from './themed.ts';

/** What a page's map shows. */
export interface Shown {
  extent: Extent;
  selected?: ReadonlySet<string>;
  name: string;
}

/** Size of a drawing, and the part of it which holds what is shown; the rest fills windows of other shapes. */
interface Size {
  width: number;
  height: number;
  inner: readonly [width: number, height: number];
}
/** Above the list on a telephone, within the page; beside the list, as a file; and as sites show a link. */
const narrow: Size = { width: 520, height: 480, inner: [354, 320] };
const wide: Size = { width: 1500, height: 1000, inner: [800, 760] };

const none = { top: 0, right: 0, bottom: 0, left: 0 };
/** No nearer than this for a small place: its surroundings say where it is. */
const nearest = 13.5;

function nodesOf(
  store: Store,
  shown: Shown,
  size: Size,
  theme: ThemeName,
  more: Partial<PictureOptions> = {},
) {
  const { width, height, inner } = size;
  const look = lookAt(shown.extent, inner[0], inner[1], none, nearest);
  const { nodes } = drawStore(store, {
    width,
    height,
    theme,
    look,
    ...(shown.selected ? { selected: shown.selected } : {}),
    ...more,
  });
  return nodes;
}

/** The map as a file of its own. */
export function mapFile(store: Store, shown: Shown, theme: ThemeName): SvgNode {
  const { width, height } = wide;
  return el(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-family': type.labels,
    },
    el('title', {}, shown.name),
    ...nodesOf(store, shown, wide, theme),
  );
}

/** An image of nothing, for windows that show the drawing within the page. */
const empty = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

/**
 * The map of a page: drawn within it for narrow windows, where every request counts, a file beside the list.
 * @param file Path of the map's file without its ending.
 */
export function pageMap(store: Store, themes: Themes, shown: Shown, file: string): Markup {
  const { width, height, inner } = narrow;
  const [left, top] = [(width - inner[0]) / 2, (height - inner[1]) / 2];
  const within = themes.draw((theme) =>
    el(
      'svg',
      {
        viewBox: `${left} ${top} ${inner[0]} ${inner[1]}`,
        class: 'narrow',
        role: 'img',
        'aria-label': shown.name,
        'font-family': type.labels,
      },
      ...nodesOf(store, shown, narrow, theme),
    ),
  );
  return html`<div class="map">${drawing(within)}<picture><source media="(min-width:761px) and (prefers-color-scheme:dark)" srcset="${file}-dark.svg" /><source media="(min-width:761px)" srcset="${file}.svg" /><img class="wide" src="${empty}" alt="${shown.name}" /></picture></div>`;
}
