import { type CheckResult, layersTable, rulesTable, type Table } from '../../../check/index.ts';
import type { Bilingual } from '../../../model/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import type { Checker } from '../checker.ts';
import { checkedResults } from '../output/reports.ts';

const t = (zh: string, en: string): Bilingual => ({ zh, en });

const titles: Record<string, Bilingual> = {
  rules: t('各地块均未核查的规则', 'Rules not checked for any of the zones'),
  layers: t('各地块均未核查的图层', 'Layers not checked for any of the zones'),
};

/**
 * What every plot of a sheet says in the same words of what was not checked: said once, with what the plots come to, and
 * not again in each plot's tables, where dozens of lines would hide those that differ.
 */
export interface SharedRows {
  /** The lines that all have in common. */
  tables: readonly Table[];
  /** A plot's table without them, and with a word on where they stand. */
  without(table: Table): Table;
}

/** Of one plot there is nothing to share. */
export function sharedRows(results: readonly CheckResult[]): SharedRows | undefined {
  const [first, ...others] = results;
  if (!first || !others.length) return undefined;
  const shared = [rulesTable, layersTable].map((make) => {
    const said = ({ rows }: Table) =>
      new Map(rows.map((row) => [row.key, row.cells.map(({ zh }) => zh).join('\n')]));
    const own = make(first);
    const words = said(own);
    const rest = others.map((one) => said(make(one)));
    const rows = own.rows.filter(
      ({ key, tone }) => tone === 'unchecked' && rest.every((of) => of.get(key) === words.get(key)),
    );
    const { note: _, ...table } = own;
    return { ...table, title: titles[own.id] ?? own.title, rows };
  });
  const keys = new Map(shared.map(({ id, rows }) => [id, new Set(rows.map(({ key }) => key))]));
  return {
    tables: shared.filter(({ rows }) => rows.length),
    without(table) {
      const common = keys.get(table.id);
      if (!common?.size) return table;
      const where = t(
        `另有 ${common.size} 项各地块均未核查，列在前面的“${titles[table.id]?.zh}”中。`,
        `${common.size} more are not checked for any of the zones; they stand under “${titles[table.id]?.en}” at the beginning.`,
      );
      const { note } = table;
      return {
        ...table,
        rows: table.rows.filter(({ key }) => !common.has(key)),
        note: note ? t(note.zh + where.zh, `${note.en} ${where.en}`) : where,
      };
    },
  };
}

/** As last found, with the results it is of. */
let kept: { from: readonly CheckResult[]; shared: SharedRows | undefined } | undefined;

/** Of the plots of a sheet; undefined until every one has its answers. */
export function sharedOf(checker: Checker, zones: readonly ZoneRecord[]): SharedRows | undefined {
  const from = checkedResults(zones, checker);
  if (from.length < zones.length) return undefined;
  const same = kept?.from.length === from.length && from.every((one, i) => one === kept?.from[i]);
  if (!same) kept = { from, shared: sharedRows(from) };
  return kept?.shared;
}
