import type { Position } from 'geojson';
import type { Extent } from '../../model/index.ts';
import { fitPadding, metersPerPixelAt, type Padding } from '../camera/camera.ts';

/** What a drawing shows, and how degrees become pixels of it: x to the right, y downward from the upper left corner. */
export interface Viewport {
  width: number;
  height: number;
  /** Web Mercator zoom of the live map at this scale, in tiles of 512 pixels: sizes and visibility go by it. */
  zoom: number;
  /** Pixels of a position in degrees. */
  project(position: Position): [number, number];
}

const world = 512;
const mercatorX = (lon: number): number => (lon + 180) / 360;
const mercatorY = (lat: number): number =>
  0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
const latitude = (y: number): number => (360 / Math.PI) * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - 90;

export interface Look {
  zoom: number;
  lon: number;
  lat: number;
}

/** The view of the live map: Web Mercator, north up, with a place in the middle of `width` × `height` pixels. */
export function mercatorViewport(
  { zoom, lon, lat }: Look,
  width: number,
  height: number,
): Viewport & { unproject(x: number, y: number): { lon: number; lat: number }; metersPerPixel: number } {
  const scale = world * 2 ** zoom;
  const [left, top] = [mercatorX(lon) * scale - width / 2, mercatorY(lat) * scale - height / 2];
  return {
    width,
    height,
    zoom,
    metersPerPixel: metersPerPixelAt(zoom, lat),
    project: ([x, y]) => [mercatorX(x as number) * scale - left, mercatorY(y as number) * scale - top],
    unproject: (x, y) => ({ lon: ((x + left) / scale) * 360 - 180, lat: latitude((y + top) / scale) }),
  };
}

/** Where to look to see an extent (west, south, east, north, degrees) whole, clear of what panels cover. */
export function lookAt(
  [west, south, east, north]: Extent,
  width: number,
  height: number,
  padding: Padding = { top: 18, right: 18, bottom: 18, left: 18 },
  maxZoom = 18.5,
): Look {
  const room = fitPadding(padding, width, height);
  const [x0, x1, y0, y1] = [mercatorX(west), mercatorX(east), mercatorY(north), mercatorY(south)];
  const across = (width - room.left - room.right) / Math.max(1e-9, x1 - x0);
  const down = (height - room.top - room.bottom) / Math.max(1e-9, y1 - y0);
  const zoom = Math.min(maxZoom, Math.log2(Math.min(across, down) / world));
  const scale = world * 2 ** zoom;
  const x = (x0 + x1) / 2 - (room.left - room.right) / 2 / scale;
  const y = (y0 + y1) / 2 - (room.top - room.bottom) / 2 / scale;
  return { zoom, lon: x * 360 - 180, lat: latitude(y) };
}
