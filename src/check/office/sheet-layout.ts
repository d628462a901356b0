import type { Language } from '../../model/index.ts';
import type { Column, Row } from '../report/cells.ts';
import type { HeadCell } from '../report/head-cells.ts';
import { textWidth, wrappedLines } from '../report/text-width.ts';

/** A paper with its direction: what fits between its margins at full size, in places across and points down. */
export interface Paper {
  /** As `pageSetup` numbers it. */
  size: 8 | 9;
  orientation: 'portrait' | 'landscape';
  places: number;
  points: number;
}
const papers: readonly Paper[] = [
  { size: 9, orientation: 'portrait', places: 97, points: 755 },
  { size: 9, orientation: 'landscape', places: 143, points: 509 },
  { size: 8, orientation: 'landscape', places: 208, points: 755 },
];
/** How far print is made smaller before a larger paper is taken. */
const smallest = 0.8;

/** Points of a line of text of 10 points, whatever font stands in for the one that is named, and of a cell's own edges. */
const linePoints = 13.5;
const edgePoints = 3;
/** Part of a column that is counted on: another font's letters may be wider. */
const sure = 0.91;

/** Points of a row with so many lines of text. */
export const rowPoints = (lines: number, size = 10): number =>
  Math.min(409, Math.ceil((lines * linePoints * size) / 10 + edgePoints));

/** Lines that words take in a cell so many places wide. */
export const linesIn = (words: string, places: number, size = 10): number =>
  wrappedLines(words, (places * sure * 10) / size - 0.5);

/** Whether a text may go over the cells behind it: words, with nothing to the end of the row. */
const takesMore = (cells: Row['cells'], c: number, language: Language): boolean =>
  c > 0 &&
  c + 1 < cells.length &&
  !cells[c]?.number &&
  cells[c]?.[language] !== '' &&
  cells.slice(c + 1).every((one) => one[language] === '');

/** How many columns a row's cell takes: a text too long for its own takes those behind it that are blank. */
export function across({ cells }: Row, c: number, widths: readonly number[], language: Language): number {
  const cell = cells[c];
  if (!cell) return 1;
  if (cell.span) return cell.span;
  return takesMore(cells, c, language) && linesIn(cell[language], widths[c] ?? 0) > 1 ? cells.length - c : 1;
}

/**
 * Widths of columns in places and the paper for them: figures whole, words up to a few lines, with more room for words
 * where the paper has it.
 */
export function columnWidths(
  columns: readonly Column[],
  rows: readonly Row[],
  language: Language,
): { widths: number[]; paper: Paper } {
  const figures = columns.map(() => 0);
  const words = columns.map(() => 0);
  const over = columns.map(() => 0);
  for (const { cells } of rows)
    cells.forEach((cell, c) => {
      if (cell.span) return;
      const list = cell.number ? figures : takesMore(cells, c, language) ? over : words;
      list[c] = Math.max(list[c] ?? 0, textWidth(cell[language]));
    });
  const wanted = columns.map(({ name }, c) => {
    const longest = Math.min(80, words[c] ?? 0);
    const heading = Math.min(14, textWidth(name[language]));
    const head = Math.max(
      // Of many columns the headings go over two lines.
      columns.length > 10 ? Math.max(Math.min(8, heading), heading / 2) : heading,
      ...name[language].split(/[\s\u2e80-\uffff]/u).map(textWidth),
    );
    const least = Math.max(4, figures[c] ?? 0, longest > 26 ? 26 + (longest - 26) / 5 : longest, head);
    return { least: least / sure + 1.5, most: Math.max(least, longest) / sure + 1.5 };
  });
  const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
  const least = sum(wanted.map((one) => one.least));
  const paper = papers.find(({ places }) => least <= places / smallest) ?? (papers.at(-1) as Paper);
  const open = sum(wanted.map((one) => one.most)) - least;
  const given = open > 0 ? Math.min(1, Math.max(0, paper.places - least) / open) : 0;
  const widths = wanted.map((one) => one.least + given * (one.most - one.least));
  over.forEach((longest, c) => {
    // What has the rest of its line widens it as far as the paper goes.
    const has = sum(widths.slice(c));
    const more = Math.min(Math.min(80, longest) / sure + 1.5 - has, paper.places - sum(widths));
    if (more > 0) for (let i = c; i < widths.length; i += 1) widths[i] = widths[i]! * (1 + more / has);
  });
  return { widths: widths.map((one) => Math.round(10 * one) / 10), paper };
}

/** Points of the lines of headings: a merged head is as high as its words need, over all of its lines together. */
export function headPoints(
  lines: readonly (readonly HeadCell[])[],
  widths: readonly number[],
  language: Language,
): number[] {
  const wide = ({ column, columns }: HeadCell) =>
    widths.slice(column, column + columns).reduce((all, one) => all + one, 0);
  const points = lines.map((line) =>
    rowPoints(
      Math.max(
        1,
        ...line.filter((one) => one.lines === 1).map((one) => linesIn(one.name[language], wide(one))),
      ),
    ),
  );
  lines.forEach((line, level) => {
    for (const one of line) {
      const has = points.slice(level, level + one.lines).reduce((all, height) => all + height, 0);
      const missing = rowPoints(linesIn(one.name[language], wide(one))) - has;
      const last = level + one.lines - 1;
      if (missing > 0) points[last] = (points[last] ?? 0) + missing;
    }
  });
  return points;
}

/** A row of a worksheet, for where a page may end. */
export interface PageRow {
  points: number;
  /** A heading stays with the row below it; sums and notes with the row above. */
  keep?: 'next' | 'previous' | undefined;
}

/** Part of a page that is counted on: a break of the program's own before ours would leave a page of a few rows. */
const surePage = 0.95;
/** A block of so many rows is not parted; of a longer one, so many stand with its heading. */
const fewRows = 12;
const leastRows = 3;

/**
 * After which rows, from 1, pages end: no heading stands alone at the end of one, no sum or note at the beginning, and
 * what begins near the end of a page or is short begins the next.
 * @param repeated Points of the headings that every further page repeats.
 */
export function pageEnds(
  rows: readonly PageRow[],
  { paper, widths, repeated }: { paper: Paper; widths: readonly number[]; repeated: number },
): number[] {
  const all = widths.reduce((sum, one) => sum + one, 0);
  const room = (surePage * paper.points) / Math.min(1, paper.places / all);
  const heads = (r: number) => rows[r]?.keep === 'next';
  const endBefore = (first: number, full: number): number => {
    let end = full;
    while (end > first + 1 && (heads(end - 1) || rows[end]?.keep === 'previous')) end -= 1;
    let start = end;
    while (start > first && !heads(start)) start -= 1;
    let after = end;
    while (after < rows.length && !heads(after)) after += 1;
    const small = after - start <= fewRows || end - start <= leastRows;
    while (start > first && heads(start - 1)) start -= 1;
    return small && start > first && heads(start) ? start : end;
  };
  const ends: number[] = [];
  let first = 0;
  let used = 0;
  for (let r = 0; r < rows.length; r += 1) {
    used += rows[r]!.points;
    if (used <= room || r === first) continue;
    first = endBefore(first, r);
    ends.push(first);
    used = repeated + rows.slice(first, r + 1).reduce((sum, { points }) => sum + points, 0);
  }
  return ends;
}
