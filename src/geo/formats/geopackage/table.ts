import { asProblems } from '../../../model/index.ts';
import type { RecordField } from '../../columns/columns.ts';
import type { GrowingColumn } from '../../columns/growing.ts';
import type { Limits } from '../limits.ts';
import { binaryLeftOut, overLimit, ProblemList } from '../problems.ts';
import { type RawShape, rawShapes } from '../raw-shapes.ts';
import { shortSingle } from '../single.ts';
import { type Cell, cellsOf, isBlob, isText, Layout, lengthOf, numberAt } from '../sqlite/cells.ts';
import type { Leaves, SqliteFile } from '../sqlite/file.ts';
import type { SqliteColumn } from '../sqlite/schema.ts';
import type { RawRecord, RecordTable } from '../types.ts';
import { readWkb } from '../wkb.ts';
import { WkbShape } from '../wkb-shape.ts';
import { type Layer, shapeStart, statedBy } from './layer.ts';
import { badHeader, pagesLost, rowDamaged } from './problems.ts';

/** A column and where its values go. */
interface Sink {
  /** Place among a record's values. */
  place: number;
  column: SqliteColumn;
  /** Nothing of it is shown: bytes of pictures and the like. */
  binary: boolean;
  into: GrowingColumn | undefined;
}

const kindOf = (type: string): RecordField['kind'] =>
  /INT|REAL|FLOA|DOUB|NUM|DEC|BOOL/.test(type) ? 'number' : /^DATE/.test(type) ? 'date' : 'text';

/** Columns of single precision keep the number that is nearest to what was written, in double precision. */
const numberOf = ({ type }: SqliteColumn, value: number | string): number | string =>
  type === 'FLOAT' && typeof value === 'number' && Math.fround(value) === value ? shortSingle(value) : value;

const isBinary = ({ type }: SqliteColumn) => /BLOB/.test(type);

const fieldOf = ({ name, type }: SqliteColumn): RecordField => ({ name, kind: kindOf(type) });

function sinksOf(
  columns: readonly SqliteColumn[],
  geometry: number,
  into: readonly GrowingColumn[] = [],
): Sink[] {
  let next = 0;
  return columns.flatMap((column, place): Sink[] => {
    if (place === geometry) return [];
    const binary = isBinary(column);
    return [{ place, column, binary, into: binary ? undefined : into[next++] }];
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

  const decoder = new TextDecoder(file.encoding);
  const keep = (cell: Cell, layout: Layout): void => {
    for (const { place, column, binary: hidden, into } of sinks) {
      if (place >= layout.count) {
        if (column.before !== null) into?.push(rows, column.before);
        continue;
      }
      const type = layout.types[place]!;
      if (type === 0) {
        if (column.rowid) into?.push(rows, cell.rowid);
      } else if (hidden || isBlob(type)) binary.set(column.name, (binary.get(column.name) ?? 0) + 1);
      else if (into) {
        const at = layout.at[place]!;
        if (!isText(type)) into.push(rows, numberOf(column, numberAt(cell.view, at, type)));
        else if (file.encoding === 'utf-8') into.pushBytes(rows, cell.bytes, at, at + lengthOf(type));
        else into.push(rows, decoder.decode(cell.bytes.subarray(at, at + lengthOf(type))));
      }
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

  function* records(into?: readonly GrowingColumn[]): Generator<RawRecord> {
    const list = new ProblemList(limits.problems);
    sinks = sinksOf(columns, geometry, into);
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
    fields: columns.filter((one, k) => k !== geometry && !isBinary(one)).map(fieldOf),
    count: leaves.rows,
    ...statedBy(layer),
    problems,
    records,
  };
}
