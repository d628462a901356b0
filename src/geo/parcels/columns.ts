import type { Feature, Geometry } from 'geojson';
import { columnText, flatGeobufColumns } from './flatgeobuf.ts';

/** A property of parcels with few different values, by which they can be coloured and filtered. */
export interface Column {
  name: string;
  /** The different values, the most frequent first; at most `mostValues`. */
  values: string[];
  /** How many records have each value. */
  counts: number[];
  /** Place of each record's value in `values`; `none` for a record without one. */
  codes: Uint16Array;
}
export const none = 65_535;
const mostValues = 200;
const mostColumns = 40;

interface Growing {
  name: string;
  known: Map<string, number>;
  codes: Uint16Array;
  full: boolean;
}
const growing = (name: string, count: number): Growing => ({
  name,
  known: new Map(),
  codes: new Uint16Array(count).fill(none),
  full: false,
});
function note(column: Growing, record: number, value: string): void {
  if (value === '' || column.full) return;
  let code = column.known.get(value);
  if (code === undefined) {
    code = column.known.size;
    // A number for every parcel classes nothing.
    if (code >= mostValues) column.full = true;
    column.known.set(value, code);
  }
  column.codes[record] = code;
}
/** Orders the values by how often they are met, which the codes then follow. */
function ranked({ name, known, codes }: Growing): Column {
  const met = [...known.keys()];
  const times = new Uint32Array(met.length);
  for (const code of codes) if (code !== none) times[code]!++;
  const order = met.map((_, code) => code).sort((a, b) => times[b]! - times[a]! || a - b);
  const rank = new Uint16Array(met.length);
  order.forEach((code, place) => {
    rank[code] = place;
  });
  return {
    name,
    values: order.map((code) => met[code]!),
    counts: order.map((code) => times[code]!),
    codes: codes.map((code) => (code === none ? none : rank[code]!)),
  };
}
/** The columns of a file: those that class parcels, and the names of those with too many values to do so. */
export interface Columns {
  columns: Column[];
  omitted: string[];
}
const finished = (all: readonly Growing[]): Columns => ({
  columns: all.filter(({ known, full }) => known.size > 0 && !full).map(ranked),
  omitted: all.filter(({ full }) => full).map(({ name }) => name),
});

/** The columns of features as read from GeoJSON. */
export function columnsOfFeatures(features: readonly Feature<Geometry | null>[]): Columns {
  const columns = new Map<string, Growing>();
  features.forEach(({ properties }, record) => {
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      let column = columns.get(name);
      if (!column) {
        if (columns.size >= mostColumns) continue;
        column = growing(name, features.length);
        columns.set(name, column);
      }
      note(column, record, String(value).slice(0, 100));
    }
  });
  return finished([...columns.values()]);
}

/** The columns of a FlatGeobuf file of `count` records. */
export function columnsOfFlatGeobuf(bytes: Uint8Array, count: number): Columns {
  const names = flatGeobufColumns(bytes).slice(0, mostColumns);
  const columns = names.map((name) => growing(name, count));
  columnText(
    bytes,
    (record, index, value) => {
      const column = columns[index];
      if (column && record < count) note(column, record, value.slice(0, 100));
    },
    (index) => columns[index]?.full === false,
  );
  return finished(columns);
}
