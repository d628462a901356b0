import * as v from 'valibot';
import { itemsFor, planWords, type Synonyms, SynonymsSchema } from '../../model/index.ts';
import type { Store } from '../index.ts';
import { type Entry, type Hit, search } from './search.ts';

export type { Hit } from './search.ts';

const PinyinSchema = v.object({
  entries: v.array(v.object({ ref: v.string(), syllables: v.array(v.string()) })),
  chars: v.record(v.string(), v.string()),
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
  return { entries: [], chars: {} };
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

/** Words worth asking for where a question had no answer, in the letters it was asked in. */
const proposed = (groups: Synonyms['groups'], latin: boolean): string[] =>
  groups.flatMap(({ words }) => words.find((word) => /^[a-z]/i.test(word) === latin) ?? []).slice(0, 8);

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

function entriesOf(store: Store, pinyin: Pinyin): Entry[] {
  const { select, state } = store;
  const syllables = new Map(pinyin.entries.map((entry) => [entry.ref, entry.syllables]));
  const spell = (ref: string, zh: string) =>
    syllables.get(ref) ??
    [...zh].flatMap((sign) => pinyin.chars[sign] ?? (/[a-z0-9]/i.test(sign) ? sign.toLowerCase() : []));
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
  /** What may be asked instead: the package's own first words, Latin or Chinese. */
  propose(latin: boolean): string[];
}

/** A searcher over what the store holds at the time of each query. */
export async function createSearch(store: Store): Promise<Searcher> {
  const [pinyin, groups] = await Promise.all([readPinyin(store.base), readSynonyms(store.base)]);
  let entries: Entry[] = [];
  let shown: Synonyms['groups'] = [];
  let of: unknown[] = [];
  const ask = (query: string, limit?: number): Hit[] => {
    const now = [store.select.items.value, store.select.features.value, store.state.planText.value];
    if (now.some((part, index) => part !== of[index])) {
      entries = entriesOf(store, pinyin);
      shown = groupsFor(store, groups);
      of = now;
    }
    return search(entries, query, { readings: pinyin.chars, groups: shown }, limit);
  };
  return Object.assign(ask, { propose: (latin: boolean) => proposed(groups, latin) });
}
