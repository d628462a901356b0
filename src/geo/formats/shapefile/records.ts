import { asProblems, type Problem } from '../../../model/index.ts';
import { free } from '../../columns/free.ts';
import { ProblemList } from '../problems.ts';
import { decodeText } from '../text.ts';
import type { FormatOptions, RawRecord, RecordTable, SourceFile } from '../types.ts';
import { type DbfTable, isDeleted, openDbf, readCpg } from './dbf.ts';
import { dbfColumns, dbfFields } from './dbf-columns.ts';
import { rowCount } from './row-count.ts';
import { checkHead } from './shp.ts';

const kinds: Record<number, RawRecord['kind']> = {
  ...{ 1: 'point', 11: 'point', 21: 'point', 8: 'point', 18: 'point', 28: 'point' },
  ...{ 3: 'line', 13: 'line', 23: 'line', 5: 'polygon', 15: 'polygon', 25: 'polygon' },
};

/** Where the content of every record begins, in file order; stops where the lengths no longer lead anywhere. */
function recordStarts(view: DataView, problems: ProblemList): Uint32Array {
  let starts = new Uint32Array(1024);
  let count = 0;
  for (let at = 100; at + 8 <= view.byteLength; ) {
    const length = view.getInt32(at + 4) * 2;
    if (length < 4 || at + 8 + length > view.byteLength) {
      const left = view.byteLength - at - 8;
      problems.error(
        'shp-cut-short',
        {
          zh: `记录长 ${length} 字节，超出文件末尾（还剩 ${left} 字节）；此后的图形未读入。`,
          en: `The record claims ${length} bytes, but ${left} are left; shapes from here on were not read.`,
        },
        { record: count + 1 },
        { zh: '文件可能没有传完，请重新获取。', en: 'The file may be incomplete; get it again.' },
      );
      break;
    }
    if (count === starts.length) {
      const bigger = new Uint32Array(2 * count);
      bigger.set(starts);
      starts = bigger;
    }
    starts[count++] = at + 8;
    at += 8 + length;
  }
  return starts.slice(0, count);
}

/** Reads the shape at byte `at` into a record; false when its counts do not fit its length. */
function readShape(raw: RawRecord, view: DataView, at: number, end: number): boolean {
  const type = view.getInt32(at, true);
  raw.kind = type === 0 ? 'none' : (kinds[type] ?? 'none');
  raw.parts = 0;
  if (type === 0) return true;
  if (raw.kind === 'none') return false;
  let [parts, count, points] = [1, 1, at + 4];
  if (type % 10 === 1) {
    if (at + 20 > end) return false;
  } else {
    const multi = raw.kind === 'point';
    if (at + (multi ? 40 : 44) > end) return false;
    parts = multi ? 1 : view.getInt32(at + 36, true);
    count = view.getInt32(at + (multi ? 36 : 40), true);
    points = at + (multi ? 40 : 44 + 4 * parts);
  }
  if (parts < 1 || count < 1 || points + 16 * count > end) return false;
  if (raw.xy.length < 2 * count) raw.xy = new Float64Array(4 * count);
  if (raw.starts.length < parts + 1) raw.starts = new Uint32Array(2 * parts + 2);
  const { xy, starts } = raw;
  starts[0] = 0;
  if (raw.kind !== 'point')
    for (let p = 0; p < parts; p++) {
      const start = view.getInt32(at + 44 + 4 * p, true);
      if (start < 0 || start >= count || (p ? start < starts[p - 1]! : start !== 0)) return false;
      starts[p] = start;
    }
  starts[parts] = count;
  for (let k = 0; k < 2 * count; k++) xy[k] = view.getFloat64(points + 8 * k, true);
  raw.parts = parts;
  return true;
}

const dbfOf = (
  file: SourceFile | undefined,
  cpg: SourceFile | undefined,
  problems: ProblemList,
): DbfTable | null => {
  if (!file) return null;
  try {
    return openDbf(file.bytes, readCpg(cpg && decodeText(cpg.bytes)), problems);
  } catch (error) {
    for (const one of asProblems(error, { file: file.name })) problems.add({ ...one, severity: 'warning' });
    return null;
  }
};

/** One shapefile as a table; `files` are those of its name by extension. */
export function shapefileTable(
  name: string,
  files: { shp: SourceFile; dbf?: SourceFile; prj?: SourceFile; cpg?: SourceFile },
  { limits }: FormatOptions,
): RecordTable {
  const { bytes } = files.shp;
  checkHead(bytes);
  const list = new ProblemList(limits.problems);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = recordStarts(view, list);
  const dbf = dbfOf(files.dbf, files.cpg, list);
  if (!dbf)
    list.warn('dbf-missing', {
      zh: '没有 .dbf，图形不带属性。',
      en: 'There is no .dbf; shapes carry no attributes.',
    });
  else for (const one of rowCount(starts.length, dbf.count, list.list)) list.add(one);
  const wkt = files.prj && decodeText(files.prj.bytes);
  const rows = Uint32Array.from(starts.keys()).filter(
    (row) => !dbf || row >= dbf.count || !isDeleted(dbf, row),
  );
  const problems: Problem[] = list.done();
  return {
    name,
    fields: dbf ? dbfFields(dbf) : [],
    count: rows.length,
    ...(wkt ? { stated: { wkt, words: '.prj' } } : {}),
    problems,
    columns: () => (dbf ? dbfColumns(dbf, rows) : []),
    release(what) {
      for (const file of what === 'all' ? [files.shp, files.dbf] : [files.shp])
        if (file?.owned) free(file.bytes);
    },
    *records() {
      const raw: RawRecord = {
        ...{ record: 0, kind: 'none', parts: 0, values: [] },
        xy: new Float64Array(512),
        starts: new Uint32Array(32),
      };
      for (const row of rows) {
        const at = starts[row]!;
        raw.record = row + 1;
        if (!readShape(raw, view, at, at + 2 * view.getInt32(at - 4))) {
          raw.kind = 'none';
          if (problems.length < limits.problems) problems.push(damaged(view.getInt32(at, true), row + 1));
        }
        yield raw;
      }
    },
  };
}

const damaged = (type: number, record: number): Problem => ({
  code: 'shp-record',
  severity: 'error',
  what: {
    zh: `图形记录损坏（类型 ${type}，点数或环数与长度不符）。`,
    en: `The shape is damaged (type ${type}; its counts do not fit its length).`,
  },
  where: { record },
});
