import { shortSingle } from '../single.ts';
import type { Cursor } from './cursor.ts';
import { dateOffsetText, dateText, timeText } from './dates.ts';
import { fieldType, type TableField } from './fields.ts';
import { Texts } from './texts.ts';

/** Reads one value of a column. */
export type ValueReader = (cursor: Cursor) => string | number | null;

/** Bytes of the values that have always the same; of others the length stands before them. */
const sizes: Record<number, number> = {
  [fieldType.int16]: 2,
  [fieldType.int32]: 4,
  [fieldType.float32]: 4,
  [fieldType.float64]: 8,
  [fieldType.int64]: 8,
  [fieldType.datetime]: 8,
  [fieldType.date]: 8,
  [fieldType.time]: 8,
  [fieldType.datetimeOffset]: 10,
  [fieldType.uuid]: 16,
  [fieldType.globalId]: 16,
};

/** Passes over a value of a field. */
export function skipper({ type, managedRaster }: TableField): (cursor: Cursor) => void {
  // Of a picture in a table of its own there is its number.
  const size = type === fieldType.raster && managedRaster ? 4 : sizes[type];
  return size === undefined ? (cursor) => cursor.take(cursor.varuint()) : (cursor) => cursor.take(size);
}

/** Whether a field holds text that is written in UTF-8 behind its length. */
export const isUtf8 = ({ type }: TableField, utf8: boolean): boolean =>
  utf8 && (type === fieldType.text || type === fieldType.xml);

const hex = Array.from({ length: 256 }, (_, i) => i.toString(16).toUpperCase().padStart(2, '0'));

/** 16 bytes as `{D79C5D3A-…}`: the first three groups are little-endian numbers. */
function uuid(cursor: Cursor): string {
  const from = cursor.take(16);
  const byte = (i: number) => hex[cursor.bytes[from + i] as number];
  const group = (...places: number[]) => places.map(byte).join('');
  return `{${group(3, 2, 1, 0)}-${group(5, 4)}-${group(7, 6)}-${group(8, 9)}-${group(10, 11, 12, 13, 14, 15)}}`;
}

/** Whole numbers beyond 2^53 keep their digits as text: rounding would make another number of them. */
function int64(cursor: Cursor): number | string {
  const at = cursor.at;
  const value = cursor.int64();
  return Number.isSafeInteger(value) ? value : String(cursor.view.getBigInt64(at, true));
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function single(cursor: Cursor): number | null {
  const value = cursor.float32();
  return Number.isFinite(value) ? shortSingle(value) : null;
}

/** The reader of a field's values; undefined where none is handed out: bytes, pictures, the row's number, shapes (`Shapes`). */
export function valueReader(field: TableField, utf8: boolean): ValueReader | undefined {
  switch (field.type) {
    case fieldType.int16:
      return (cursor) => cursor.int16();
    case fieldType.int32:
      return (cursor) => cursor.int32();
    case fieldType.float32:
      return single;
    case fieldType.float64:
      return (cursor) => finite(cursor.float64());
    case fieldType.int64:
      return int64;
    case fieldType.text:
    case fieldType.xml: {
      const texts = new Texts(utf8);
      return (cursor) => texts.read(cursor);
    }
    case fieldType.datetime:
    case fieldType.date:
      return (cursor) => dateText(cursor.float64());
    case fieldType.time:
      return (cursor) => timeText(cursor.float64());
    case fieldType.datetimeOffset:
      return (cursor) => dateOffsetText(cursor.float64(), cursor.int16());
    case fieldType.uuid:
    case fieldType.globalId:
      return uuid;
    default:
      return undefined;
  }
}
