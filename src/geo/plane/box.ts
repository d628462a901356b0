import type { Position } from 'geojson';
import { type Box, emptyBox, extendBox } from './extent.ts';

export function boxOfPositions(positions: Iterable<Position>): Box {
  const box = emptyBox();
  for (const position of positions) extendBox(box, position);
  return box;
}

/** The box of the flat points `start` to `end` (exclusive): `xy` interleaves x and y. */
export function boxOf(xy: ArrayLike<number>, start: number, end: number): Box {
  let [minX, minY, maxX, maxY] = emptyBox();
  for (let i = start; i < end; i++) {
    const x = xy[2 * i]!;
    const y = xy[2 * i + 1]!;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return [minX, minY, maxX, maxY];
}

/** Whether two boxes have a point in common. */
export const boxesMeet = (a: Readonly<Box>, b: Readonly<Box>): boolean =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Whether box `a` holds all of `b`. */
export const boxHolds = (a: Readonly<Box>, b: Readonly<Box>): boolean =>
  a[0] <= b[0] && a[1] <= b[1] && a[2] >= b[2] && a[3] >= b[3];
