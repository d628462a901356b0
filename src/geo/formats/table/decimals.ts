import { ProblemError, problem } from '../../../model/index.ts';
import { excerpt, toHalfWidth } from '../text.ts';
import type { Columns } from './columns.ts';

/** Longer cells hold words or WKT, not a number. */
const longest = 40;
const comma = /^\s*[-+]?\d+,\d+\s*$/;
const thousands = /^\s*[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\s*$/;
/** Thousands that no decimal comma can be: a second group, or decimals behind a point. */
const surely = /^\s*[-+]?\d{1,3}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)\s*$/;
const european = /^\s*[-+]?\d{1,3}(?:\.\d{3})+,\d+\s*$/;
/** `113°06′05,00″`: a comma within an angle can only be a decimal one. */
const angle = /\d,\d+\s*(?:["″”]|''|′′|秒|['′’]|分|°|度)/;

/** A single number or angle with commas in it, however it is meant. */
export const hasNumberCommas = (cell: string): boolean =>
  cell.length <= longest && [comma, thousands, european, angle].some((form) => form.test(cell));

/** Whether a cell was made `number` by reading a comma as the decimal sign. */
export function isDecimalComma(cell: string, number: string): boolean {
  const half = toHalfWidth(cell);
  return half !== number && number === half.replace(/\.(?=.*,)/g, '').replace(',', '.');
}

/** A row as written, and with the numbers among its cells written with points. */
export interface TableRow {
  cells: string[];
  numbers: string[];
  line: number;
}

/**
 * Numbers with decimal commas (`113,0605`), with thousands apart (`3,154,100.5`; `3.154.100,5`), and angles with a
 * comma, as numbers with a point. A comma is inside a cell only where other signs part the cells, or quotes hold it.
 * Whether `411,800` is 411.8 or 411800 is decided by the other cells: thousands where any cell can be nothing else.
 */
export function dotted(rows: readonly string[][]): readonly string[][] {
  const maybe = (cell: string) => cell.length <= longest && /[,，]/.test(cell);
  if (!rows.some((row) => row.some(maybe))) return rows;
  const apart = rows.some((row) => row.some((cell) => maybe(cell) && surely.test(toHalfWidth(cell))));
  return rows.map((row) =>
    row.map((written) => {
      if (!maybe(written)) return written;
      const cell = toHalfWidth(written);
      if (apart && thousands.test(cell)) return cell.replaceAll(',', '');
      if (european.test(cell)) return cell.replaceAll('.', '').replace(',', '.');
      return comma.test(cell) || angle.test(cell) ? cell.replace(',', '.') : written;
    }),
  );
}

/**
 * Decimal commas in a table that is parted by commas cut every coordinate in two: its rows then are longer than its
 * header, and the coordinates without decimals. Which half belongs to which cannot be relied on.
 */
export function refuseCutDecimals(
  header: readonly string[] | undefined,
  data: readonly TableRow[],
  columns: Columns,
): void {
  if (!header || !data.length) return;
  const filledTo = (cells: readonly string[]) => cells.findLastIndex((cell) => cell !== '') + 1;
  const cut = ({ cells }: TableRow) => {
    const pair = [columns.east, columns.north].map((i) => cells[i ?? -1] ?? '');
    // Two whole metres side by side are a point after all, with columns behind it that have no title.
    const metres = pair.every((cell) => Math.abs(Number(cell)) > 1e5);
    return filledTo(cells) >= header.length + 2 && !metres && pair.every((cell) => /^[-+]?\d+$/.test(cell));
  };
  const rows = data.filter(cut);
  const [row] = rows;
  if (!row || rows.length * 2 <= data.length) return;
  const { cells, line } = row;
  throw new ProblemError(
    problem(
      'decimal-comma-cut',
      {
        zh: `该行有 ${filledTo(cells)} 格，表头只有 ${header.length} 列：“${excerpt(cells.join(','))}”；小数点可能写成了逗号，与分隔逗号无法区分，未读入。`,
        en: `The row has ${filledTo(cells)} cells, the header ${header.length}: "${excerpt(cells.join(','))}"; its decimals may be written with commas, which cannot be told from those between the cells. Nothing was read.`,
      },
      { line },
      {
        zh: '请改用小数点，或用分号、制表符分隔各列。',
        en: 'Write decimals with points, or part the columns by semicolons or tabs.',
      },
    ),
  );
}
