import { toHalfWidth } from '../text.ts';
import { hasNumberCommas } from './decimals.ts';

/** What parts the cells of a text. */
export type Delimiter = '\t' | ',' | ';' | '，' | '；' | '|' | ' ';

const looked = 30;
const enough = 4 * 2 ** 20;
/** A cell in quotes, with what may stand before and behind it. */
const quotedCell = /(^|[,;\t|，；])([ ]*"(?:[^"]|"")*")(?=[ ]*(?:[,;\t|，；]|[\r\n]|$))/gm;

/** The first lines that are not empty; a line end within a quoted cell ends no line. */
export const firstLines = (text: string): string[] =>
  text
    .slice(0, enough)
    .replace(quotedCell, (_, before: string, cell: string) => before + cell.replace(/[\r\n]+/g, ' '))
    .split(/\r\n|\n|\r/, looked)
    .filter((line) => line.trim());

/** What is quoted, or stands in the brackets of a WKT, parts no cells. */
const outside = (line: string) =>
  line
    .replace(quotedCell, '$1""')
    .replace(/\b(?:MULTI)?(?:POLYGON|LINESTRING|POINT)[^;\t]*\([^;\t]*/gi, 'WKT');

const most = (lines: readonly string[], sign: RegExp) =>
  lines.filter((line) => sign.test(line)).length * 2 > lines.length;

/**
 * The sign between the cells of a table: a tab, a comma or a semicolon, whichever most lines have, or a space when there
 * is none (pasted `113.1 28.5`). A comma that stands only between digits while semicolons part the cells is a decimal
 * comma (`113,0605;28,4912`).
 */
export function delimiterOf(text: string): Delimiter {
  const written = firstLines(text).map(outside);
  const lines = written.map(toHalfWidth);
  if (most(lines, /\t/)) return '\t';
  if (most(lines, /\|/)) return '|';
  if (most(written, /;/) && !most(written, /,/)) return ';';
  const semicolons = most(lines, /;/);
  const decimals = lines.map((line) =>
    line
      .split(';')
      .filter((cell) => !hasNumberCommas(cell))
      .join(';'),
  );
  // A full-width sign parts cells only where the plain one does not: within a cell it is punctuation.
  const comma = () => (most(written, /,/) ? ',' : '，');
  const semicolon = () => (most(written, /;/) ? ';' : '；');
  if (semicolons && !most(decimals, /,/)) return semicolon();
  if (most(lines, /,/)) return comma();
  if (semicolons) return semicolon();
  // A column of shapes alone: their blanks part nothing.
  if (written.some((line) => /^\s*"/.test(line))) return ',';
  return written.some((line) => line.includes('WKT') || /^\s*\{/.test(line)) ? '\t' : ' ';
}

const decimal = '[-+]?\\d+\\.\\d+';
const pair = new RegExp(`^\\s*${decimal}\\s*[,\\s]\\s*${decimal}(?:\\s*[,\\s]\\s*[-+]?[\\d.]+)?\\s*$`);

/** `113.1,28.5;113.2,28.5;…`, as map services write a line: one pair a line, or undefined when it is not that. */
export function pairLines(text: string): string | undefined {
  const half = toHalfWidth(text);
  if (!half.includes(';')) return undefined;
  const parts = half.split(/[;\r\n]/).filter((part) => part.trim());
  return parts.length >= 2 && parts.every((part) => pair.test(part)) ? parts.join('\n') : undefined;
}
