import { type Problem, ProblemError, problem } from '../../../model/index.ts';
import { binaryLeftOut } from '../problems.ts';
import type { StatedCrs } from '../types.ts';
import { FlatTable } from './flat-table.ts';
import { indexBytes } from './packed-index.ts';

const headerAt = 8;

export interface Column {
  name: string;
  /** Place in the format's ColumnType. */
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

const again = { zh: '请重新导出该文件。', en: 'Export the file again.' };

export const damaged = (zh: string, en: string) =>
  new ProblemError(problem('fgb-damaged', { zh, en }, undefined, again));

export const featureDamaged = (record: number): Problem =>
  problem(
    'fgb-damaged',
    { zh: '要素内部损坏，未读入。', en: 'The feature is damaged inside and was left out.' },
    { record },
    again,
  );

/** Counts the binary values of each column, which are not read. */
export function binaryCounter({ columns }: FgbHeader): {
  count: (column: number) => void;
  problems: () => Problem[];
} {
  const counts = new Map<number, number>();
  return {
    count: (column) => counts.set(column, (counts.get(column) ?? 0) + 1),
    problems: () =>
      [...counts].map(([column, count]) => binaryLeftOut(count, { field: columns[column]?.name ?? '' })),
  };
}

/** The file ends before its features do; `stated` is how many it says it holds, 0 where it does not say. */
export const cutShort = (found: number, stated: number): Problem => {
  const lost = Math.max(1, stated - found);
  return {
    ...problem(
      'fgb-cut-short',
      {
        zh: `文件不完整：${stated ? `应有 ${stated} 个要素，` : ''}读到第 ${found} 个为止，此后未读入。`,
        en: `The file is cut short: ${stated ? `it states ${stated} features, but ` : ''}nothing after number ${found} was read.`,
      },
      { record: found + 1 },
      again,
    ),
    lost,
  };
};

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
