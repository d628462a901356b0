import { surveyed } from '../../../check/boundary/survey-order.ts';
import { isCode, severityWords, trustWords } from '../../../check/index.ts';
import { geodesicArea } from '../../../geo/area/index.ts';
import { unmovedDatum } from '../../../geo/crs/notes.ts';
import { systemOf } from '../../../geo/crs/systems.ts';
import type { WriteFeature } from '../../../geo/formats/index.ts';
import { type Bilingual, type Language, say } from '../../../model/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import type { CheckState } from '../checker.ts';

/** The plot's line of a TXT as the file had it, with the class or use that was given to the zone since. */
function plotFields({ source, landClass }: ZoneRecord): Record<string, unknown> {
  if (!source?.fields) return landClass && !isCode(landClass) ? { 地块用途: landClass, 地类编码: '' } : {};
  const read = source.fields['地类编码'] || undefined;
  if (landClass === read) return source.fields;
  return isCode(landClass) || !landClass
    ? { ...source.fields, 地类编码: landClass ?? '' }
    : { ...source.fields, 地块用途: landClass };
}

/**
 * How zones are written as a TXT: in the system and with the head of the file that all of them come from, else in the
 * town's 3° zone. A file in an old datum is written in CGCS2000.
 */
export function txtOptions(
  zones: readonly ZoneRecord[],
  centralMeridian: number,
): { code: string; head?: Record<string, string> } {
  const town = `EPSG:${4513 + centralMeridian / 3 - 25}`;
  const [first] = zones;
  const head = first?.source?.head;
  const of = ({ crs, source }: ZoneRecord) => JSON.stringify([crs.code, source?.head]);
  if (!head || zones.some((zone) => of(zone) !== of(first))) return { code: town };
  const system = systemOf(first.crs.code);
  const isCgcsPlane = system?.datum === 'CGCS2000' && system.kind === 'gauss';
  return { code: isCgcsPlane ? first.crs.code : town, head };
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/**
 * Zones as features to write, with what is kept of them and the figures of their check as attributes. With a central
 * meridian their points keep the surveyor's names and order, as a TXT has them.
 */
export function writeFeatures(
  zones: readonly ZoneRecord[],
  results: Readonly<Record<string, CheckState>>,
  centralMeridian?: number,
): WriteFeature[] {
  return zones.map((zone) => {
    const result = results[zone.id]?.result;
    const unmoved = unmovedDatum(zone.crs);
    return {
      geometry: zone.geometry,
      ...(unmoved ? { unmoved } : {}),
      ...(centralMeridian === undefined ? {} : surveyed(zone, centralMeridian)),
      name: zone.name,
      ...(zone.landClass ? { landClass: zone.landClass } : {}),
      ...(centralMeridian === undefined || !zone.source?.ringNames
        ? {}
        : { ringNames: zone.source.ringNames }),
      properties: {
        ...(centralMeridian === undefined ? {} : plotFields(zone)),
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

/**
 * What zones overlap, cut to them, as features to write: layers, then parcels, each with its zone, area, rule, law and
 * how far it can be trusted. Zones that have not been checked at rest give nothing.
 */
export function overlapFeatures(
  zones: readonly ZoneRecord[],
  results: Readonly<Record<string, CheckState>>,
  language: Language,
): WriteFeature[] {
  return zones.flatMap((zone) => {
    const result = results[zone.id]?.drawn;
    if (!result) return [];
    const both = (list: readonly Bilingual[]) =>
      [...new Set(list.map((one) => say(one, language)))].join('; ');
    const layers = result.layers.flatMap((layer) =>
      [...layer.features, ...layer.slivers].flatMap((hit): WriteFeature[] => {
        if (!hit.geometry) return [];
        const broken = result.conflicts.filter((one) => one.layer === layer.layer && one.feature === hit.id);
        return [
          {
            geometry: hit.geometry,
            name: say(hit.name, language),
            properties: {
              zone: zone.name,
              layer: say(layer.name, language),
              id: hit.id,
              name: say(hit.name, language),
              area_m2: round(hit.overlapM2, 2),
              area_mu: round(hit.overlapM2 * 0.0015, 4),
              length_m: round(hit.lengthM ?? 0, 2),
              of_zone: round(hit.shareOfZone, 6),
              severity: both(broken.map((one) => severityWords[one.severity])),
              rule: both(broken.map((one) => one.name)),
              law: both(broken.map((one) => one.law)),
              trust: say(trustWords(hit), language),
            },
          },
        ];
      }),
    );
    const parcels = [...result.parcels.items, ...result.parcels.slivers].flatMap((item): WriteFeature[] =>
      item.geometry
        ? [
            {
              geometry: item.geometry,
              name: item.id,
              properties: {
                zone: zone.name,
                layer: say({ zh: '宗地', en: 'Parcels' }, language),
                id: item.id,
                name: item.id,
                area_m2: round(item.overlapM2, 2),
                area_mu: round(item.overlapM2 * 0.0015, 4),
                of_parcel: round(item.share, 6),
              },
            },
          ]
        : [],
    );
    return [...layers, ...parcels];
  });
}
