import type { TextColumn } from './columns.ts';

/**
 * The different byte strings of a column, distinguished without making a text of each: a land-use file has millions of
 * fields and a few thousand words. Code 0 is none, k the k-th string met. Each is kept once, so that the file may go.
 */
export class ByteDictionary {
  declare private kept: Uint8Array;
  declare private table: Uint32Array;
  /** Where every string ends in `kept`; it begins where the one before it ends. */
  declare private ends: Uint32Array;
  declare private hashes: Uint32Array;
  declare private count: number;

  constructor() {
    this.kept = new Uint8Array(1024);
    this.table = new Uint32Array(128);
    this.ends = new Uint32Array(64);
    this.hashes = new Uint32Array(64);
    this.count = 0;
  }

  /** The code of the bytes `from` to `to` (exclusive) of `bytes`; 0 for none. */
  codeOf(bytes: Uint8Array, from: number, to: number): number {
    if (to <= from) return 0;
    let hash = 0x811c9dc5;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const { table, hashes, ends, kept } = this;
    const mask = table.length - 1;
    let slot = hash & mask;
    for (let code = table[slot]!; code; code = table[slot]!) {
      if (hashes[code - 1] === hash) {
        const start = code > 1 ? ends[code - 2]! : 0;
        if (ends[code - 1]! - start === to - from) {
          let k = 0;
          while (k < to - from && kept[start + k] === bytes[from + k]) k++;
          if (k === to - from) return code;
        }
      }
      slot = (slot + 1) & mask;
    }
    return this.add(bytes, from, to, hash, slot);
  }

  private add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    if (this.count === this.ends.length) {
      this.ends = bigger(this.ends, 2 * this.count);
      this.hashes = bigger(this.hashes, 2 * this.count);
    }
    const start = this.count ? this.ends[this.count - 1]! : 0;
    const end = start + to - from;
    if (end > this.kept.length) this.kept = bigger(this.kept, Math.ceil(1.5 * end));
    // Plain loop: a view of a few bytes costs more than copying them.
    for (let i = from; i < to; i++) this.kept[start + i - from] = bytes[i]!;
    this.ends[this.count] = end;
    this.hashes[this.count] = hash;
    const code = ++this.count;
    if (2 * code <= this.table.length) this.table[slot] = code;
    else this.rehash();
    return code;
  }

  private rehash(): void {
    this.table = new Uint32Array(2 * this.table.length);
    const mask = this.table.length - 1;
    for (let code = 1; code <= this.count; code++) {
      let slot = this.hashes[code - 1]! & mask;
      while (this.table[slot]) slot = (slot + 1) & mask;
      this.table[slot] = code;
    }
  }

  /** The column of rows with these codes; `decode` makes a text of bytes that are not UTF-8 already. */
  column(
    codes: TextColumn['codes'],
    decode?: (bytes: Uint8Array) => string,
  ): Pick<TextColumn, 'codes' | 'bytes' | 'ends'> {
    const end = this.count ? this.ends[this.count - 1]! : 0;
    const bytes = this.kept.subarray(0, end);
    const narrowed = narrow(codes, this.count);
    if (!decode || bytes.every((byte) => byte < 0x7f))
      return { codes: narrowed, bytes: bytes.slice(), ends: this.ends.slice(0, this.count) };
    return { codes: narrowed, ...packTexts(this.texts(decode), this.count) };
  }

  private *texts(decode: (bytes: Uint8Array) => string): Generator<string> {
    for (let k = 0, from = 0; k < this.count; from = this.ends[k++]!) {
      const part = this.kept.subarray(from, this.ends[k]!);
      const plain = part.length < 64 && part.every((byte) => byte < 0x7f);
      yield plain ? String.fromCharCode.apply(null, part as unknown as number[]) : decode(part).trim();
    }
  }
}

function bigger<T extends Uint8Array | Uint32Array>(old: T, length: number): T {
  const next = new (old.constructor as new (n: number) => T)(length);
  next.set(old);
  return next;
}

const encoder = new TextEncoder();

/** The bytes and ends of a dictionary, in the order of its texts. */
function packTexts(texts: Iterable<string>, count: number): { bytes: Uint8Array; ends: Uint32Array } {
  let bytes = new Uint8Array(Math.max(64, 8 * count));
  const ends = new Uint32Array(count);
  let [at, k] = [0, 0];
  for (const text of texts) {
    if (at + 3 * text.length > bytes.length) {
      const bigger = new Uint8Array(2 * bytes.length + 3 * text.length);
      bigger.set(bytes.subarray(0, at));
      bytes = bigger;
    }
    at += encoder.encodeInto(text, bytes.subarray(at)).written;
    ends[k++] = at;
  }
  return { bytes: bytes.slice(0, at), ends };
}

/** The narrowest array for codes up to `most`. */
export function codesFor(most: number, length: number): TextColumn['codes'] {
  if (most < 2 ** 8) return new Uint8Array(length);
  return most < 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
}

function narrow(codes: TextColumn['codes'], most: number): TextColumn['codes'] {
  const narrower = codesFor(most, codes.length);
  if (narrower.BYTES_PER_ELEMENT === codes.BYTES_PER_ELEMENT) return codes;
  narrower.set(codes);
  return narrower;
}
