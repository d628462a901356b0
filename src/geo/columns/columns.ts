/** A column of a table. Dates are ISO text (`2023-12-31`, with a time where the file has one). */
export interface RecordField {
  name: string;
  /** A longer name the file gives beside it (字段别名). */
  alias?: string;
  kind: 'text' | 'number' | 'date';
}

/** Texts or dates by dictionary: code 0 is none, code k the text that ends at `ends[k - 1]` of `bytes` (UTF-8). */
export interface TextColumn {
  name: string;
  alias?: string;
  kind: 'text' | 'date';
  codes: Uint8Array | Uint16Array | Uint32Array;
  bytes: Uint8Array;
  ends: Uint32Array;
}
/** Numbers; NaN is none. */
export interface NumberColumn {
  name: string;
  alias?: string;
  kind: 'number';
  values: Float64Array;
}
/** One attribute of every row of a layer. */
export type Column = TextColumn | NumberColumn;
export type Value = string | number | null;

const decoder = new TextDecoder();

const longest = 64;
const units = new Uint16Array(longest);

/** Whether a byte of UTF-8 goes on with the character before it. */
const goesOn = (byte: number): boolean => (byte & 0xc0) === 0x80;

/**
 * Short texts by hand, of characters of three bytes at most: calling the decoder would cost more than they do.
 * @returns undefined for others, and for bytes of a file that are no UTF-8
 */
function decodeShort(bytes: Uint8Array, from: number, to: number): string | undefined {
  if (to - from > longest) return undefined;
  let count = 0;
  for (let i = from; i < to; ) {
    const byte = bytes[i++]!;
    if (byte < 0x80) {
      units[count++] = byte;
      continue;
    }
    const more = byte < 0xe0 ? 1 : 2;
    if (byte < 0xc2 || byte > 0xef || i + more > to || !goesOn(bytes[i]!)) return undefined;
    if (more === 1) {
      units[count++] = ((byte & 0x1f) << 6) | (bytes[i++]! & 0x3f);
      continue;
    }
    if (!goesOn(bytes[i + 1]!)) return undefined;
    const unit = ((byte & 0xf) << 12) | ((bytes[i]! & 0x3f) << 6) | (bytes[i + 1]! & 0x3f);
    // Written longer than it has to be, or half a pair.
    if (unit < 0x800 || (unit & 0xf800) === 0xd800) return undefined;
    units[count++] = unit;
    i += 2;
  }
  // The decoder leaves out a byte order mark.
  if (units[0] === 0xfeff) return undefined;
  return String.fromCharCode.apply(null, units.subarray(0, count) as unknown as number[]);
}

/** The text of a code; '' for 0. */
export function textOf({ bytes, ends }: TextColumn, code: number): string {
  if (!code) return '';
  const [from, to] = [code > 1 ? ends[code - 2]! : 0, ends[code - 1]!];
  return decodeShort(bytes, from, to) ?? decoder.decode(bytes.subarray(from, to));
}

/**
 * A number as it is read: with the 15 digits that any of them keeps. What stands behind those in a database is the
 * rounding of a sum (1234.5600000000002). Whole numbers may be numerals of something, and keep all they have.
 */
export const writtenNumber = (value: number): string =>
  String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));

/** What a row holds in a column. */
export function valueAt(column: Column, row: number): Value {
  if (column.kind === 'number') {
    const value = column.values[row]!;
    return Number.isNaN(value) ? null : value;
  }
  const code = column.codes[row]!;
  return code ? textOf(column, code) : null;
}

/**
 * Different texts above which a column is one of numbers and names of its own, hardly any of which is met twice. A county
 * has some ten thousand groups.
 */
const fewTexts = 16_384;

/** What was decoded of columns with few texts: the same ones are asked for at every move of a zone. */
const decoded = new WeakMap<TextColumn, string[]>();

/** `textOf` for many codes: a text that is met again is not decoded again. */
export function textsOf(column: TextColumn): (code: number) => string {
  if (column.ends.length > fewTexts) return (code) => textOf(column, code);
  const texts = decoded.get(column) ?? [];
  decoded.set(column, texts);
  return (code) => {
    texts[code] ??= textOf(column, code);
    return texts[code];
  };
}

/** `valueAt` for many rows. */
export function valuesOf(column: Column): (row: number) => Value {
  if (column.kind === 'number') return (row) => valueAt(column, row);
  const text = textsOf(column);
  return (row) => {
    const code = column.codes[row]!;
    return code ? text(code) : null;
  };
}

/** The column of this name, however its case. */
export const columnNamed = (columns: readonly Column[], name: string): Column | undefined =>
  columns.find((one) => one.name === name) ??
  columns.find((one) => one.name.toLowerCase() === name.toLowerCase());

/** Different values, the most frequent first, with how many rows have each. */
export interface Frequencies {
  name: string;
  values: string[];
  counts: number[];
}
/** The same, and each row's place among them. */
export interface Classes extends Frequencies {
  /** `none` for a row without a value. */
  codes: Uint16Array;
}
export const none = 65_535;
/** As many different values as can be distinguished by colour and listed. */
export const mostClasses = 200;

/** The different values of a column as they are kept (a text's code, a number), with their counts; undefined when too many. */
function keysOf(column: Column): Map<number, number> | undefined {
  const times = new Map<number, number>();
  if (column.kind !== 'number') {
    if (column.ends.length > mostClasses) return undefined;
    const counts = new Uint32Array(column.ends.length + 1);
    for (let row = 0; row < column.codes.length; row++) counts[column.codes[row]!]!++;
    counts.forEach((count, code) => {
      if (code && count) times.set(code, count);
    });
    return times;
  }
  for (const value of column.values) {
    if (Number.isNaN(value)) continue;
    times.set(value, (times.get(value) ?? 0) + 1);
    if (times.size > mostClasses) return undefined;
  }
  return times;
}

/** Keys by falling count, of equal ones the first met first. */
const ranked = (times: ReadonlyMap<number, number>): [number, number][] =>
  [...times].sort(([, a], [, b]) => b - a);

const frequenciesIn = (column: Column, order: readonly [number, number][]): Frequencies => ({
  name: column.name,
  values: order.map(([key]) => (column.kind === 'number' ? String(key) : textOf(column, key))),
  counts: order.map(([, count]) => count),
});

/** The values of a column and their counts; undefined when it has more values than `mostClasses` or none at all. */
export function frequenciesOf(column: Column): Frequencies | undefined {
  const times = keysOf(column);
  return times?.size ? frequenciesIn(column, ranked(times)) : undefined;
}

/** The classes of a column; undefined when it has more values than `mostClasses` or none at all. */
export function classesOf(column: Column): Classes | undefined {
  const times = keysOf(column);
  if (!times?.size) return undefined;
  const order = ranked(times);
  const places = new Map(order.map(([key], place) => [key, place]));
  const source = column.kind === 'number' ? column.values : column.codes;
  const codes = new Uint16Array(source.length);
  for (let row = 0; row < source.length; row++) codes[row] = places.get(source[row]!) ?? none;
  return { ...frequenciesIn(column, order), codes };
}
