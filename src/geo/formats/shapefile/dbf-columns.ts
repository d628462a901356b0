import type { Column, RecordField } from '../../columns/columns.ts';
import { ByteDictionary } from '../../columns/dictionary.ts';
import { growingColumn } from '../../columns/growing.ts';
import { type DbfTable, numberOf } from './dbf.ts';

/** Figures a double holds without loss; longer whole numbers (as of BSM) are kept as texts. */
const exactFigures = 15;

const kindOf = ({ type, length, decimals }: DbfTable['fields'][number]): RecordField['kind'] => {
  if (type === 'D') return 'date';
  if (type === 'F') return 'number';
  return type === 'N' && (decimals > 0 || length <= exactFigures) ? 'number' : 'text';
};

/** The fields of a .dbf as a layer's columns. */
export const dbfFields = ({ fields, names }: DbfTable): RecordField[] =>
  fields.map((field, k) => ({ name: names[k]!, kind: kindOf(field) }));

/** First and end byte of a cell without the blanks and zeros around its content. */
function bounds(bytes: Uint8Array, start: number, length: number): [number, number] {
  let [from, to] = [start, start];
  while (to < start + length && bytes[to] !== 0) to++;
  while (to > from && bytes[to - 1] === 0x20) to--;
  while (from < to && bytes[from] === 0x20) from++;
  return [from, to];
}

const powers = Array.from({ length: 23 }, (_, k) => 10 ** k);

/** A plain decimal number of up to fifteen figures, exactly as `Number` reads it; undefined for anything else. */
function plainNumber(bytes: Uint8Array, from: number, to: number): number | undefined {
  let at = from;
  const negative = bytes[at] === 0x2d;
  if (negative || bytes[at] === 0x2b) at++;
  let [value, digits, after] = [0, 0, -1];
  for (; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === 0x2e && after < 0) after = 0;
    else if (byte >= 0x30 && byte <= 0x39) {
      value = 10 * value + byte - 0x30;
      if (value || after >= 0) digits++;
      if (after >= 0) after++;
    } else return undefined;
  }
  if (!digits && value === 0 && to - from > 0 && after < 0) return negative ? -0 : 0;
  if (digits > 15 || digits === 0 || after > 22) return undefined;
  // Both are exact, so that their quotient is the nearest double.
  const result = after > 0 ? value / powers[after]! : value;
  return negative ? -result : result;
}

/** The rows `rows` (in the order given) of a .dbf as columns, read field by field. Rows beyond its end are empty. */
export function dbfColumns(table: DbfTable, rows: Uint32Array): Column[] {
  const { bytes, head, size, count } = table;
  const decoder = new TextDecoder(table.encoding);
  const decode = (part: Uint8Array) => decoder.decode(part);
  return dbfFields(table).map(({ name, kind }, k): Column => {
    const field = table.fields[k]!;
    const cell = (row: number) => bounds(bytes, head + row * size + field.at, field.length);
    if (kind !== 'text') {
      // Numbers that are none, and dates, are few or short: the slower way keeps what they say.
      const column = growingColumn({ name, kind }, rows.length);
      rows.forEach((row, at) => {
        if (row >= count) return;
        const [from, to] = cell(row);
        if (to <= from) return;
        const quick = kind === 'number' ? plainNumber(bytes, from, to) : undefined;
        column.push(at, quick ?? numberOf(field.type, decode(bytes.subarray(from, to))));
      });
      return column.finish(rows.length);
    }
    const dictionary = new ByteDictionary();
    const codes = new Uint32Array(rows.length);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      if (row >= count) continue;
      const [from, to] = cell(row);
      codes[at] = dictionary.codeOf(bytes, from, to);
    }
    return { name, kind, ...dictionary.column(codes, decode) };
  });
}
