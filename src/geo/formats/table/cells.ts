import { type Problem, warning } from '../../../model/index.ts';

/** A row of a table as it stands in its file. `line` is the line it begins in, or its number in a sheet. */
export interface SourceRow {
  cells: string[];
  line: number;
}

/** A table: a file of text, or one sheet of a workbook. */
export interface Sheet {
  name?: string;
  rows: SourceRow[];
  /** Not shown, as a whole. */
  hidden?: boolean;
  /** Filled rows, and columns, that are hidden or filtered away on a sheet that is shown. */
  unseen?: { rows: number; columns: number };
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

/** That a sheet nobody sees was left out, with the shapes it would have given. */
export const hiddenSheet = (name: string, shapes: number): Problem => ({
  ...warning(
    'sheet-hidden',
    shapes
      ? {
          zh: `隐藏的工作表“${name}”里有 ${shapes} 个图形，未读入。`,
          en: `The hidden sheet "${name}" was left out (shapes in it: ${shapes}).`,
        }
      : {
          zh: `隐藏的工作表“${name}”未读入，里面没有坐标。`,
          en: `The hidden sheet "${name}" was left out; it holds no coordinates.`,
        },
    undefined,
    shapes
      ? { zh: '需要时请取消隐藏后再导入。', en: 'If they are wanted, show the sheet and import again.' }
      : undefined,
  ),
  ...(shapes ? { lost: shapes } : { severity: 'info' as const }),
});

/** That rows and columns nobody sees were read with the others: a boundary is not to lack a point. */
export const unseenRows = (name: string, { rows, columns }: { rows: number; columns: number }): Problem => ({
  ...warning(
    'rows-hidden',
    {
      zh: `工作表“${name}”有 ${rows} 行、${columns} 列被隐藏或筛选掉，也一并读入。`,
      en: `On the sheet "${name}" ${rows} rows and ${columns} columns are hidden or filtered away; they were read with the others.`,
    },
    undefined,
    { zh: '不需要时请删除后再导入。', en: 'If they are not wanted, delete them and import again.' },
  ),
});
