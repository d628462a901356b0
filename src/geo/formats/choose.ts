import type { Problem, Zone } from '../../model/index.ts';
import { unite } from '../edit/unite.ts';
import type { ReadFeature } from './types.ts';

/** What a record is called: its name, or its own mark in the file, or its number. */
const titleOf = (feature: ReadFeature, index: number): string =>
  feature.name ?? feature.place.feature ?? `${index + 1}`;

/** The names of the first records, for a user to see what there is to choose from. */
export const titlesOf = (features: readonly ReadFeature[], most: number): string[] =>
  features.slice(0, most).map(titleOf);

/**
 * The records a user asks for by numbers (`1-20, 35`) and parts of names, separated by commas or spaces. No words mean
 * all of them.
 */
export function chosenRecords<T extends ReadFeature>(features: readonly T[], words: string): readonly T[] {
  const wanted = words
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .map((word) => {
      const [, from, to] = /^(\d+)(?:[-–~～](\d+))?$/.exec(word) ?? [];
      const text = word.toLowerCase();
      return { first: Number(from), last: Number(to ?? from), text: from === undefined ? text : undefined };
    });
  if (!wanted.length) return features;
  return features.filter((feature, index) =>
    wanted.some(({ first, last, text }) =>
      text === undefined
        ? index + 1 >= first && index + 1 <= last
        : titleOf(feature, index).toLowerCase().includes(text),
    ),
  );
}

/** Several zones as one: what touches becomes one part. It keeps every warning, each once. */
export function asOneZone(zones: readonly Zone[], name: string): Zone | undefined {
  const [first] = zones;
  if (!first || zones.length === 1) return first;
  const warnings = new Map<string, Problem>();
  for (const zone of zones)
    for (const one of zone.warnings) warnings.set(JSON.stringify([one.code, one.what, one.where]), one);
  const stated = zones.map((zone) => zone.statedAreaM2);
  const classes = new Set(zones.map((zone) => zone.landClass));
  const { id, crs, origin, landClass } = first;
  return {
    ...{ id, name, crs, origin, warnings: [...warnings.values()] },
    geometry: unite(zones.map((zone) => zone.geometry)),
    ...(landClass !== undefined && classes.size === 1 ? { landClass } : {}),
    ...(stated.every((one) => one !== undefined)
      ? { statedAreaM2: stated.reduce((sum, one) => sum + one, 0) }
      : {}),
  };
}
