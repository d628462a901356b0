import { type AreaUnit, inUnit } from '../area/units.ts';
import { type Column, type TextColumn, textOf, type Value, valueAt } from '../columns/columns.ts';
import type { PackedLayer } from './packed.ts';
import { sortSteps } from './steps.ts';

/** In the place of a column: the area of the feature. */
export const areaColumn = -1;

export const rowTests = ['contains', 'equals', 'less', 'more', 'empty', 'filled'] as const;
export type RowTest = (typeof rowTests)[number];
/** What a row has to meet: of a column, by its place among the layer's, or of `areaColumn`. */
export interface Condition {
  column: number;
  test: RowTest;
  /** As it was typed; numbers may have separators of thousands. Of no use to `empty` and `filled`. */
  value: string;
}

/** Which rows of a layer, and in what order. */
export interface RowsOrder {
  /** Without it rows are in the order of their file. */
  sort?: { column: number; descending: boolean };
  /** Rows with this text in some column, whatever its case. */
  text?: string;
  /** All of them have to be met. */
  where?: readonly Condition[];
  /** The unit in which areas are shown, compared as they are shown: rounded. */
  unit: AreaUnit;
}

/** Texts gone through between two steps. */
const stepSize = 8192;
const collator = new Intl.Collator('zh-Hans-CN', { numeric: true });

/** Dates are ISO, and codes of one length need no collation: both sort as they are written, which is ten times faster. */
function comparerOf(column: TextColumn, texts: readonly string[]): (a: string, b: string) => number {
  const length = texts[0]?.length;
  const plain = column.kind === 'date' || texts.every((one) => one.length === length && /^\d+$/.test(one));
  return plain ? (a, b) => (a < b ? -1 : a > b ? 1 : 0) : collator.compare;
}

const numberOf = (typed: string): number => {
  const text = typed.replaceAll(/[,，\s]/g, '');
  return text === '' ? Number.NaN : Number(text);
};

function textTest(column: TextColumn, { test, value }: Condition): (text: string) => boolean {
  const wanted = value.trim().toLowerCase();
  const compare = column.kind === 'date' ? (a: string, b: string) => (a < b ? -1 : 1) : collator.compare;
  switch (test) {
    case 'contains':
      return (text) => text.toLowerCase().includes(wanted);
    case 'equals':
      return (text) => text.toLowerCase() === wanted;
    case 'less':
      return (text) => text !== '' && compare(text, value.trim()) < 0;
    case 'more':
      return (text) => text.toLowerCase() !== wanted && text !== '' && compare(text, value.trim()) > 0;
    case 'empty':
      return (text) => text === '';
    case 'filled':
      return (text) => text !== '';
  }
}

/** A test of a number; NaN is none. */
function numberTest({ test, value }: Condition): (value: number) => boolean {
  const wanted = numberOf(value);
  switch (test) {
    case 'contains':
      return (own) => !Number.isNaN(own) && String(own).includes(value.trim());
    case 'equals':
      return (own) => own === wanted;
    case 'less':
      return (own) => own < wanted;
    case 'more':
      return (own) => own > wanted;
    case 'empty':
      return Number.isNaN;
    case 'filled':
      return (own) => !Number.isNaN(own);
  }
}

/** For every code of a dictionary whether its text passes; dictionaries are gone through once, not row by row. */
function* passing(column: TextColumn, pass: (text: string) => boolean): Generator<number, Uint8Array> {
  const codes = new Uint8Array(column.ends.length + 1);
  for (let code = 0; code < codes.length; code++) {
    codes[code] = pass(textOf(column, code)) ? 1 : 0;
    if (code % stepSize === stepSize - 1) yield 0;
  }
  return codes;
}

/** The area of a feature as it is shown; NaN for what has none. */
export const shownArea = ({ areaM2 }: PackedLayer, f: number, unit: AreaUnit): number =>
  areaM2[f] ? inUnit(areaM2[f]!, unit) : Number.NaN;

type FeatureTest = (feature: number) => boolean;
function* testOf(
  layer: PackedLayer,
  condition: Condition,
  unit: AreaUnit,
): Generator<number, FeatureTest | undefined> {
  const { columns, row } = layer;
  if (condition.column === areaColumn) {
    const pass = numberTest(condition);
    return (f) => pass(shownArea(layer, f, unit));
  }
  const column = columns[condition.column];
  if (!column) return undefined;
  if (column.kind === 'number') {
    const pass = numberTest(condition);
    return (f) => pass(column.values[row[f]!]!);
  }
  const codes = yield* passing(column, textTest(column, condition));
  return (f) => codes[column.codes[row[f]!]!] === 1;
}

const ranksOf = new WeakMap<TextColumn, Float64Array>();
/** The place of every code of a dictionary in the order of its texts. */
function* rankSteps(column: TextColumn): Generator<number, Float64Array> {
  const cachedRanks = ranksOf.get(column);
  if (cachedRanks) return cachedRanks;
  const texts: string[] = [];
  for (let k = 0; k < column.ends.length; k++) {
    texts.push(textOf(column, k + 1));
    if (k % stepSize === stepSize - 1) yield 0;
  }
  const compare = comparerOf(column, texts);
  const codes = Uint32Array.from(texts, (_, k) => k);
  const sorted = yield* sortSteps(codes, (a, b) => compare(texts[a]!, texts[b]!));
  const ranks = new Float64Array(texts.length + 1).fill(Number.NaN);
  sorted.forEach((k, rank) => {
    ranks[k + 1] = rank;
  });
  ranksOf.set(column, ranks);
  return ranks;
}

/** A number for every feature that sorts as the column does, NaN for one without a value. */
function* keysOf(layer: PackedLayer, place: number): Generator<number, Float64Array | undefined> {
  const { columns, row, areaM2 } = layer;
  if (place === areaColumn) return areaM2.map((area) => area || Number.NaN);
  const column: Column | undefined = columns[place];
  if (!column) return undefined;
  if (column.kind === 'number') return Float64Array.from(row, (at) => column.values[at]!);
  const ranks = yield* rankSteps(column);
  return Float64Array.from(row, (at) => ranks[column.codes[at]!]!);
}

/** The features that pass, sorted, in steps between which the thread can do something else. */
export function* orderRows(
  layer: PackedLayer,
  { sort, text, where = [], unit }: RowsOrder,
): Generator<number, Uint32Array<ArrayBuffer>> {
  const { columns, row, count } = layer;
  const tests: FeatureTest[] = [];
  if (text?.trim()) {
    const any: FeatureTest[] = [];
    for (let column = 0; column < columns.length; column++) {
      const test = yield* testOf(layer, { column, test: 'contains', value: text }, unit);
      if (test) any.push(test);
    }
    tests.push((f) => any.some((test) => test(f)));
  }
  for (const condition of where) {
    const test = yield* testOf(layer, condition, unit);
    if (test) tests.push(test);
  }
  const list: number[] = [];
  for (let f = 0; f < count; f++) {
    if (tests.every((test) => test(f))) list.push(f);
    if (f % stepSize === stepSize - 1) yield 0;
  }
  const keys = sort && (yield* keysOf(layer, sort.column));
  const sign = sort?.descending ? -1 : 1;
  return yield* sortSteps(Uint32Array.from(list), (a, b) => {
    if (!keys) return row[a]! - row[b]!;
    const [x, y] = [keys[a]!, keys[b]!];
    if (x === y) return row[a]! - row[b]!;
    // Rows without a value stay last whichever way the others go.
    if (Number.isNaN(x)) return Number.isNaN(y) ? row[a]! - row[b]! : 1;
    return Number.isNaN(y) ? -1 : sign * (x - y);
  });
}

/** The values of a feature, one for every column. */
export const valuesOf = ({ columns, row }: PackedLayer, f: number): Value[] =>
  columns.map((column) => valueAt(column, row[f]!));
