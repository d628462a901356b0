import { type Problem, ProblemError, problem, warning } from '../../../model/index.ts';
import type { ProblemList } from '../problems.ts';
import { parseNumber } from '../text.ts';

type Row = Record<string, unknown>;

interface Field {
  name: Uint8Array;
  type: string;
  at: number;
  length: number;
  decimals: number;
}

/** Where everything lies in a .dbf: row r is the `size` bytes from `head + r * size`, its first one `*` when deleted. */
export interface DbfTable {
  bytes: Uint8Array;
  fields: readonly Field[];
  names: string[];
  head: number;
  size: number;
  /** Rows that are wholly there. */
  count: number;
  encoding: string;
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
 * The layout of a .dbf (dBase III+ and later). Encoding: the .cpg where the
 * bytes can be that, else the bytes themselves (UTF-8 where all of them are,
 * else GB18030). The header's code page byte is not asked: programs leave it at whatever it was.
 * @throws ProblemError when the header makes no sense
 */
export function openDbf(bytes: Uint8Array, cpg: string | undefined, problems: ProblemList): DbfTable {
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
  const encoding = encodingOf(cpg, sniff(fields, whole, cell), problems);
  const decoder = new TextDecoder(encoding);
  const names = fields.map((field) => decoder.decode(field.name));
  return { bytes, fields, names, head, size, count: whole, encoding };
}

/** Whether a row is marked as deleted. */
export const isDeleted = ({ bytes, head, size }: DbfTable, row: number): boolean =>
  bytes[head + row * size] === 0x2a;

/** Rows of a .dbf, deleted ones as undefined so that rows stay beside their shapes. See `openDbf`. */
export function readDbf(
  bytes: Uint8Array,
  cpg: string | undefined,
  problems: ProblemList,
): (Row | undefined)[] {
  const table = openDbf(bytes, cpg, problems);
  const { fields, names, head, size, count } = table;
  const decoder = new TextDecoder(table.encoding);
  let unread = 0;
  const rows = Array.from({ length: count }, (_, row): Row | undefined => {
    if (isDeleted(table, row)) return undefined;
    const values: Row = {};
    for (const [i, field] of fields.entries()) {
      const start = head + row * size + field.at;
      const written = decoder.decode(trimmed(bytes.subarray(start, start + field.length))).trim();
      for (let at = written.indexOf('\ufffd'); at >= 0; at = written.indexOf('\ufffd', at + 1)) unread++;
      values[names[i] as string] = typed(field.type, written);
    }
    return values;
  });
  if (unread) problems.add(charactersLost(unread, table.encoding));
  return rows;
}

function readFields(bytes: Uint8Array, head: number, size: number): Field[] {
  const fields: Field[] = [];
  let at = 1;
  for (let o = 32; o + 32 <= Math.min(head, bytes.length) && bytes[o] !== 0x0d; o += 32) {
    const length = bytes[o + 16] as number;
    const name = trimmed(bytes.subarray(o, o + 11));
    if (at + length > size || name.length === 0) break;
    const decimals = bytes[o + 17] as number;
    fields.push({ name, type: String.fromCharCode(bytes[o + 11] as number), at, length, decimals });
    at += length;
  }
  return fields;
}

/** Cells beyond ASCII decide; a field cut in the middle of a character at its end still counts as UTF-8. */
function sniff(
  fields: readonly Field[],
  rows: number,
  cell: (row: number, field: Field) => Uint8Array,
): 'utf-8' | 'utf-8 of three bytes' | 'gb18030' | 'ascii' {
  const text = fields.filter((f) => f.type === 'C');
  const names = fields.map((f) => f.name).filter(beyondAscii);
  if (!names.every(isUtf8)) return 'gb18030';
  let named = names.length > 0;
  let wide = names.some(hasWide);
  for (let row = 0; row < rows; row++)
    for (const field of text) {
      const bytes = cell(row, field);
      if (!beyondAscii(bytes)) continue;
      if (!isUtf8(bytes)) return 'gb18030';
      named = true;
      wide ||= hasWide(bytes);
    }
  return wide ? 'utf-8 of three bytes' : named ? 'utf-8' : 'ascii';
}

/** Bytes of UTF-8 with a character of three, as Chinese ones are: texts of another encoding do not look like that. */
const hasWide = (bytes: Uint8Array): boolean => bytes.some((byte) => byte >= 0xe0);

const beyondAscii = (bytes: Uint8Array): boolean => bytes.some((byte) => byte > 0x7f);

/** The encoding of the texts: what the .cpg names, unless the bytes cannot be that. */
function encodingOf(cpg: string | undefined, found: ReturnType<typeof sniff>, problems: ProblemList): string {
  const declared = found === 'ascii' || found.startsWith('utf-8') ? 'utf-8' : 'gb18030';
  const lies =
    cpg === 'utf-8' ? declared === 'gb18030' : cpg !== undefined && found === 'utf-8 of three bytes';
  if (!lies) return cpg ?? declared;
  const [said, is] = [cpg?.toUpperCase() ?? '', declared === 'utf-8' ? 'UTF-8' : 'GBK'];
  problems.add({
    ...warning('cpg-differs', {
      zh: `.cpg 写明是 ${said}，但 .dbf 的文字不是，已按 ${is} 读取。`,
      en: `The .cpg says ${said}, but the texts of the .dbf are not; they were read as ${is}.`,
    }),
    severity: 'info',
  });
  return declared;
}

function typed(type: string, text: string): unknown {
  if (type === 'N' || type === 'F') {
    // Whole numbers beyond 2^53, as codes of parcels are, keep their digits.
    if (/^-?\d{16,}$/.test(text) && !Number.isSafeInteger(Number(text))) return text;
    return parseNumber(text) ?? (text && !/^\*+$/.test(text) ? text : null);
  }
  if (type === 'L') return /^[YyTt]$/.test(text) ? true : /^[NnFf]$/.test(text) ? false : null;
  if (type === 'D')
    return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
  return text;
}

const charactersLost = (count: number, encoding: string): Problem => ({
  ...warning(
    'dbf-characters',
    {
      zh: `.dbf 里有 ${count} 个字符按 ${encoding.toUpperCase()} 读不出（字段长度把字截断，或编码不符），显示为乱码。`,
      en: `${count} characters of the .dbf cannot be read as ${encoding.toUpperCase()} (cut off by the length of a field, or of another encoding) and are shown as replacement marks.`,
    },
    undefined,
    { zh: '请核对 .cpg 或重新导出为 UTF-8。', en: 'Check the .cpg or export again as UTF-8.' },
  ),
  lost: count,
});

/** What a cell of a field that is no text says: a number, an ISO date, or the text where it is neither. */
export function numberOf(type: string, text: string): string | number | null {
  const value = typed(type, text.trim());
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

const badHeader = (length: number): ProblemError =>
  new ProblemError(
    problem('dbf-header', {
      zh: `.dbf 文件头无法识别（${length} 字节）。`,
      en: `The header of the .dbf cannot be recognised (${length} bytes).`,
    }),
  );
