import { parseAngle } from '../angle.ts';
import type { SourceRow } from './cells.ts';
import type { TableRow } from './decimals.ts';
import { isGeometryCell } from './geometry-cell.ts';
import { isHeader, roleOf } from './roles.ts';

/** Rows under one header, or without any; `titles` stand above them. */
export interface Block {
  titles: TableRow[];
  header?: string[];
  rows: TableRow[];
}

const isCoordinate = (cell: string) => parseAngle(cell) !== undefined;
const filled = (row: TableRow) => row.numbers.filter((cell) => cell !== '');
/** A row that can be a point or a shape: two numbers at least, one of them no counting number, or a geometry. */
export function isData({ numbers }: TableRow): boolean {
  if (numbers.some(isGeometryCell)) return true;
  const angles = numbers.flatMap((cell) => parseAngle(cell) ?? []);
  return (
    angles.length > 1 &&
    angles.some((a) => a.marked || !Number.isInteger(a.degrees) || Math.abs(a.degrees) > 10_000)
  );
}

/**
 * A sheet as blocks: every row that titles coordinates begins one, wherever it stands; what stands above it, up to the
 * data of the block before, are its titles. A sheet without such a row is one block from its first row of data on; a row
 * of words right above that is its header.
 */
export function blocksOf(rows: readonly TableRow[]): Block[] {
  const titled = rows.flatMap((row, i) => (isHeader(row.cells) && !isData(row) ? [i] : []));
  // A further header is one only with data under it; a point that is called x, y is not.
  const heads = titled.filter((at, n) => n === 0 || rows.slice(at + 1, at + 3).some(isData));
  if (!heads.length) return withoutHeader(rows);
  const blocks: Block[] = [];
  let from = 0;
  for (const [n, at] of heads.entries()) {
    // The rows between the last point of the block before and this header are this block's titles.
    let first = at;
    while (first > from && !isData(rows[first - 1] as TableRow)) first--;
    blocks.at(-1)?.rows.push(...rows.slice(from, first));
    const rowCells = (rows[at] as TableRow).cells;
    const above = rows[at - 1];
    const upper = above && first < at && isUpperHeader(above.cells) ? above.cells : undefined;
    blocks.push({
      titles: rows.slice(first, upper ? at - 1 : at),
      header: upper ? rowCells.map((cell, i) => cell || upper[i] || '') : rowCells,
      rows: [],
    });
    from = at + 1;
    if (n === heads.length - 1) blocks.at(-1)?.rows.push(...rows.slice(from));
  }
  const [first] = blocks;
  // Points above the first header are a list of their own.
  const before = rows.slice(0, heads[0]).filter(isData);
  if (first && before.length > 2)
    return [...withoutHeader(rows.slice(0, (heads[0] as number) - first.titles.length)), ...blocks];
  return blocks;
}

/** The upper row of a header in two rows (点号 | 坐标 | | 边长 above X and Y). */
export const isUpperHeader = (cells: readonly string[]): boolean =>
  cells.filter((cell) => cell !== '').length > 1 &&
  cells.every((cell) => cell.length <= 12 && !/[:：=]|\d{3}/.test(cell)) &&
  cells.some((cell) => roleOf(cell) !== undefined || /坐标|coordinate/i.test(cell));

function withoutHeader(rows: readonly TableRow[]): Block[] {
  const at = rows.findIndex(isData);
  if (at < 0) return [];
  const above = rows[at - 1];
  // A count of points, or a single word, is a title and no header.
  const header =
    above &&
    filled(above).length > 1 &&
    !above.numbers.some(isCoordinate) &&
    !above.numbers.some(isGeometryCell);
  return [
    {
      titles: rows.slice(0, header ? at - 1 : at),
      ...(header ? { header: above.cells } : {}),
      rows: rows.slice(at),
    },
  ];
}

/** The apostrophe that marks for a spreadsheet that a number is a text. */
const asText = /^['’](?=[-+]?\d)/;

/** Rows that hold anything, with the text of each cell as a number where it is one. */
export const filledRows = (rows: readonly SourceRow[], numbers: readonly (readonly string[])[]): TableRow[] =>
  rows.flatMap(({ cells, line }, i) =>
    cells.some((cell) => cell.trim() !== '')
      ? [{ cells, numbers: (numbers[i] ?? cells).map((cell) => cell.replace(asText, '')), line }]
      : [],
  );
