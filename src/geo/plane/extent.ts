import type { Geometry, Position } from 'geojson';
import { eachPosition } from './walk.ts';

/** West, south, east, north in the units of the coordinates; of nothing, infinite the wrong way round. */
export type Box = [west: number, south: number, east: number, north: number];

export const emptyBox = (): Box => [Infinity, Infinity, -Infinity, -Infinity];

/** Widens a box, in place, to hold a position. */
export function extendBox(box: Box, [x = 0, y = 0]: Position): void {
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x > box[2]) box[2] = x;
  if (y > box[3]) box[3] = y;
}

/** The box of all geometries; undefined when there is no coordinate. */
export function extentOf(geometries: Iterable<Geometry>): Box | undefined {
  const box = emptyBox();
  for (const geometry of geometries) eachPosition(geometry, (position) => extendBox(box, position));
  return box[0] <= box[2] ? box : undefined;
}
