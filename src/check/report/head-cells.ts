import type { Bilingual } from '../../model/index.ts';
import type { Column } from './cells.ts';

/** One cell of the headings: where it begins and how many columns and lines it takes. */
export interface HeadCell {
  name: Bilingual;
  column: number;
  columns: number;
  lines: number;
}

/** The lines of headings; equal neighbours above are one cell, a column with fewer headings reaches down to the rows. */
export function headCells(columns: readonly Column[]): HeadCell[][] {
  const depth = Math.max(0, ...columns.map(({ heads = [] }) => heads.length));
  const lines: HeadCell[][] = Array.from({ length: depth + 1 }, () => []);
  columns.forEach(({ name, heads = [] }, column) => {
    const before = columns[column - 1]?.heads ?? [];
    heads.forEach((head, level) => {
      const alike = heads.slice(0, level + 1).every(({ zh }, i) => zh === before[i]?.zh);
      const last = lines[level]!.at(-1);
      if (alike && last) last.columns += 1;
      else lines[level]!.push({ name: head, column, columns: 1, lines: 1 });
    });
    lines[heads.length]!.push({ name, column, columns: 1, lines: depth + 1 - heads.length });
  });
  return lines;
}
