import type { MultiPolygon, Polygon } from 'geojson';
import type { Side } from '../../../check/boundary/adjoining.ts';
import { type GridExtent, type Layout, type Projection, project } from './paper.ts';
import { isInFrame } from './shapes.ts';

/** One map page of several: its number in the index, its projection, and the numbers of the pages it goes on in. */
export interface Tile {
  number: number;
  projection: Projection;
  beside: Partial<Record<Side, number>>;
}

/** Millimetres that neighbouring pages have in common: half of them lie beyond the line at which the next page takes over. */
export const overlapMm = 12;
/** Millimetres of a plot at the edge of a page that its neighbour shows well enough. */
const shownMm = 4;
/** More pages than this are no map: the scale is too large for the zone. */
export const mostTiles = 30;
/** Places tried for the pages together, each way. */
const tries = 5;

interface Cell {
  row: number;
  column: number;
}
const beyond: Record<Side, readonly [rows: number, columns: number]> = {
  north: [-1, 0],
  east: [0, 1],
  south: [1, 0],
  west: [0, -1],
};
const sidesOfPage = Object.keys(beyond) as Side[];
const nameOf = ({ row, column }: Cell) => `${row} ${column}`;
const besideOf = ({ row, column }: Cell, side: Side): string =>
  nameOf({ row: row + beyond[side][0], column: column + beyond[side][1] });

/**
 * The pages over which a zone's map goes at a scale at which it does not fit one, from the north-west by rows: as few as
 * a grid of them can be, those left out on which there is nothing of it that another does not show; undefined when
 * there would be too many.
 */
export function tilesOf(
  geometry: Polygon | MultiPolygon,
  extent: GridExtent,
  frame: Layout['frame'],
  scale: number,
  centralMeridian: number,
): Tile[] | undefined {
  const metres = (mm: number) => (mm * scale) / 1000;
  const [stepX, stepY] = [metres(frame.width - overlapMm), metres(frame.height - overlapMm)];
  const [width, height] = [extent.east - extent.west, extent.north - extent.south];
  // Along the outer sides nothing is shared: what is there may come as close to the edge as between two pages.
  const spare = metres(overlapMm - 2 * shownMm);
  const columns = Math.max(1, Math.ceil((width - spare) / stepX));
  const rows = Math.max(1, Math.ceil((height - spare) / stepY));
  if (columns * rows > 4 * mostTiles) return undefined;

  /** The cells of a grid from its north-western corner that need a page. */
  const needed = (west: number, north: number): Map<string, Cell> => {
    const outer = ({ row, column }: Cell): Record<Side, boolean> => ({
      ...{ north: row === 0, south: row === rows - 1 },
      ...{ west: column === 0, east: column === columns - 1 },
    });
    /** Whether something lies in a cell without its edges on some sides. */
    const isIn = (cell: Cell, shared: readonly Side[]) => {
      const { row, column } = cell;
      const out = outer(cell);
      const cut = (side: Side) => (out[side] ? -overlapMm / 2 : shared.includes(side) ? shownMm : 0);
      const box = {
        west: west + column * stepX + metres(cut('west')),
        east: west + (column + 1) * stepX - metres(cut('east')),
        north: north - row * stepY - metres(cut('north')),
        south: north - (row + 1) * stepY + metres(cut('south')),
      };
      const size = {
        width: ((box.east - box.west) * 1000) / scale,
        height: ((box.north - box.south) * 1000) / scale,
      };
      return isInFrame(geometry, project(box, size, scale, centralMeridian));
    };
    const kept = new Map<string, Cell>();
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1)
        if (isIn({ row, column }, [])) kept.set(nameOf({ row, column }), { row, column });
    // What lies close to a neighbour is shown there; that neighbour has to stay.
    const fixed = new Set<string>();
    for (const [name, cell] of [...kept]) {
      const shown = sidesOfPage.filter((side) => kept.has(besideOf(cell, side)));
      if (fixed.has(name) || isIn(cell, shown)) continue;
      kept.delete(name);
      for (const side of shown) fixed.add(besideOf(cell, side));
    }
    return kept;
  };

  // The pages together stand in the middle of the zone, or where fewer of them hold it.
  const shares = Array.from({ length: tries }, (_, i) => i / (tries - 1) - 0.5);
  const nearest = shares.sort((a, b) => Math.abs(a) - Math.abs(b));
  const places = nearest.flatMap((x) => nearest.map((y) => ({ x, y })));
  const tiles = places
    .map(({ x, y }) => {
      const west =
        (extent.west + extent.east - columns * stepX) / 2 + x * Math.max(0, columns * stepX + spare - width);
      const north =
        (extent.south + extent.north + rows * stepY) / 2 + y * Math.max(0, rows * stepY + spare - height);
      return { west, north, cells: needed(west, north) };
    })
    .reduce((best, one) => (one.cells.size < best.cells.size ? one : best));
  if (tiles.cells.size > mostTiles) return undefined;
  const numbers = new Map([...tiles.cells.keys()].map((name, i) => [name, i + 1]));
  return [...tiles.cells.values()].map((cell, i) => {
    const x = tiles.west + (cell.column + 0.5) * stepX;
    const y = tiles.north - (cell.row + 0.5) * stepY;
    const beside: Tile['beside'] = {};
    for (const side of sidesOfPage) {
      const number = numbers.get(besideOf(cell, side));
      if (number) beside[side] = number;
    }
    return {
      number: i + 1,
      projection: project({ west: x, east: x, south: y, north: y }, frame, scale, centralMeridian),
      beside,
    };
  });
}
