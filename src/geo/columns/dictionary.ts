import { narrow, packTexts, type TextColumn } from './columns.ts';

/**
 * The different byte strings of a column, distinguished without making a text of each: a land-use file has millions of
 * fields and a few thousand words. Code 0 is none, k the k-th string met.
 */
export class ByteDictionary {
  declare private readonly bytes: Uint8Array;
  declare private table: Uint32Array;
  declare private from: Uint32Array;
  declare private length: Uint16Array;
  declare private hashes: Uint32Array;
  declare private count: number;

  /** @param bytes the file; strings are named by where they lie in it */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.table = new Uint32Array(1024);
    this.from = new Uint32Array(512);
    this.length = new Uint16Array(512);
    this.hashes = new Uint32Array(512);
    this.count = 0;
  }

  /** The code of the bytes `from` to `to` (exclusive), at most 65,535 of them; 0 for none. */
  codeOf(from: number, to: number): number {
    if (to <= from) return 0;
    const { bytes } = this;
    let hash = 0x811c9dc5;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.table.length - 1;
    let slot = hash & mask;
    for (let code = this.table[slot]!; code; code = this.table[slot]!) {
      if (this.hashes[code - 1] === hash && this.length[code - 1] === to - from) {
        const start = this.from[code - 1]!;
        let k = 0;
        while (k < to - from && bytes[start + k] === bytes[from + k]) k++;
        if (k === to - from) return code;
      }
      slot = (slot + 1) & mask;
    }
    return this.add(from, to - from, hash, slot);
  }

  private add(from: number, length: number, hash: number, slot: number): number {
    if (this.count === this.from.length) this.grow();
    const code = this.count + 1;
    this.from[this.count] = from;
    this.length[this.count] = length;
    this.hashes[this.count] = hash;
    this.count = code;
    if (2 * code <= this.table.length) this.table[slot] = code;
    else this.rehash();
    return code;
  }

  private grow(): void {
    const bigger = <T extends Uint32Array | Uint16Array>(old: T): T => {
      const next = new (old.constructor as new (n: number) => T)(2 * old.length);
      next.set(old);
      return next;
    };
    this.from = bigger(this.from);
    this.length = bigger(this.length);
    this.hashes = bigger(this.hashes);
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

  /** The column of rows with these codes; `decode` makes a text of bytes. */
  column(
    codes: Uint32Array,
    decode: (bytes: Uint8Array) => string,
  ): Pick<TextColumn, 'codes' | 'bytes' | 'ends'> {
    const texts = Array.from({ length: this.count }, (_, k) =>
      this.textOf(this.from[k]!, this.length[k]!, decode),
    );
    return { codes: narrow(codes, this.count), ...packTexts(texts, this.count) };
  }

  private textOf(from: number, length: number, decode: (bytes: Uint8Array) => string): string {
    let text = '';
    for (let i = from; i < from + length; i++) {
      const code = this.bytes[i]!;
      if (code > 0x7e) return decode(this.bytes.subarray(from, from + length)).trim();
      text += String.fromCharCode(code);
    }
    return text;
  }
}
