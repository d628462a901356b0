import type { Drawn, DrawnFeature } from '../sources/features.ts';

/** What of a layer is drawn otherwise than a source holds it. */
export interface Unlike {
  /** The features that differ, by id: changed, new or gone. */
  ids: ReadonlySet<string>;
  /** As those that are still there are to be drawn. */
  features: DrawnFeature[];
}

const parts = new WeakMap<Drawn, Map<string, DrawnFeature[]>>();

/** The drawn parts of each feature, in their order. */
function partsOf(drawn: Drawn): Map<string, DrawnFeature[]> {
  const last = parts.get(drawn);
  if (last) return last;
  const now = new Map<string, DrawnFeature[]>();
  for (const part of drawn.collection.features) {
    const { id } = part.properties;
    const partList = now.get(id);
    if (partList) partList.push(part);
    else now.set(id, [part]);
  }
  parts.set(drawn, now);
  return now;
}

/** A place for a name is wrapped again each time; what it is worked out from is kept. */
const placed = ({ geometry }: DrawnFeature): unknown =>
  geometry.type === 'Point' ? geometry.coordinates : geometry;

function samePart(a: DrawnFeature, b: DrawnFeature): boolean {
  const [old, now] = [a.properties, b.properties];
  const keys = Object.keys(now) as (keyof typeof now)[];
  return (
    placed(a) === placed(b) &&
    keys.length === Object.keys(old).length &&
    keys.every((key) => old[key] === now[key])
  );
}

const same = (a: readonly DrawnFeature[] | undefined, b: readonly DrawnFeature[]): boolean =>
  a?.length === b.length && a.every((part, at) => samePart(part, b[at] as DrawnFeature));

/**
 * What differs between a layer as it is and as a source holds it, or one of several, while it goes from one to the other.
 * @param most Beyond so many features the answer is undefined: the whole is to be handed over.
 */
export function unlike(held: readonly Drawn[], now: Drawn, most: number): Unlike | undefined {
  const ids = new Set<string>();
  const features: DrawnFeature[] = [];
  const present = partsOf(now);
  const before = held.map(partsOf);
  for (const [id, own] of present)
    if (!before.every((one) => same(one.get(id), own))) {
      ids.add(id);
      if (ids.size > most) return undefined;
      features.push(...own);
    }
  for (const one of before) for (const id of one.keys()) if (!present.has(id)) ids.add(id);
  return ids.size > most ? undefined : { ids, features };
}
