import { warning } from '../../../model/index.ts';

/** A row of a table as it stands in its file. `line` is the line it begins in, or its number in a sheet. */
export interface SourceRow {
  cells: string[];
  line: number;
}

/** A table: a file of text, or one sheet of a workbook. */
export interface Sheet {
  name?: string;
  rows: SourceRow[];
}

/**
 * Cells of a text by its own delimiter. A cell in quotes is kept whole, with delimiters, line ends and doubled quotes in
 * it (RFC 4180); a quote elsewhere (the seconds of an angle) is an ordinary character, as is one that is never closed.
 */
export function splitCells(text: string, delimiter: string): SourceRow[] {
  const rows: SourceRow[] = [];
  let cells: string[] = [];
  let at = 0;
  let line = 1;
  let start = 1;
  while (at < text.length || cells.length) {
    const { value, next } = cellAt(text, at, delimiter);
    cells.push(value);
    for (let i = at; i < next; i++)
      if (text[i] === '\n' || (text[i] === '\r' && text[i + 1] !== '\n')) line++;
    at = next;
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      // A delimiter at the very end has an empty cell behind it.
      if (at < text.length) continue;
      cells.push('');
    }
    rows.push({ cells, line: start });
    cells = [];
    if (text[at] === '\r' && text[at + 1] === '\n') at += 2;
    else if (at < text.length) at += 1;
    line++;
    start = line;
  }
  return rows;
}

/** One cell from `at` on, and where what ends it stands. */
function cellAt(text: string, at: number, delimiter: string): { value: string; next: number } {
  let open = at;
  while (text[open] === ' ') open++;
  if (text[open] === '"') {
    const close = closingQuote(text, open, delimiter);
    if (close > 0)
      return {
        value: text.slice(open + 1, close).replaceAll('""', '"'),
        next: endOf(text, close + 1, delimiter),
      };
  }
  const next = endOf(text, at, delimiter);
  return { value: text.slice(at, next).trim(), next };
}

/** The quote that ends the cell: followed by blanks and a delimiter, a line end or the end of the text. */
function closingQuote(text: string, open: number, delimiter: string): number {
  for (let at = text.indexOf('"', open + 1); at > 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') {
      at++;
      continue;
    }
    let after = at + 1;
    while (text[after] === ' ') after++;
    if (
      after >= text.length ||
      text[after] === '\n' ||
      text[after] === '\r' ||
      text.startsWith(delimiter, after)
    )
      return at;
    return -1;
  }
  return -1;
}

function endOf(text: string, at: number, delimiter: string): number {
  let next = at;
  while (
    next < text.length &&
    text[next] !== '\n' &&
    text[next] !== '\r' &&
    !text.startsWith(delimiter, next)
  )
    next++;
  return next;
}

/** That sheets nobody sees were left out. */
export const hiddenSheets = (names: readonly string[]) =>
  warning(
    'sheet-hidden',
    {
      zh: `隐藏的工作表未读入：${names.slice(0, 10).join('、')}。`,
      en: `Hidden sheets were left out: ${names.slice(0, 10).join(', ')}.`,
    },
    undefined,
    { zh: '需要时请取消隐藏后再导入。', en: 'If they are wanted, show them and import again.' },
  );
