import { type CheckResult, sharedTables, type Table } from '../../../check/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import type { Checker } from '../checker.ts';
import { checkedResults } from '../output/reports.ts';

/** As last found, with the results it is of. */
let kept: { from: readonly CheckResult[]; shared: readonly Table[] } | undefined;

/** What stands once for all plots of a sheet; undefined for one, and until every one has its answers. */
export function sharedOf(checker: Checker, zones: readonly ZoneRecord[]): readonly Table[] | undefined {
  const from = checkedResults(zones, checker);
  if (from.length < zones.length) return undefined;
  const same = kept?.from.length === from.length && from.every((one, i) => one === kept?.from[i]);
  if (!same) kept = { from, shared: sharedTables(from) };
  return kept?.shared.length ? kept.shared : undefined;
}
