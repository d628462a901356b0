import type { Feature } from './layer.ts';
import { isKnown } from './sketch.ts';

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
