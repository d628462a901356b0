import type { GrowingColumn } from '../../columns/growing.ts';
import type { Cursor } from './cursor.ts';
import type { TableHeader } from './header.ts';
import { isUtf8, valueReader } from './values.ts';

/** What takes the values of rows, field by field: each once, and only of rows that are sound to their end. */
export interface Taker {
  /**
   * The cursor stands at the value.
   * @param place how many sound rows there were before
   */
  value(field: number, cursor: Cursor, place: number): void;
  /** The field is empty (`row` undefined), or holds the row's own number. */
  plain(field: number, row: number | undefined, place: number): void;
}

/** Fills a list with the values of the row read last: of all fields, or of those chosen, in that order. */
export function listTaker(
  { fields, utf8 }: TableHeader,
  values: (string | number | null)[],
  chosen: readonly number[] = [...fields.keys()],
): Taker {
  const readers = fields.map((field) => valueReader(field, utf8));
  const places = fields.map((_, field) => chosen.indexOf(field));
  const put = (field: number, value: string | number | null) => {
    const place = places[field] as number;
    if (place >= 0) values[place] = value;
  };
  return {
    value: (field, cursor) => put(field, readers[field]?.(cursor) ?? null),
    plain: (field, row) => put(field, row ?? null),
  };
}

/** Writes the values of the chosen fields into a column each; texts as the bytes they are. */
export function columnTaker(
  { fields, utf8 }: TableHeader,
  chosen: readonly number[],
  columns: readonly GrowingColumn[],
): Taker {
  const into = fields.map((_, field) => columns[chosen.indexOf(field)]);
  const writers = fields.map((field, k) => {
    const column = into[k];
    const read = valueReader(field, utf8);
    if (!column || !read) return undefined;
    if (!isUtf8(field, utf8)) return (cursor: Cursor, place: number) => column.push(place, read(cursor));
    return (cursor: Cursor, place: number) => {
      const length = cursor.varuint();
      const from = cursor.take(length);
      column.pushBytes(place, cursor.bytes, from, from + length);
    };
  });
  return {
    value: (field, cursor, place) => writers[field]?.(cursor, place),
    plain(field, row, place) {
      if (row !== undefined) into[field]?.push(place, row);
    },
  };
}
