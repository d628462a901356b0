import type { Basis, Feature } from './layer.ts';

/** Drawn after words or as a sketch: it looks so on the map, and no figure of it may be taken for a measurement. */
export const isSketch = (basis: Basis): boolean => basis === 'schematic' || basis === 'described';

/** How many such there are says how many places there are; of sketches it says nothing. */
export const isKnown = (feature: Feature | undefined): boolean =>
  feature !== undefined && !isSketch(feature.properties.basis);

/** The rows of a list of features: sketches of one name together, since how many rows there were would be read as how many places. */
export function rowsOf(features: readonly Feature[]): Feature[][] {
  const rows = new Map<string, Feature[]>();
  for (const feature of features) {
    const { id, name, accuracyM, source } = feature.properties;
    const key = isKnown(feature) ? id : `${name.zh}\n${accuracyM}\n${source.zh}`;
    rows.set(key, [...(rows.get(key) ?? []), feature]);
  }
  return [...rows.values()];
}
