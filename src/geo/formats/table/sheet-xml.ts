import type { SourceRow } from './cells.ts';
import { hearXml } from './xml-events.ts';

/** What the cells of a workbook refer to: its strings, and which styles are dates. */
export interface CellWords {
  strings: readonly string[];
  dates: readonly boolean[];
}

/** Columns of a table of coordinates; a sheet may claim 16,384 a row. */
const mostColumns = 512;
const day = 86_400_000;

/** The shared strings of a workbook; phonetic readings are left out. */
export function readSharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let reading = false;
  if (xml)
    hearXml(xml, 'xl/sharedStrings.xml', {
      open: (element) => {
        if (element === 'si') text = '';
        else if (element === 'rPh') reading = true;
        else if (element === 't') inText = !reading;
      },
      text: (value) => {
        if (inText) text += value;
      },
      close: (element) => {
        if (element === 't') inText = false;
        else if (element === 'rPh') reading = false;
        else if (element === 'si') strings.push(text);
      },
    });
  return strings;
}

/** Which cell formats show a date: the built-in ones, and those whose code has days or years in it. */
export function readStyles(xml: string): boolean[] {
  const dateStyles = new Map<number, boolean>();
  const dates: boolean[] = [];
  let inFormats = false;
  if (xml)
    hearXml(xml, 'xl/styles.xml', {
      open: (element, attributes) => {
        if (element === 'cellXfs') inFormats = true;
        else if (element === 'numFmt') {
          const { numFmtId = '', formatCode = '' } = attributes();
          dateStyles.set(
            Number(numFmtId),
            /[dy年日]/i.test(formatCode.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')),
          );
        } else if (element === 'xf' && inFormats) {
          const id = Number(attributes()['numFmtId'] ?? 0);
          dates.push(
            dateStyles.get(id) ??
              ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)),
          );
        }
      },
      close: (element) => {
        if (element === 'cellXfs') inFormats = false;
      },
    });
  return dates;
}

/** `BC12` as column 54; undefined where the cell has no reference, which the standard allows. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d*$/i.exec(reference ?? '')?.[1];
  if (!letters) return undefined;
  return [...letters.toUpperCase()].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0) - 1;
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** Excel's day number as a date; the 1900 system, whose 29 February 1900 never was. */
const dateOf = (days: number): string =>
  new Date(Math.round((days - 25_569) * day)).toISOString().slice(0, 10);

/** A number as its digits: whole ones as written, however long, others without the rest of a binary fraction. */
function numberText(written: string): string {
  if (/^-?\d+$/.test(written)) return written;
  const value = Number(written);
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : written;
}

/** What a cell shows. A formula whose value was not stored gives itself, which is no number; see `readSheetXml`. */
function cellText(
  type: string | undefined,
  style: string | undefined,
  text: string,
  words: CellWords,
): string {
  if (type === 's') return words.strings[Number(text)] ?? '';
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return text.slice(0, 10);
  if (type === 'str' || type === 'inlineStr' || type === 'e') return text;
  // A cell that has only a border or a colour is empty, and no nought.
  if (text === '') return '';
  const days = Number(text);
  if (words.dates[Number(style)] && days > 0 && days < 2_958_466) return dateOf(days);
  return numberText(text);
}

/** The rows of a worksheet, hidden ones with them. A cell without a reference follows the one before; so does a row. */
export function readSheetXml(
  xml: string,
  part: string,
  words: CellWords,
): { rows: SourceRow[]; unseen: { rows: number; columns: number } } {
  const unseen = { rows: 0, columns: 0 };
  let hidden = false;
  const rows: SourceRow[] = [];
  let row: SourceRow = { cells: [], line: 0 };
  let column = -1;
  let type: string | undefined;
  let style: string | undefined;
  let text = '';
  let formula = '';
  let taking = false;
  let inFormula = false;
  let reading = false;
  hearXml(xml, part, {
    open: (element, attributes) => {
      if (element === 'row') {
        const { r, hidden: isHidden } = attributes();
        const line = Number(r);
        hidden = isTrue(isHidden);
        row = { cells: [], line: Number.isInteger(line) && line > row.line ? line : row.line + 1 };
        column = -1;
      } else if (element === 'c') {
        const { r, t, s } = attributes();
        column = columnOf(r) ?? column + 1;
        [type, style, text, formula] = [t, s, '', ''];
      } else if (element === 'col') {
        const { min, max, hidden: isHidden } = attributes();
        if (isTrue(isHidden)) unseen.columns += Math.min(mostColumns, Number(max)) - Number(min) + 1 || 0;
      } else if (element === 'f') inFormula = true;
      else if (element === 'rPh') reading = true;
      else if (element === 'v' || element === 't') taking = !reading;
    },
    text: (value) => {
      if (taking) text += value;
      else if (inFormula) formula += value;
    },
    close: (element) => {
      if (element === 'v' || element === 't') taking = false;
      else if (element === 'f') inFormula = false;
      else if (element === 'rPh') reading = false;
      else if (element === 'c' && column < mostColumns) {
        while (row.cells.length < column) row.cells.push('');
        row.cells[column] = text === '' && formula ? `=${formula}` : cellText(type, style, text, words);
      } else if (element === 'row' && row.cells.length) {
        rows.push(row);
        if (hidden) unseen.rows++;
      }
    },
  });
  return { rows, unseen };
}
