import { ProblemError, problem } from '../../../model/index.ts';
import type { TabField } from './tab-head.ts';

/** Bytes a field takes in a .dat; texts and decimals have their width. */
const sizes: Record<string, number> = {
  integer: 4,
  smallint: 2,
  largeint: 8,
  float: 8,
  date: 4,
  time: 4,
  datetime: 8,
  logical: 1,
};

/** One row for each record, undefined for one that is deleted; and the characters that could not be read. */
export interface DatRows {
  rows: (Record<string, unknown> | undefined)[];
  /** Rows the head claims and the file does not hold. */
  missing: number;
  unreadCharacters: number;
  encoding: string;
}

const two = (value: number) => String(value).padStart(2, '0');

function dateAt(view: DataView, at: number): string | null {
  const [year, month, day] = [view.getInt16(at, true), view.getUint8(at + 2), view.getUint8(at + 3)];
  return year || month || day ? `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` : null;
}

/** Milliseconds since midnight. */
function timeAt(view: DataView, at: number): string | null {
  const value = view.getInt32(at, true);
  if (value < 0) return null;
  const seconds = Math.floor(value / 1000);
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((one) => two(Math.floor(one))).join(':');
}

/** Integers beyond what a number holds keep their digits as a text. */
function largeAt(view: DataView, at: number): number | string {
  const value = view.getBigInt64(at, true);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function binary(type: string, view: DataView, at: number): unknown {
  switch (type) {
    case 'integer':
      return view.getInt32(at, true);
    case 'smallint':
      return view.getInt16(at, true);
    case 'largeint':
      return largeAt(view, at);
    case 'float': {
      const value = view.getFloat64(at, true);
      return Number.isFinite(value) ? value : null;
    }
    case 'date':
      return dateAt(view, at);
    case 'time':
      return timeAt(view, at);
    case 'datetime': {
      const [date, time] = [dateAt(view, at), timeAt(view, at + 4)];
      return date && time ? `${date}T${time}` : date;
    }
    default:
      return /[TtYy1]/.test(String.fromCharCode(view.getUint8(at)));
  }
}

const damaged = (): ProblemError =>
  new ProblemError(
    problem(
      'tab-dat',
      {
        zh: '.dat 的字段与 .tab 所写的不一致，属性未读入。',
        en: 'The fields of the .dat are not those the .tab names; attributes were left out.',
      },
      undefined,
      {
        zh: '请重新复制四个文件，或从 MapInfo 导出为 MIF/MID。',
        en: 'Copy the files again, or export MIF/MID from MapInfo.',
      },
    ),
  );

/**
 * The rows of a .dat: a head as of dBASE, then records with binary figures. Texts are in `encoding`; where the table
 * names none that can be relied on, in UTF-8 where all of them can be that, else in GB18030.
 * @throws ProblemError `tab-dat`
 */
export function readDat(
  bytes: Uint8Array,
  fields: readonly TabField[],
  encoding: string | undefined,
): DatRows {
  if (bytes.length < 33) throw damaged();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [count, head, size] = [view.getUint32(4, true), view.getUint16(8, true), view.getUint16(10, true)];
  let at = 1;
  const places = fields.map(({ name, type }, i) => {
    const descriptor = 32 + 32 * i;
    const width =
      descriptor + 32 <= head && descriptor + 32 <= bytes.length ? (bytes[descriptor + 16] as number) : 0;
    const place = { name, type, at, size: width };
    at += width;
    return place;
  });
  if (size < 1 || at !== size || places.some((one) => one.size < (sizes[one.type] ?? 1))) throw damaged();
  const rows = Math.min(count, Math.floor(Math.max(0, bytes.length - head) / size));
  const text = (row: number, from: number, length: number): Uint8Array => {
    const start = head + row * size + from;
    const cell = bytes.subarray(start, start + length);
    const end = cell.indexOf(0);
    return end < 0 ? cell : cell.subarray(0, end);
  };
  const texts = places.filter(({ type }) => !sizes[type]);
  const strict = new TextDecoder('utf-8', { fatal: true });
  const isUtf8 = (): boolean => {
    try {
      for (let row = 0; row < rows; row++)
        for (const one of texts) strict.decode(text(row, one.at, one.size));
      return true;
    } catch {
      return false;
    }
  };
  const used = encoding ?? (isUtf8() ? 'utf-8' : 'gb18030');
  const decoder = new TextDecoder(used);
  const read: DatRows = { rows: [], missing: count - rows, unreadCharacters: 0, encoding: used };
  for (let row = 0; row < rows; row++) {
    const start = head + row * size;
    if (bytes[start] === 0x2a) {
      read.rows.push(undefined);
      continue;
    }
    const values = places.map(({ name, type, at: from, size: length }): [string, unknown] => {
      if (sizes[type]) return [name, binary(type, view, start + from)];
      const written = decoder.decode(text(row, from, length)).trim();
      read.unreadCharacters += written.split('\ufffd').length - 1;
      if (type !== 'decimal') return [name, written];
      const value = written === '' ? null : Number(written);
      return [
        name,
        value === null || !Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER
          ? written || null
          : value,
      ];
    });
    read.rows.push(Object.fromEntries(values));
  }
  return read;
}
