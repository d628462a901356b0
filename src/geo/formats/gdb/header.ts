import { Cursor, Damaged } from './cursor.ts';
import { type GeometryField, readField, type TableField } from './fields.ts';

/** What the head of a `.gdbtable` says. */
export interface TableHeader {
  /** 3: counts and offsets of 32 bits. 4: of 64 bits (ArcGIS Pro 3.2 and later, on request). */
  layout: 3 | 4;
  /** Rows that are not deleted. */
  rows: number;
  /** Written by ArcGIS 9.x: the catalogue has other tables. */
  v9: boolean;
  utf8: boolean;
  /** 0 none, 1 point, 2 multipoint, 3 line, 4 polygon, 9 multipatch. */
  geometryType: number;
  fields: TableField[];
  /** The field of shapes, where the table has one. */
  shape?: GeometryField;
  /** First byte after the field descriptions. */
  rowsAt: number;
}

/**
 * The head and the field descriptions of a table, after Even Rouault's "FGDB Spec"
 * (github.com/rouault/dump_gdbtable/wiki/FGDB-Spec).
 * @throws Damaged where the bytes are not such a table
 */
export function readHeader(bytes: Uint8Array): TableHeader {
  const cursor = new Cursor(bytes);
  const layout = cursor.uint32();
  if (layout !== 3 && layout !== 4) throw new Damaged(`signature ${layout}`);
  const rows32 = cursor.int32();
  cursor.take(8);
  const rows64 = cursor.int64();
  cursor.take(8);
  const rows = layout === 3 ? rows32 : rows64;
  const descriptions = cursor.int64();
  if (rows < 0 || descriptions < 40) throw new Damaged(`${rows} rows, fields at ${descriptions}`);
  cursor.at = descriptions;
  const length = cursor.uint32();
  const end = cursor.at + length;
  if (length < 10 || end > bytes.length) throw new Damaged('field descriptions cut short');
  cursor.end = end;
  const version = cursor.uint32();
  const flags = cursor.uint32();
  const count = cursor.uint16();
  const fields: TableField[] = [];
  let shape: GeometryField | undefined;
  for (let i = 0; i < count; i++) {
    const read = readField(cursor, { z: flags >>> 31 === 1, m: ((flags >>> 30) & 1) === 1 });
    if (read.shape && shape) throw new Damaged('two fields of shapes');
    fields.push(read.field);
    shape = read.shape ?? shape;
  }
  return {
    layout,
    rows,
    v9: version === 3,
    utf8: (flags & 0x100) !== 0,
    geometryType: flags & 0xff,
    fields,
    ...(shape ? { shape } : {}),
    rowsAt: end,
  };
}
