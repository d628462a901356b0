import type { Feature, Geometry } from 'geojson';
import { columnText, flatGeobufColumns } from './flatgeobuf.ts';

/** A property of parcels with few different values, by which they can be coloured and filtered. */
export interface Column {
  name: string;
  /** The different values, in the order they were met; at most `mostValues`. */
  values: string[];
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
const finished = (columns: Iterable<Growing>): Column[] =>
  [...columns]
    .filter(({ known, full }) => known.size > 0 && !full)
    .map(({ name, known, codes }) => ({ name, values: [...known.keys()], codes }));

/** The columns of features as read from GeoJSON. */
export function columnsOfFeatures(features: readonly Feature<Geometry | null>[]): Column[] {
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
  return finished(columns.values());
}

/** The columns of a FlatGeobuf file of `count` records. */
export function columnsOfFlatGeobuf(bytes: Uint8Array, count: number): Column[] {
  const names = flatGeobufColumns(bytes).slice(0, mostColumns);
  const columns = names.map((name) => growing(name, count));
  columnText(bytes, (record, index, value) => {
    const column = columns[index];
    if (column && record < count) note(column, record, value.slice(0, 100));
  });
  return finished(columns);
}
