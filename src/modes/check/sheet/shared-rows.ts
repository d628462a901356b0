import {
  type CheckResult,
  layersOfAllTable,
  overlapsOnly,
  rulesOfAllTable,
  type Table,
  warningsTable,
} from '../../../check/index.ts';
import type { Bilingual } from '../../../model/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import type { Checker } from '../checker.ts';
import { checkedResults } from '../output/reports.ts';

const t = (zh: string, en: string): Bilingual => ({ zh, en });

/**
 * What stands once for all plots of a sheet, behind them, and not again in each plot's tables: what every rule and
 * layer answers for each, with data and law, and the warnings that all have. Dozens of lines a plot would hide those
 * that differ.
 */
export interface SharedRows {
  tables: readonly Table[];
  /** A plot's table without what stands there; none where nothing is left. */
  without(table: Table): Table[];
}

const where = t(
  '各规则、图层的结果见文后“各地块管控规则核查结果”“各地块图层核查结果”。',
  'What every rule and layer answers stands at the end, under “Rules, for all zones” and “Layers, for all zones”.',
);

/** Of one plot there is nothing to share. */
export function sharedRows(results: readonly CheckResult[]): SharedRows | undefined {
  const [first, ...others] = results;
  if (!first || !others.length) return undefined;
  const words = ({ cells }: Table['rows'][number]) => cells.map(({ zh }) => zh).join('\n');
  const warned = others.map((one) => new Set(warningsTable(one).rows.map(words)));
  const warnings = warningsTable(first);
  const common = warnings.rows.filter((row) => warned.every((of) => of.has(words(row))));
  const said = new Set(common.map(words));
  const some = (table: Table): Table[] => (table.rows.length ? [table] : []);
  return {
    tables: [
      rulesOfAllTable(results),
      layersOfAllTable(results),
      ...some({ ...warnings, title: t('各地块共同的注意事项', 'Warnings for all zones'), rows: common }),
    ],
    without(table) {
      switch (table.id) {
        case 'rules':
          return [];
        case 'layers':
        case 'reference':
          return some(overlapsOnly(table));
        case 'parcels':
          return table.rows.some(({ kind }) => kind !== 'answer') ? [table] : [];
        case 'warnings':
          return some({ ...table, rows: table.rows.filter((row) => !said.has(words(row))) });
        case 'conflicts': {
          const { note } = table;
          return [{ ...table, note: note ? t(note.zh + where.zh, `${note.en} ${where.en}`) : where }];
        }
        default:
          return [table];
      }
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
