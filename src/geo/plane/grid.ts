import { boxOf } from './box.ts';
import type { RingSet } from './rings.ts';

/** What a box is to a zone. */
export const outside = 0;
export const inside = 1;
export const border = 2;
export type Side = typeof outside | typeof inside | typeof border;

/**
 * A raster over a shape's box. A cell is inside, outside, or on the border; border cells list the edges that pass
 * through them (an edge is named by the index of its first point). `borders` counts border cells as a summed-area
 * table, so that any box is settled in constant time.
 */
export interface Grid {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  readonly columns: number;
  readonly rows: number;
  /** Cells per degree. */
  readonly perX: number;
  readonly perY: number;
  readonly state: Uint8Array;
  /** Edges of cell c: `edges[first[c]]` to `edges[first[c + 1] - 1]`. */
  readonly first: Uint32Array;
  readonly edges: Uint32Array;
  readonly borders: Int32Array;
  /** For every point, the next one of its ring. */
  readonly next: Uint32Array;
}

/** Slack around an edge, in cells: far above the rounding of the arithmetic here, far below a cell. */
const slack = 1e-6;

/** Cells found by `cellsOf`: a list that is overwritten by the next call. */
export let cellList = new Uint32Array(4096);

/** Lists the cells a segment may touch, its ends given in cell units, in `cellList`; returns how many there are. */
export function cellsOf(
  columns: number,
  rows: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): number {
  const ax = y0 > y1 ? x1 : x0;
  const bx = y0 > y1 ? x0 : x1;
  const ay = Math.min(y0, y1);
  const by = Math.max(y0, y1);
  const low = Math.min(ax, bx) - slack;
  const high = Math.max(ax, bx) + slack;
  const bottom = Math.max(0, Math.floor(ay - slack));
  const top = Math.min(rows - 1, Math.floor(by + slack));
  const slope = by - ay > 1e-9 && top > bottom ? (bx - ax) / (by - ay) : 0;
  let count = 0;
  for (let row = bottom; row <= top; row++) {
    let from = low;
    let to = high;
    if (slope) {
      const p = ax + slope * (row - slack - ay);
      const q = ax + slope * (row + 1 + slack - ay);
      from = Math.max(low, Math.min(p, q) - slack);
      to = Math.min(high, Math.max(p, q) + slack);
    }
    const first = Math.max(0, Math.floor(from));
    const last = Math.min(columns - 1, Math.floor(to));
    if (count + last - first >= cellList.length) {
      const longer = new Uint32Array(2 * (count + columns));
      longer.set(cellList);
      cellList = longer;
    }
    for (let column = first; column <= last; column++) cellList[count++] = row * columns + column;
  }
  return count;
}

/** `cells` is the number of cells wished for along the side of a square of the box's area. */
export function buildGrid({ xy, start }: RingSet, cells: number): Grid {
  const count = xy.length / 2;
  const [minX, minY, maxX, maxY] = boxOf(xy, 0, count);
  const aspect = Math.sqrt((maxX - minX) / (maxY - minY));
  const columns = Math.max(1, Math.min(4 * cells, Math.round(cells * aspect)));
  const rows = Math.max(1, Math.min(4 * cells, Math.round(cells / aspect)));
  const perX = columns / (maxX - minX);
  const perY = rows / (maxY - minY);

  const next = new Uint32Array(count);
  const first = new Uint32Array(columns * rows + 1);
  // Parity changes of the row's middle line, one cell to the right of the crossing.
  const toggles = new Uint8Array(columns * rows + rows);
  let pairs = 0;
  let pairCell = new Uint32Array(8 * count + 64);
  let pairEdge = new Uint32Array(8 * count + 64);
  for (let ring = 0; ring + 1 < start.length; ring++) {
    const end = start[ring + 1]!;
    for (let i = start[ring]!; i < end; i++) {
      const j = i + 1 === end ? start[ring]! : i + 1;
      next[i] = j;
      const x0 = (xy[2 * i]! - minX) * perX;
      const y0 = (xy[2 * i + 1]! - minY) * perY;
      const x1 = (xy[2 * j]! - minX) * perX;
      const y1 = (xy[2 * j + 1]! - minY) * perY;
      const touched = cellsOf(columns, rows, x0, y0, x1, y1);
      if (pairs + touched > pairCell.length) {
        pairCell = longer(pairCell, pairs + touched);
        pairEdge = longer(pairEdge, pairs + touched);
      }
      for (let k = 0; k < touched; k++) {
        const cell = cellList[k]!;
        pairCell[pairs] = cell;
        pairEdge[pairs++] = i;
        first[cell + 1]!++;
      }
      const low = Math.ceil(Math.min(y0, y1) - 0.5);
      const high = Math.ceil(Math.max(y0, y1) - 0.5);
      for (let row = low; row < high; row++) {
        const x = x0 + ((row + 0.5 - y0) / (y1 - y0)) * (x1 - x0);
        const column = Math.min(columns, Math.max(0, Math.floor(x) + 1));
        toggles[row * (columns + 1) + column]! ^= 1;
      }
    }
  }
  for (let cell = 0; cell < columns * rows; cell++) first[cell + 1]! += first[cell]!;
  const edges = new Uint32Array(pairs);
  const fill = first.slice();
  for (let k = 0; k < pairs; k++) edges[fill[pairCell[k]!]!++] = pairEdge[k]!;

  const state = new Uint8Array(columns * rows);
  const width = columns + 1;
  const borders = new Int32Array(width * (rows + 1));
  for (let row = 0; row < rows; row++) {
    let parity = 0;
    let run = 0;
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      parity ^= toggles[row * width + column]!;
      const isBorder = first[cell + 1]! > first[cell]!;
      state[cell] = isBorder ? border : parity;
      if (isBorder) run++;
      borders[(row + 1) * width + column + 1] = borders[row * width + column + 1]! + run;
    }
  }
  return { minX, minY, maxX, maxY, columns, rows, perX, perY, state, first, edges, borders, next };
}

function longer(list: Uint32Array<ArrayBuffer>, atLeast: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(2 * atLeast);
  copy.set(list);
  return copy;
}

/** Whether a box (degrees) lies wholly inside the shape, wholly outside, or may meet its border. */
export function sideOfBox(grid: Grid, minX: number, minY: number, maxX: number, maxY: number): Side {
  if (maxX < grid.minX || minX > grid.maxX || maxY < grid.minY || minY > grid.maxY) return outside;
  const { columns, rows, borders } = grid;
  const left = Math.max(0, Math.floor((minX - grid.minX) * grid.perX));
  const bottom = Math.max(0, Math.floor((minY - grid.minY) * grid.perY));
  const right = Math.min(columns - 1, Math.floor((maxX - grid.minX) * grid.perX));
  const top = Math.min(rows - 1, Math.floor((maxY - grid.minY) * grid.perY));
  const x0 = Math.min(left, columns - 1);
  const y0 = Math.min(bottom, rows - 1);
  const width = columns + 1;
  const count =
    borders[(top + 1) * width + right + 1]! -
    borders[y0 * width + right + 1]! -
    borders[(top + 1) * width + x0]! +
    borders[y0 * width + x0]!;
  if (count > 0) return border;
  return grid.state[y0 * columns + x0] as Side;
}
