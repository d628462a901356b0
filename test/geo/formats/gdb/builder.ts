/**
 * Writes the bytes of geodatabase tables that GDAL does not write (version 9.x with UTF-16 texts, 64-bit layout, offsets
 * of 4 and 6 bytes, curves), by the description in "FGDB Spec", for the tests of the reader.
 */

/** Bytes that grow; all numbers little-endian. */
export class Bytes {
  readonly list: number[] = [];
  private fixed(size: number, set: (view: DataView) => void): this {
    const view = new DataView(new ArrayBuffer(size));
    set(view);
    this.list.push(...new Uint8Array(view.buffer));
    return this;
  }
  u8 = (...values: number[]): this => {
    this.list.push(...values);
    return this;
  };
  u16 = (value: number): this => this.fixed(2, (v) => v.setUint16(0, value, true));
  i32 = (value: number): this => this.fixed(4, (v) => v.setInt32(0, value, true));
  u32 = (value: number): this => this.fixed(4, (v) => v.setUint32(0, value, true));
  i64 = (value: number): this => this.fixed(8, (v) => v.setBigInt64(0, BigInt(value), true));
  f32 = (value: number): this => this.fixed(4, (v) => v.setFloat32(0, value, true));
  f64 = (value: number): this => this.fixed(8, (v) => v.setFloat64(0, value, true));
  /** UTF-16 without a length. */
  wide = (text: string): this => {
    for (const unit of text.split('').map((c) => c.charCodeAt(0))) this.u16(unit);
    return this;
  };
  /** Seven bits a byte, lowest first; the high bit says that more follow. */
  varuint = (value: number): this => {
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
      if (rest < 128) return this.u8(rest);
      this.u8((rest % 128) | 0x80);
    }
  };
  /** Six bits and the sign (0x40) in the first byte, then seven bits a byte. */
  varint = (value: number): this => {
    const size = Math.abs(value);
    const first = (size % 64) | (value < 0 ? 0x40 : 0);
    if (size < 64) return this.u8(first);
    return this.u8(first | 0x80).varuint(Math.floor(size / 64));
  };
  add = (other: Bytes): this => this.u8(...other.list);
  done = (): Uint8Array => Uint8Array.from(this.list);
}

/** A field description: name, alias (each: number of UTF-16 units, units), type, and what the type asks for. */
export interface FieldMade {
  name: string;
  type: number;
  nullable?: boolean;
  alias?: string;
  wkt?: string;
}

export const grid = { originX: -5_123_200, originY: -9_998_100, scale: 10_000 };

function description({ name, type, nullable = false, alias = '', wkt = '' }: FieldMade): Bytes {
  const out = new Bytes();
  out.u8(name.length).wide(name).u8(alias.length).wide(alias).u8(type);
  const flag = (nullable ? 1 : 0) | (type === 6 ? 2 : 4);
  if (type === 4) return out.u32(255).u8(flag).varuint(0); // longest text, flag, length of the default
  if (type === 6) return out.u8(4, 2); // width, "required"
  if ([8, 10, 11, 12].includes(type)) return out.u8(0, flag);
  if (type === 7) {
    out
      .u8(0, flag | 2)
      .u16(wkt.length * 2)
      .wide(wkt); // unknown, flag, bytes of the WKT, the WKT
    out.u8(1).f64(grid.originX).f64(grid.originY).f64(grid.scale); // no M, no Z; origin and scale
    out.f64(0.001).f64(0).f64(0).f64(1).f64(1); // tolerance; extent
    return out.u8(0).u32(1).f64(1000); // a byte, one index grid, its size
  }
  return out.u8(8, flag, 0); // width, flag, length of the default
}

export interface TableMade {
  /** 3 for 9.x, 4 for 10.x; only a number in the field section. */
  version: 3 | 4;
  /** 3: 32-bit counts; 4: 64-bit. */
  layout?: 3 | 4;
  utf8?: boolean;
  geometryType?: number;
  fields: FieldMade[];
  /** A row's bytes with the null flags, without its length; undefined for a deleted one. */
  rows: (Bytes | undefined)[];
  offsetSize?: 4 | 5 | 6;
}

/** The `.gdbtable` and the `.gdbtablx` of one table. */
export function table(made: TableMade): { gdbtable: Uint8Array; gdbtablx: Uint8Array } {
  const { version, layout = 3, utf8 = version === 4, geometryType = 0, fields, rows, offsetSize = 5 } = made;
  const count = rows.filter(Boolean).length;
  const body = new Bytes();
  body
    .u32(version)
    .u8(geometryType, utf8 ? 1 : 0, 0, 0)
    .u16(fields.length);
  for (const field of fields) body.add(description(field));
  const head = new Bytes();
  head.u32(layout);
  if (layout === 3) head.u32(count).u32(4096).u32(5).u32(0).u32(0);
  else head.u32(0).u32(4096).u32(5).i64(count);
  head.i64(0).i64(40); // file size (not looked at), where the field descriptions begin
  head.u32(body.list.length).add(body);
  const offsets: number[] = [];
  for (const row of rows) {
    offsets.push(row ? head.list.length : 0);
    if (row) head.u32(row.list.length).add(row);
    else head.i32(-3).u8(1, 2, 3); // the gap of a deleted row
  }
  const index = new Bytes();
  index.u32(layout);
  if (layout === 3) index.u32(1).u32(rows.length);
  else index.i64(1);
  index.u32(offsetSize);
  for (let i = 0; i < 1024; i++) {
    let offset = offsets[i] ?? 0;
    for (let byte = 0; byte < offsetSize; byte++, offset = Math.floor(offset / 256)) index.u8(offset % 256);
  }
  if (layout === 3) index.u32(0).u32(1).u32(1).u32(0);
  else index.i64(rows.length).u32(0);
  return { gdbtable: head.done(), gdbtablx: index.done() };
}

/** Length and bytes of a text. */
export const text = (value: string, utf8: boolean): Bytes => {
  const out = new Bytes();
  if (utf8) {
    const bytes = new TextEncoder().encode(value);
    return out.varuint(bytes.length).u8(...bytes);
  }
  return out.varuint(value.length * 2).wide(value);
};

type Ring = readonly (readonly [number, number])[];

/** A shape of rings or lines with its length: type, counts, extent, sizes of the parts, differences, curves. */
export function shape(type: number, parts: readonly Ring[], curves?: { count: number; bytes: Bytes }): Bytes {
  const out = new Bytes().varuint(type);
  const all = parts.flat();
  out.varuint(all.length).varuint(parts.length);
  if (curves) out.varuint(curves.count);
  for (let i = 0; i < 4; i++) out.varuint(1);
  for (const part of parts.slice(0, -1)) out.varuint(part.length);
  let [px, py] = [0, 0];
  for (const [x, y] of all) {
    const [gx, gy] = [
      Math.round((x - grid.originX) * grid.scale),
      Math.round((y - grid.originY) * grid.scale),
    ];
    out.varint(gx - px).varint(gy - py);
    [px, py] = [gx, gy];
  }
  if (curves) out.add(curves.bytes);
  return new Bytes().varuint(out.list.length).add(out);
}

/** Files of a geodatabase folder from its tables by number. */
export const folder = (
  tables: Record<number, { gdbtable: Uint8Array; gdbtablx?: Uint8Array }>,
  name = '手工.gdb',
) =>
  Object.entries(tables).flatMap(([number, { gdbtable, gdbtablx }]) => {
    const base = `${name}/a${Number(number).toString(16).padStart(8, '0')}`;
    return [
      { name: `${base}.gdbtable`, bytes: gdbtable },
      ...(gdbtablx ? [{ name: `${base}.gdbtablx`, bytes: gdbtablx }] : []),
    ];
  });

/** Table 1: the names of all tables, each in the row of its number. */
export const catalogue = (names: (string | undefined)[], version: 3 | 4 = 4) =>
  table({
    version,
    fields: [
      { name: 'ID', type: 6 },
      { name: 'Name', type: 4 },
      { name: 'FileFormat', type: 1 },
    ],
    rows: names.map((name) => (name ? text(name, version === 4).i32(0) : undefined)),
  });
