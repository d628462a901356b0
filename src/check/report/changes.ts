import { type Cell, column, nothing, number, type Row, same, type Table, t } from './cells.ts';
import type { Report } from './report.ts';

/** What a row is about, in the words of its first cells. */
function nameOf({ columns }: Table, { cells }: Row): Cell {
  const words = cells.filter(
    (cell, c) =>
      !cell.number && cell.zh && (c === 0 || columns[c]?.narrow === 'name' || columns[c]?.narrow === 'lead'),
  );
  return words.length
    ? t(words.map(({ zh }) => zh).join(' '), words.map(({ en }) => en).join(' '))
    : (cells[0] ?? nothing);
}

function difference(before: Cell, now: Cell): Cell {
  const [a, b] = [before.number, now.number];
  if (!a || !b || a.unit !== b.unit) return nothing;
  const change = number(b.value - a.value, b.unit, b.decimals);
  return b.value > a.value ? { ...change, zh: `+${change.zh}`, en: `+${change.en}` } : change;
}

/**
 * What an earlier check of a zone said and a later one says otherwise, figure by figure as they are printed; lines that
 * only one of them has are listed whole. Empty where all is the same.
 */
export function changesTable(before: Report, now: Report): Table {
  const rows: Row[] = [];
  const ids = [...new Set([...before.tables, ...now.tables].map(({ id }) => id))];
  for (const id of ids) {
    const [old, table] = [before, now].map(({ tables }) => tables.find((one) => one.id === id));
    const of = (table ?? old)!;
    const oldRows = new Map((old?.rows ?? []).map((row) => [row.key, row]));
    const add = (row: Row, name: Cell, cells: readonly Cell[]) =>
      rows.push({
        key: `${id} ${row.key} ${name.zh}`,
        cells: [of.short ?? of.title, nameOf(of, row), name, ...cells],
      });
    for (const row of table?.rows ?? []) {
      const was = oldRows.get(row.key);
      oldRows.delete(row.key);
      if (!was) add(row, t('整行', 'whole line'), [t('（没有）', '(none)'), figures(row), nothing]);
      else
        row.cells.forEach((cell, c) => {
          const other = was.cells[c] ?? nothing;
          if (other.zh !== cell.zh)
            add(row, of.columns[c]?.name ?? nothing, [other, cell, difference(other, cell)]);
        });
    }
    for (const row of oldRows.values())
      add(row, t('整行', 'whole line'), [figures(row), t('（没有）', '(none)'), nothing]);
  }
  return {
    id: 'changes',
    title: t('与签字时相比的变化', 'Changes since it was signed'),
    columns: [
      column('表', 'Table'),
      column('项目', 'Item'),
      column('栏', 'Column'),
      column('签字时', 'Signed'),
      column('现在', 'Now'),
      column('差', 'Difference'),
    ],
    rows,
    note: t(
      `签字时数据 ${before.dataVersion}、${before.engine.name} ${before.engine.version}；现在数据 ${now.dataVersion}、${now.engine.name} ${now.engine.version}。`,
      `Signed with data ${before.dataVersion}, ${before.engine.name} ${before.engine.version}; now data ${now.dataVersion}, ${now.engine.name} ${now.engine.version}.`,
    ),
  };
}

/** The figures of a line that the other check does not have. */
function figures({ cells }: Row): Cell {
  const numeric = cells.filter(({ number: one }) => one);
  return numeric.length ? same(numeric.map(({ zh }) => zh).join(' · ')) : (cells[1] ?? nothing);
}
