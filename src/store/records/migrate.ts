import type { Bilingual, Problem, StatusEntry } from '../../model/index.ts';
import type { Moment, Version, ZoneRecord } from './types.ts';
import { makeVersion } from './version.ts';

/** Schema 1: a shape with a name. Kept as it was written, for as long as files and browsers may hold it. */
export interface ZoneV1 {
  id: string;
  name: string;
  geometry: ZoneRecord['geometry'];
  /** `EPSG:…` it came in. */
  crs: string;
  note?: string;
  created?: string;
}

/** Schema 2: warnings, stated area in 公顷, project, and one acquisition stage. */
export interface ZoneV2 {
  id: string;
  name: string;
  geometry: ZoneRecord['geometry'];
  crs: string;
  origin: string;
  warnings: Problem[];
  statedAreaHa?: number;
  project: string;
  planItem?: string;
  stage?: { procedure: string; step: string; date: string };
  notes: string;
  changed?: string;
}

/** One row of schema 2's undo log. */
export interface UndoV2 {
  label: Bilingual;
  undo: { put: ZoneV2[]; delete: string[] };
  redo: { put: ZoneV2[]; delete: string[] };
}

export function zoneFrom1(old: ZoneV1): ZoneV2 {
  return {
    id: old.id,
    name: old.name,
    geometry: old.geometry,
    crs: old.crs,
    origin: '',
    warnings: [],
    project: '',
    notes: old.note ?? '',
    ...(old.created ? { changed: old.created } : {}),
  };
}

export function zoneFrom2(old: ZoneV2): ZoneRecord {
  return {
    id: old.id,
    name: old.name,
    geometry: old.geometry,
    crs: { code: old.crs, from: 'header' },
    ...(old.statedAreaHa === undefined ? {} : { statedAreaM2: old.statedAreaHa * 10_000 }),
    warnings: old.warnings,
    origin: old.origin,
    project: old.project,
    ...(old.planItem ? { planItem: old.planItem } : {}),
    ...(old.stage
      ? {
          procedure: old.stage.procedure,
          steps: [{ step: old.stage.step, date: old.stage.date, documents: [] }],
        }
      : { steps: [] }),
    notes: old.notes,
  };
}

/**
 * The first version of a value that comes from before versions. Its id follows from the value, so that the same old
 * record, migrated in two browsers, is one version and no conflict.
 */
export function firstVersion(
  kind: Version['kind'],
  value: ZoneRecord | StatusEntry,
  at = '1970-01-01T00:00:00.000Z',
): Version {
  return makeVersion({ kind, entry: value.id, value, replaces: [], at, by: '' });
}

export const versionsFrom2 = (zones: readonly ZoneV2[], status: readonly StatusEntry[]): Version[] => [
  ...zones.map((zone) => firstVersion('zone', zoneFrom2(zone), zone.changed)),
  ...status.map((entry) => firstVersion('status', entry)),
];

/** A row of schema 2's log as today's pair of moments. */
export function momentsFrom2(row: UndoV2): { undo: Moment; redo: Moment } {
  const moment = (side: UndoV2['undo']): Moment => ({
    label: row.label,
    put: side.put.map((zone) => ({ kind: 'zone', id: zone.id, values: [zoneFrom2(zone)] })),
    delete: side.delete.map((id) => ({ kind: 'zone', id })),
  });
  return { undo: moment(row.undo), redo: moment(row.redo) };
}
