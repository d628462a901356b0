import type { Column, RecordField, TextColumn, Value } from './columns.ts';
import { ByteDictionary, codesFor } from './dictionary.ts';
import { free } from './free.ts';

/** A column in the making. */
export interface GrowingColumn {
  push(row: number, value: Value): void;
  /** A text as the bytes `from` to `to` (exclusive) of `bytes`, UTF-8. */
  pushBytes(row: number, bytes: Uint8Array, from: number, to: number): void;
  finish(rows: number): Column;
}

const encoder = new TextEncoder();
/** What is written in `scratch` of a text; how many bytes. Most are short and plain, for which calling the encoder costs more. */
let scratch = new Uint8Array(1024);
function encode(text: string): number {
  if (3 * text.length > scratch.length) scratch = new Uint8Array(6 * text.length);
  if (text.length <= 32) {
    let at = 0;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > 0x7f) break;
      scratch[at] = unit;
    }
    if (at === text.length) return at;
  }
  return encoder.encodeInto(text, scratch).written;
}

/** An array of this length from a longer or shorter one, which is given up. */
function exactly<T extends Float64Array | TextColumn['codes']>(
  array: T,
  length: number,
  make: (length: number) => T,
): T {
  if (array.length === length) return array;
  const next = make(length);
  next.set(array.subarray(0, length));
  free(array);
  return next;
}

/**
 * A column that takes values as they come. Texts are kept once each, however many there are, as bytes: a hundred thousand
 * strings weigh several times as much. A column of numbers in which a text turns up becomes one of texts, so that nothing
 * is lost.
 */
export function growingColumn({ name, alias, kind }: RecordField, hint: number): GrowingColumn {
  const base = { name, ...(alias === undefined ? {} : { alias }) };
  let numbers = new Float64Array(kind === 'number' ? Math.max(16, hint) : 0).fill(Number.NaN);
  // As narrow as the texts met so far allow.
  let codes: TextColumn['codes'] = new Uint8Array(kind === 'number' ? 0 : Math.max(16, hint));
  let asText = kind !== 'number';
  const dictionary = new ByteDictionary();
  const put = (row: number, bytes: Uint8Array, from: number, to: number) => {
    const code = dictionary.codeOf(bytes, from, to);
    const most = 2 ** (8 * codes.BYTES_PER_ELEMENT);
    if (row >= codes.length || code >= most) {
      const length = row < codes.length ? codes.length : Math.max(row + 1, Math.ceil(1.5 * codes.length));
      const next = codesFor(code >= most ? code : most - 1, length);
      next.set(codes);
      free(codes);
      codes = next;
    }
    codes[row] = code;
  };
  const pushText = (row: number, text: string) => put(row, scratch, 0, encode(text));
  const becomeText = () => {
    if (asText) return;
    asText = true;
    numbers.forEach((number, at) => {
      if (!Number.isNaN(number)) pushText(at, String(number));
    });
    numbers = new Float64Array();
  };
  return {
    push(row, value) {
      if (value === null || value === '') return;
      if (typeof value === 'string') becomeText();
      if (asText) return pushText(row, String(value));
      if (row >= numbers.length) {
        const bigger = new Float64Array(Math.max(row + 1, Math.ceil(1.5 * numbers.length))).fill(Number.NaN);
        bigger.set(numbers);
        free(numbers);
        numbers = bigger;
      }
      numbers[row] = value as number;
    },
    pushBytes(row, bytes, from, to) {
      if (to <= from) return;
      becomeText();
      put(row, bytes, from, to);
    },
    finish(rows) {
      if (!asText) {
        const values = exactly(numbers, rows, (length) => new Float64Array(length).fill(Number.NaN));
        return { ...base, kind: 'number', values };
      }
      const all = exactly(codes, rows, (length) => codesFor(2 ** (8 * codes.BYTES_PER_ELEMENT) - 1, length));
      return { ...base, kind: kind === 'date' ? 'date' : 'text', ...dictionary.column(all) };
    },
  };
}
