import { html, nothing, type TemplateResult } from 'lit';
import { headCells, type Table } from '../../../check/index.ts';
import type { Bilingual } from '../../../model/index.ts';

/** Head and body of a table, or of a stretch of its rows. */
export function tableParts(
  table: Table,
  from: number,
  to: number,
  say: (text: Bilingual) => string,
): TemplateResult {
  const lines = headCells(table.columns);
  return html`<thead class=${lines.length > 1 ? 'deep' : ''}>${lines.map(
    (line) =>
      html`<tr>${line.map(({ name, columns, lines: rows }) => html`<th scope="col" colspan=${columns} rowspan=${rows}>${say(name)}</th>`)}</tr>`,
  )}</thead>
    <tbody>${table.rows.slice(from, to).map(({ cells, kind }) => {
      let covered = 0;
      return html`<tr class=${kind ?? ''}>${cells.map((cell) => {
        if (covered > 0) {
          covered -= 1;
          return nothing;
        }
        covered = (cell.span ?? 1) - 1;
        return html`<td class=${cell.span ? 'heading' : cell.number ? 'n' : ''} colspan=${cell.span ?? 1}>${say(cell)}</td>`;
      })}</tr>`;
    })}</tbody>`;
}
