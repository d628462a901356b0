import { systemOf } from '../../crs/systems.ts';
import { parseAngle } from '../angle.ts';
import { isGmt, isSystemText } from '../foreign.ts';
import { toHalfWidth } from '../text.ts';
import type { Format, FormatInput } from '../types.ts';
import { formatWkt, isWkt, splitWkt } from '../wkt.ts';
import { type Sheet, splitCells } from './cells.ts';
import { delimiterOf, firstLines, pairLines } from './delimiter.ts';
import { isGenerate, readGenerate } from './generate.ts';
import { crsTitle } from './geometry-rows.ts';
import { pointsOnOneLine } from './one-line.ts';
import { readTable } from './read.ts';
import { isHeader } from './roles.ts';

/** The table of a text: its cells parted by its own delimiter; pasted coordinates are such a table too. */
function sheetOf(text: string): Sheet {
  const whole = text.replace(/^\ufeff/, '');
  if (isWkt(whole)) return { rows: splitWkt(whole).map((one, i) => ({ cells: [one], line: i + 1 })) };
  const stated = /^"?sep=(.)"?\r?\n/i.exec(whole);
  // The line by which Excel states the delimiter is obeyed, and counted.
  const body = stated ? whole.slice(stated[0].length) : (pairLines(whole) ?? whole);
  const delimiter = stated ? (stated[1] as string) : delimiterOf(body);
  const rows =
    delimiter === ' '
      ? body.split(/\r\n|\n|\r/).map((line, i) => ({
          cells: toHalfWidth(line)
            .trim()
            .split(/[\s,;]+/),
          line: i + 1,
        }))
      : splitCells(body, delimiter);
  return { rows: stated ? rows.map((row) => ({ ...row, line: row.line + 1 })) : rows };
}

/** Text with coordinates in at least half of its first lines, or a table of geometry. */
function looksLikeTable(input: FormatInput): boolean {
  const head = input.head();
  if (/^[<{[]/.test(head) || head.includes('\u0000')) return false;
  if (isWkt(head)) return true;
  // Judged by whole lines: the first row of an export can be longer than any head.
  const lines = firstLines(input.text());
  const angles = (line: string, sign: RegExp) =>
    toHalfWidth(line)
      // Quotes round a cell (not the seconds of an angle), and a decimal comma among the digits of one.
      .replace(/(^|[,;\t])\s*"([^"]*)"(?=\s*(?:[,;\t]|$))/g, '$1$2')
      // Two in one cell may stand in brackets and with their letters: (113.1, 28.5), X=3154000 Y=412000.
      .replace(/["()[\]]|(?<![a-z])[xyen]\s*[=:]/gi, '')
      .split(sign)
      .filter((cell) => parseAngle(cell.replace(',', '.')) !== undefined).length;
  const isGood = (line: string) => {
    if (hasGeometry(line)) return true;
    const start = line.slice(0, 2_000);
    return Math.max(...[/[,\t;|]/, /[,;\s/]+/, /[\t;]/].map((sign) => angles(start, sign))) >= 2;
  };
  const good = lines.filter(isGood);
  if (!good.length) return false;
  if (good.length * 2 >= lines.length - 1) return true;
  // Titles and remarks may be more than the points where a row says which columns are coordinates.
  const titled = lines.findIndex((line) => isHeader(splitCells(line, delimiterOf(line))[0]?.cells ?? []));
  return titled >= 0 && titled < 12 && lines.slice(titled + 1, titled + 4).some(isGood);
}

/** A shape somewhere in a line: as text, as GeoJSON with its quotes doubled or not, or as binary in hexadecimal digits. */
const hasGeometry = (line: string): boolean =>
  /\b(?:(?:MULTI|CURVE|CIRCULAR|COMPOUND)?(?:POLYGON|POINT|LINESTRING|STRING|CURVE|SURFACE)|GEOMETRYCOLLECTION)\s*(?:(?:ZM?|M)\s*)?(?:\(|EMPTY)/i.test(
    line,
  ) ||
  /"coordinates""?\s*:/.test(line) ||
  /(?:^|[,;\t"|])(?:\\x|0x)?0[01][0-9a-f]{40,}(?:$|[,;\t"|])/i.test(line);

const quoted = (value: unknown): string => {
  const text =
    value === null || value === undefined
      ? ''
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  // A cell that begins like a formula would be run by a spreadsheet.
  const safe = /^'*[=+@]|^'+-|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",，;；|\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** CSV, TSV and pasted text; written as UTF-8 with BOM (for Excel), one feature a row, its system and geometry as WKT last. */
export const csv: Format = {
  id: 'csv',
  name: { zh: 'CSV/TSV/WKT 文本', en: 'CSV/TSV/WKT text' },
  extensions: ['csv', 'tsv', 'wkt'],
  everyday: 5,
  written: { zh: 'CSV（WKT）', en: 'CSV (WKT)' },
  planar: true,
  detect: (input) =>
    !isGmt(input) &&
    !isSystemText(input) &&
    (looksLikeTable(input) || isGenerate(input.head()) || pointsOnOneLine(input.text()) !== undefined),
  read: async (input, options) => {
    const text = input.text();
    if (isGenerate(text)) return readGenerate(text, options);
    const points = pointsOnOneLine(text);
    return readTable([points ? { rows: points } : sheetOf(text)], options);
  },
  write: async (features, { code }) => {
    const kind = systemOf(code)?.kind;
    const digits = kind === 'geographic' || kind === 'obfuscated' ? 9 : 4;
    const keys = [...new Set(features.flatMap((f) => Object.keys(f.properties)))].filter(
      (k) => !/^wkt$/i.test(k),
    );
    const named = features.some((f) => f.name !== undefined) && !keys.some((k) => /^(?:name|名称)$/i.test(k));
    const head = [...(named ? ['名称'] : []), ...keys, crsTitle, 'WKT'];
    const rows = features.map((f) => [
      ...(named ? [f.name] : []),
      ...keys.map((k) => f.properties[k]),
      code,
      formatWkt(f.geometry, digits),
    ]);
    const text = [head, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
    return { bytes: new TextEncoder().encode(`\ufeff${text}`), problems: [] };
  },
};
