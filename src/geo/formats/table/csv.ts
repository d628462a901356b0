import { systemOf } from '../../crs/systems.ts';
import { parseAngle } from '../angle.ts';
import { toHalfWidth } from '../text.ts';
import type { Format, FormatInput } from '../types.ts';
import { formatWkt, isWkt, splitWkt } from '../wkt.ts';
import { delimiterOf, pairLines } from './delimiter.ts';
import { readTable } from './read.ts';

/** Lines of text with cells, by a comma, tab, semicolon or spaces; pasted coordinates are such a table too. */
async function rowsOf(text: string): Promise<string[][]> {
  const whole = text.replace(/^\ufeff/, '');
  if (isWkt(whole)) return splitWkt(whole).map((one) => [one]);
  const body = pairLines(whole) ?? whole;
  const { default: Papa } = await import('papaparse');
  const delimiter = delimiterOf(body);
  const half =
    delimiter === ',' ? body.replace(/，/g, ',') : delimiter === ';' ? body.replace(/；/g, ';') : body;
  if (delimiter === ' ')
    return half.split(/\r\n|\n|\r/).map((line) =>
      toHalfWidth(line)
        .trim()
        .split(/[\s,;]+/),
    );
  // Wrong quotes and ragged rows are papaparse's to mend; a bad cell is found when it is read.
  return Papa.parse<string[]>(half, { delimiter, skipEmptyLines: false }).data;
}

/** Text with coordinates in at least half of its first lines, or WKT. */
function looksLikeTable(input: FormatInput): boolean {
  const head = input.head();
  if (/^[<{[]/.test(head) || head.includes('\u0000')) return false;
  if (isWkt(head)) return true;
  const lines = head.split(/\r\n|\n|\r/, 30).filter((line) => line.trim());
  if (input.bytes.length > 4_000 && lines.length > 1) lines.pop();
  const angles = (line: string, sign: RegExp) =>
    toHalfWidth(line)
      // Quotes round a cell (not the seconds of an angle), and a decimal comma among the digits of one.
      .replace(/(^|[,;\t])\s*"([^"]*)"(?=\s*(?:[,;\t]|$))/g, '$1$2')
      .split(sign)
      .filter((cell) => parseAngle(cell.replace(',', '.')) !== undefined).length;
  const good = lines.filter((line) => {
    const numbers = Math.max(...[/[,\t;]/, /[,;\s]+/, /[\t;]/].map((sign) => angles(line, sign)));
    return numbers >= 2 || /\b(?:POLYGON|POINT|LINESTRING)\s*(?:Z\s*)?\(/i.test(line);
  });
  return good.length > 0 && good.length * 2 >= lines.length - 1;
}

const quoted = (value: unknown): string => {
  const text =
    value === null || value === undefined
      ? ''
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  // A cell that begins like a formula would be run by a spreadsheet.
  const safe = /^[=+@]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** CSV, TSV and pasted text; written as UTF-8 with BOM (for Excel), one feature a row, geometry as WKT. */
export const csv: Format = {
  id: 'csv',
  name: { zh: 'CSV/TSV/WKT 文本', en: 'CSV/TSV/WKT text' },
  extensions: ['csv', 'tsv', 'wkt'],
  detect: looksLikeTable,
  read: async (input, options) => readTable(await rowsOf(input.text()), options),
  write: async (features, { code }) => {
    const kind = systemOf(code)?.kind;
    const digits = kind === 'geographic' || kind === 'obfuscated' ? 9 : 4;
    const keys = [...new Set(features.flatMap((f) => Object.keys(f.properties)))].filter(
      (k) => !/^wkt$/i.test(k),
    );
    const named = features.some((f) => f.name !== undefined) && !keys.some((k) => /^(?:name|名称)$/i.test(k));
    const head = [...(named ? ['名称'] : []), ...keys, 'WKT'];
    const rows = features.map((f) => [
      ...(named ? [f.name] : []),
      ...keys.map((k) => f.properties[k]),
      formatWkt(f.geometry, digits),
    ]);
    const text = [head, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
    return { bytes: new TextEncoder().encode(`\ufeff${text}`), problems: [] };
  },
};
