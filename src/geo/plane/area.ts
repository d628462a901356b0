import type { Position } from 'geojson';

/**
 * Signed area of a flat ring in squared units of its coordinates, positive when counter-clockwise (shoelace formula, taken
 * from the ring's first point, so that large coordinates cost no digits). `start` to `end` (exclusive) are its points;
 * whether the last repeats the first makes no difference.
 */
export function planarArea(xy: ArrayLike<number>, start: number, end: number): number {
  if (end - start < 3) return 0;
  const x0 = xy[2 * start]!;
  const y0 = xy[2 * start + 1]!;
  let sum = 0;
  let px = xy[2 * end - 2]! - x0;
  let py = xy[2 * end - 1]! - y0;
  for (let i = start; i < end; i++) {
    const x = xy[2 * i]! - x0;
    const y = xy[2 * i + 1]! - y0;
    sum += px * y - x * py;
    px = x;
    py = y;
  }
  return sum / 2;
}

/** Twice the signed area of a closed ring, in squared units of its coordinates; positive when counter-clockwise. */
export function signedArea2(ring: readonly Position[]): number {
  const [ox = 0, oy = 0] = ring[0] ?? [];
  let sum = 0;
  for (let i = 1; i < ring.length - 1; i++) {
    const [ax = 0, ay = 0] = ring[i] as Position;
    const [bx = 0, by = 0] = ring[i + 1] as Position;
    sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return sum;
}
