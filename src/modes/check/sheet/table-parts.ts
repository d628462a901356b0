import { html, nothing, type TemplateResult } from 'lit';
import type { Column, Table } from '../../../check/index.ts';
import type { Bilingual } from '../../../model/index.ts';

interface Head {
  name: Bilingual;
  columns: number;
  rows: number;
}

/** The lines of headings; equal neighbours above are one cell, a column without any above takes all lines. */
function headsOf(columns: readonly Column[]): Head[][] {
  const depth = Math.max(0, ...columns.map(({ heads = [] }) => heads.length));
  const lines: Head[][] = Array.from({ length: depth + 1 }, () => []);
  columns.forEach(({ name, heads = [] }, c) => {
    const before = columns[c - 1]?.heads ?? [];
    for (let level = 0; level < heads.length; level += 1) {
      const alike = heads.slice(0, level + 1).every((head, i) => head.zh === before[i]?.zh);
      const last = lines[level]!.at(-1);
      if (alike && last) last.columns += 1;
      // A heading that repeats the column's own name is that column's.
      else lines[level]!.push({ name: heads[level]!, columns: 1, rows: 1 });
    }
    lines[heads.length]!.push({ name, columns: 1, rows: depth + 1 - heads.length });
  });
  return lines;
}

/** Head and body of a table, or of a stretch of its rows. */
export function tableParts(
  table: Table,
  from: number,
  to: number,
  say: (text: Bilingual) => string,
): TemplateResult {
  const lines = headsOf(table.columns);
  return html`<thead class=${lines.length > 1 ? 'deep' : ''}>${lines.map(
    (line) =>
      html`<tr>${line.map(({ name, columns, rows }) => html`<th scope="col" colspan=${columns} rowspan=${rows}>${say(name)}</th>`)}</tr>`,
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
