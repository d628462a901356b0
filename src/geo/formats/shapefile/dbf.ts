import { ProblemError, problem } from '../../../model/index.ts';
import type { ProblemList } from '../problems.ts';
import { parseNumber } from '../text.ts';

type Row = Record<string, unknown>;

interface Field {
  name: Uint8Array;
  type: string;
  at: number;
  length: number;
}

const labels: [RegExp, string][] = [
  [/^(?:utf-?8|65001)$/i, 'utf-8'],
  [/^(?:gbk|gb2312|gb18030|936|cp936|ansi 936|windows-936|oem)$/i, 'gb18030'],
  [/^(?:big5|950|cp950)$/i, 'big5'],
  [/^(?:iso-?8859-?1|88591|latin1|1252|windows-1252|ansi 1252)$/i, 'windows-1252'],
];

/** The encoding a .cpg names, or undefined when it is missing or says nothing known. */
export function readCpg(text: string | undefined): string | undefined {
  const said = text?.trim() ?? '';
  return labels.find(([pattern]) => pattern.test(said))?.[1];
}

/** Strict UTF-8, but a field cut in the middle of a character at its end still counts. */
function isUtf8(bytes: Uint8Array): boolean {
  for (let cut = 0; cut < 4 && cut <= bytes.length; cut++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {
      // A character is at most four bytes: after three more tries it is not UTF-8.
    }
  }
  return false;
}

const trimmed = (bytes: Uint8Array): Uint8Array => {
  let end = bytes.indexOf(0);
  if (end < 0) end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0x20) end--;
  return bytes.subarray(0, end);
};

/**
 * Rows of a .dbf (dBase III+ and later), deleted ones as undefined so that rows stay beside their shapes. Encoding: the
 * .cpg, else the bytes themselves (UTF-8 where all of them are, else GB18030). The header's code page byte is not
 * asked: programs leave it at whatever it was.
 * @throws ProblemError when the header makes no sense
 */
export function readDbf(
  bytes: Uint8Array,
  cpg: string | undefined,
  problems: ProblemList,
): (Row | undefined)[] {
  if (bytes.length < 33) throw badHeader(bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [count, head, size] = [view.getUint32(4, true), view.getUint16(8, true), view.getUint16(10, true)];
  const fields = readFields(bytes, head, size);
  if (!fields.length || size < 2) throw badHeader(bytes.length);
  const whole = Math.min(count, Math.floor((bytes.length - head) / size));
  if (whole < count)
    problems.warn(
      'dbf-cut-short',
      {
        zh: `.dbf 称有 ${count} 条记录，实际只有 ${whole} 条。`,
        en: `The .dbf claims ${count} records, but holds ${whole}.`,
      },
      { record: whole + 1 },
    );
  const cell = (row: number, field: Field) => {
    const start = head + row * size + field.at;
    return trimmed(bytes.subarray(start, start + field.length));
  };
  const encoding = cpg ?? sniff(fields, whole, cell);
  const decoder = new TextDecoder(encoding);
  const names = fields.map((field) => decoder.decode(field.name));
  const rows: (Row | undefined)[] = [];
  for (let row = 0; row < whole; row++) {
    const deleted = bytes[head + row * size] === 0x2a;
    const entries = fields.map((f, i) => [names[i], typed(f.type, decoder.decode(cell(row, f)).trim())]);
    rows.push(deleted ? undefined : Object.fromEntries(entries));
  }
  return rows;
}

function readFields(bytes: Uint8Array, head: number, size: number): Field[] {
  const fields: Field[] = [];
  let at = 1;
  for (let o = 32; o + 32 <= Math.min(head, bytes.length) && bytes[o] !== 0x0d; o += 32) {
    const length = bytes[o + 16] as number;
    const name = trimmed(bytes.subarray(o, o + 11));
    if (at + length > size || name.length === 0) break;
    fields.push({ name, type: String.fromCharCode(bytes[o + 11] as number), at, length });
    at += length;
  }
  return fields;
}

function sniff(
  fields: readonly Field[],
  rows: number,
  cell: (row: number, field: Field) => Uint8Array,
): string {
  const text = fields.filter((f) => f.type === 'C');
  const ok =
    fields.every((f) => isUtf8(f.name)) &&
    Array.from({ length: Math.min(rows, 2_000) }, (_, row) => text.every((f) => isUtf8(cell(row, f)))).every(
      Boolean,
    );
  return ok ? 'utf-8' : 'gb18030';
}

function typed(type: string, text: string): unknown {
  if (type === 'N' || type === 'F') return parseNumber(text) ?? (text && !/^\*+$/.test(text) ? text : null);
  if (type === 'L') return /^[YyTt]$/.test(text) ? true : /^[NnFf]$/.test(text) ? false : null;
  if (type === 'D')
    return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
  return text;
}

const badHeader = (length: number): ProblemError =>
  new ProblemError(
    problem('dbf-header', {
      zh: `.dbf 文件头无法识别（${length} 字节）。`,
      en: `The header of the .dbf makes no sense (${length} bytes).`,
    }),
  );
