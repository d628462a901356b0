import { shortSingle } from '../single.ts';
import type { Column } from './header.ts';

/** Bytes of the fixed-width column types, in the order of the format's ColumnType; any other is a length and that many bytes. */
const columnBytes = [1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8];
const binaryType = 14;

/** Whether a column holds numbers (or booleans, which are of fixed width, too). */
export const isNumeric = ({ type }: Column): boolean => type < columnBytes.length;

/** Whole numbers beyond 2^53 keep their digits as texts. */
const whole = (value: bigint): number | string =>
  Number.isSafeInteger(Number(value)) ? Number(value) : String(value);

function numberAt(view: DataView, at: number, type: number): number | boolean | string {
  switch (type) {
    case 0:
      return view.getInt8(at);
    case 1:
      return view.getUint8(at);
    case 2:
      return view.getUint8(at) !== 0;
    case 3:
      return view.getInt16(at, true);
    case 4:
      return view.getUint16(at, true);
    case 5:
      return view.getInt32(at, true);
    case 6:
      return view.getUint32(at, true);
    case 7:
      return whole(view.getBigInt64(at, true));
    case 8:
      return whole(view.getBigUint64(at, true));
    case 9:
      return shortSingle(view.getFloat32(at, true));
    default:
      return view.getFloat64(at, true);
  }
}

/** Texts come by the thousand and are mostly plain letters and figures: those are made without a decoder. */
const decoder = new TextDecoder();
function textAt(view: DataView, from: number, length: number): string {
  if (from + length > view.byteLength) throw new RangeError('a text runs past the end');
  if (length < 24) {
    let text = '';
    for (let i = from; i < from + length; i++) {
      const code = view.getUint8(i);
      if (code > 0x7e) return decoder.decode(new Uint8Array(view.buffer, view.byteOffset + from, length));
      text += String.fromCharCode(code);
    }
    return text;
  }
  return decoder.decode(new Uint8Array(view.buffer, view.byteOffset + from, length));
}

/**
 * Reads the attributes of a feature from the bytes `from` to `end` (exclusive): number of the column, then its value,
 * over and over. Binary values are passed over, and reported.
 * @throws RangeError where a value leads outside `view` or to a column that is not there
 */
export function eachValue(
  view: DataView,
  from: number,
  end: number,
  columns: readonly Column[],
  visit: (column: number, value: string | number | boolean) => void,
  binary: (column: number) => void,
): void {
  for (let at = from; at + 2 <= end; ) {
    const index = view.getUint16(at, true);
    const type = columns[index]?.type;
    if (type === undefined) throw new RangeError('an attribute points to a field that is not there');
    at += 2;
    const width = columnBytes[type];
    if (width !== undefined) {
      visit(index, numberAt(view, at, type));
      at += width;
      continue;
    }
    const length = view.getUint32(at, true);
    if (type === binaryType) binary(index);
    else visit(index, textAt(view, at + 4, length));
    at += 4 + length;
  }
}
