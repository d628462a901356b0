import { blankSize } from '../sprites/image.ts';
import type { MapView } from './view.ts';

/** Pixels of the map's container. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const id = 'panels';
/** Milliseconds without another change after which the panels are looked at. */
const rest = 120;

/** Squares that cover a box together, by their middles. */
function squares({ left, top, width, height }: Box): { x: number; y: number; size: number }[] {
  const size = Math.min(width, height);
  const [columns, rows] = [Math.ceil(width / size), Math.ceil(height / size)];
  const middle = (from: number, length: number, count: number, at: number) =>
    count === 1 ? from + length / 2 : from + size / 2 + ((length - size) * at) / (count - 1);
  return Array.from({ length: columns * rows }, (_, at) => ({
    x: middle(left, width, columns, at % columns),
    y: middle(top, height, rows, Math.floor(at / columns)),
    size,
  }));
}

/** Pixels of the room beyond an edge that is taken, as of a panel there; and how far from the edge its signs begin. */
const [beyond, onEdge] = [80, 1];

/** What stands around the map so that no name reaches over its edge: signs at the edge that lie beyond it. */
function around(width: number, height: number): { x: number; y: number; size: number; anchor: string }[] {
  const along = (length: number) => {
    const count = Math.max(1, Math.ceil(length / beyond));
    return Array.from({ length: count }, (_, at) => ((at + 0.5) * length) / count);
  };
  return [
    ...along(height).flatMap((y) => [
      { x: onEdge, y, size: beyond, anchor: 'right' },
      { x: width - onEdge, y, size: beyond, anchor: 'left' },
    ]),
    ...along(width).flatMap((x) => [
      { x, y: onEdge, size: beyond, anchor: 'bottom' },
      { x, y: height - onEdge, size: beyond, anchor: 'top' },
    ]),
  ];
}

const within = (a: Box, b: Box): boolean =>
  a.left >= b.left &&
  a.top >= b.top &&
  a.left + a.width <= b.left + b.width &&
  a.top + a.height <= b.top + b.height;

/**
 * Keeps names from reaching under what lies on the map, and over its edges: an empty sign takes the room of each panel
 * before any name is placed, so that a name stands where it can be read whole, or not at all.
 * @param panels What is covered now.
 */
export function namesBesidePanels(
  view: MapView,
  panels: () => readonly Box[],
): { look(): void; stop(): void } {
  const { map } = view;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  let shown = '';
  const cover = () => {
    if (ended || map.isMoving()) return;
    const boxes = panels();
    const covered = boxes
      .filter(
        (box, at) =>
          box.width >= blankSize &&
          box.height >= blankSize &&
          !boxes.some((other, of) => of !== at && within(box, other)),
      )
      .flatMap(squares)
      .map((square) => ({ ...square, anchor: 'center' }));
    const { clientWidth, clientHeight } = map.getContainer();
    const features = [...covered, ...around(clientWidth, clientHeight)].map(
      ({ x, y, size, anchor }): GeoJSON.Feature => {
        const { lon, lat } = view.unproject(x, y);
        const coordinates = [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
        return {
          type: 'Feature',
          geometry: { type: 'Point', coordinates },
          properties: { size: Math.round(size) / blankSize, anchor },
        };
      },
    );
    const next = JSON.stringify(features);
    if (next === shown) return;
    shown = next;
    view.beside({
      sources: { [id]: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
      // Drawn last: what is on top has its place first.
      passes: {
        zones: [
          {
            id,
            type: 'symbol',
            source: id,
            layout: {
              'icon-image': 'blank:light',
              // A factor of at most 511.
              'icon-size': ['get', 'size'],
              'icon-anchor': ['get', 'anchor'],
              'icon-allow-overlap': true,
              'icon-padding': 0,
            },
            paint: { 'icon-opacity': 0 },
          },
        ],
      },
    });
  };
  const look = () => {
    clearTimeout(timer);
    timer = setTimeout(cover, rest);
  };
  map.on('moveend', look);
  map.on('resize', look);
  look();
  return {
    look,
    stop() {
      ended = true;
      clearTimeout(timer);
      map.off('moveend', look);
      map.off('resize', look);
      view.beside(undefined);
    },
  };
}
