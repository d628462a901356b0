import { html, nothing, type TemplateResult } from 'lit';
import { headCells, type Row, type Table } from '../../../check/index.ts';
import type { Bilingual } from '../../../model/index.ts';

/** A table as it is printed. */
export interface SheetTable extends Table {
  /** Its rows, where two of them stand side by side in each of `rows`: each page has them down its left half first. */
  unfolded?: readonly Row[];
}

/** A long narrow table in two halves side by side. */
export function folded(table: Table): SheetTable {
  const { columns, rows } = table;
  const whole = { ...table, columns: [...columns, ...columns], unfolded: rows };
  return { ...whole, rows: stretch(whole, 0, Math.ceil(rows.length / 2)) };
}

/** The rows of a page. */
export function stretch({ rows, columns, unfolded }: SheetTable, from: number, to: number): readonly Row[] {
  if (!unfolded) return rows.slice(from, to);
  const blank = columns.slice(columns.length / 2).map(() => ({ zh: '', en: '' }));
  const middle = from + to;
  return unfolded.slice(2 * from, middle).map(({ key, cells }, i): Row => {
    const at = middle + i;
    return { key, cells: [...cells, ...(at < 2 * to ? (unfolded[at]?.cells ?? blank) : blank)] };
  });
}

/** Signs of words that are not broken: of those that say what a row is, and of all others. */
const longestLead = 12;
const longestWord = 8;

/** Head and body of a table, or of a stretch of its rows. */
export function tableParts(
  table: SheetTable,
  from: number,
  to: number,
  say: (text: Bilingual) => string,
): TemplateResult {
  const lines = headCells(table.columns);
  const { lead = 0 } = table;
  /** What says what a row is stays on one line, however many columns of figures there are, unless it is a sentence. */
  const whole = (column: number, text: string, most: number) =>
    [...text].length <= (column < lead ? longestLead : most) ? 'whole' : '';
  /** A figure is not parted from its unit. */
  const joined = (text: string) => text.replace(/(\d) (?=\p{L})/gu, '$1\u00a0');
  return html`<thead class=${lines.length > 1 ? 'deep' : ''}>${lines.map(
    (line) =>
      html`<tr>${line.map(({ name, column, columns, lines: rows }) => html`<th class=${whole(column, say(name), 0)} scope="col" colspan=${columns} rowspan=${rows}>${say(name)}</th>`)}</tr>`,
  )}</thead>
    <tbody>${stretch(table, from, to).map(({ cells, kind }) => {
      let covered = 0;
      return html`<tr class=${kind ?? ''}>${cells.map((cell, column) => {
        if (covered > 0) {
          covered -= 1;
          return nothing;
        }
        covered = (cell.span ?? 1) - 1;
        return html`<td class=${cell.span ? 'heading' : cell.number ? 'n' : whole(column, say(cell), longestWord)} colspan=${cell.span ?? 1}>${joined(say(cell))}</td>`;
      })}</tr>`;
    })}</tbody>`;
}
