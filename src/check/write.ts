import type { Language } from '../model/index.ts';
import type { Report } from './report.ts';

/** A cell as CSV wants it; one that a spreadsheet would take for a formula is kept text by a leading apostrophe. */
function csvCell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const endWords = {
  zh: { fingerprint: '校验码', engine: '引擎', data: '数据版本' },
  en: { fingerprint: 'Fingerprint', engine: 'Engine', data: 'Data version' },
} as const;

function closing(report: Report, language: Language): [string, string][] {
  const words = endWords[language];
  return [
    [words.engine, `${report.engine.name} ${report.engine.version}`],
    [words.data, report.dataVersion],
    ...(report.fingerprint ? ([[words.fingerprint, report.fingerprint]] as [string, string][]) : []),
  ];
}

/** The reports as CSV for a spreadsheet: UTF-8 with BOM, CRLF, one table under another. Areas carry no digit grouping. */
export function reportsCsv(reports: readonly Report[], language: Language): string {
  const lines: string[][] = [];
  for (const report of reports) {
    lines.push([report.title[language]], []);
    for (const { title, columns, rows, note } of report.sections) {
      lines.push(
        [title[language]],
        columns.map((cell) => cell[language]),
      );
      lines.push(...rows.map((row) => row.map((cell) => cell[language].replace(/(\d),(?=\d{3})/g, '$1'))));
      if (note) lines.push([note[language]]);
      lines.push([]);
    }
    lines.push(...closing(report, language), []);
  }
  return `\uFEFF${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}`;
}

/** Columns a text takes on a terminal: two for a Chinese character or full-width sign. */
const width = (text: string): number =>
  [...text].reduce((sum, char) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(char) ? 2 : 1), 0);

/** The reports as plain text with aligned columns. */
export function reportsText(reports: readonly Report[], language: Language): string {
  const lines: string[] = [];
  for (const report of reports) {
    lines.push(report.title[language], '='.repeat(width(report.title[language])), '');
    for (const { title, columns, rows, note } of report.sections) {
      lines.push(title[language], '-'.repeat(width(title[language])));
      const table = [columns, ...rows].map((row) => row.map((cell) => cell[language]));
      const widths = columns.map((_, c) => Math.max(...table.map((row) => width(row[c] ?? ''))));
      for (const row of table) {
        const cells = row.map((cell, c) => cell + ' '.repeat(widths[c]! - width(cell)));
        lines.push(cells.join('  ').trimEnd());
      }
      if (note) lines.push(note[language]);
      lines.push('');
    }
    lines.push(...closing(report, language).map(([label, value]) => `${label}: ${value}`), '');
  }
  return lines.join('\n');
}
