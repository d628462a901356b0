import { warning } from '../../../model/index.ts';
import { encodeGbk } from '../gbk.ts';
import { notInGbk, type ProblemList } from '../problems.ts';
import type { WriteFeature } from '../types.ts';

interface Column {
  key: string;
  name: Uint8Array;
  type: 'C' | 'N' | 'L';
  length: number;
  decimals: number;
}

const nameBytes = 10;
const textBytes = 254;
const mostColumns = 255;
const numberWidth = 24;

/** At most `most` bytes, never half a character. */
function encode(text: string, encoding: 'gbk' | 'utf-8', most: number): Uint8Array {
  const all = (part: string) => (encoding === 'gbk' ? encodeGbk(part).bytes : new TextEncoder().encode(part));
  let bytes = all(text);
  if (bytes.length <= most) return bytes;
  const characters = [...text].slice(0, most);
  while (bytes.length > most) {
    characters.pop();
    bytes = all(characters.join(''));
  }
  return bytes;
}

const shown = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

const whole = (value: unknown) => Number.isSafeInteger(value);

function columns(
  rows: readonly Record<string, unknown>[],
  encoding: 'gbk' | 'utf-8',
  problems: ProblemList,
): Column[] {
  const all = [...new Set(rows.flatMap(Object.keys))];
  const keys = all.slice(0, mostColumns);
  if (all.length > keys.length) {
    const what = {
      zh: `Shapefile 最多 ${mostColumns} 个字段，另有 ${all.length - keys.length} 个没有写出：${all.slice(mostColumns, mostColumns + 5).join('、')} 等。`,
      en: `A shapefile holds ${mostColumns} fields; ${all.length - keys.length} more were not written: ${all.slice(mostColumns, mostColumns + 5).join(', ')} and so on.`,
    };
    problems.add({ ...warning('fields-left-out', what), lost: all.length - keys.length });
  }
  const usedNames = new Set<string>();
  const shortened: string[] = [];
  const list = keys.map((key): Column => {
    const values = rows.map((row) => row[key]).filter((v) => v !== null && v !== undefined);
    const type =
      values.length && values.every((v) => typeof v === 'number' && Number.isFinite(v))
        ? 'N'
        : values.length && values.every((v) => typeof v === 'boolean')
          ? 'L'
          : 'C';
    let name = encode(key, encoding, nameBytes);
    for (let n = 1; usedNames.has(String(name)); n++) {
      const tail = encode(`_${n}`, encoding, nameBytes);
      name = new Uint8Array([...encode(key, encoding, nameBytes - tail.length), ...tail]);
    }
    usedNames.add(String(name));
    if (encode(key, encoding, 1_000).length > nameBytes) shortened.push(key);
    const decimals = type === 'N' && !values.every(whole) ? 12 : 0;
    const longest = values.reduce<number>(
      (m, v) => Math.max(m, encode(shown(v), encoding, textBytes).length),
      1,
    );
    return { key, name, type, decimals, length: type === 'N' ? numberWidth : type === 'L' ? 1 : longest };
  });
  if (shortened.length)
    problems.warn('field-names-shortened', {
      zh: `字段名最长 10 字节，已截短：${shortened.join('、')}。`,
      en: `Field names hold 10 bytes; these were shortened: ${shortened.join(', ')}.`,
    });
  return list;
}

function numberText(value: unknown, decimals: number): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '';
  if (!decimals) return String(value);
  // As many decimals as fit the column and no more than a double has.
  for (let d = decimals; d >= 0; d--) {
    const text = value.toFixed(d);
    if (text.length <= numberWidth) return text;
  }
  return value.toExponential(10);
}

/** The rows of a .dbf; a name not among the properties goes into the field 名称. */
export function writeDbf(
  features: readonly WriteFeature[],
  encoding: 'gbk' | 'utf-8',
  problems: ProblemList,
): Uint8Array {
  const rows = features.map(
    ({ properties, name }): Record<string, unknown> =>
      name === undefined || Object.values(properties).includes(name)
        ? properties
        : { 名称: name, ...properties },
  );
  const fieldColumns = columns(rows, encoding, problems);
  const list = fieldColumns.length
    ? fieldColumns
    : columns(
        rows.map((_, i) => ({ id: i + 1 })),
        encoding,
        problems,
      );
  /** Texts that were cut, by field; characters that GBK lacks. */
  const cut = new Map<string, number>();
  const missing: string[] = [];
  const note = (written: string) => {
    if (encoding === 'gbk') missing.push(...encodeGbk(written).missing);
  };
  const size = 1 + list.reduce((sum, c) => sum + c.length, 0);
  const head = 32 + list.length * 32 + 1;
  const bytes = new Uint8Array(head + rows.length * size + 1).fill(0x20, head);
  const view = new DataView(bytes.buffer);
  bytes.set([3, 126, 1, 1]);
  view.setUint32(4, rows.length, true);
  view.setUint16(8, head, true);
  view.setUint16(10, size, true);
  for (const [i, column] of list.entries()) {
    const at = 32 + i * 32;
    bytes.set(column.name, at);
    note(column.key);
    bytes[at + 11] = column.type.charCodeAt(0);
    bytes[at + 16] = column.length;
    bytes[at + 17] = column.decimals;
  }
  bytes[head - 1] = 0x0d;
  for (const [r, row] of rows.entries()) {
    let at = head + r * size + 1;
    for (const column of list) {
      const value = fieldColumns.length ? row[column.key] : r + 1;
      if (column.type === 'N')
        bytes.set(new TextEncoder().encode(numberText(value, column.decimals).padStart(column.length)), at);
      else if (column.type === 'L') bytes[at] = value === true ? 0x54 : value === false ? 0x46 : 0x3f;
      else {
        const text = encode(shown(value), encoding, textBytes);
        if (encode(shown(value), encoding, textBytes + 4).length > textBytes)
          cut.set(column.key, (cut.get(column.key) ?? 0) + 1);
        note(shown(value));
        bytes.set(text, at);
      }
      at += column.length;
    }
  }
  bytes[bytes.length - 1] = 0x1a;
  if (cut.size) {
    const texts = [...cut.values()].reduce((sum, count) => sum + count, 0);
    const what = {
      zh: `文字最长 ${textBytes} 字节，已截短 ${texts} 处，字段：${[...cut.keys()].join('、')}。`,
      en: `Text holds ${textBytes} bytes; ${texts} were cut, in the fields ${[...cut.keys()].join(', ')}.`,
    };
    const remedy = {
      zh: '要保留全文请写 GeoJSON、KML 或 CSV。',
      en: 'Write GeoJSON, KML or CSV to keep them whole.',
    };
    problems.add({ ...warning('text-shortened', what, undefined, remedy), lost: texts });
  }
  if (missing.length) problems.add(notInGbk(missing));
  return bytes;
}
