import * as v from 'valibot';
import { itemsFor, planWords, type Synonyms, SynonymsSchema } from '../../model/index.ts';
import type { Store } from '../index.ts';
import { nearestEdits } from './match.ts';
import { chinese, type Group, type Readings, readied } from './meant.ts';
import { type Entry, type Hit, numberIn, search } from './search.ts';

export type { Hit } from './search.ts';

const PinyinSchema = v.object({
  entries: v.array(v.object({ ref: v.string(), syllables: v.array(v.string()) })),
  sounds: v.record(v.string(), v.string()),
});
type Pinyin = v.InferOutput<typeof PinyinSchema>;

/** Pinyin is worked out when the data is built; without the file, search goes by signs and English only. */
async function readPinyin(base: string): Promise<Pinyin> {
  try {
    const response = await fetch(new URL('search.json', base));
    const parsed = v.safeParse(PinyinSchema, await response.json());
    if (parsed.success) return parsed.output;
  } catch {
    // Searching by signs goes on.
  }
  return { entries: [], sounds: {} };
}

/** People's words for the items, where the package has them. */
async function readSynonyms(base: string): Promise<Synonyms['groups']> {
  try {
    const response = await fetch(new URL('synonyms.json', base));
    const parsed = v.safeParse(SynonymsSchema, await response.json());
    if (parsed.success) return parsed.output.groups;
  } catch {
    // Searching by the plan's own words goes on.
  }
  return [];
}

/**
 * What to ask instead of a question that had no answer: for the number of an item the sections there are, else words of the
 * package in the letters it was asked in, those most like it first.
 */
function proposed(groups: Synonyms['groups'], items: Iterable<string>, query: string): string[] {
  const asked = query.normalize('NFKC').trim().toLowerCase();
  const number = numberIn(asked);
  if (number) {
    const sections = [...new Set([...items].map((id) => id.replace(/^\d{4}-|-\d+$/g, '')))];
    const near = sections.filter((section) => number.id.startsWith(section));
    const [chapter] = number.id;
    const around = sections.filter((section) => section.startsWith(`${chapter}.`));
    return near.length ? near : around.length ? around : sections;
  }
  const latin = !chinese.test(asked);
  const unlike = (word: string) =>
    latin
      ? Math.floor((4 * nearestEdits(word, asked)) / word.length)
      : [...word].some((sign) => asked.includes(sign))
        ? 0
        : 1;
  const inLetters = (word: string) => chinese.test(word) !== latin;
  return groups
    .flatMap(({ words }) => {
      const lettered = words.filter(inLetters);
      const best = lettered.reduce<string | undefined>(
        (least, word) => (least === undefined || unlike(word) < unlike(least) ? word : least),
        undefined,
      );
      return best === undefined ? [] : [{ word: best, unlike: unlike(best) }];
    })
    .sort((a, b) => a.unlike - b.unlike)
    .map(({ word }) => word)
    .slice(0, 8);
}

/** Sentences of the plan with their offsets, for `text:` entries. */
function sentencesOf(text: string): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/[^。！？\n]+[。！？”]*/g)) {
    const words = match[0].trim();
    if (!words) continue;
    const start = match.index + match[0].indexOf(words);
    ranges.push({ start, end: start + words.length });
  }
  return ranges;
}

function entriesOf(store: Store, pinyin: Pinyin, readings: Readings): Entry[] {
  const { select, state } = store;
  const syllables = new Map(pinyin.entries.map((entry) => [entry.ref, entry.syllables]));
  const spell = (ref: string, zh: string) =>
    syllables.get(ref) ??
    [...zh].flatMap((sign) => readings[sign] ?? (/[a-z0-9]/i.test(sign) ? sign.toLowerCase() : []));
  const entry = (ref: string, { zh, en }: { zh: string; en: string }) => ({
    ref,
    zh,
    en,
    syllables: spell(ref, zh),
  });
  const text = state.planText.value ?? '';
  return [
    ...[...select.items.value.values()].map((item) => entry(`item:${item.id}`, item.title)),
    ...[...select.features.value].map(([id, { feature }]) => entry(`feature:${id}`, feature.properties.name)),
    ...sentencesOf(text).map(({ start, end }) => ({
      ref: `text:${start}-${end}`,
      zh: planWords(state.plan.value, text, start, end),
      en: '',
    })),
  ];
}

/** People's words for an item of another plan ask for what goes on with it in the plan that is shown. */
function groupsFor({ state, select }: Store, groups: Synonyms['groups']): Synonyms['groups'] {
  const plans = state.plans.value.map(({ plan }) => plan);
  if (plans.length < 2) return groups;
  const items = select.items.value;
  return groups.map(({ words, items: ids }) => ({
    words,
    items: [...new Set(ids.flatMap((id) => itemsFor(plans, items, id)))],
  }));
}

export interface Searcher {
  (query: string, limit?: number): Hit[];
  /** The first words of the package's own, in Latin letters or Chinese. */
  examples(latin: boolean): string[];
  /** What may be asked instead of a question without an answer; each has one. */
  propose(query: string): string[];
}

/** A searcher over what the store holds at the time of each query. */
export async function createSearch(store: Store): Promise<Searcher> {
  const [pinyin, groups] = await Promise.all([readPinyin(store.base), readSynonyms(store.base)]);
  const readings = Object.fromEntries(
    Object.entries(pinyin.sounds).flatMap(([sound, signs]) => [...signs].map((sign) => [sign, sound])),
  );
  let entries: Entry[] = [];
  let shown: Group[] = [];
  let of: unknown[] = [];
  const ask = (query: string, limit?: number): Hit[] => {
    const now = [store.select.items.value, store.select.features.value, store.state.planText.value];
    if (now.some((part, index) => part !== of[index])) {
      entries = entriesOf(store, pinyin, readings);
      shown = readied(groupsFor(store, groups), readings);
      of = now;
    }
    return search(entries, query, { readings, groups: shown }, limit);
  };
  return Object.assign(ask, {
    examples: (latin: boolean) =>
      groups.flatMap(({ words }) => words.find((word) => chinese.test(word) !== latin) ?? []).slice(0, 3),
    propose: (query: string) => proposed(groups, store.select.items.value.keys(), query),
  });
}
