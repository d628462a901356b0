import { type Cell, type Column, type Row, type Table, withUnit } from '../../../check/index.ts';
import type { Bilingual } from '../../../model/index.ts';

/** One cell of a table as the panel has room for it: what is read, smaller lines under it, what it sorts by. */
export interface NarrowCell {
  text: Bilingual;
  more: readonly Bilingual[];
  /** Columns it takes; 0 where the cell before it takes its place. */
  span: number;
  by: number | string;
}
export interface NarrowColumn {
  name: Bilingual;
  figure: boolean;
  /** A column of short words is never folded. */
  short: boolean;
}

const said = (cell: Cell | undefined): cell is Cell =>
  cell !== undefined && cell.zh !== '' && cell.zh !== '—';
const order = (cell: Cell | undefined): number | string => cell?.by ?? cell?.number?.value ?? cell?.zh ?? '';
/** `面积（亩）` without its unit, which stands in every cell. */
const bare = ({ zh, en }: Bilingual): Bilingual => ({
  zh: zh.replace(/（.*）$/, ''),
  en: en.replace(/ \(.*\)$/, ''),
});

const places = (columns: readonly Column[], narrow: Column['narrow']): number[] =>
  columns.flatMap((column, c) => (column.narrow === narrow ? [c] : []));
const shown = ['lead', 'name', 'figure', 'share', 'answer'] as const;

/** The columns of a table that the panel shows, in their order. */
export function narrowColumns({ columns }: Table): NarrowColumn[] {
  return shown.flatMap((narrow): NarrowColumn[] => {
    const names = places(columns, narrow).map((c) => bare(columns[c]!.name));
    const [first] = names;
    if (!first) return [];
    const name =
      narrow === 'name'
        ? { zh: names.map(({ zh }) => zh).join('与'), en: names.map(({ en }) => en).join(' and ') }
        : first;
    return [{ name, figure: narrow === 'figure' || narrow === 'share', short: narrow === 'lead' }];
  });
}

/** A row in those columns; a row without figures gives its words their room. */
export function narrowCells({ columns }: Table, row: Row): NarrowCell[] {
  const of = (narrow: Column['narrow']) => places(columns, narrow).map((c) => row.cells[c]!);
  const has = (narrow: Column['narrow']) => columns.some((column) => column.narrow === narrow);
  const words = (cells: readonly Cell[], between: string): Bilingual => {
    const list = cells.filter(said).map(withUnit);
    return {
      zh: list.map(({ zh }) => zh).join(between),
      en: list.map(({ en }) => en).join(between === '：' ? ': ' : between),
    };
  };
  const cells: NarrowCell[] = [];
  const add = (narrow: (typeof shown)[number], more: readonly Cell[] = []) => {
    if (!has(narrow)) return;
    const values = of(narrow);
    const text = words(values, narrow === 'name' ? '：' : ' ');
    cells.push({ text, more: more.filter(said).map(withUnit), span: 1, by: order(values.find(said)) });
  };
  add('lead');
  const nameAt = cells.length;
  // An overlap's figures say that there is one.
  const details = of('detail').filter(({ answer }) => answer !== 'overlap');
  add('name', details);
  add('figure', of('figure-detail'));
  add('share');
  add('answer');
  const rest = cells.slice(nameAt + 1);
  if (rest.every(({ text, more }) => text.zh === '' && !more.length)) {
    cells[nameAt] = { ...cells[nameAt]!, span: 1 + rest.length };
    for (const cell of rest) Object.assign(cell, { span: 0, by: -1 });
  }
  return cells;
}
