/** The bytes end, or lead somewhere, where they cannot. Caught by whoever can name the record or the table. */
export class Damaged extends Error {}

/**
 * Reads on through a part of a file, never past `end`. Variable-length integers are those of the File Geodatabase: seven
 * bits a byte, lowest first, the high bit says that more follow; a signed one keeps its sign in bit 6 of the first byte.
 * They are exact up to 2^53, and what would be larger is damage.
 */
export class Cursor {
  declare readonly bytes: Uint8Array;
  declare readonly view: DataView;
  declare at: number;
  declare end: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
    this.end = end;
  }

  /** Moves over `count` bytes and says where they begin. */
  take(count: number): number {
    const from = this.at;
    if (!(count >= 0) || from + count > this.end) throw new Damaged('cut short');
    this.at = from + count;
    return from;
  }

  uint8(): number {
    if (this.at >= this.end) throw new Damaged('cut short');
    return this.bytes[this.at++] as number;
  }
  uint16 = (): number => this.view.getUint16(this.take(2), true);
  int16 = (): number => this.view.getInt16(this.take(2), true);
  int32 = (): number => this.view.getInt32(this.take(4), true);
  uint32 = (): number => this.view.getUint32(this.take(4), true);
  float32 = (): number => this.view.getFloat32(this.take(4), true);
  float64 = (): number => this.view.getFloat64(this.take(8), true);

  /** A 64-bit integer as a number; beyond 2^53 it is rounded, which no offset or count here reaches. */
  int64(): number {
    const at = this.take(8);
    return this.view.getInt32(at + 4, true) * 2 ** 32 + this.view.getUint32(at, true);
  }

  /** UTF-16 text of `length` code units. */
  utf16(length: number): string {
    const from = this.take(length * 2);
    return wideText.decode(this.bytes.subarray(from, from + length * 2));
  }

  varuint(): number {
    const { bytes, end } = this;
    let at = this.at;
    let value = 0;
    let factor = 1;
    for (;;) {
      if (at >= end || factor > 2 ** 49) throw new Damaged('cut short');
      const byte = bytes[at++] as number;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
      factor *= 128;
    }
    this.at = at;
    return value;
  }

  varint(): number {
    const { bytes, end } = this;
    let at = this.at;
    if (at >= end) throw new Damaged('cut short');
    let byte = bytes[at++] as number;
    const negative = (byte & 0x40) !== 0;
    let value = byte & 0x3f;
    if (byte >= 0x80) {
      // Differences between neighbours fit 27 bits nearly always.
      let shift = 6;
      do {
        if (at >= end) throw new Damaged('cut short');
        byte = bytes[at++] as number;
        if (shift <= 20) value |= (byte & 0x7f) << shift;
        else if (shift <= 48) value += (byte & 0x7f) * 2 ** shift;
        else throw new Damaged('number too large');
        shift += 7;
      } while (byte >= 0x80);
    }
    this.at = at;
    return negative ? -value : value;
  }
}

const wideText = new TextDecoder('utf-16le');
