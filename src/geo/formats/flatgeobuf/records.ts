import { type Problem, ProblemError, warning } from '../../../model/index.ts';
import type { RecordField } from '../../columns/columns.ts';
import { overLimit } from '../problems.ts';
import type { FormatInput, FormatOptions, RawRecord, RecordTable } from '../types.ts';
import { FlatTable } from './flat-table.ts';
import { binaryCounter, type Column, cutShort, featureDamaged, readHeader } from './header.ts';
import { eachValue, isNumeric } from './values.ts';

/*
 * FlatGeobuf 3 (flatgeobuf.org) record by record, without an object for each position. Every offset is read through a
 * DataView over the file, which throws where it leads outside.
 */

/** A record's arrays, used again for every record. */
interface Scratch extends RawRecord {
  shells: Uint8Array;
  /** Parts of a collection that are of another kind than its first. */
  others: number;
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
function addParts(raw: Scratch, view: DataView, geometry: FlatTable, single: boolean): void {
  const xy = geometry.vector(1, 8);
  if (!xy) return;
  const points = xy.length >> 1;
  const ends = single ? undefined : geometry.vector(0, 4);
  const parts = ends ? ends.length : 1;
  const first = raw.starts[raw.parts]!;
  room(raw, first + points, raw.parts + parts);
  for (let k = 0; k < 2 * points; k++) raw.xy[2 * first + k] = view.getFloat64(xy.start + 8 * k, true);
  let from = 0;
  for (let p = 0; p < parts; p++) {
    const to = ends ? view.getUint32(ends.start + 4 * p, true) : points;
    if (to < from || to > points) throw new RangeError('a ring ends outside its coordinates');
    raw.shells[raw.parts] = p ? 0 : 1;
    raw.starts[++raw.parts] = first + to;
    from = to;
  }
}

const kinds: Record<number, RawRecord['kind']> = {
  1: 'point',
  2: 'line',
  3: 'polygon',
  4: 'point',
  5: 'line',
  6: 'polygon',
};
const [multiPolygonType, collectionType] = [6, 7];

function addGeometry(
  raw: Scratch,
  view: DataView,
  geometry: FlatTable,
  declared: number,
  depth: number,
): void {
  const type = geometry.u8(6) || declared;
  if (depth < 0) throw new RangeError('nested too deeply');
  if (type === collectionType) {
    // A collection of one kind is that kind; one of several keeps the first of them.
    for (const part of geometry.tables(7)) addGeometry(raw, view, part, 0, depth - 1);
    return;
  }
  const kind = kinds[type];
  if (!kind) throw new RangeError(`geometry type ${type} cannot be read`);
  if (raw.kind !== 'none' && raw.kind !== kind) {
    raw.others++;
    return;
  }
  raw.kind = kind;
  const parts = type === multiPolygonType ? geometry.tables(7) : [];
  if (!parts.length) addParts(raw, view, geometry, kind === 'point');
  for (const part of parts) addParts(raw, view, part, false);
}

const dateType = 13;
const kindOf = (column: Column): RecordField['kind'] =>
  column.type === dateType ? 'date' : isNumeric(column) ? 'number' : 'text';

const mixed = (record: number, count: number): Problem => ({
  ...warning(
    'parts-left-out',
    {
      zh: `图形集合里有 ${count} 个图形与第一个不同类（点、线、面），未读入。`,
      en: `${count} parts of the collection are of another kind than its first (points, lines, areas) and were left out.`,
    },
    { record },
  ),
  lost: count,
});

/** The one table of a file. A feature that is damaged inside is named and passed over. */
export async function openFlatGeobuf(
  { bytes, name }: FormatInput,
  { limits }: FormatOptions,
): Promise<RecordTable[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readHeader(view);
  const problems: RecordTable['problems'] = [];
  const report = (one: Problem) => {
    if (problems.length < limits.problems) problems.push(one);
  };
  const table: RecordTable = {
    name: name.replace(/\.[^.]*$/, ''),
    fields: header.columns.map((column) => ({ name: column.name, kind: kindOf(column) })),
    count: Math.min(header.count || Math.ceil(bytes.length / 200), Math.ceil(bytes.length / 8)),
    ...(header.stated ? { stated: header.stated } : {}),
    problems,
    *records() {
      const raw: Scratch = {
        ...{ record: 0, kind: 'none', parts: 0, others: 0 },
        xy: new Float64Array(512),
        starts: new Uint32Array(32),
        shells: new Uint8Array(32),
        values: header.columns.map(() => null),
      };
      const keep = (column: number, value: string | number | boolean) => {
        raw.values[column] = typeof value === 'boolean' ? Number(value) : value;
      };
      const binary = binaryCounter(header);
      let at = header.features;
      while (at + 4 <= bytes.length) {
        const size = view.getUint32(at, true);
        if (size < 8 || at + 4 + size > bytes.length) break;
        if (++raw.record > limits.features)
          throw new ProblemError(overLimit('features', raw.record, limits.features).problems);
        raw.kind = 'none';
        raw.parts = 0;
        raw.others = 0;
        raw.starts[0] = 0;
        try {
          const feature = FlatTable.root(view, at + 4);
          raw.values.fill(null);
          const values = feature.vector(1, 1);
          if (values)
            eachValue(view, values.start, values.start + values.length, header.columns, keep, binary.count);
          const geometry = feature.table(0);
          if (geometry) addGeometry(raw, view, geometry, header.type, limits.depth);
        } catch {
          raw.kind = 'none';
          report(featureDamaged(raw.record));
        }
        if (raw.others) report(mixed(raw.record, raw.others));
        yield raw;
        at += 4 + size;
      }
      if (at < bytes.length || raw.record < header.count) report(cutShort(raw.record, header.count));
      for (const one of binary.problems()) report(one);
    },
  };
  return [table];
}
