import type { Problem } from '../../../model/index.ts';
import type { RecordField } from '../../columns/columns.ts';
import { free } from '../../columns/free.ts';
import { readPrj } from '../../crs/prj.ts';
import { ProblemList } from '../problems.ts';
import type { RawRecord, RecordTable, StatedCrs } from '../types.ts';
import type { Entry } from './catalogue.ts';
import { fieldType, kindOf } from './fields.ts';
import type { Members } from './members.ts';
import {
  columnsLeftOut,
  curvesDrawn,
  indexLoops,
  rowDamaged,
  rowsBeyond,
  rowsMissing,
  shapesRefused,
  withoutIndex,
  withoutShapes,
  withoutSystem,
} from './problems.ts';
import { type Refused, Shapes } from './shapes.ts';
import { eachRow, openTable, type Table } from './table.ts';
import { columnTaker, listTaker, type Taker } from './takers.ts';

/** Esri's mark for "no system". */
const unknownSystem = /^\{B286C06B-/i;

/** The system of a layer: the WKT beside its shapes, else what its definition in the catalogue gives. */
function statedOf({ header }: Table, entry: Entry): StatedCrs | undefined {
  const headerWkt = header.shape?.wkt.trim();
  const wkt = headerWkt && !unknownSystem.test(headerWkt) ? headerWkt : entry.wkt;
  if (wkt) return { wkt, words: `${entry.name}: ${readPrj(wkt).name}` };
  if (entry.wkid) return { code: `EPSG:${entry.wkid}`, words: `${entry.name}: WKID ${entry.wkid}` };
  return undefined;
}

/** 1 mm: in metres, or in degrees (111 km each). */
const toleranceOf = (wkt: string | undefined) => (wkt && /^\s*GEOG/i.test(wkt) ? 9e-9 : 0.001);

/**
 * A table as a layer of raw records. Its head is read at once, its rows when they are asked for.
 * @throws ProblemError when the table is missing, compressed or no table
 */
export function openLayer(members: Members, entry: Entry, mostProblems: number): RecordTable {
  const table = openTable(members, entry.number, entry.name);
  const { header } = table;
  const shown = header.fields.flatMap((field, index) => {
    const kind = kindOf(field);
    return kind ? [{ field, index, kind }] : [];
  });
  const hidden = header.fields.filter((field) => !kindOf(field) && field.type !== fieldType.geometry);
  const stated = statedOf(table, entry);
  const before: Problem[] = [
    ...(table.unindexed ? [withoutIndex(entry.name, table.unindexed === 'damaged')] : []),
    ...(!header.shape ? [withoutShapes(entry.name)] : stated ? [] : [withoutSystem(entry.name)]),
    ...(hidden.length
      ? [
          columnsLeftOut(
            entry.name,
            hidden.map((field) => field.name),
          ),
        ]
      : []),
  ];
  const problems = [...before];
  return {
    name: entry.name,
    ...(entry.alias ? { alias: entry.alias } : {}),
    fields: shown.map(
      ({ field, kind }): RecordField => ({
        name: field.name,
        ...(field.alias && field.alias !== field.name ? { alias: field.alias } : {}),
        kind,
      }),
    ),
    count: header.rows,
    ...(stated ? { stated } : {}),
    ...(header.shape ? {} : { shapeless: true }),
    problems,
    // Every table is a file of its own.
    release(what) {
      if (what === 'all' && members.owned) free(table.bytes);
    },
    records: function* (into) {
      const list = new ProblemList(mostProblems);
      const shapes = header.shape && new Shapes(header.shape, toleranceOf(header.shape.wkt || stated?.wkt));
      const values: RawRecord['values'] = [];
      const fields = shown.map(({ index }) => index);
      const taker = into ? columnTaker(header, fields, into) : listTaker(header, values, fields);
      yield* records(table, entry.name, values, taker, shapes, list);
      problems.splice(0, problems.length, ...before, ...list.done());
    },
  };
}

/** The records, and into `list` what could not be read: damaged ones one by one, the rest counted. */
function* records(
  table: Table,
  name: string,
  values: RawRecord['values'],
  taker: Taker,
  shapes: Shapes | undefined,
  list: ProblemList,
): Generator<RawRecord> {
  const refusals = new Map<Refused, { count: number; first: number }>();
  let [found, beyond, firstBeyond] = [0, 0, 0];
  const record: RawRecord = {
    record: 0,
    kind: 'none',
    xy: new Float64Array(0),
    parts: 0,
    starts: new Uint32Array(1),
    values,
  };
  for (const { row, refused, fault } of eachRow(table, taker, shapes)) {
    found++;
    if (fault === 'beyond') {
      if (!beyond++) firstBeyond = row;
      continue;
    }
    if (fault) {
      list.add(fault === 'loops' ? indexLoops(name, row) : rowDamaged(name, row));
      continue;
    }
    if (refused) {
      const counted = refusals.get(refused) ?? { count: 0, first: row };
      counted.count++;
      refusals.set(refused, counted);
    }
    record.record = row;
    record.refused = refused !== undefined || !shapes;
    if (shapes) {
      record.kind = shapes.kind;
      record.xy = shapes.xy;
      record.starts = shapes.starts;
      record.parts = shapes.parts;
    }
    yield record;
  }
  if (beyond) list.add(rowsBeyond(name, beyond, firstBeyond));
  if (found < table.header.rows) list.add(rowsMissing(name, found, table.header.rows));
  for (const [why, { count, first }] of refusals) list.add(shapesRefused(name, why, count, first));
  if (shapes?.drawn) list.add(curvesDrawn(name, shapes.drawn));
}
