import type { MultiPolygon, Polygon } from 'geojson';
import { type GridExtent, type Layout, type Projection, project } from './paper.ts';
import { pathOf } from './shapes.ts';

/** One map page of several: its number in the index and its projection. */
export interface Tile {
  number: number;
  projection: Projection;
}

/** Millimetres that neighbouring pages have in common. */
const overlapMm = 12;
/** More pages than this are no map: the scale is too large for the zone. */
export const mostTiles = 30;

/**
 * The pages over which a zone's map goes at a scale at which it does not fit one, from the north-west by rows, those
 * left out on which nothing of it is; undefined when there would be too many.
 */
export function tilesOf(
  geometry: Polygon | MultiPolygon,
  extent: GridExtent,
  frame: Layout['frame'],
  scale: number,
  centralMeridian: number,
): Tile[] | undefined {
  const metres = (mm: number) => (mm * scale) / 1000;
  const room = metres(overlapMm);
  const [width, height] = [extent.east - extent.west + room, extent.north - extent.south + room];
  const [stepX, stepY] = [metres(frame.width - overlapMm), metres(frame.height - overlapMm)];
  const columns = Math.max(1, Math.ceil((width - room) / stepX));
  const rows = Math.max(1, Math.ceil((height - room) / stepY));
  if (columns * rows > 4 * mostTiles) return undefined;
  // The pages together stand in the middle of the zone.
  const west = (extent.west + extent.east) / 2 - (columns * stepX) / 2;
  const north = (extent.south + extent.north) / 2 + (rows * stepY) / 2;
  const tiles: Tile[] = [];
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const x = west + (column + 0.5) * stepX;
      const y = north - (row + 0.5) * stepY;
      const projection = project({ west: x, east: x, south: y, north: y }, frame, scale, centralMeridian);
      if (pathOf(geometry, projection)) tiles.push({ number: tiles.length + 1, projection });
    }
  return tiles.length > mostTiles ? undefined : tiles;
}
