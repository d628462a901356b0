import {
  type CheckResult,
  isCode,
  projectReport,
  purposeOf,
  type Report,
  reportOf,
} from '../../../check/index.ts';
import { makePause } from '../../../check/rpc.ts';
import { today } from '../../../model/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import type { Checker } from '../checker.ts';

/** A zone with what its check found. */
export interface ZoneResult {
  zone: ZoneRecord;
  result: CheckResult;
}
/** And with its report. */
export interface CheckedZone extends ZoneResult {
  report: Report;
}

/** The zones of a list that have been checked, in its order, with what is known of them. */
export const zoneResults = (zones: readonly ZoneRecord[], checker: Checker): ZoneResult[] =>
  zones.flatMap((zone) => {
    const result = checker.results.value[zone.id]?.result;
    return result ? [{ zone, result }] : [];
  });
export const checkedResults = (zones: readonly ZoneRecord[], checker: Checker): CheckResult[] =>
  zoneResults(zones, checker).map(({ result }) => result);

/** The same, each with its report. */
export function checkedZones(zones: readonly ZoneRecord[], checker: Checker): CheckedZone[] {
  const classes = checker.classes.value;
  return zoneResults(zones, checker).map(({ zone, result }) => {
    const { fingerprint } = checker.results.value[zone.id] ?? {};
    return { zone, result, report: reportOf(result, { zone, fingerprint, classes }) };
  });
}

/** The same, a zone at a time: with hundreds the page goes on answering. */
export async function checkedInTurn(zones: readonly ZoneRecord[], checker: Checker): Promise<CheckedZone[]> {
  const rest = makePause();
  const checkedList: CheckedZone[] = [];
  for (const zone of zones) {
    checkedList.push(...checkedZones([zone], checker));
    await rest();
  }
  return checkedList;
}

/** What several zones come to together; undefined for one. */
export function projectOf(checked: readonly ZoneResult[]): Report | undefined {
  const results = checked.map(({ result }) => result);
  if (results.length < 2) return undefined;
  const projects = [...new Set(checked.map(({ zone }) => zone.project).filter(Boolean))];
  const [name] = projects;
  return projectReport(
    results as [CheckResult, ...CheckResult[]],
    projects.length === 1 && name ? { zh: name, en: name } : undefined,
  );
}

/** The reports as they are written into one file: the project first. */
export function reportsOf(checked: readonly CheckedZone[]): Report[] {
  const project = projectOf(checked);
  return [...(project ? [project] : []), ...checked.map(({ report }) => report)];
}

/** What a Word template may say of zones together and of each. */
export const projectFields = (checked: readonly CheckedZone[]): Record<string, string> => ({
  ...Object.fromEntries(
    (['project', 'applicant', 'batch', 'stage'] as const).map((key) => [
      key,
      [...new Set(checked.map(({ zone }) => zone[key] ?? '').filter(Boolean))].join('、'),
    ]),
  ),
  date: today(),
  dataVersion: checked[0]?.result.dataVersion ?? '',
});
export const zoneFields = ({ zone }: CheckedZone): Record<string, string> => ({
  project: zone.project,
  planItem: zone.planItem ?? '',
  ...(isCode(zone.landClass) ? { landClass: zone.landClass } : {}),
  purpose: purposeOf(zone),
  origin: zone.origin,
  notes: zone.notes,
});
