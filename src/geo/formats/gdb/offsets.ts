import { Cursor, Damaged } from './cursor.ts';
import type { TableHeader } from './header.ts';

/** Where the rows of a table begin, by their numbers. */
export interface RowOffsets {
  /** Calls `found` with the number (from 1) and the offset of each row that is not deleted, in order. */
  each: () => Generator<{ row: number; offset: number }>;
  /** Rows the index has no bytes for, because it is cut short. */
  missing: number;
}

/** Rows of a block: the index keeps or leaves out blocks of so many. */
const block = 1024;

/**
 * The index of rows, `.gdbtablx`: offsets of 4, 5 or 6 bytes in blocks of 1,024; 0 is a deleted row. Blocks without any
 * row are left out where a bit map after them says so.
 * @throws Damaged where the bytes are not such an index
 */
export function readOffsets(bytes: Uint8Array, layout: TableHeader['layout']): RowOffsets {
  const cursor = new Cursor(bytes);
  const version = cursor.uint32();
  if (version !== layout) throw new Damaged(`index of layout ${version}`);
  // Layout 4 has a 64-bit count of blocks here and the count of rows in the trailer.
  const blocks = layout === 3 ? cursor.uint32() : cursor.int64();
  const rows32 = layout === 3 ? cursor.uint32() : 0;
  const size = cursor.uint32();
  if (size < 4 || size > 6) throw new Damaged(`offsets of ${size} bytes`);
  if (!(blocks >= 0)) throw new Damaged(`${blocks} blocks`);
  const trailer = 16 + size * block * blocks;
  const { rows, map } = readTrailer(
    new Cursor(bytes, Math.min(trailer, bytes.length)),
    layout,
    rows32,
    blocks,
  );
  const held = Math.floor((Math.min(trailer, bytes.length) - 16) / size);
  const view = cursor.view;
  function* each() {
    let place = 0;
    const all = map ? map.length * 8 : blocks;
    for (let b = 0; b < all; b++) {
      if (map && !((map[b >> 3] as number) & (1 << (b & 7)))) continue;
      const first = b * block;
      const last = Math.min(first + block, rows, first + held - place);
      for (let row = first; row < last; row++) {
        const at = 16 + (place + row - first) * size;
        const low = view.getUint32(at, true);
        const offset =
          size === 4
            ? low
            : low + (size === 5 ? view.getUint8(at + 4) : view.getUint16(at + 4, true)) * 2 ** 32;
        if (offset) yield { row: row + 1, offset };
      }
      place += block;
      if (place >= held) return;
    }
  }
  const wanted = map ? blocks * block : Math.min(rows, blocks * block);
  return { each, missing: Math.max(0, wanted - held) };
}

function readTrailer(
  cursor: Cursor,
  layout: TableHeader['layout'],
  rows32: number,
  blocks: number,
): { rows: number; map?: Uint8Array } {
  // An index cut short has no trailer: all blocks are there as far as it goes.
  const all = { rows: layout === 3 ? rows32 : blocks * block };
  if (cursor.end - cursor.at < (layout === 3 ? 16 : 12)) return all;
  if (layout === 3) {
    const words = cursor.uint32();
    const bits = cursor.uint32();
    cursor.take(8);
    if (!words) return all;
    const length = Math.ceil(bits / 8);
    if (length > cursor.end - cursor.at) throw new Damaged('block map cut short');
    return { rows: rows32, map: cursor.bytes.subarray(cursor.at, cursor.at + length) };
  }
  const rows = cursor.int64();
  const section = cursor.uint32();
  if (!section) return { rows: Math.min(rows, blocks * block) };
  // 22 bytes, a map of 32 KB, 52 bytes: the one form that is known.
  if (section !== 22 + 32_768 + 52 || section > cursor.end - cursor.at)
    throw new Damaged(`block map of ${section}`);
  return { rows, map: cursor.bytes.subarray(cursor.at + 22, cursor.at + 22 + 32_768) };
}

/**
 * Without an index: rows one after the other from the end of the field descriptions, each behind its length; a negative
 * length is a gap that a deleted row left. Stops where that leads nowhere.
 */
export function walkRows(bytes: Uint8Array, header: TableHeader): RowOffsets {
  function* each() {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = header.rowsAt;
    // The marker DE AD BE EF stands before the first row in files of Esri's own library and of GDAL.
    if (at + 4 <= bytes.length && view.getUint32(at) === 0xdeadbeef) at += 4;
    for (let row = 1; row <= header.rows && at + 4 <= bytes.length; ) {
      const length = view.getInt32(at, true);
      if (length === 0) return;
      if (length > 0) yield { row: row++, offset: at };
      at += 4 + Math.abs(length);
    }
  }
  return { each, missing: 0 };
}
