import { asProblems } from '../../../model/index.ts';
import { type Column, type GrowingColumn, growingColumn, type RecordField } from '../../columns/columns.ts';
import { ByteDictionary } from '../../columns/dictionary.ts';
import type { Limits } from '../limits.ts';
import { overLimit, ProblemList } from '../problems.ts';
import { type RawShape, rawShapes } from '../raw-shapes.ts';
import { type Cell, cellsOf, isBlob, isText, Layout, lengthOf, numberAt } from '../sqlite/cells.ts';
import type { Leaves, SqliteFile } from '../sqlite/file.ts';
import type { SqliteColumn } from '../sqlite/schema.ts';
import type { RawRecord, RecordTable } from '../types.ts';
import { readWkb } from '../wkb.ts';
import { WkbShape } from '../wkb-shape.ts';
import { type Layer, shapeStart, statedBy } from './layer.ts';
import { badHeader, binaryLeftOut, pagesLost, rowDamaged } from './problems.ts';

const encoder = new TextEncoder();

/** A column in the making, fed from the bytes of records. */
interface Sink {
  /** Place among a record's values. */
  place: number;
  column: SqliteColumn;
  /** Nothing of it is shown: bytes of pictures and the like. */
  binary: boolean;
  push(row: number, cell: Cell, at: number, type: number): void;
  value(row: number, value: string | number): void;
  finish(rows: number): Column;
}

const kindOf = (type: string): RecordField['kind'] =>
  /INT|REAL|FLOA|DOUB|NUM|DEC|BOOL/.test(type) ? 'number' : /^DATE/.test(type) ? 'date' : 'text';

const fieldOf = ({ name, type }: SqliteColumn): RecordField => ({ name, kind: kindOf(type) });

/** Texts by the bytes they are written in, each decoded at most once. */
function textSink(field: RecordField, rows: number, encoding: SqliteFile['encoding']) {
  const dictionary = new ByteDictionary();
  const decoder = new TextDecoder(encoding);
  let codes = new Uint32Array(rows);
  const put = (row: number, bytes: Uint8Array, from: number, to: number) => {
    if (row >= codes.length) {
      const bigger = new Uint32Array(Math.ceil(1.5 * row) + 16);
      bigger.set(codes);
      codes = bigger;
    }
    codes[row] = dictionary.codeOf(bytes, from, to);
  };
  const value = (row: number, text: string | number) => {
    const bytes = encoder.encode(String(text));
    put(row, bytes, 0, bytes.length);
  };
  return {
    push(row: number, { bytes, view }: Cell, at: number, type: number) {
      if (!isText(type)) value(row, numberAt(view, at, type));
      else if (encoding === 'utf-8') put(row, bytes, at, at + lengthOf(type));
      else value(row, decoder.decode(bytes.subarray(at, at + lengthOf(type))));
    },
    value,
    finish: (count: number): Column => ({
      ...field,
      kind: field.kind === 'date' ? 'date' : 'text',
      ...dictionary.column(codes.slice(0, count)),
    }),
  };
}

function numberSink(field: RecordField, rows: number, encoding: SqliteFile['encoding']) {
  const column: GrowingColumn = growingColumn(field, rows);
  const decoder = new TextDecoder(encoding);
  return {
    push(row: number, { bytes, view }: Cell, at: number, type: number) {
      column.push(
        row,
        isText(type) ? decoder.decode(bytes.subarray(at, at + lengthOf(type))) : numberAt(view, at, type),
      );
    },
    value: column.push,
    finish: column.finish,
  };
}

function sinksOf(
  columns: readonly SqliteColumn[],
  geometry: number,
  rows: number,
  encoding: SqliteFile['encoding'],
): Sink[] {
  return columns.flatMap((column, place): Sink[] => {
    if (place === geometry) return [];
    const field = fieldOf(column);
    const made =
      field.kind === 'number' ? numberSink(field, rows, encoding) : textSink(field, rows, encoding);
    return [{ place, column, binary: /BLOB/.test(column.type), ...made }];
  });
}

/** A feature table read page by page; `columns` as its records have them. */
export function packageTable(
  file: SqliteFile,
  layer: Layer,
  { columns, leaves }: { columns: readonly SqliteColumn[]; leaves: Leaves },
  limits: Limits,
): RecordTable {
  const geometry = columns.findIndex(({ name }) => name.toLowerCase() === layer.column.toLowerCase());
  const before = leaves.lost ? [pagesLost(layer.table, leaves.lost)] : [];
  const problems = [...before];
  let sinks: Sink[] = [];
  let rows = 0;
  const binary = new Map<string, number>();

  const keep = (cell: Cell, layout: Layout): void => {
    for (const sink of sinks) {
      const { place, column } = sink;
      if (place >= layout.count) {
        if (column.before !== null) sink.value(rows, column.before);
        continue;
      }
      const type = layout.types[place]!;
      if (type === 0) {
        if (column.rowid) sink.value(rows, cell.rowid);
      } else if (sink.binary || isBlob(type)) binary.set(column.name, (binary.get(column.name) ?? 0) + 1);
      else sink.push(rows, cell, layout.at[place]!, type);
    }
  };

  const shape = new WkbShape();
  /** The shapes of a record: the one there nearly always is, read without making objects of it, or those it holds. */
  function* shapesOf({ bytes, view }: Cell, layout: Layout): Generator<RawShape> {
    const type = geometry < layout.count ? layout.types[geometry]! : 0;
    if (!isBlob(type)) return yield* rawShapes(null);
    const from = layout.at[geometry]!;
    const end = from + lengthOf(type);
    const start = shapeStart(bytes, from, end);
    if (start === undefined) throw badHeader();
    if (start < 0) yield* rawShapes(null);
    else if (shape.read(view, start, end)) yield shape;
    else yield* rawShapes(readWkb(bytes.subarray(0, end), start, limits.depth));
  }

  function* records(): Generator<RawRecord> {
    const list = new ProblemList(limits.problems);
    sinks = sinksOf(columns, geometry, leaves.rows, file.encoding);
    rows = 0;
    binary.clear();
    const layout = new Layout();
    let record = 0;
    for (const cell of cellsOf(file, leaves)) {
      if (++record > limits.features) throw overLimit('features', record, limits.features);
      if (cell.damaged || !layout.read(cell)) {
        list.add(rowDamaged(layer.table, record));
        continue;
      }
      keep(cell, layout);
      rows++;
      try {
        for (const one of shapesOf(cell, layout)) yield { ...one, record, values: [] };
      } catch (error) {
        for (const one of asProblems(error, { feature: layer.table, record })) list.add(one);
        for (const none of rawShapes(null)) yield { ...none, record, values: [] };
      }
    }
    for (const [field, count] of binary) list.add(binaryLeftOut(count, { feature: layer.table, field }));
    problems.splice(0, problems.length, ...before, ...list.done());
  }
  return {
    name: layer.table,
    fields: columns.filter((one, k) => k !== geometry && !/BLOB/.test(one.type)).map(fieldOf),
    count: leaves.rows,
    ...statedBy(layer),
    problems,
    columns: () => sinks.flatMap((sink) => (sink.binary ? [] : [sink.finish(rows)])),
    records,
  };
}
