import { html, nothing, type TemplateResult } from 'lit';
import { headCells, type Table } from '../../../check/index.ts';
import type { Bilingual } from '../../../model/index.ts';

/** Signs of words that are not broken. */
const longestLead = 12;

/** Head and body of a table, or of a stretch of its rows. */
export function tableParts(
  table: Table,
  from: number,
  to: number,
  say: (text: Bilingual) => string,
): TemplateResult {
  const lines = headCells(table.columns);
  const { lead = 0 } = table;
  /** What says what a row is stays on one line, however many columns of figures there are, unless it is a sentence. */
  const whole = (column: number, text: string) =>
    column < lead && [...text].length <= longestLead ? 'whole' : '';
  return html`<thead class=${lines.length > 1 ? 'deep' : ''}>${lines.map(
    (line) =>
      html`<tr>${line.map(({ name, column, columns, lines: rows }) => html`<th class=${whole(column, say(name))} scope="col" colspan=${columns} rowspan=${rows}>${say(name)}</th>`)}</tr>`,
  )}</thead>
    <tbody>${table.rows.slice(from, to).map(({ cells, kind }) => {
      let covered = 0;
      return html`<tr class=${kind ?? ''}>${cells.map((cell, column) => {
        if (covered > 0) {
          covered -= 1;
          return nothing;
        }
        covered = (cell.span ?? 1) - 1;
        return html`<td class=${cell.span ? 'heading' : cell.number ? 'n' : whole(column, say(cell))} colspan=${cell.span ?? 1}>${say(cell)}</td>`;
      })}</tr>`;
    })}</tbody>`;
}
