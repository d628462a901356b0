import type { Classes } from '../../geo/layer/index.ts';
import type { Bilingual, Zone } from '../../model/index.ts';
import type { CheckResult } from '../types.ts';
import { boundaryTable } from './boundary.ts';
import { same, type Table, t } from './cells.ts';
import { approvalTable, classesTable, parcelsTable, villagesTable } from './ground.ts';
import { landClassesTable, landUseTable } from './land-use.ts';
import { layersTable, referenceTable } from './layers.ts';
import { conflictsTable, rulesTable } from './rules.ts';
import { threeLinesTable } from './three-lines.ts';
import { warningsTable, zoneTable } from './zone.ts';

/** The tables of a check, of one zone or of a project's zones together, with what proves them. */
export interface Report {
  title: Bilingual;
  /** Of the zone or the project. */
  name: Bilingual;
  tables: readonly Table[];
  /** Of several zones: what stands once for all of them, behind their own tables. */
  shared?: readonly Table[];
  /** SHA-256 over zone, versions and result; empty until computed, and for several zones. */
  fingerprint: string;
  engine: { name: string; version: string };
  dataVersion: string;
}

export interface ReportMore {
  fingerprint?: string | undefined;
  /** The zone as it was checked: gives the table of its boundary points. */
  zone?: Zone | undefined;
  /** How the parcels under it are classed. */
  classes?: Classes | undefined;
}

/** Every table of a check, in the order in which it is read. Where it is shown is each table's own `on`. */
export function reportOf(result: CheckResult, { fingerprint = '', zone, classes }: ReportMore = {}): Report {
  const { engine, dataVersion, landUse } = result;
  const some = (table: Table): Table[] => (table.rows.length ? [table] : []);
  return {
    title: t(`征地核查报告：${result.zone.name}`, `Zone check: ${result.zone.name}`),
    name: same(result.zone.name),
    tables: [
      zoneTable(result, zone),
      conflictsTable(result),
      ...(landUse ? [landUseTable(landUse), landClassesTable(result, landUse)] : []),
      threeLinesTable(result),
      ...(zone ? [boundaryTable(zone, result.zone.centralMeridian)] : []),
      rulesTable(result),
      layersTable(result),
      ...some(referenceTable(result)),
      villagesTable(result),
      parcelsTable(result),
      ...(classes && result.parcels.count ? [classesTable(result, classes)] : []),
      approvalTable(result),
      ...some(warningsTable(result)),
    ],
    fingerprint,
    engine,
    dataVersion,
  };
}
