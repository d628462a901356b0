import { Cursor, Damaged } from './cursor.ts';
import { fieldType } from './fields.ts';
import { readHeader, type TableHeader } from './header.ts';
import { isCompressed, type Members, tableBytes } from './members.ts';
import { type RowOffsets, readOffsets, walkRows } from './offsets.ts';
import { noTable, tableCompressed, tableDamaged } from './problems.ts';
import type { Refused, Shapes } from './shapes.ts';
import type { Taker } from './takers.ts';
import { skipper } from './values.ts';

/** A table whose head made sense. */
export interface Table {
  bytes: Uint8Array;
  header: TableHeader;
  offsets: RowOffsets;
  /** Why its index of rows could not be used: rows were found one after the other. */
  unindexed?: 'missing' | 'damaged';
}

/**
 * Opens table number `number`.
 * @param name what the table is called, for the message
 * @throws ProblemError when it is missing, compressed or no table
 */
export function openTable(members: Members, number: number, name: string): Table {
  const bytes = tableBytes(members, number, 'gdbtable');
  if (isCompressed(members, number)) throw tableCompressed(name);
  if (!bytes) throw noTable(name);
  let header: TableHeader;
  try {
    header = readHeader(bytes);
  } catch {
    throw tableDamaged(name);
  }
  const index = tableBytes(members, number, 'gdbtablx');
  if (!index)
    return {
      bytes,
      header,
      offsets: walkRows(bytes, header),
      ...(header.rows ? { unindexed: 'missing' } : {}),
    };
  try {
    return { bytes, header, offsets: readOffsets(index, header.layout) };
  } catch {
    return { bytes, header, offsets: walkRows(bytes, header), unindexed: 'damaged' };
  }
}

/** What became of a row: read, or the reason why not. */
export interface Row {
  /** Its number, from 1: the OBJECTID. */
  row: number;
  refused?: Refused | undefined;
  /** `beyond`: it begins or ends behind the end of the file; `loops`: the index leads to the same bytes, and ends here. */
  fault?: 'damaged' | 'beyond' | 'loops';
}

/** The rows of a table that are not deleted. Each is handed to `taker` and fills `shapes`, which hold good until the next. */
export function* eachRow({ bytes, header, offsets }: Table, taker: Taker, shapes?: Shapes): Generator<Row> {
  const { fields } = header;
  const skip = fields.map(skipper);
  /** Where the values of a row begin; -1 for none. */
  const at = new Int32Array(fields.length);
  const nullable = fields.filter((field) => field.nullable).length;
  const cursor = new Cursor(bytes);
  let [decoded, sound] = [0, 0];
  for (const { row, offset } of offsets.each()) {
    const start = offset + 4;
    const length = start <= bytes.length ? cursor.view.getUint32(offset, true) : Number.POSITIVE_INFINITY;
    if (start + length > bytes.length) {
      yield { row, fault: 'beyond' };
      continue;
    }
    // An index gone wild can lead to the same bytes again and again.
    decoded += length;
    if (decoded > bytes.length * 2) {
      yield { row, fault: 'loops' };
      return;
    }
    const flags = start;
    cursor.at = start;
    cursor.end = start + length;
    let refused: Refused | undefined;
    try {
      if (length) cursor.take(Math.ceil(nullable / 8));
      let bit = 0;
      shapes?.clear();
      for (let i = 0; i < fields.length; i++) {
        const field = fields[i] as (typeof fields)[number];
        let missing = length === 0;
        if (field.nullable) {
          missing ||= ((bytes[flags + (bit >> 3)] as number) & (1 << (bit & 7))) !== 0;
          bit++;
        }
        at[i] = -1;
        if (field.type === fieldType.objectId || missing) continue;
        if (field.type === fieldType.geometry && shapes) refused = shapes.read(cursor);
        else {
          if (field.type !== fieldType.geometry) at[i] = cursor.at;
          skip[i]?.(cursor);
        }
      }
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      yield { row, fault: 'damaged' };
      continue;
    }
    for (let i = 0; i < fields.length; i++) {
      const start = at[i] as number;
      if (start < 0) {
        taker.plain(i, fields[i]?.type === fieldType.objectId ? row : undefined, sound);
        continue;
      }
      cursor.at = start;
      taker.value(i, cursor, sound);
    }
    sound++;
    yield { row, refused };
  }
}
