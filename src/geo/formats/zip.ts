import { type Bilingual, type Problem, ProblemError, problem } from '../../model/index.ts';
import { crc32 } from './crc32.ts';
import type { Limits } from './limits.ts';
import { overLimit } from './problems.ts';
import { decodeText } from './text.ts';
import type { SourceFile } from './types.ts';

/** True for an archive with members and for an empty one. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && bytes[3] === bytes[2] + 1;

/** A member as the archive's directory lists it. */
export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated; others are not unpacked. */
  method: number;
  packed: number;
  size: number;
  crc: number;
  encrypted: boolean;
  /** Where its local header begins. */
  at: number;
}

/** What has been taken out of one archive and of those within it so far. */
export interface ZipBudget {
  entries: number;
  bytes: number;
}

const damaged = (zh: string, en: string, file?: string): ProblemError =>
  new ProblemError(
    problem(
      'zip-damaged',
      { zh: `压缩包损坏：${zh}。`, en: `The archive is damaged: ${en}.` },
      file ? { file } : undefined,
      { zh: '请重新压缩或重新下载。', en: 'Make or download the archive again.' },
    ),
  );

/**
 * The members by the central directory (PKWARE APPNOTE 6.3.10, 4.3.12 to 4.3.16), with those of ZIP64; folders and the
 * shadow files of macOS are left out.
 * @throws ProblemError `zip-damaged` when the directory is not there or leads outside the file
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === undefined)
    throw damaged('没有目录，可能没有传完', 'its directory is missing; perhaps it is cut short');
  const { count, size, start } = directoryOf(view, end);
  // A program that unpacks itself stands before some archives: offsets then count from behind it.
  const shift = Math.max(0, end - size - start);
  const entries: ZipEntry[] = [];
  let at = start + shift;
  for (let i = 0; i < count; i++) {
    if (at < 0 || at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50)
      throw damaged(`目录第 ${i + 1} 项读不出`, `entry ${i + 1} of its directory makes no sense`);
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((o) => view.getUint16(at + o, true)) as [
      number,
      number,
      number,
    ];
    const flags = view.getUint16(at + 8, true);
    const raw = bytes.subarray(at + 46, at + 46 + nameLength);
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const entry: ZipEntry = {
      name: nameOf(raw, extra).replaceAll('\\', '/'),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      encrypted: (flags & 1) !== 0,
      at: view.getUint32(at + 42, true),
    };
    widen(entry, extra);
    entry.at += shift;
    if (!/\/$/.test(entry.name) && !/(^|\/)(__MACOSX\/|\._)/.test(entry.name)) entries.push(entry);
    at += 46 + nameLength + extraLength + noteLength;
  }
  return entries;
}

/** The end record, looked for backwards over the longest comment there can be. */
function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  return undefined;
}

function directoryOf(view: DataView, end: number): { count: number; size: number; start: number } {
  const plain = {
    count: view.getUint16(end + 10, true),
    size: view.getUint32(end + 12, true),
    start: view.getUint32(end + 16, true),
  };
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) return plain;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== 0x06064b50) return plain;
  const [count, size, start] = [32, 40, 48].map((o) => Number(view.getBigUint64(at + o, true))) as [
    number,
    number,
    number,
  ];
  // The two further records lie between directory and end.
  return { count, size: size + (end - at), start };
}

/** Calls `visit` for every extra field of a member. */
function eachExtra(extra: Uint8Array, visit: (id: number, body: DataView) => void): void {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = Math.min(view.getUint16(at + 2, true), extra.length - at - 4);
    visit(view.getUint16(at, true), new DataView(extra.buffer, extra.byteOffset + at + 4, length));
    at += 4 + length;
  }
}

/** Sizes and place of a ZIP64 member (4.5.3): each stands in the extra field when its own place holds 0xffffffff. */
function widen(entry: ZipEntry, extra: Uint8Array): void {
  eachExtra(extra, (id, body) => {
    if (id !== 1) return;
    let at = 0;
    for (const key of ['size', 'packed', 'at'] as const)
      if (entry[key] === 0xffffffff && at + 8 <= body.byteLength) {
        entry[key] = Number(body.getBigUint64(at, true));
        at += 8;
      }
  });
}

/**
 * A name in the Unicode path field (4.6.9) where it belongs to the name beside it; else UTF-8 where it is, else GB18030.
 * Flag 11 is not asked: programs set it over names that are not UTF-8, and leave it out over names that are.
 */
function nameOf(raw: Uint8Array, extra: Uint8Array): string {
  let unicode: string | undefined;
  eachExtra(extra, (id, body) => {
    if (id !== 0x7075 || body.byteLength < 6 || body.getUint32(1, true) !== crc32(raw)) return;
    unicode = new TextDecoder().decode(new Uint8Array(body.buffer, body.byteOffset + 5, body.byteLength - 5));
  });
  return unicode ?? decodeText(raw);
}

const methods: Record<number, string> = {
  9: 'Deflate64',
  12: 'BZIP2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
};

/**
 * One member unpacked. Sizes are checked before, and the unpacker writes into a buffer of the declared size only.
 * @throws ProblemError when a limit is passed, or the member is encrypted, damaged or packed by another method
 */
export async function unpack(
  bytes: Uint8Array,
  entry: ZipEntry,
  limits: Limits,
  budget: ZipBudget = { entries: 0, bytes: 0 },
): Promise<Uint8Array> {
  const { name, size, packed, method } = entry;
  if (entry.encrypted) throw new ProblemError(encrypted(name));
  if (method !== 0 && method !== 8)
    throw new ProblemError(
      refused(
        'zip-method',
        name,
        `用 ${methods[method] ?? `第 ${method} 种`} 方法压缩`,
        `is packed by ${methods[method] ?? `method ${method}`}`,
        {
          zh: '请解压后导入，或用普通 zip 重新压缩。',
          en: 'Unpack it first, or pack it again as an ordinary zip.',
        },
      ),
    );
  const ratio = size / Math.max(1, packed);
  if (size > 1e5 && ratio > limits.zipRatio)
    throw overLimit('zipRatio', ratio.toFixed(0), limits.zipRatio, name);
  budget.bytes += size;
  if (budget.bytes > limits.unpackedBytes)
    throw overLimit('unpackedBytes', budget.bytes, limits.unpackedBytes, name);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== 0x04034b50)
    throw damaged('成员的文件头读不出', 'the header of a member makes no sense', name);
  const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  if (start + packed > bytes.length)
    throw damaged('成员超出文件末尾', 'a member reaches beyond its end', name);
  const content = bytes.subarray(start, start + packed);
  const unpacked = method === 0 ? content.slice() : await inflated(content, size, name);
  if (unpacked.length !== size || crc32(unpacked) !== entry.crc)
    throw damaged('成员的校验码不符', 'the checksum of a member does not fit', name);
  return unpacked;
}

async function inflated(content: Uint8Array, size: number, name: string): Promise<Uint8Array> {
  const { inflateSync } = await import('fflate');
  try {
    return inflateSync(content, { out: new Uint8Array(size) });
  } catch {
    throw damaged('成员解不开', 'a member cannot be unpacked', name);
  }
}

const refused = (code: string, file: string, zh: string, en: string, remedy: Bilingual): Problem =>
  problem(code, { zh: `该文件${zh}，未读入。`, en: `The file ${en} and was not read.` }, { file }, remedy);

/** What to do with an archive that a password protects. */
export const unlockFirst: Bilingual = {
  zh: '请输入密码解压后导入。',
  en: 'Unpack it with its password and import the files.',
};

/** The fault of a member that a password protects. */
export const encrypted = (file: string): Problem =>
  refused('zip-encrypted', file, '设有密码', 'is protected by a password', unlockFirst);

/**
 * The wanted files of an archive.
 * @throws ProblemError when a limit is passed or the archive is damaged
 */
export async function unzip(
  bytes: Uint8Array,
  limits: Limits,
  wanted: (name: string) => boolean,
): Promise<SourceFile[]> {
  const budget: ZipBudget = { entries: 0, bytes: 0 };
  const files: SourceFile[] = [];
  const entries = zipEntries(bytes);
  if (entries.length > limits.zipEntries) throw overLimit('zipEntries', entries.length, limits.zipEntries);
  for (const entry of entries)
    if (wanted(entry.name))
      files.push({ name: entry.name, bytes: await unpack(bytes, entry, limits, budget), owned: true });
  return files;
}

/** The members' names, none where the archive is damaged. */
export function namesIn(bytes: Uint8Array): string[] {
  try {
    return zipEntries(bytes).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Whether a member of that name is there; looking needs no unpacking. */
export const holds = (bytes: Uint8Array, name: RegExp): boolean =>
  namesIn(bytes).some((one) => name.test(one));
