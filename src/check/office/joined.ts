import type { Bilingual } from '../../model/index.ts';
import { blank, type Column, type Row, type Table } from '../report/cells.ts';
import type { Report } from '../report/report.ts';

/** A line of a joined table: of a table's own, the heading of one of the tables, or its note. */
export interface JoinedLine {
  row: Row;
  kind: 'row' | 'of' | 'note';
}

/** The same table of several reports as one. */
export interface Joined {
  title: Bilingual;
  short: Bilingual;
  columns: readonly Column[];
  lines: JoinedLine[];
  note: Bilingual | undefined;
}

/** A key of a column, another one for a column of the same name in its table. */
function keysOf({ columns }: Table): string[] {
  const seen = new Map<string, number>();
  return columns.map(({ name, heads = [] }) => {
    const key = [...heads, name].map(({ zh }) => zh).join('\n');
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return `${key}\n${before}`;
  });
}

/**
 * The same table of several reports as one with one heading: every column that any of them has, each report's rows under
 * its name, blank where it has no such column. A note that all have stands once.
 */
export function joined(list: readonly { table: Table; report: Report }[]): Joined {
  const places = new Map<string, Column>();
  for (const { table } of list) {
    let before: string | undefined;
    keysOf(table).forEach((key, c) => {
      if (!places.has(key)) {
        const all = [...places];
        all.splice(before === undefined ? 0 : all.findIndex(([one]) => one === before) + 1, 0, [
          key,
          table.columns[c]!,
        ]);
        places.clear();
        for (const [one, column] of all) places.set(one, column);
      }
      before = key;
    });
  }
  const keys = [...places.keys()];
  // Of a project and its plots the plots' own.
  const { table: main } = list[1] ?? list[0]!;
  const blanks = keys.slice(1).map(() => blank);
  const line = (text: Bilingual): Row => ({
    key: text.zh,
    cells: [{ ...text, span: keys.length }, ...blanks],
  });
  const alike = list.every(({ table }) => table.note?.zh === main.note?.zh);
  const lines = list.flatMap(({ table, report }): JoinedLine[] => {
    const own = keysOf(table);
    const from = keys.map((key) => own.indexOf(key));
    const whole = own.length < keys.length || from.some((place, c) => place !== c);
    const rows = table.rows.map(({ cells, ...row }): JoinedLine => {
      const put = from.map((place) => cells[place] ?? blank);
      const [first] = cells;
      return {
        kind: 'row',
        row: {
          ...row,
          cells: first?.span && whole ? [{ ...first, span: keys.length }, ...blanks] : whole ? put : cells,
        },
      };
    });
    if (list.length === 1) return rows;
    const { zh, en } = table.title;
    const name =
      zh === main.title.zh ? report.name : { zh: `${zh}：${report.name.zh}`, en: `${en}: ${report.name.en}` };
    return [
      { kind: 'of', row: line(name) },
      ...rows,
      ...(table.note && !alike ? [{ kind: 'note' as const, row: line(table.note) }] : []),
    ];
  });
  return {
    ...{ title: main.title, short: main.short ?? main.title, columns: [...places.values()], lines },
    note: list.length === 1 || alike ? main.note : undefined,
  };
}
