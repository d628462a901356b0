import type { Leaves, PagePlace, SqliteFile } from './file.ts';

/** The content of one row, which holds good until the next is asked for. */
export interface Cell {
  rowid: number;
  /** Where the record lies: in the file, or put together where it goes on in pages of its own. */
  bytes: Uint8Array;
  view: DataView;
  at: number;
  end: number;
  /** It leads outside its page or the file, and nothing of it can be read. */
  damaged: boolean;
}

/** A variable-length integer: seven bits a byte, highest first, all eight of the ninth; as a number, and where it ends. */
class Varints {
  value = 0;
  /** Reads one at byte `at` and gives where it ends; behind the last byte there is nought, and the end leads outside. */
  read(bytes: Uint8Array, at: number): number {
    let value = 0;
    for (let k = 0; k < 8; k++) {
      const byte = bytes[at + k] ?? 0x80;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) {
        this.value = value;
        return at + k + 1;
      }
    }
    this.value = value * 256 + (bytes[at + 8] ?? 0);
    return at + 9;
  }
}

/** How many of a payload's bytes lie in the leaf itself (1.6, table b-tree leaf cell). */
function localBytes(payload: number, usable: number): number {
  const most = usable - 35;
  if (payload <= most) return payload;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const local = least + ((payload - least) % (usable - 4));
  return local <= most ? local : least;
}

/** The rows of a table in the order of their numbers. */
export function* cellsOf(file: SqliteFile, leaves: Leaves): Generator<Cell> {
  const { usable } = file;
  const varints = new Varints();
  let apart = new Uint8Array(0);
  const cell: Cell = {
    ...{ rowid: 0, bytes: apart, view: new DataView(apart.buffer), at: 0, end: 0, damaged: false },
  };

  /** Puts a record together that goes on in overflow pages. */
  const gather = ({ bytes, view }: PagePlace, at: number, local: number, payload: number): boolean => {
    // A length that is not true is not to take memory.
    if (payload > file.size) return false;
    if (apart.length < payload + 16) apart = new Uint8Array(Math.ceil(payload * 1.5) + 16);
    apart.set(bytes.subarray(at, at + local));
    let page = view.getUint32(at + local);
    for (let done = local; done < payload; ) {
      const next = file.page(page);
      if (!next) return false;
      const part = Math.min(payload - done, usable - 4);
      apart.set(next.bytes.subarray(next.start + 4, next.start + 4 + part), done);
      done += part;
      page = next.view.getUint32(next.start);
    }
    cell.bytes = apart;
    cell.view = new DataView(apart.buffer);
    cell.at = 0;
    cell.end = payload;
    return true;
  };

  const read = (place: PagePlace, pointer: number): boolean => {
    const { bytes, view, start } = place;
    if (pointer < 8 || pointer + 4 > usable) return false;
    let at = varints.read(bytes, start + pointer);
    const payload = varints.value;
    at = varints.read(bytes, at);
    cell.rowid = varints.value;
    const local = localBytes(payload, usable);
    const inside = start + usable;
    if (local === payload) {
      if (at + payload > inside) return false;
      cell.bytes = bytes;
      cell.view = view;
      cell.at = at;
      cell.end = at + payload;
      return true;
    }
    if (at + local + 4 > inside) return false;
    return gather(place, at, local, payload);
  };

  for (const page of leaves.pages) {
    const head = page === 1 ? 100 : 0;
    const { view, start } = file.page(page)!;
    const cells = view.getUint16(start + head + 3);
    for (let k = 0; k < cells; k++) {
      // The record before may have gone on in other pages: this one is asked for again.
      const place = file.page(page)!;
      cell.damaged = !read(place, place.view.getUint16(place.start + head + 8 + 2 * k));
      yield cell;
    }
  }
}

const fixed = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

/** What the values of a record are and where each lies: its serial types and first bytes (2.1). */
export class Layout {
  types = new Float64Array(64);
  at = new Float64Array(64);
  count = 0;
  private readonly varints = new Varints();

  /** False when the lengths do not fit the record. */
  read({ bytes, at: start, end }: Cell): boolean {
    const { varints } = this;
    this.count = 0;
    if (start >= end) return false;
    let head = varints.read(bytes, start);
    let body = start + varints.value;
    const headEnd = body;
    if (headEnd > end) return false;
    while (head < headEnd) {
      head = varints.read(bytes, head);
      const type = varints.value;
      if (type === 10 || type === 11 || head > headEnd) return false;
      if (this.count === this.types.length) {
        // A table has at most 32,767 columns.
        if (this.count > 32_767) return false;
        this.types = grown(this.types);
        this.at = grown(this.at);
      }
      this.types[this.count] = type;
      this.at[this.count++] = body;
      body += type < 12 ? fixed[type]! : Math.floor((type - 12) / 2);
      if (body > end) return false;
    }
    return true;
  }
}

const grown = (array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
  const bigger = new Float64Array(2 * array.length);
  bigger.set(array);
  return bigger;
};

export const isBlob = (type: number): boolean => type >= 12 && type % 2 === 0;
export const isText = (type: number): boolean => type >= 13 && type % 2 === 1;
/** Bytes of a text or blob. */
export const lengthOf = (type: number): number => Math.floor((type - 12) / 2);

/** A number of serial type 1 to 9; whole ones beyond 2^53 keep their digits as text. */
export function numberAt(view: DataView, at: number, type: number): number | string {
  switch (type) {
    case 1:
      return view.getInt8(at);
    case 2:
      return view.getInt16(at);
    case 3:
      return view.getInt8(at) * 65_536 + view.getUint16(at + 1);
    case 4:
      return view.getInt32(at);
    case 5:
      return view.getInt16(at) * 2 ** 32 + view.getUint32(at + 2);
    case 6: {
      const value = view.getBigInt64(at);
      return value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : String(value);
    }
    case 7:
      return view.getFloat64(at);
    default:
      return type - 8;
  }
}
