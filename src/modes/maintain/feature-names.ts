import type { Bilingual, Feature } from '../../model/index.ts';

/** What features are called in a list: by their names, with the id where several have the same. */
export function distinctNames(features: Iterable<Feature>): (feature: Feature) => Bilingual {
  const named = new Map<string, number>();
  for (const { properties } of features)
    named.set(properties.name.zh, (named.get(properties.name.zh) ?? 0) + 1);
  return ({ properties: { id, name } }) =>
    (named.get(name.zh) ?? 0) > 1 ? { zh: `${name.zh} ${id}`, en: `${name.en} ${id}` } : name;
}
