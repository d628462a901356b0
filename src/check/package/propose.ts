import type { Feature } from '../../model/index.ts';
import { nameOf, pairRows, plainName } from './match.ts';
import { syllablesOf } from './search-index.ts';

/** How a row was matched: by id, code or name (`same`), by the sound of its name, or by a name that is nearly the same. */
export type MatchedBy = 'same' | 'sound' | 'near';
export interface Proposal {
  feature: Feature;
  by: MatchedBy;
}

/** Signs to write, take away or change to make one text of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] as number) + 1,
          (next[j - 1] as number) + 1,
          (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] as number;
}

/** A name this far from another is no longer the same one written differently: signs that differ, of all. */
const mostDifferent = 1 / 3;

/**
 * Which old feature each row may stand for. What is not the same id, code or name is only offered: a person accepts,
 * changes or refuses it. No feature is offered twice.
 */
export function proposeMatches(
  old: readonly Feature[],
  rows: readonly Readonly<Record<string, unknown>>[],
  town: string,
): Map<number, Proposal> {
  const proposals = new Map<number, Proposal>();
  for (const [row, feature] of pairRows(old, rows, town)) proposals.set(row, { feature, by: 'same' });
  const bare = (name: string) =>
    plainName(name.startsWith(town) && name !== town ? name.slice(town.length) : name);
  const offer = (by: MatchedBy, fits: (name: string, of: string) => number | undefined) => {
    rows.forEach((row, index) => {
      const name = bare(nameOf(row));
      if (proposals.has(index) || name.length < 2) return;
      const matched = new Set([...proposals.values()].map(({ feature }) => feature));
      const best = old
        .filter((feature) => !matched.has(feature))
        .flatMap((feature) => {
          const cost = fits(name, plainName(feature.properties.name.zh));
          return cost === undefined ? [] : [{ feature, cost }];
        })
        .sort((a, b) => a.cost - b.cost);
      // Two that are equally near are no answer.
      if (best[0] && best[0].cost !== best[1]?.cost) proposals.set(index, { feature: best[0].feature, by });
    });
  };
  const sound = (text: string) => syllablesOf(text).join(' ');
  const unbracketed = (text: string) => text.replace(/（[^）]*）|\([^)]*\)/g, '');
  offer('sound', (name, of) => (sound(name) === sound(of) ? 0 : undefined));
  offer('near', (name, of) => {
    // What stands in brackets says something of the place, such as that its border is new: no part of its name.
    const cost = Math.min(distance(name, of), distance(unbracketed(name), unbracketed(of)));
    return cost <= Math.max(name.length, of.length) * mostDifferent ? cost : undefined;
  });
  return proposals;
}
