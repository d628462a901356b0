import type { Language } from '../../model/index.ts';
import { type Cell, figureOf, type Table } from './cells.ts';
import type { Report } from './report.ts';
import { textWidth } from './text-width.ts';

/** A cell as CSV wants it; one that a spreadsheet would take for a formula is kept text by a leading apostrophe. */
function csvCell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of cells as CSV, without the mark a file begins with; CRLF between them. */
export const csvLines = (lines: readonly (readonly string[])[]): string =>
  lines.map((line) => line.map(csvCell).join(',')).join('\r\n');
/** By it a spreadsheet knows UTF-8. */
export const byteOrderMark = '\uFEFF';

const endWords = {
  zh: { fingerprint: '校验码', engine: '引擎', data: '数据版本' },
  en: { fingerprint: 'Fingerprint', engine: 'Engine', data: 'Data version' },
} as const;

function closing(report: Report, language: Language): [string, string][] {
  const words = endWords[language];
  return [
    ...(report.engine.name
      ? ([
          [words.engine, `${report.engine.name} ${report.engine.version}`],
          [words.data, report.dataVersion],
        ] as [string, string][])
      : []),
    ...(report.fingerprint ? ([[words.fingerprint, report.fingerprint]] as [string, string][]) : []),
  ];
}

const tablesIn = ({ tables }: Report): Table[] => tables.filter(({ on }) => !on || on.includes('file'));

/** The lines of headings above a table; a merged head stands over the first of its columns. */
function headsOf({ columns }: Table, language: Language): string[][] {
  const depth = Math.max(0, ...columns.map(({ heads }) => heads?.length ?? 0));
  const upper = Array.from({ length: depth }, (_, level) =>
    columns.map(({ heads }, c) => {
      const head = heads?.[level]?.[language] ?? '';
      return head === (columns[c - 1]?.heads?.[level]?.[language] ?? '') ? '' : head;
    }),
  );
  return [...upper, columns.map(({ name }) => name[language])];
}

/** A cell for a spreadsheet: its number without digit grouping, or its words. */
function plain(cell: Cell, language: Language): string {
  if (!cell.number) return cell[language];
  const text = figureOf(cell.number);
  return cell.number.unit === 'share' ? `${text} %` : text;
}

/** The reports as CSV for a spreadsheet: UTF-8 with BOM, CRLF, one table under another. Areas carry no digit grouping. */
export function reportsCsv(reports: readonly Report[], language: Language): string {
  const lines: string[][] = [];
  for (const report of reports) {
    const tables = tablesIn(report);
    // A report that is one table has its title.
    if (tables.length !== 1 || tables[0]?.title !== report.title) lines.push([report.title[language]], []);
    for (const table of tables) {
      const { title, rows, note } = table;
      lines.push([title[language]], ...headsOf(table, language));
      lines.push(...rows.map(({ cells }) => cells.map((cell) => plain(cell, language))));
      if (note) lines.push([note[language]]);
      lines.push([]);
    }
    lines.push(...closing(report, language), []);
  }
  return byteOrderMark + csvLines(lines);
}

/** One table by itself, its heads in the first line: for programs, and for lists that prove nothing. */
export function tableCsv(table: Table, language: Language): string {
  const lines = [
    ...headsOf(table, language),
    ...table.rows.map(({ cells }) => cells.map((cell) => plain(cell, language))),
  ];
  return byteOrderMark + csvLines(lines);
}

/** The reports as plain text with aligned columns. */
export function reportsText(reports: readonly Report[], language: Language): string {
  const lines: string[] = [];
  for (const report of reports) {
    lines.push(report.title[language], '='.repeat(textWidth(report.title[language])), '');
    for (const table of tablesIn(report)) {
      const { title, columns, rows, note } = table;
      lines.push(title[language], '-'.repeat(textWidth(title[language])));
      const text = [
        ...headsOf(table, language),
        ...rows.map(({ cells }) => cells.map((cell) => cell[language])),
      ];
      const spanning = new Set(rows.flatMap(({ cells }) => (cells[0]?.span ? [cells[0][language]] : [])));
      const widths = columns.map((_, c) =>
        Math.max(...text.map((row) => (spanning.has(row[0] ?? '') ? 0 : textWidth(row[c] ?? '')))),
      );
      for (const row of text) {
        const cells = row.map((cell, c) => cell + ' '.repeat(Math.max(0, widths[c]! - textWidth(cell))));
        lines.push(cells.join('  ').trimEnd());
      }
      if (note) lines.push(note[language]);
      lines.push('');
    }
    lines.push(...closing(report, language).map(([label, value]) => `${label}: ${value}`), '');
  }
  return lines.join('\n');
}
