import { attributeTable } from '../check/report/attributes.ts';
import { tableCsv } from '../check/report/write.ts';
import type { Bilingual, Feature, Language, Layer } from '../model/index.ts';

/** The features as they are in the package: RFC 7946, with how far each may be off and where it comes from. */
export const layerGeoJson = (features: readonly Feature[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features: features.map(({ id: _, ...feature }) => feature) });

/** What the features say of themselves, a line each, without their shapes. */
export const layerCsv = (
  layer: Layer,
  features: readonly Feature[],
  village: (code: string) => Bilingual,
  language: Language,
): string => tableCsv(attributeTable(layer, features, village), language);
