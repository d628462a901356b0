import { ProblemError, problem } from '../../model/index.ts';
import type { RecordField } from '../columns/columns.ts';
import { type FgbHeader, readHeader } from './flatgeobuf.ts';
import { overLimit } from './problems.ts';
import type { FormatInput, FormatOptions, RawRecord, RecordTable } from './types.ts';

/*
 * FlatGeobuf 3 (flatgeobuf.org) record by record, without an object for each position. Every offset is read through a
 * DataView over the file, which throws where it leads outside.
 */

const noShape = 0;
const pointTypes = new Set([1, 4]);
const lineTypes = new Set([2, 5]);
const polygonType = 3;
const multiPolygonType = 6;
/** Bytes of fixed-width column types, in the order of the format's ColumnType; 0: a length and that many bytes. */
const columnBytes = [1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8, 0, 0, 0, 0];
const [dateType, binaryType] = [13, 14];

/** Position of a table's field, 0 when it has none. */
function field(view: DataView, table: number, index: number): number {
  const vtable = table - view.getInt32(table, true);
  const slot = 4 + 2 * index;
  const offset = slot < view.getUint16(vtable, true) ? view.getUint16(vtable + slot, true) : 0;
  return offset ? table + offset : 0;
}

/** What a field holding an offset points to. */
const follow = (view: DataView, at: number): number => at + view.getUint32(at, true);

function numberAt(view: DataView, p: number, type: number): number {
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
      return Number(view.getBigInt64(p, true));
    case 8:
      return Number(view.getBigUint64(p, true));
    case 9:
      return view.getFloat32(p, true);
    case 10:
      return view.getFloat64(p, true);
    default:
      return view.getUint8(p);
  }
}

/** A record's arrays, used again for every record. */
interface Scratch extends RawRecord {
  shells: Uint8Array;
}

function room(raw: Scratch, points: number, parts: number): void {
  if (raw.xy.length < 2 * points) {
    const xy = new Float64Array(4 * points);
    xy.set(raw.xy);
    raw.xy = xy;
  }
  if (raw.starts.length < parts + 1) {
    const starts = new Uint32Array(2 * parts + 2);
    starts.set(raw.starts);
    raw.starts = starts;
    const shells = new Uint8Array(2 * parts + 2);
    shells.set(raw.shells);
    raw.shells = shells;
  }
}

/** Adds the parts of one geometry table to a record; `single` joins them, as points are one part. */
function addParts(raw: Scratch, view: DataView, geometry: number, single: boolean): void {
  const xyAt = field(view, geometry, 1);
  if (!xyAt) return;
  const vector = follow(view, xyAt);
  const points = view.getUint32(vector, true) >> 1;
  if (vector + 4 + 16 * points > view.byteLength) throw new RangeError('coordinates run past the end');
  const endsAt = single ? 0 : field(view, geometry, 0);
  const ends = endsAt ? follow(view, endsAt) : 0;
  const parts = ends ? view.getUint32(ends, true) : 1;
  if (ends && ends + 4 + 4 * parts > view.byteLength) throw new RangeError('rings run past the end');
  const first = raw.starts[raw.parts]!;
  room(raw, first + points, raw.parts + parts);
  for (let k = 0; k < 2 * points; k++) raw.xy[2 * first + k] = view.getFloat64(vector + 4 + 8 * k, true);
  let from = 0;
  for (let p = 0; p < parts; p++) {
    const to = ends ? view.getUint32(ends + 4 + 4 * p, true) : points;
    if (to < from || to > points) throw new RangeError('a ring ends outside its coordinates');
    raw.shells[raw.parts] = p ? 0 : 1;
    raw.starts[++raw.parts] = first + to;
    from = to;
  }
}

function addGeometry(raw: Scratch, view: DataView, geometry: number, declared: number, depth: number): void {
  const typeAt = field(view, geometry, 6);
  const type = (typeAt && view.getUint8(typeAt)) || declared;
  if (depth < 0) throw new RangeError('nested too deeply');
  const kind: RawRecord['kind'] = pointTypes.has(type)
    ? 'point'
    : lineTypes.has(type)
      ? 'line'
      : type === polygonType || type === multiPolygonType
        ? 'polygon'
        : 'none';
  const partsAt = type === multiPolygonType || type === 7 ? field(view, geometry, 7) : 0;
  const parts = partsAt ? follow(view, partsAt) : 0;
  if (type === 7) {
    // A collection of one kind is that kind; one of several keeps the first of them.
    for (let i = 0; parts && i < view.getUint32(parts, true); i++)
      addGeometry(raw, view, follow(view, parts + 4 + 4 * i), noShape, depth - 1);
    return;
  }
  if (kind === 'none') throw new RangeError(`geometry type ${type} cannot be read`);
  if (raw.kind !== 'none' && raw.kind !== kind) return;
  raw.kind = kind;
  if (!partsAt) addParts(raw, view, geometry, kind === 'point');
  for (let i = 0; parts && i < view.getUint32(parts, true); i++)
    addParts(raw, view, follow(view, parts + 4 + 4 * i), false);
}

/** Texts come by the thousand and are mostly plain letters and figures: those are made without a decoder. */
const decoder = new TextDecoder();
function textAt(bytes: Uint8Array, from: number, length: number): string {
  if (from + length > bytes.length) throw new RangeError('a text runs past the end');
  if (length < 24) {
    let text = '';
    for (let i = from; i < from + length; i++) {
      const code = bytes[i]!;
      if (code > 0x7e) return decoder.decode(bytes.subarray(from, from + length));
      text += String.fromCharCode(code);
    }
    return text;
  }
  return decoder.decode(bytes.subarray(from, from + length));
}

/** The attributes of a feature: number of the column, then its value, over and over. */
function addValues(
  raw: Scratch,
  view: DataView,
  bytes: Uint8Array,
  feature: number,
  header: FgbHeader,
): void {
  raw.values.fill(null);
  const at = field(view, feature, 1);
  if (!at) return;
  let p = follow(view, at);
  const end = p + 4 + view.getUint32(p, true);
  p += 4;
  while (p + 2 <= end) {
    const index = view.getUint16(p, true);
    const type = header.columns[index]?.type;
    if (type === undefined) throw new RangeError('an attribute points to a field that is not there');
    p += 2;
    const fixed = columnBytes[type] ?? 0;
    const length = fixed || view.getUint32(p, true);
    if (!fixed) p += 4;
    if (type !== binaryType) raw.values[index] = fixed ? numberAt(view, p, type) : textAt(bytes, p, length);
    p += length;
  }
}

const kindOf = (type: number): RecordField['kind'] =>
  type === dateType ? 'date' : (columnBytes[type] ?? 0) > 0 ? 'number' : 'text';

const broken = (record: number, detail: string) =>
  problem(
    'fgb-damaged',
    { zh: `FlatGeobuf 文件损坏：${detail}`, en: `The FlatGeobuf file is damaged: ${detail}` },
    { record },
    { zh: '请重新导出该文件。', en: 'Export the file again.' },
  );

/** The one table of a file. A feature that is damaged inside is named and passed over. */
export async function openFlatGeobuf(
  { bytes, name }: FormatInput,
  { limits }: FormatOptions,
): Promise<RecordTable[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readHeader(view);
  const problems: RecordTable['problems'] = [];
  const report = (record: number, detail: string) => {
    if (problems.length < limits.problems) problems.push(broken(record, detail));
  };
  const table: RecordTable = {
    name: name.replace(/\.[^.]*$/, ''),
    fields: header.columns.map((column) => ({ name: column.name, kind: kindOf(column.type) })),
    count: Math.min(header.count || Math.ceil(bytes.length / 200), Math.ceil(bytes.length / 8)),
    ...(header.stated ? { stated: header.stated } : {}),
    problems,
    *records() {
      const raw: Scratch = {
        ...{ record: 0, kind: 'none', parts: 0 },
        xy: new Float64Array(512),
        starts: new Uint32Array(32),
        shells: new Uint8Array(32),
        values: header.columns.map(() => null),
      };
      for (let at = header.features; at + 4 <= bytes.length; ) {
        const size = view.getUint32(at, true);
        if (++raw.record > limits.features)
          throw new ProblemError(overLimit('features', raw.record, limits.features).problems);
        if (size < 8 || at + 4 + size > bytes.length) {
          report(raw.record, `feature of ${size} bytes, ${bytes.length - at - 4} left`);
          return;
        }
        raw.kind = 'none';
        raw.parts = 0;
        raw.starts[0] = 0;
        try {
          const feature = follow(view, at + 4);
          const geometryAt = field(view, feature, 0);
          addValues(raw, view, bytes, feature, header);
          if (geometryAt) addGeometry(raw, view, follow(view, geometryAt), header.type, limits.depth);
        } catch (error) {
          raw.kind = 'none';
          report(raw.record, (error as Error).message);
        }
        yield raw;
        at += 4 + size;
      }
    },
  };
  return [table];
}
