import {
  classificationOf,
  type FieldMeaning,
  fieldsOf,
  type LandClasses,
  type LayerRole,
} from '../model/index.ts';
import { type LandPiece, type LandUse, landUse } from './land-use.ts';

/** The national tables a check reads land use by: of the package. */
export interface LandTables {
  classes: LandClasses;
  roles: readonly LayerRole[];
}

/** What the zone meets of one land-use layer. */
export interface LandUseSource {
  layer: string;
  records: { overlapM2: number; attributes: Readonly<Record<string, unknown>> }[];
  /** Fields by meaning as the planner set them; detected by their names unless given. */
  fields?: Partial<Record<FieldMeaning, string>>;
  /** Ground covered by the records together, each place once, m². */
  coveredM2: () => number;
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

function numberOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  return Number(value);
}

/** The role of layers that land use is read from. */
export const landUseRole = 'land-use';

/**
 * The land-use table of a zone, from the layer that covers most of it; undefined when there is no such layer, it meets
 * nothing, or it has no field with a class.
 */
export function landUseOf(
  sources: readonly LandUseSource[],
  zoneM2: number,
  { classes, roles }: LandTables,
): LandUse | undefined {
  const role = roles.find(({ id }) => id === landUseRole);
  const sumOf = ({ records }: LandUseSource) => records.reduce((sum, { overlapM2 }) => sum + overlapM2, 0);
  const [source] = [...sources].sort((a, b) => sumOf(b) - sumOf(a));
  if (!source?.records.length || !role) return undefined;
  const names = [...new Set(source.records.flatMap(({ attributes }) => Object.keys(attributes)))];
  const fields = { ...fieldsOf(role, names), ...source.fields };
  if (fields.class === undefined && fields.className === undefined) return undefined;
  const pieces = source.records.map(({ overlapM2, attributes }): LandPiece => {
    const at = (meaning: FieldMeaning) => attributes[fields[meaning] ?? ''];
    return {
      overlapM2,
      class: textOf(at('class')),
      owner: textOf(at('owner')),
      located: textOf(at('located')),
      ownership: textOf(at('ownership')),
      deductedClass: textOf(at('deductedClass')),
      deduction: numberOf(at('deduction')),
    };
  });
  const codes = source.records.map(({ attributes }) => ({
    code: textOf(attributes[fields.class ?? '']) ?? '',
    name: textOf(attributes[fields.className ?? '']) ?? undefined,
  }));
  const classification = classificationOf(classes, codes) ?? null;
  return landUse(pieces, { layer: source.layer, classification, zoneM2, coveredM2: source.coveredM2 });
}
