import type { Extent } from '../../model/index.ts';

/** MapLibre's and deck.gl's distance of the eye from the middle of the view, in heights of the view. */
const eyeDistance = 1.5;
/** Pixels of the whole world at zoom 0. */
const world = 512;
const rad = Math.PI / 180;

const toX = (lon: number) => ((lon + 180) / 360) * world;
const toY = (lat: number) =>
  (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * rad) / 2)) / (2 * Math.PI)) * world;
const toLat = (y: number) => (Math.atan(Math.exp((0.5 - y / world) * 2 * Math.PI)) * 2 - Math.PI / 2) / rad;

/**
 * Centre and zoom that let a slanted view take in an extent: as large as fits, in the middle of what is free. The
 * centre is that of a map whose padding leaves exactly the free part; `cameraForBounds` knows no slant and would
 * leave the near side cut off or much of the height unused. Flat ground: relief moves points by a few pixels.
 * @param free Width and height of the free part, CSS pixels. @param viewHeight Height of the whole view.
 * @param bearing @param pitch Degrees.
 */
export function fitSlanted(
  [west, south, east, north]: Extent,
  free: { width: number; height: number },
  viewHeight: number,
  bearing: number,
  pitch: number,
): { center: [number, number]; zoom: number } {
  const [sinB, cosB] = [Math.sin(bearing * rad), Math.cos(bearing * rad)];
  const [sinP, cosP] = [Math.sin(pitch * rad), Math.cos(pitch * rad)];
  const eye = eyeDistance * viewHeight;
  const corners = [west, east].flatMap((lon) => [south, north].map((lat) => [toX(lon), toY(lat)] as const));
  let [x, y] = [(toX(west) + toX(east)) / 2, (toY(south) + toY(north)) / 2];
  let scale = Math.min(free.width, free.height) / Math.max(toX(east) - toX(west), toY(south) - toY(north));
  for (let step = 0; step < 40; step++) {
    const seen = corners.map(([cx, cy]) => {
      const [dx, dy] = [(cx - x) * scale, (cy - y) * scale];
      const ahead = dx * sinB - dy * cosB;
      // Behind the eye, or nearly: far too near.
      const depth = Math.max(eye * 0.05, eye + ahead * sinP);
      return [((dx * cosB + dy * sinB) * eye) / depth, (ahead * cosP * eye) / depth] as const;
    });
    const [xs, ys] = [seen.map(([sx]) => sx), seen.map(([, sy]) => sy)];
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [low, high] = [Math.min(...ys), Math.max(...ys)];
    const [aside, ahead] = [(left + right) / 2, (low + high) / 2 / cosP];
    x += (aside * cosB + ahead * sinB) / scale;
    y += (aside * sinB - ahead * cosB) / scale;
    // Half the way in the exponent: centre and size pull at each other.
    scale *= Math.sqrt(Math.min(free.width / (right - left), free.height / (high - low)));
  }
  return { center: [(x / world) * 360 - 180, toLat(y)], zoom: Math.log2(scale) };
}
