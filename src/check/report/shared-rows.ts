import type { Bilingual } from '../../model/index.ts';
import type { CheckResult } from '../types.ts';
import { layersOfAllTable, overlapsOnly, rulesOfAllTable } from './answers.ts';
import { type Table, t } from './cells.ts';
import { warningsTable } from './zone.ts';

const where: Bilingual = t(
  '各规则、图层的结果见文后“各地块管控规则核查结果”“各地块图层核查结果”。',
  'What every rule and layer answers stands at the end, under “Rules, for all zones” and “Layers, for all zones”.',
);
const words = ({ cells }: Table['rows'][number]) => cells.map(({ zh }) => zh).join('\n');
const some = (table: Table): Table[] => (table.rows.length ? [table] : []);

/**
 * What stands once for all plots, behind them, and not again in each plot's tables: what every rule and layer answers
 * for each, with data and law, and the warnings that all have. Dozens of lines a plot would hide those that differ. Of
 * one plot there is nothing to share.
 */
export function sharedTables(results: readonly CheckResult[]): Table[] {
  const [first, ...others] = results;
  if (!first || !others.length) return [];
  const warned = others.map((one) => new Set(warningsTable(one).rows.map(words)));
  const warnings = warningsTable(first);
  const common = warnings.rows.filter((row) => warned.every((of) => of.has(words(row))));
  return [
    rulesOfAllTable(results),
    layersOfAllTable(results),
    ...some({ ...warnings, title: t('各地块共同的注意事项', 'Warnings for all zones'), rows: common }),
  ];
}

/** A plot's table without what stands in the shared ones; none where nothing is left. */
export function withoutShared(table: Table, shared: readonly Table[]): Table[] {
  switch (table.id) {
    case 'rules':
      return [];
    case 'layers':
    case 'reference':
      return some(overlapsOnly(table));
    case 'parcels':
      return table.rows.some(({ kind }) => kind !== 'answer') ? [table] : [];
    case 'warnings': {
      const said = new Set(shared.find(({ id }) => id === 'warnings')?.rows.map(words));
      return some({ ...table, rows: table.rows.filter((row) => !said.has(words(row))) });
    }
    case 'conflicts': {
      const { note } = table;
      return [{ ...table, note: note ? t(note.zh + where.zh, `${note.en} ${where.en}`) : where }];
    }
    default:
      return [table];
  }
}
