import type { Cursor } from './cursor.ts';

const slots = 2048;

/**
 * Texts of one column. Most columns of a table hold few different texts, which are decoded once: a text met lately is
 * found again by its bytes, so that half a million rows do not make half a million equal strings.
 */
export class Texts {
  declare private readonly decoder: TextDecoder;
  declare private readonly at: Int32Array;
  declare private readonly lengths: Int32Array;
  declare private readonly texts: string[];

  constructor(utf8: boolean) {
    this.decoder = new TextDecoder(utf8 ? 'utf-8' : 'utf-16le');
    this.at = new Int32Array(slots);
    this.lengths = new Int32Array(slots).fill(-1);
    this.texts = [];
  }

  /** A text behind its length in bytes. */
  read(cursor: Cursor): string {
    const length = cursor.varuint();
    const from = cursor.take(length);
    if (length === 0) return '';
    const { bytes } = cursor;
    if (length > 96) return this.decoder.decode(bytes.subarray(from, from + length));
    let hash = length;
    for (let i = from; i < from + length; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    const slot = (hash ^ (hash >>> 15)) & (slots - 1);
    if (this.lengths[slot] === length && same(bytes, this.at[slot] as number, from, length))
      return this.texts[slot] as string;
    const text = this.decoder.decode(bytes.subarray(from, from + length));
    this.at[slot] = from;
    this.lengths[slot] = length;
    this.texts[slot] = text;
    return text;
  }
}

function same(bytes: Uint8Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[a + i] !== bytes[b + i]) return false;
  return true;
}
