import type { Geometry, Position } from 'geojson';
import { asProblems, ProblemError, problem } from '../../model/index.ts';
import { knownAttributes } from './attributes.ts';
import { FlatTable } from './flatbuffer.ts';
import { indexBytes } from './packed-index.ts';
import { overLimit, ProblemList } from './problems.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature, StatedCrs } from './types.ts';

const magic = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62];
const headerAt = 8;

interface Column {
  name: string;
  type: number;
}

/** What a file says of itself before its first feature. */
export interface FgbHeader {
  type: number;
  columns: Column[];
  stated?: StatedCrs;
  /** Features there are, and entries of a node of the index; 0 without one. */
  count: number;
  nodeSize: number;
  /** Byte of the index, and of the first feature. */
  index: number;
  features: number;
}

const damaged = (zh: string, en: string) => new ProblemError(problem('fgb-damaged', { zh, en }));

/**
 * The header of a file, read within the bounds of `view`.
 * @throws ProblemError or RangeError when it is not whole.
 */
export function readHeader(view: DataView): FgbHeader {
  const size = view.getUint32(headerAt, true);
  if (headerAt + 4 + size > view.byteLength) throw damaged('文件头不完整。', 'The header is cut short.');
  const header = FlatTable.root(view, headerAt + 4);
  const columns = header.tables(7).map((c): Column => ({ name: c.text(0) ?? '', type: c.u8(1) }));
  const crs = header.table(10);
  const code = crs?.i32(1) ?? 0;
  const wkt = crs?.text(4);
  const stated =
    code || wkt
      ? {
          ...(code ? { code: `${crs?.text(0) || 'EPSG'}:${code}` } : {}),
          ...(wkt ? { wkt } : {}),
          words: code ? `crs ${code}` : 'crs',
        }
      : undefined;
  const [count, nodeSize, index] = [header.u64(8), header.u16(9, 16), headerAt + 4 + size];
  return {
    type: header.u8(2),
    columns,
    ...(stated ? { stated } : {}),
    count,
    nodeSize,
    index,
    features: index + indexBytes(count, nodeSize),
  };
}

/** Positions of a geometry table, cut at its `ends`. */
function lines(table: FlatTable): Position[][] {
  const xy = table.doubles(1);
  const points = Array.from({ length: xy.length >> 1 }, (_, i): Position => [xy[2 * i]!, xy[2 * i + 1]!]);
  const ends = table.u32s(0);
  if (!ends.length) return [points];
  return ends.map((end, i) => points.slice(ends[i - 1] ?? 0, end));
}

function geometryOf(table: FlatTable, declared: number, depth: number): Geometry {
  if (depth < 0) throw damaged('几何嵌套过深。', 'The geometry is nested too deeply.');
  const type = table.u8(6) || declared;
  const parts = () => table.tables(7);
  switch (type) {
    case 1:
      return { type: 'Point', coordinates: lines(table)[0]?.[0] ?? [] };
    case 2:
      return { type: 'LineString', coordinates: lines(table)[0] ?? [] };
    case 3:
      return { type: 'Polygon', coordinates: lines(table) };
    case 4:
      return { type: 'MultiPoint', coordinates: lines(table).flat() };
    case 5:
      return { type: 'MultiLineString', coordinates: lines(table) };
    case 6:
      return { type: 'MultiPolygon', coordinates: parts().map(lines) };
    case 7:
      return { type: 'GeometryCollection', geometries: parts().map((p) => geometryOf(p, 0, depth - 1)) };
    default:
      throw damaged(`几何类型 ${type} 不能读取。`, `Geometry type ${type} cannot be read.`);
  }
}

const widths = [1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8];

/** Attributes: number of the column, then its value, over and over. */
function propertiesOf(bytes: DataView | undefined, columns: readonly Column[]): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  for (let at = 0; bytes && at + 2 <= bytes.byteLength; ) {
    const column = columns[bytes.getUint16(at, true)];
    if (!column) throw damaged('属性指向不存在的字段。', 'An attribute points to a field that is not there.');
    at += 2;
    const width = widths[column.type];
    if (width !== undefined) {
      entries.push([column.name, numberAt(bytes, at, column.type)]);
      at += width;
      continue;
    }
    const length = bytes.getUint32(at, true);
    const text = new Uint8Array(
      bytes.buffer,
      bytes.byteOffset + at + 4,
      Math.min(length, bytes.byteLength - at - 4),
    );
    if (column.type !== 14) entries.push([column.name, new TextDecoder().decode(text)]);
    at += 4 + length;
  }
  return Object.fromEntries(entries);
}

function numberAt(view: DataView, at: number, type: number): number | boolean {
  const readers = [
    () => view.getInt8(at),
    () => view.getUint8(at),
    () => view.getUint8(at) !== 0,
    () => view.getInt16(at, true),
    () => view.getUint16(at, true),
    () => view.getInt32(at, true),
    () => view.getUint32(at, true),
    () => Number(view.getBigInt64(at, true)),
    () => Number(view.getBigUint64(at, true)),
    () => view.getFloat32(at, true),
    () => view.getFloat64(at, true),
  ];
  return (readers[type] as () => number | boolean)();
}

/**
 * One feature, read within the bounds of `view`, which holds it and nothing else; no geometry where it has none.
 * @throws ProblemError or RangeError when it is damaged inside.
 */
export function readFeature(
  view: DataView,
  { type, columns }: FgbHeader,
  depth: number,
): { geometry: Geometry | undefined; properties: Record<string, unknown> } {
  const table = FlatTable.root(view, 0);
  const shape = table.table(0);
  const properties = propertiesOf(table.bytes(1), columns);
  return { geometry: shape && geometryOf(shape, type, depth), properties };
}

/**
 * All features, index passed over. Read here, within the bounds of the file, because the library of the format trusts
 * every count it meets and does not return from some damaged files.
 */
async function read(input: FormatInput, { limits }: FormatOptions): Promise<Parsed> {
  const { bytes } = input;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readHeader(view);
  const problems = new ProblemList(limits.problems);
  const features: ReadFeature[] = [];
  let record = 0;
  for (let at = header.features; at + 4 <= bytes.length; ) {
    const size = view.getUint32(at, true);
    if (++record > limits.features) throw overLimit('features', record, limits.features);
    if (size < 8 || at + 4 + size > bytes.length) {
      problems.error(
        'fgb-cut-short',
        {
          zh: `要素长 ${size} 字节，文件还剩 ${bytes.length - at - 4} 字节；此后未读入。`,
          en: `The feature claims ${size} bytes, but ${bytes.length - at - 4} are left; nothing from here on was read.`,
        },
        { record },
      );
      break;
    }
    try {
      const own = new DataView(bytes.buffer, bytes.byteOffset + at + 4, size);
      const { geometry, properties } = readFeature(own, header, limits.depth);
      if (geometry)
        features.push({ geometry, properties, ...knownAttributes(properties), place: { record } });
    } catch (error) {
      const known =
        error instanceof ProblemError ? error : damaged('要素内部损坏。', 'The feature is damaged inside.');
      for (const one of asProblems(known, { record })) problems.add(one);
    }
    at += 4 + size;
  }
  return { features, problems: problems.done(), ...(header.stated ? { stated: header.stated } : {}) };
}

/** FlatGeobuf, version 3. */
export const flatgeobuf: Format = {
  id: 'flatgeobuf',
  name: { zh: 'FlatGeobuf', en: 'FlatGeobuf' },
  extensions: ['fgb'],
  detect: ({ bytes }) => magic.every((value, i) => bytes[i] === value),
  read,
  open: async (input, options) => (await import('./flatgeobuf-records.ts')).openFlatGeobuf(input, options),
};
