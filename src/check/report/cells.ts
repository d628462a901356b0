import type { AreaUnit } from '../../geo/area/units.ts';
import type { Bilingual } from '../../model/index.ts';
import type { Answer } from '../types.ts';

export type Unit = 'mu' | 'ha' | 'm2' | 'm' | 'share' | 'count';

/** What a cell says, ready to be read; what a spreadsheet or a sort needs stands beside the words. */
export interface Cell extends Bilingual {
  /** The figure behind the words, unrounded, in its unit; a share is 0 to 1. */
  number?: { value: number; unit: Unit; decimals: number };
  answer?: Answer;
  /** Columns it takes; those it covers are blank. */
  span?: number;
  /** Place in an order that the words do not have; the number is used unless given. */
  by?: number;
}

/**
 * Where a column goes when a table is shown narrow, in at most four columns: `lead` stands first, `name` cells are
 * joined, `detail` cells are small lines under the name, `figure` is the third column with `figure-detail` under it, and
 * `answer` stands last. A column without a place is not shown.
 */
export type Narrow = 'lead' | 'name' | 'detail' | 'figure' | 'figure-detail' | 'share' | 'answer';

export interface Column {
  name: Bilingual;
  /** Headings above it, the outermost first; equal neighbours are one merged head. */
  heads?: readonly Bilingual[];
  narrow?: Narrow;
}

export interface Row {
  /** Stays the same for the same line of another check, so that two checks can be compared. */
  key: string;
  cells: readonly Cell[];
  /** Shapes the line is about, to highlight on a map: overlap or feature ids. */
  ids?: readonly string[];
  tone?: 'forbidden' | 'restricted' | 'notice' | 'unchecked' | 'clear';
  group?: Bilingual;
  /** A line of sums, or the answer where there is nothing to list: always last, and not counted. */
  kind?: 'sum' | 'answer';
}

/** A table of a result, the same in the panel, on the sheet and in every file. */
export interface Table {
  id: string;
  title: Bilingual;
  /** A few words for a tab. */
  short?: Bilingual;
  columns: readonly Column[];
  rows: readonly Row[];
  note?: Bilingual;
  /** How many columns say what a row is: repeated where the table is too wide for its paper. */
  lead?: number;
  /** Where it is of use; everywhere unless given. */
  on?: readonly ('panel' | 'sheet' | 'file')[];
}

export const t = (zh: string, en: string): Bilingual => ({ zh, en });
export const same = (text: string): Bilingual => ({ zh: text, en: text });
export const nothing: Cell = same('—');
export const blank: Cell = same('');

/**
 * A figure rounded to its decimals, without grouping, a share in per cent; next to nothing below zero is 0, not -0. All
 * that shows or writes a figure takes it from here, so that two places never round a half differently.
 */
export const figureOf = ({ value, unit, decimals }: NonNullable<Cell['number']>): string =>
  (unit === 'share' ? 100 * value : value).toFixed(decimals).replace(/^-(?=[0.]+$)/, '');

/** A figure as it is read: grouped. */
export function number(value: number, unit: Unit, decimals: number): Cell {
  const shown = figureOf({ value, unit, decimals }).replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ',');
  return { ...same(unit === 'share' ? `${shown} %` : shown), number: { value, unit, decimals } };
}

export const share = (value: number): Cell => number(value, 'share', 2);
export const count = (value: number): Cell => number(value, 'count', 0);
/** Coordinates and lengths of a survey are not grouped. */
export const metres = (value: number, decimals: number): Cell => ({
  ...same(value.toFixed(decimals)),
  number: { value, unit: 'm', decimals },
});

/** 亩, 公顷 and m² of an area. */
export const areaCells = (m2: number): Cell[] => [
  number(m2 * 0.0015, 'mu', 2),
  number(m2 / 10_000, 'ha', 4),
  number(m2, 'm2', 2),
];
export const noArea = [nothing, nothing, nothing];

/** What a column of areas is called. */
export const areaNames: Record<AreaUnit, Bilingual> = {
  mu: t('面积（亩）', 'Area (mu)'),
  ha: t('面积（公顷）', 'Area (ha)'),
  m2: t('面积（m²）', 'Area (m²)'),
};
export const areaColumns: Column[] = [
  { name: areaNames.mu, narrow: 'figure' },
  { name: areaNames.ha, narrow: 'figure-detail' },
  { name: areaNames.m2, narrow: 'figure-detail' },
];
export const trustColumn: Column = { name: t('依据与精度', 'Basis and accuracy'), narrow: 'detail' };
export const column = (zh: string, en: string, narrow?: Narrow): Column => ({
  name: t(zh, en),
  ...(narrow ? { narrow } : {}),
});

const unitWords: Record<Unit, Bilingual> = {
  mu: t(' 亩', ' mu'),
  ha: t(' 公顷', ' ha'),
  m2: same(' m²'),
  m: t(' 米', ' m'),
  share: same(''),
  count: same(''),
};

/** A cell by itself, away from the heading that names its unit. */
export const withUnit = (cell: Cell): Bilingual => {
  if (!cell.number) return cell;
  const { zh, en } = unitWords[cell.number.unit];
  return t(cell.zh + zh, cell.en + en);
};
