import { geodesicArea } from '../../geo/area/index.ts';
import type { WriteFeature } from '../../geo/formats/index.ts';
import type { ZoneRecord } from '../../store/records/index.ts';
import type { CheckState } from './checker.ts';

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** Zones as features to write, with what is kept of them and the figures of their check as attributes. */
export function writeFeatures(
  zones: readonly ZoneRecord[],
  results: Readonly<Record<string, CheckState>>,
): WriteFeature[] {
  return zones.map((zone) => {
    const result = results[zone.id]?.result;
    return {
      geometry: zone.geometry,
      name: zone.name,
      ...(zone.landClass ? { landClass: zone.landClass } : {}),
      properties: {
        name: zone.name,
        project: zone.project,
        planItem: zone.planItem ?? '',
        procedure: zone.procedure ?? '',
        stage: zone.steps.at(-1)?.step ?? '',
        stageDate: zone.steps.at(-1)?.date ?? '',
        areaM2: round(geodesicArea(zone.geometry), 2),
        ...(result ? { planeM2: round(result.zone.planeAreaM2, 2), conflicts: result.conflicts.length } : {}),
        ...(zone.statedAreaM2 === undefined ? {} : { statedM2: round(zone.statedAreaM2, 2) }),
        notes: zone.notes,
        origin: zone.origin,
      },
    };
  });
}
