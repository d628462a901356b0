import type { RecordField } from '../../columns/columns.ts';
import { type Cursor, Damaged } from './cursor.ts';

/** Numbers of the field types in a field description (FGDB Spec; the last four since ArcGIS Pro 3.2). */
export const fieldType = {
  int16: 0,
  int32: 1,
  float32: 2,
  float64: 3,
  text: 4,
  datetime: 5,
  objectId: 6,
  geometry: 7,
  binary: 8,
  raster: 9,
  uuid: 10,
  globalId: 11,
  xml: 12,
  int64: 13,
  date: 14,
  time: 15,
  datetimeOffset: 16,
} as const;

export interface TableField {
  name: string;
  alias: string;
  type: number;
  nullable: boolean;
  /** A raster kept in tables of its own: the row holds its number only. */
  managedRaster?: boolean;
}

/** How coordinates become integers, and in which system they are. */
export interface GeometryField {
  wkt: string;
  originX: number;
  originY: number;
  scale: number;
}

const { raster, geometry } = fieldType;
const kinds: Record<number, RecordField['kind']> = {
  [fieldType.int16]: 'number',
  [fieldType.int32]: 'number',
  [fieldType.float32]: 'number',
  [fieldType.float64]: 'number',
  [fieldType.objectId]: 'number',
  [fieldType.int64]: 'number',
  [fieldType.text]: 'text',
  [fieldType.xml]: 'text',
  [fieldType.uuid]: 'text',
  [fieldType.globalId]: 'text',
  [fieldType.time]: 'text',
  [fieldType.datetime]: 'date',
  [fieldType.date]: 'date',
  [fieldType.datetimeOffset]: 'date',
};

/** What a column holds; undefined for shapes, and for bytes and pictures, which no table shows. */
export const kindOf = (field: TableField): RecordField['kind'] | undefined => kinds[field.type];

/** One field description, from its name to its default value. */
export function readField(
  cursor: Cursor,
  flags: { z: boolean; m: boolean },
): { field: TableField; shape?: GeometryField } {
  const name = cursor.utf16(cursor.uint8());
  const alias = cursor.utf16(cursor.uint8());
  const type = cursor.uint8();
  const field: TableField = { name, alias, type, nullable: false };
  if (type === geometry || type === raster) return readSpatial(cursor, field, flags);
  if (type > fieldType.datetimeOffset) throw new Damaged(`field type ${type}`);
  let defaultLength = 0;
  let mask: number;
  if (type === fieldType.text) {
    cursor.take(4);
    mask = cursor.uint8();
    defaultLength = cursor.varuint();
  } else {
    cursor.take(1);
    mask = cursor.uint8();
    const bare: number[] = [
      fieldType.objectId,
      fieldType.binary,
      fieldType.uuid,
      fieldType.globalId,
      fieldType.xml,
    ];
    if (!bare.includes(type)) defaultLength = cursor.uint8();
  }
  field.nullable = (mask & 1) !== 0;
  // The default is for new rows: what is stored in a row is complete without it.
  if (mask & 4) cursor.take(defaultLength);
  return { field };
}

function readSpatial(
  cursor: Cursor,
  field: TableField,
  flags: { z: boolean; m: boolean },
): { field: TableField; shape?: GeometryField } {
  cursor.take(1);
  field.nullable = (cursor.uint8() & 1) !== 0;
  if (field.type === raster) cursor.utf16(cursor.uint8());
  const bytes = cursor.uint16();
  const wkt = cursor.utf16(bytes >> 1);
  const has = cursor.uint8();
  const grids = ((has & 2) !== 0 ? 1 : 0) + ((has & 4) !== 0 ? 1 : 0);
  const shape = { wkt, originX: 0, originY: 0, scale: 0 };
  if (field.type === geometry || has > 0) {
    shape.originX = cursor.float64();
    shape.originY = cursor.float64();
    shape.scale = cursor.float64();
    // Origin and scale of M and Z, then the tolerances of XY, M and Z.
    cursor.take(grids * 16 + 8 + grids * 8);
  }
  if (field.type === raster) {
    field.managedRaster = cursor.uint8() === 1;
    return { field };
  }
  // Extent, of Z and M too where the layer has them, a byte, and the sizes of the index's grids.
  cursor.take(32 + (flags.z ? 16 : 0) + (flags.m ? 16 : 0) + 1);
  const sizes = cursor.uint32();
  if (sizes < 1 || sizes > 3) throw new Damaged(`${sizes} index grids`);
  cursor.take(sizes * 8);
  const fine = shape.scale > 1e-6 && shape.scale < 1e15;
  if (!fine || !(Math.abs(shape.originX) < 1e13) || !(Math.abs(shape.originY) < 1e13))
    throw new Damaged(`scale ${shape.scale}`);
  return { field, shape };
}
