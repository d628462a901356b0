import { areaFigures } from '../../../geo/area/index.ts';
import {
  type Bilingual,
  type FieldMeaning,
  type FieldsByMeaning,
  fieldsOf,
  type LayerRole,
} from '../../../model/index.ts';

/** A feature of a planner's layer, as far as a line about it goes. */
export interface LineOf {
  id: string;
  /** Ellipsoidal, m²; 0 for lines and points. */
  areaM2: number;
  properties: Readonly<Record<string, unknown>>;
}

/**
 * What is said of a feature under the pointer: its number, name or class, whose it is, and its size.
 * @param set Fields by meaning as the planner set them.
 */
export function featureLine(
  { id, areaM2, properties }: LineOf,
  role: LayerRole | undefined,
  set?: FieldsByMeaning,
): Bilingual {
  const fields = role ? fieldsOf(role, Object.keys(properties), set) : {};
  const of = (meaning: FieldMeaning) => `${properties[fields[meaning] ?? ''] ?? ''}`.trim();
  const [code, className, whose] = [of('class'), of('className'), of('owner') || of('located')];
  const { mu } = areaFigures(areaM2);
  const line = (kind: string, size: string) =>
    [...new Set([id, of('name'), kind, whose, areaM2 ? size : ''])].filter(Boolean).join(' · ');
  const both = code && className;
  return {
    zh: line(both ? `${className}（${code}）` : className || code, `${mu} 亩`),
    en: line(both ? `${className} (${code})` : className || code, `${mu} mu`),
  };
}
