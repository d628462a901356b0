import { toHalfWidth } from '../text.ts';
import { hasNumberCommas } from './decimals.ts';

/** Lines that count for the question how cells are parted: the first few that are not empty. */
const sample = (text: string) => text.split(/\r\n|\n|\r/, 30).filter((line) => line.trim());

/** What is quoted, or stands in the brackets of a WKT, parts no cells. */
const outside = (line: string) =>
  line.replace(/"[^"]*"/g, '""').replace(/\b(?:MULTI)?(?:POLYGON|LINESTRING|POINT)[^;\t]*\([^;\t]*/gi, 'WKT');

const most = (lines: readonly string[], sign: RegExp) =>
  lines.filter((line) => sign.test(line)).length * 2 > lines.length;

/**
 * The sign between the cells of a table: a tab, a comma or a semicolon, whichever most lines have, or a space when there
 * is none (pasted `113.1 28.5`). A comma that stands only between digits while semicolons part the cells is a decimal
 * comma (`113,0605;28,4912`).
 */
export function delimiterOf(text: string): '\t' | ',' | ';' | ' ' {
  const lines = sample(toHalfWidth(text.slice(0, 20_000))).map(outside);
  if (most(lines, /\t/)) return '\t';
  const semicolons = most(lines, /;/);
  const decimals = lines.map((line) =>
    line
      .split(';')
      .filter((cell) => !hasNumberCommas(cell))
      .join(';'),
  );
  if (semicolons && !most(decimals, /,/)) return ';';
  if (most(lines, /,/)) return ',';
  return semicolons ? ';' : ' ';
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
