import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import type { Extent } from '../../model/index.ts';

export const tileSize = 256;

/** Longitude of a pixel centre of the world picture of a level, Web Mercator (EPSG:3857), degrees. */
export const lonOf = (px: number, zoom: number): number => (px / (tileSize * 2 ** zoom)) * 360 - 180;
/** Latitude of a pixel row, degrees. */
export const latOf = (py: number, zoom: number): number =>
  (Math.atan(Math.sinh(Math.PI * (1 - (2 * py) / (tileSize * 2 ** zoom)))) * 180) / Math.PI;

/** Column and row of the tile at a place. */
export const tileAt = (lon: number, lat: number, zoom: number): [number, number] => {
  const n = 2 ** zoom;
  const phi = (lat * Math.PI) / 180;
  return [
    Math.floor(((lon + 180) / 360) * n),
    Math.floor(((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2) * n),
  ];
};

/**
 * A height as a Terrarium colour: `(red × 256 + green + blue / 256) − 32768` metres, in steps of a quarter of a metre,
 * which keeps the pictures small.
 */
export function terrarium(metres: number): [number, number, number] {
  const v = Math.round((metres + 32768) * 4) / 4;
  return [Math.floor(v / 256), Math.floor(v % 256), Math.round((v % 1) * 256)];
}

/**
 * Writes `{z}/{x}/{y}.png` below `folder` (emptied first) for every tile that touches `extent`.
 * `height` gives metres at longitude and latitude. Returns the count and the bytes.
 */
export function writeTiles(
  folder: string,
  extent: Extent,
  [minzoom, maxzoom]: readonly [number, number],
  height: (lon: number, lat: number) => number,
): { tiles: number; bytes: number } {
  rmSync(folder, { recursive: true, force: true });
  let tiles = 0;
  let bytes = 0;
  for (let z = minzoom; z <= maxzoom; z++) {
    const [x0, y0] = tileAt(extent[0], extent[3], z);
    const [x1, y1] = tileAt(extent[2], extent[1], z);
    for (let x = x0; x <= x1; x++) {
      mkdirSync(join(folder, String(z), String(x)), { recursive: true });
      for (let y = y0; y <= y1; y++) {
        const data = new Uint8Array(tileSize * tileSize * 3);
        for (let j = 0; j < tileSize; j++) {
          const lat = latOf(y * tileSize + j + 0.5, z);
          for (let i = 0; i < tileSize; i++)
            data.set(terrarium(height(lonOf(x * tileSize + i + 0.5, z), lat)), 3 * (j * tileSize + i));
        }
        const png = encode({ width: tileSize, height: tileSize, data, channels: 3 }, { zlib: { level: 9 } });
        writeFileSync(join(folder, String(z), String(x), `${y}.png`), png);
        tiles++;
        bytes += png.length;
      }
    }
  }
  return { tiles, bytes };
}
