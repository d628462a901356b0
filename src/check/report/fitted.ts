import { type Table, t } from './cells.ts';

/** Millimetres that a column of figures takes, and the columns of words that lead a wide table. */
const figureMm = 14.5;
const wordsMm = 26;

/**
 * A table too wide for the paper as several, each with the columns that say what its rows are.
 * @param widthMm Of the page between its margins.
 */
export function fitted(table: Table, widthMm: number): Table[] {
  const { lead = 0, columns, rows } = table;
  const room = Math.max(3, Math.floor((widthMm - lead * wordsMm) / figureMm));
  if (!lead || columns.length - lead <= room) return [table];
  const pieces = Math.ceil((columns.length - lead) / room);
  const each = Math.ceil((columns.length - lead) / pieces);
  return Array.from({ length: pieces }, (_, piece) => {
    const from = lead + piece * each;
    const pick = <T>(list: readonly T[]) => [...list.slice(0, lead), ...list.slice(from, from + each)];
    const { note, ...rest } = table;
    return {
      ...rest,
      id: `${table.id} ${piece + 1}`,
      title: t(`${table.title.zh}（${piece + 1}/${pieces}）`, `${table.title.en} (${piece + 1}/${pieces})`),
      columns: pick(columns),
      rows: rows.map((row) => ({ ...row, cells: pick(row.cells) })),
      ...(note && piece + 1 === pieces ? { note } : {}),
    };
  });
}
