import type { Language } from '../../model/index.ts';
import { type Cell, figureOf } from '../report/cells.ts';
import { headCells } from '../report/head-cells.ts';
import type { Joined, JoinedLine } from './joined.ts';
import {
  across,
  columnWidths,
  headPoints,
  linesIn,
  type PageRow,
  pageEnds,
  rowPoints,
} from './sheet-layout.ts';
import { xmlText } from './xml-text.ts';

/** A, B … Z, AA of a column from 0. */
const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26);
const at = (row: number, column: number) => `${letters(column)}${row}`;

type Look = 'title' | 'head' | 'text' | 'sum' | 'heading' | 'of' | 'note';
const looks: Record<Look, { font: number; fill: number; border: number; align: string }> = {
  title: { font: 2, fill: 0, border: 0, align: '<alignment vertical="center" wrapText="1"/>' },
  head: {
    font: 1,
    fill: 2,
    border: 1,
    align: '<alignment horizontal="center" vertical="center" wrapText="1"/>',
  },
  text: { font: 0, fill: 0, border: 1, align: '<alignment vertical="top" wrapText="1"/>' },
  sum: { font: 1, fill: 0, border: 1, align: '<alignment vertical="top" wrapText="1"/>' },
  heading: { font: 1, fill: 2, border: 1, align: '<alignment vertical="top" wrapText="1"/>' },
  of: { font: 1, fill: 3, border: 1, align: '<alignment vertical="center" wrapText="1"/>' },
  note: { font: 0, fill: 0, border: 0, align: '<alignment vertical="top" wrapText="1"/>' },
};

/** Points of a title's letters. */
const titleSize = 14;

/** Styles by look and number format, numbered as they are first used. */
export function styleBook() {
  const formats: string[] = [];
  const cells = new Map<string, string>();
  const numbers = new Map<string, number>();
  const of = (look: Look, format?: string): number => {
    const key = `${look} ${format ?? ''}`;
    const numbered = numbers.get(key);
    if (numbered !== undefined) return numbered;
    if (format && !formats.includes(format)) formats.push(format);
    const id = format ? 164 + formats.indexOf(format) : 0;
    const { font, fill, border, align } = looks[look];
    cells.set(
      key,
      `<xf numFmtId="${id}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${align}</xf>`,
    );
    // The first of the list is what a cell without a style has.
    numbers.set(key, cells.size);
    return cells.size;
  };
  const side = (name: string) => `<${name} style="thin"><color rgb="FF777777"/></${name}>`;
  const font = (size: number, bold: boolean) =>
    `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="宋体"/><charset val="134"/></font>`;
  const solid = (rgb: string) => `<patternFill patternType="solid"><fgColor rgb="${rgb}"/></patternFill>`;
  const xml = () =>
    `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="${formats.length}">${formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${xmlText(code)}"/>`).join('')}</numFmts><fonts count="3">${font(10, false)}${font(10, true)}${font(titleSize, true)}</fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill>${solid('FFEEEEEE')}</fill><fill>${solid('FFDDE5EE')}</fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.size + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${[...cells.values()].join('')}</cellXfs></styleSheet>`;
  return { of, xml };
}
export type Styles = ReturnType<typeof styleBook>;

const formatOf = ({ unit, decimals }: NonNullable<Cell['number']>): string => {
  const digits = decimals ? `0.${'0'.repeat(decimals)}` : '0';
  return unit === 'share' ? `${digits}%` : digits;
};

/** The number as it is printed: what is added up in the spreadsheet is what stands on paper. */
const printed = (cell: NonNullable<Cell['number']>): number =>
  Number(figureOf(cell)) / (cell.unit === 'share' ? 100 : 1);

const pageWords = {
  zh: '第 &P 页，共 &N 页',
  en: 'Page &P of &N',
} as const;
/** What of a table stands where on its worksheet. */
export interface Worksheet {
  xml: string;
  /** The rows of its headings, which every page repeats. */
  heads: { from: number; to: number };
}

/**
 * A table as a worksheet: title, headings, rows as high as their words need, and pages that end where a table may be
 * parted.
 * @param name For the foot of every page.
 */
export function worksheet(table: Joined, styles: Styles, name: string, language: Language): Worksheet {
  const { columns, lines } = table;
  const { widths, paper } = columnWidths(
    columns,
    lines.map(({ row }) => row),
    language,
  );
  const wide = (c: number, span: number) => widths.slice(c, c + span).reduce((sum, one) => sum + one, 0);
  const all = wide(0, columns.length);
  const rows: string[] = [];
  const merges: string[] = [];
  const pages: PageRow[] = [];
  const add = (cells: string, points: number, keep?: PageRow['keep']) => {
    pages.push({ points, keep });
    rows.push(`<row r="${pages.length}" ht="${points}" customHeight="1">${cells}</row>`);
  };
  const text = (column: number, words: string, look: Look) => {
    const start = `<c r="${at(pages.length + 1, column)}" s="${styles.of(look)}"`;
    return words === ''
      ? `${start}/>`
      : `${start} t="inlineStr"><is><t xml:space="preserve">${xmlText(words)}</t></is></c>`;
  };
  const merge = (top: number, left: number, bottom: number, right: number) => {
    if (top !== bottom || left !== right) merges.push(`${at(top, left)}:${at(bottom, right)}`);
  };
  const whole = (words: string, look: Look, size: number, keep: PageRow['keep']) => {
    merge(pages.length + 1, 0, pages.length + 1, columns.length - 1);
    add(
      columns.map((_, c) => text(c, c ? '' : words, look)).join(''),
      rowPoints(linesIn(words, all, size), size),
      keep,
    );
  };

  whole(table.title[language], 'title', titleSize, 'next');
  const headLines = headCells(columns);
  const heights = headPoints(headLines, widths, language);
  const from = pages.length + 1;
  headLines.forEach((line, level) => {
    const words = new Map(line.map(({ name: head, column }) => [column, head[language]]));
    for (const { column, columns: over, lines: down } of line)
      merge(pages.length + 1, column, pages.length + down, column + over - 1);
    add(columns.map((_, c) => text(c, words.get(c) ?? '', 'head')).join(''), heights[level]!, 'next');
  });
  const to = pages.length;

  const body = ({ row }: JoinedLine) => {
    const { cells, kind } = row;
    let most = 1;
    let covered = 0;
    const written = cells.map((cell, c) => {
      const look: Look = cell.span ? 'heading' : kind === 'sum' ? 'sum' : 'text';
      if (cell.number)
        return `<c r="${at(pages.length + 1, c)}" s="${styles.of(look, formatOf(cell.number))}"><v>${printed(cell.number)}</v></c>`;
      if (covered > 0) covered -= 1;
      else {
        const span = across(row, c, widths, language);
        covered = span - 1;
        merge(pages.length + 1, c, pages.length + 1, c + span - 1);
        most = Math.max(most, linesIn(cell[language], wide(c, span)));
      }
      return text(c, cell[language], look);
    });
    const keep = cells[0]?.span ? 'next' : kind === 'sum' ? 'previous' : undefined;
    add(written.join(''), rowPoints(most), keep);
  };
  for (const line of lines) {
    const [first] = line.row.cells;
    if (line.kind === 'row') body(line);
    else if (line.kind === 'of') whole(first?.[language] ?? '', 'of', 10, 'next');
    else whole(first?.[language] ?? '', 'note', 10, 'previous');
  }
  if (table.note) whole(table.note[language], 'note', 10, 'previous');

  const repeated = heights.reduce((sum, one) => sum + one, 0);
  const ends = pageEnds(pages, { paper, widths, repeated });
  const breaks = ends.length
    ? `<rowBreaks count="${ends.length}" manualBreakCount="${ends.length}">${ends.map((end) => `<brk id="${end}" max="16383" man="1"/>`).join('')}</rowBreaks>`
    : '';
  const merged = merges.length
    ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
    : '';
  const cols = widths
    .map((one, c) => `<col min="${c + 1}" max="${c + 1}" width="${one}" customWidth="1"/>`)
    .join('');
  const pane = `<pane ySplit="${to}" topLeftCell="A${to + 1}" activePane="bottomLeft" state="frozen"/>`;
  const foot = `&L${name.replaceAll('&', '&&')}&R${pageWords[language]}`;
  return {
    xml: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0" showGridLines="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="14"/><cols>${cols}</cols><sheetData>${rows.join('')}</sheetData>${merged}<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="${paper.size}" orientation="${paper.orientation}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>${xmlText(foot)}</oddFooter></headerFooter>${breaks}</worksheet>`,
    heads: { from, to },
  };
}
