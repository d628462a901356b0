import { el, toElement } from '../../map/svg/node.ts';
import { flatten, pathData } from '../../map/svg/path.ts';
import { mapPicture } from '../../map/svg/picture.ts';
import { lookAt, mercatorViewport } from '../../map/svg/viewport.ts';
import type { Store } from '../../store/index.ts';
import { knownExtent } from '../../store/known-extent.ts';
import { pxPerMm } from '../paper-cover.ts';
import { roundLength } from '../round-length.ts';
import type { Part } from './parts.ts';

/** No nearer than this for a small place: its surroundings say where it is. */
const nearest = 15;

/** A border over all else on its map, where it is seen beside the fill of whatever lies along it. */
function border(d: string) {
  const line = { d, fill: 'none', 'stroke-linejoin': 'round' };
  return el(
    'g',
    {},
    el('path', { ...line, stroke: '#fff', 'stroke-width': 5, 'stroke-opacity': 0.8 }),
    el('path', { ...line, stroke: '#111', 'stroke-width': 2, 'stroke-dasharray': '9 3 2 3' }),
  );
}

/**
 * The map of a part, with a bar of its scale in the corner; undefined for a part without one.
 * @param sizeMm Millimetres.
 */
export function partMap(
  store: Store,
  { frame, features, bordered, title }: Part,
  sizeMm: { width: number; height: number },
  index: number,
): SVGElement | undefined {
  if (frame !== 'town' && !frame.length) return undefined;
  const { select, state } = store;
  const [width, height] = [sizeMm.width * pxPerMm, sizeMm.height * pxPerMm];
  const records = frame === 'town' ? [] : frame.flatMap((id) => select.features.value.get(id) ?? []);
  const extent = knownExtent(records) ?? state.town.value?.extent;
  if (!extent) return undefined;
  const look = lookAt(extent, width, height, undefined, nearest);
  const view = mercatorViewport(look, width, height);
  const { metersPerPixel } = view;
  const length = roundLength(metersPerPixel * 150);
  const bar = length / metersPerPixel;
  const y = height - 14;
  const picture = mapPicture(store, title, {
    ...{ width, height, look, theme: 'light', prefix: `a${index}-`, paper: true },
    selected: new Set(features),
    highlighted: new Set(),
    taken: [[0, height - 44, bar + 90, height]],
  });
  const text = { 'font-size': 12, 'text-anchor': 'middle', fill: '#111' };
  const scale = el(
    'g',
    {},
    el('rect', { x: 8, y: y - 24, width: bar + 64, height: 32, fill: '#fff', 'fill-opacity': 0.9 }),
    el('path', {
      d: `M18 ${y - 6}V${y}H${18 + bar}V${y - 6}`,
      fill: 'none',
      stroke: '#111',
      'stroke-width': 1.5,
    }),
    el(
      'text',
      { ...text, x: 18 + bar / 2, y: y - 8 },
      length >= 1000 ? `${length / 1000} km` : `${length} m`,
    ),
    el('path', { d: `M${bar + 44} ${y - 20}l6 16l-6 -4l-6 4z`, fill: '#111' }),
    el('text', { ...text, x: bar + 60, y: y - 4 }, 'N'),
  );
  const shapes = bordered ? records.flatMap(({ feature }) => flatten(feature.geometry, view) ?? []) : [];
  const borders = shapes.map((shape) => border(pathData(shape)));
  return toElement({ ...picture, children: [...picture.children, ...borders, scale] });
}
