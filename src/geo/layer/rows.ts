import {
  type Column,
  columnNamed,
  type TextColumn,
  textOf,
  type Value,
  valueAt,
} from '../columns/columns.ts';
import type { PackedLayer } from './packed.ts';

/** Which rows of a layer, and in what order. */
export interface RowsWanted {
  sort?: { column: string; descending?: boolean } | undefined;
  /** Rows with this text in some column, or with one of these values (as text, '' for none) in one. */
  filter?: { text?: string; column?: string; values?: readonly string[] } | undefined;
}

/** For every code of a dictionary whether its text passes. */
function passing(column: TextColumn, pass: (text: string) => boolean): Uint8Array {
  const codes = new Uint8Array(column.ends.length + 1);
  for (let code = 0; code < codes.length; code++) codes[code] = pass(textOf(column, code)) ? 1 : 0;
  return codes;
}

/** A test of a row by a column; dictionaries are gone through once, not row by row. */
function testOf(column: Column, pass: (text: string) => boolean): (row: number) => boolean {
  if (column.kind === 'number')
    return (row) => pass(Number.isNaN(column.values[row]!) ? '' : String(column.values[row]!));
  const codes = passing(column, pass);
  return (row) => codes[column.codes[row]!] === 1;
}

/** A number for every row that sorts as the column does; rows without a value come last. */
function keysOf(column: Column): Float64Array {
  if (column.kind === 'number') return column.values.map((value) => (Number.isNaN(value) ? Infinity : value));
  const texts = Array.from({ length: column.ends.length }, (_, k) => textOf(column, k + 1));
  const collator = new Intl.Collator('zh-Hans-CN', { numeric: true });
  const ranks = new Float64Array(texts.length + 1).fill(Infinity);
  texts
    .map((_, k) => k)
    .sort((a, b) => collator.compare(texts[a]!, texts[b]!))
    .forEach((k, rank) => {
      ranks[k + 1] = rank;
    });
  return Float64Array.from(column.codes, (code) => ranks[code]!);
}

/** The features that pass the filter, sorted; without a sort in the order of their file. */
export function orderRows(layer: PackedLayer, { sort, filter }: RowsWanted): Uint32Array {
  const { columns, row, count } = layer;
  const tests: ((row: number) => boolean)[] = [];
  if (filter?.text) {
    const wanted = filter.text.toLowerCase();
    const any = columns.map((column) => testOf(column, (text) => text.toLowerCase().includes(wanted)));
    tests.push((at) => any.some((test) => test(at)));
  }
  const by = filter?.column === undefined ? undefined : columnNamed(columns, filter.column);
  if (by && filter?.values) {
    const values = new Set(filter.values);
    tests.push(testOf(by, (text) => values.has(text)));
  }
  const list: number[] = [];
  for (let f = 0; f < count; f++) if (tests.every((test) => test(row[f]!))) list.push(f);
  const order = Uint32Array.from(list);
  const column = sort && columnNamed(columns, sort.column);
  const keys = column ? keysOf(column) : undefined;
  const sign = sort?.descending ? -1 : 1;
  return order.sort((a, b) => {
    const [x, y] = [row[a]!, row[b]!];
    if (!keys || keys[x] === keys[y]) return x - y;
    // Rows without a value stay last whichever way the others go.
    if (keys[x] === Infinity) return 1;
    if (keys[y] === Infinity) return -1;
    return sign * (keys[x]! - keys[y]!);
  });
}

/** The values of a feature, one for every column. */
export const valuesOf = ({ columns, row }: PackedLayer, f: number): Value[] =>
  columns.map((column) => valueAt(column, row[f]!));
