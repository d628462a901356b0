import { addProtocol } from 'maplibre-gl';
import { toLonLat } from '../../geo/crs/transform.ts';
import { apply } from '../../geo/raster/affine.ts';
import type { PicturePlace } from '../../geo/raster/warp.ts';
import type { Extent } from '../../model/index.ts';
import type { StylePart } from '../style/passes.ts';
import { rasterWorker } from './worker.ts';

/** A picture under the zones, held by the worker under its identifier. */
export interface DrawnPicture {
  id: string;
  place: PicturePlace;
  width: number;
  height: number;
  /** 0 to 1. */
  opacity: number;
}

const points = [0, 0.25, 0.5, 0.75, 1];

/** West, south, east, north of a placed picture, degrees, along its whole edge. */
export function pictureExtent({ place, width, height }: Omit<DrawnPicture, 'id' | 'opacity'>): Extent {
  const move = toLonLat(place.code, place.shift);
  const edge = points.flatMap((t) => [
    ...[
      [t * width, 0],
      [t * width, height],
    ],
    ...[
      [0, t * height],
      [width, t * height],
    ],
  ]) as [number, number][];
  const places = edge.map((pixel) => move(apply(place.map, pixel)));
  const lon = places.map(([x]) => x);
  const lat = places.map(([, y]) => y);
  return [Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)];
}

/** Side of a tile in pixels of the page. */
const tileSide = 512;

/** The level at which a pixel of the picture is one of the page; beyond it tiles are enlarged. */
function finest(extent: Extent, width: number): number {
  const level = Math.log2(((width / tileSide) * 360) / Math.max(1e-9, extent[2] - extent[0]));
  return Math.max(1, Math.min(22, Math.ceil(level) + 1));
}

/** Places by the number in a tile's address: a picture that is placed again has other tiles. */
const placed = new Map<string, { id: string; place: PicturePlace }>();
const numbers = new WeakMap<PicturePlace, string>();
let serial = 0;
function numberOf(id: string, place: PicturePlace): string {
  const given = numbers.get(place);
  if (given) return given;
  const number = String(++serial);
  numbers.set(place, number);
  placed.set(number, { id, place });
  return number;
}

let added = false;
/** `picture://NUMBER/z/x/y`: tiles are warped by the worker when the renderer asks for them. */
function addPictureProtocol(): void {
  if (added) return;
  added = true;
  addProtocol('picture', async ({ url }) => {
    const [number = '', z, x, y] = url.replace('picture://', '').split('/');
    const one = placed.get(number);
    const size = tileSide * Math.min(2, Math.ceil(devicePixelRatio));
    const tile =
      one &&
      (await rasterWorker()
        .call('tile', { ...one, z: Number(z), x: Number(x), y: Number(y), size })
        .catch(() => undefined));
    // The renderer takes nothing at all for a transparent tile.
    return { data: tile ?? new ArrayBuffer(0) };
  });
}

/** Pictures as a part of the live map's style, the first on top. */
export function picturesPart(list: readonly DrawnPicture[]): StylePart {
  addPictureProtocol();
  const part: StylePart = { sources: {}, passes: { ground: [] } };
  for (const picture of [...list].reverse()) {
    const id = `picture/${picture.id}`;
    const extent = pictureExtent(picture);
    part.sources[id] = {
      type: 'raster',
      tiles: [`picture://${numberOf(picture.id, picture.place)}/{z}/{x}/{y}`],
      tileSize: tileSide,
      bounds: [...extent],
      maxzoom: finest(extent, picture.width),
    };
    part.passes.ground?.push({
      ...{ id, type: 'raster', source: id },
      paint: { 'raster-opacity': picture.opacity, 'raster-fade-duration': 0 },
    });
  }
  return part;
}

/** A picture as the SVG map shows it: whole, in Web Mercator. */
export interface StillPicture {
  id: string;
  href: string;
  extent: Extent;
  opacity: number;
}

/** Longest side of a picture on the SVG map, pixels. */
const stillSide = 1600;

/** Draws a picture for the SVG map; undefined when nothing of it can be drawn. */
export async function stillPicture(
  picture: DrawnPicture,
): Promise<Omit<StillPicture, 'opacity'> | undefined> {
  const extent = pictureExtent(picture);
  const [west, east] = [extent[0], extent[2]].map((lon) => (lon + 180) / 360) as [number, number];
  const row = (lat: number) => 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
  const [top, bottom] = [row(extent[3]), row(extent[1])];
  const scale = Math.min(stillSide / Math.max(east - west, bottom - top), picture.width / (east - west));
  const half = 20037508.342789244;
  const metres = (share: number) => (2 * share - 1) * half;
  const blob = await rasterWorker().call('frame', {
    ...{ id: picture.id, place: picture.place, code: 'EPSG:3857' },
    extent: [metres(west), -metres(bottom), metres(east), -metres(top)],
    width: Math.max(1, Math.round((east - west) * scale)),
    height: Math.max(1, Math.round((bottom - top) * scale)),
  });
  return blob && { id: picture.id, href: URL.createObjectURL(blob), extent };
}

/** Pictures as a part of the SVG map's style, the first on top. */
export function stillsPart(list: readonly StillPicture[]): StylePart {
  const part: StylePart = { sources: {}, passes: { ground: [] } };
  for (const { id: own, href, extent, opacity } of [...list].reverse()) {
    const id = `picture/${own}`;
    const [west, south, east, north] = extent;
    part.sources[id] = {
      type: 'image',
      url: href,
      coordinates: [
        [west, north],
        [east, north],
        [east, south],
        [west, south],
      ],
    };
    part.passes.ground?.push({ id, type: 'raster', source: id, paint: { 'raster-opacity': opacity } });
  }
  return part;
}

/** Several parts as one: what lies over the map. */
export function joined(...parts: readonly StylePart[]): StylePart {
  const whole: StylePart = { sources: {}, passes: {} };
  for (const { sources, passes } of parts) {
    Object.assign(whole.sources, sources);
    for (const [name, layers] of Object.entries(passes)) {
      const pass = name as keyof StylePart['passes'];
      whole.passes[pass] = [...(whole.passes[pass] ?? []), ...(layers ?? [])];
    }
  }
  return whole;
}
