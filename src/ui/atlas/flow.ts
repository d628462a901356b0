/** Heights that stand one below the other; `kept` stays with the one after it, as a heading does. */
export interface Piece {
  height: number;
  kept?: boolean;
}

/**
 * Divides pieces over columns, `first` high the first and `height` each other one, in their order; gives the indices in
 * each column. A piece higher than a column has one of its own. No column but the first is empty.
 */
export function flow(pieces: readonly Piece[], first: number, height: number): number[][] {
  const columns: number[][] = [[]];
  let left = first;
  for (let at = 0; at < pieces.length; ) {
    let end = at;
    while (pieces[end]?.kept && end + 1 < pieces.length) end += 1;
    const together = pieces.slice(at, end + 1);
    const need = together.reduce((sum, one) => sum + one.height, 0);
    const column = columns.at(-1) as number[];
    if (need > left && (column.length || columns.length === 1)) {
      columns.push([]);
      left = height;
    }
    columns.at(-1)?.push(...together.map((_, i) => at + i));
    left -= need;
    at = end + 1;
  }
  return columns;
}
