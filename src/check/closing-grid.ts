/** A table whose cells are whole units of rounding and whose rows and columns add up as printed. */
export interface ClosingGrid {
  /** By row and column, in units. */
  cells: number[][];
  rows: number[];
  columns: number[];
  total: number;
  /** The most a printed row or column sum is off its own rounded value, in units. */
  residual: number;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Rounds a table to whole units by the largest remainder: every cell is rounded down or up, so that together they make
 * the rounded total; the sums of rows and columns are those of the printed cells, so that both add up.
 * @param whole What the cells are parts of, where it is known apart from them: their own sum is off by the error of computing.
 */
export function closingGrid(
  values: readonly (readonly number[])[],
  unit: number,
  whole?: number,
): ClosingGrid {
  const exact = values.map((row) => row.map((value) => value / unit));
  const cells = exact.map((row) => row.map(Math.floor));
  const least = sumOf(cells.map(sumOf));
  const count = exact.reduce((all, row) => all + row.length, 0);
  const wanted = Math.round(whole === undefined ? sumOf(exact.map(sumOf)) : whole / unit);
  // No cell is off by a unit and more, whatever the whole is said to be.
  const total = Math.min(least + count, Math.max(least, wanted));
  const left = total - least;
  const remainders = exact
    .flatMap((row, r) => row.map((value, c) => ({ r, c, part: value - Math.floor(value) })))
    .sort((a, b) => b.part - a.part || a.r - b.r || a.c - b.c);
  for (const { r, c } of remainders.slice(0, left)) cells[r]![c]!++;
  const rows = cells.map(sumOf);
  const width = values[0]?.length ?? 0;
  const column = (table: readonly (readonly number[])[], c: number) => sumOf(table.map((row) => row[c]!));
  const columns = Array.from({ length: width }, (_, c) => column(cells, c));
  const off = [
    ...rows.map((sum, r) => Math.abs(sum - Math.round(sumOf(exact[r]!)))),
    ...columns.map((sum, c) => Math.abs(sum - Math.round(column(exact, c)))),
  ];
  return { cells, rows, columns, total, residual: Math.max(0, ...off) };
}
