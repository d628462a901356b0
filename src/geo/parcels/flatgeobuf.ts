import { ProblemError, problem } from '../../model/index.ts';
import { indexBytes } from '../formats/packedIndex.ts';
import { addRing, type Builder, endParcel, finishFabric, makeBuilder } from './build.ts';
import type { Fabric } from './fabric.ts';
import { idProperties } from './geojson.ts';

/*
 * FlatGeobuf 3 (flatgeobuf.org): magic, size-prefixed header, packed Hilbert R-tree, size-prefixed features, each a
 * flatbuffer. It is read here straight into the fabric's arrays; a library would make an object of every feature.
 */

const polygonType = 3;
const multiPolygonType = 6;
/** Bytes of fixed-width column types, in the order of the format's ColumnType; 0 stands for a length and that many bytes. */
const columnBytes = [1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8, 0, 0, 0, 0];
const textColumn = 11;

interface Column {
  name: string;
  type: number;
}
interface Header {
  count: number;
  geometryType: number;
  columns: Column[];
  crs: number;
  /** Where the features begin. */
  end: number;
}

/** Position of a table's field, 0 when it has none. */
function field(view: DataView, table: number, index: number): number {
  const vtable = table - view.getInt32(table, true);
  const slot = 4 + 2 * index;
  const offset = slot < view.getUint16(vtable, true) ? view.getUint16(vtable + slot, true) : 0;
  return offset ? table + offset : 0;
}

/** What a field holding an offset points to. */
const follow = (view: DataView, at: number): number => at + view.getUint32(at, true);

const text = (view: DataView, at: number): string => {
  const start = follow(view, at);
  return new TextDecoder().decode(
    new Uint8Array(view.buffer, view.byteOffset + start + 4, view.getUint32(start, true)),
  );
};

function readHeader(view: DataView): Header {
  const magic = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62];
  if (magic.some((byte, i) => view.getUint8(i) !== byte))
    throw new ProblemError(
      problem('flatgeobuf-magic', {
        zh: '这不是 FlatGeobuf 3 文件（文件头不符）。',
        en: 'This is no FlatGeobuf 3 file (its first bytes differ).',
      }),
    );
  const table = follow(view, 12);
  const at = (index: number) => field(view, table, index);
  const columns: Column[] = [];
  if (at(7)) {
    const vector = follow(view, at(7));
    for (let i = 0; i < view.getUint32(vector, true); i++) {
      const column = follow(view, vector + 4 + 4 * i);
      const type = field(view, column, 1);
      columns.push({ name: text(view, field(view, column, 0)), type: type ? view.getUint8(type) : 0 });
    }
  }
  const count = at(8) ? Number(view.getBigUint64(at(8), true)) : 0;
  const nodeSize = at(9) ? view.getUint16(at(9), true) : 16;
  const crs = at(10) ? field(view, follow(view, at(10)), 1) : 0;
  return {
    count,
    geometryType: at(2) ? view.getUint8(at(2)) : 0,
    columns,
    crs: crs ? view.getInt32(crs, true) : 0,
    end: 12 + view.getUint32(8, true) + indexBytes(count, nodeSize),
  };
}

function addPolygon(builder: Builder, view: DataView, doubles: Float64Array, geometry: number): void {
  const xyAt = field(view, geometry, 1);
  if (!xyAt) return;
  const vector = follow(view, xyAt);
  const points = view.getUint32(vector, true) / 2;
  const byte = view.byteOffset + vector + 4;
  if (vector + 4 + 16 * points > view.byteLength)
    throw new RangeError('coordinates run past the end of the file');
  // Features are aligned as a rule; a file that is not is copied piece by piece.
  const aligned = byte % 8 === 0;
  const source = aligned ? doubles : new Float64Array(view.buffer.slice(byte, byte + 16 * points));
  const base = aligned ? byte / 8 : 0;
  const endsAt = field(view, geometry, 0);
  const ends = endsAt ? follow(view, endsAt) : 0;
  const rings = ends ? view.getUint32(ends, true) : 1;
  let from = 0;
  for (let r = 0; r < rings; r++) {
    const to = ends ? view.getUint32(ends + 4 + 4 * r, true) : points;
    if (to < from || to > points) throw new RangeError('a ring ends outside its coordinates');
    addRing(builder, source, base + 2 * from, to - from, r === 0);
    from = to;
  }
}

const noBytes = new Uint8Array();
const encoder = new TextEncoder();

/** The value of one column as UTF-8, without decoding text. */
function columnValue(
  view: DataView,
  feature: number,
  columns: readonly Column[],
  wanted: number,
): Uint8Array {
  const at = field(view, feature, 1);
  if (!at) return noBytes;
  let p = follow(view, at);
  const end = p + 4 + view.getUint32(p, true);
  p += 4;
  while (p + 2 <= end) {
    const index = view.getUint16(p, true);
    const type = columns[index]?.type ?? 0;
    p += 2;
    const fixed = columnBytes[type]!;
    const length = fixed || view.getUint32(p, true);
    if (!fixed) p += 4;
    if (index === wanted) {
      if (type >= textColumn) return new Uint8Array(view.buffer, view.byteOffset + p, length);
      return encoder.encode(String(numberAt(view, p, type)));
    }
    p += length;
  }
  return noBytes;
}

function numberAt(view: DataView, p: number, type: number): number | bigint {
  switch (type) {
    case 0:
      return view.getInt8(p);
    case 3:
      return view.getInt16(p, true);
    case 4:
      return view.getUint16(p, true);
    case 5:
      return view.getInt32(p, true);
    case 6:
      return view.getUint32(p, true);
    case 7:
      return view.getBigInt64(p, true);
    case 8:
      return view.getBigUint64(p, true);
    case 9:
      return view.getFloat32(p, true);
    case 10:
      return view.getFloat64(p, true);
    default:
      return view.getUint8(p);
  }
}

export interface LoadOptions {
  /** The property that identifies a parcel; without it the usual names are tried, then the record number. */
  idProperty?: string;
}

/** Systems in longitude and latitude that need no conversion here: none stated, WGS 84, CGCS2000, CRS84. */
const geographic = new Set([0, 4326, 4490, 84]);

/** Records read between two reports of progress. */
export const batch = 4096;

/**
 * Reads a fabric from the bytes of a FlatGeobuf file in longitude and latitude, in steps: yields the share done, 0 to 1,
 * so that the caller may report it, wait, or stop.
 * @throws ProblemError when the file is broken or projected.
 */
export function* readFlatGeobuf(bytes: Uint8Array, options: LoadOptions = {}): Generator<number, Fabric> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const doubles = new Float64Array(bytes.buffer, 0, Math.floor(bytes.buffer.byteLength / 8));
  let record = 0;
  try {
    const header = readHeader(view);
    if (!geographic.has(header.crs)) throw projected(header.crs);
    const names = options.idProperty ? [options.idProperty] : idProperties;
    const wanted = names
      .map((name) => header.columns.findIndex((column) => column.name === name))
      .find((index) => index >= 0);
    const builder = makeBuilder(
      Math.ceil(bytes.length / 18),
      Math.min(header.count || 1024, Math.ceil(bytes.length / 64)),
    );
    for (let at = header.end; at < bytes.length; record++) {
      if (record % batch === batch - 1) yield at / bytes.length;
      const feature = follow(view, at + 4);
      const geometryAt = field(view, feature, 0);
      if (geometryAt) {
        const geometry = follow(view, geometryAt);
        const typeAt = field(view, geometry, 6);
        const type = (typeAt && view.getUint8(typeAt)) || header.geometryType;
        if (type === polygonType) addPolygon(builder, view, doubles, geometry);
        const partsAt = type === multiPolygonType ? field(view, geometry, 7) : 0;
        const parts = partsAt ? follow(view, partsAt) : 0;
        for (let i = 0; parts && i < view.getUint32(parts, true); i++)
          addPolygon(builder, view, doubles, follow(view, parts + 4 + 4 * i));
      }
      const id = wanted === undefined ? noBytes : columnValue(view, feature, header.columns, wanted);
      endParcel(builder, id.length ? id : encoder.encode(String(record + 1)));
      at += 4 + view.getUint32(at, true);
    }
    return finishFabric(builder);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new ProblemError(
      problem(
        'flatgeobuf-broken',
        { zh: `FlatGeobuf 文件损坏：${detail}`, en: `The FlatGeobuf file is broken: ${detail}` },
        { record: record + 1 },
        { zh: '请重新导出该文件。', en: 'Please export the file again.' },
      ),
    );
  }
}

const projected = (code: number) =>
  new ProblemError(
    problem(
      'parcels-projected',
      {
        zh: `地块文件的坐标系为 EPSG:${code}，此处需要经纬度（EPSG:4490 或 4326）。`,
        en: `The parcel file is in EPSG:${code}; longitude and latitude (EPSG:4490 or 4326) are needed here.`,
      },
      undefined,
      { zh: '请先用 npm run convert 转换。', en: 'Convert it first with npm run convert.' },
    ),
  );

/** The names of a file's columns, in their order. */
export const flatGeobufColumns = (bytes: Uint8Array): string[] =>
  readHeader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)).columns.map(({ name }) => name);

/**
 * Tells the values of every record as text, by record and column counted from 0, of the columns that are still wanted:
 * making a million texts takes longer than finding them.
 * @throws RangeError when the file is cut short.
 */
export function columnText(
  bytes: Uint8Array,
  tell: (record: number, column: number, value: string) => void,
  wanted: (column: number) => boolean,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readHeader(view);
  const decoder = new TextDecoder();
  let record = 0;
  for (let at = header.end; at < bytes.length; record++) {
    const values = field(view, follow(view, at + 4), 1);
    let p = values ? follow(view, values) : 0;
    const end = p ? p + 4 + view.getUint32(p, true) : 0;
    if (p) p += 4;
    while (p + 2 <= end) {
      const index = view.getUint16(p, true);
      const type = header.columns[index]?.type ?? 0;
      p += 2;
      const fixed = columnBytes[type]!;
      const length = fixed || view.getUint32(p, true);
      if (!fixed) p += 4;
      if (wanted(index))
        tell(
          record,
          index,
          type >= textColumn
            ? decoder.decode(bytes.subarray(p, p + length))
            : String(numberAt(view, p, type)),
        );
      p += length;
    }
    at += 4 + view.getUint32(at, true);
  }
}
