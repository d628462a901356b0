import type { Synonyms } from '../../model/index.ts';
import { forgiven, matchPinyin, nearestEdits } from './match.ts';

export interface Entry {
  /** `item:2.1-1`, `feature:park.phase1`, or `text:120-180` for a sentence of the plan. */
  ref: string;
  zh: string;
  en: string;
  /** Pinyin without tones, one a Chinese sign; missing for sentences, which are searched by their words. */
  syllables?: readonly string[];
}
export interface Hit {
  entry: Entry;
  /** 0 to 1, best first. */
  score: number;
}

export interface Helps {
  readings?: Readonly<Record<string, string>>;
  groups?: Synonyms['groups'];
}

const chinese = /[\u3400-\u9fff]/;
/** A plan item comes before a hill of the same name: it leads to its features and to the plan's words. */
const kinds: Record<string, number> = { item: 0.2, feature: 0.02, text: 0 };

/** The query's own reading, for a Chinese word typed with the wrong sign of the right sound. */
function reading(query: string, readings: Readonly<Record<string, string>>): string {
  return [...query].map((sign) => readings[sign] ?? (/[a-z]/i.test(sign) ? sign.toLowerCase() : '')).join('');
}

function scoreChinese(query: string, entry: Entry, sound: string): number {
  const at = entry.zh.indexOf(query);
  if (at >= 0) return 0.8 + 0.12 * (query.length / entry.zh.length) + (at === 0 ? 0.05 : 0);
  if (!entry.syllables) return 0;
  const allowed = forgiven(query.length, true);
  const edits = allowed ? nearestEdits(query, entry.zh) : 1;
  if (edits <= allowed) return 0.55 - 0.1 * edits;
  return sound.length >= 4 && entry.syllables.join('').includes(sound) ? 0.5 : 0;
}

function scoreLatin(query: string, entry: Entry): number {
  const plain = query.replace(/[\s'’]/g, '');
  const english = entry.en.toLowerCase();
  const at = english.indexOf(query);
  let best = at >= 0 ? 0.7 + 0.2 * (query.length / english.length) + (at === 0 ? 0.05 : 0) : 0;
  if (/\d/.test(plain) && entry.zh.toLowerCase().includes(plain)) best = Math.max(best, 0.8);
  if (!entry.syllables || !/^[a-z]+$/.test(plain)) return best;
  best = Math.max(best, 0.95 * matchPinyin(plain, entry.syllables));
  if (best > 0) return best;
  const allowed = forgiven(plain.length, false);
  if (!allowed) return 0;
  const edits = Math.min(
    nearestEdits(plain, entry.syllables.join('')),
    nearestEdits(plain, english.replace(/[^a-z]/g, '')),
  );
  return edits <= allowed ? 0.45 - 0.1 * edits : 0;
}

/** The items people ask for with a word of theirs: that word alone counts more than one within a question. */
function bySynonym(wanted: string, groups: Synonyms['groups']): Map<string, number> {
  const scores = new Map<string, number>();
  for (const { words, items } of groups) {
    let best = 0;
    for (const raw of words) {
      const word = raw.toLowerCase();
      const within = chinese.test(word)
        ? word.length > 1 && wanted.includes(word)
        : ` ${wanted} `.includes(` ${word} `) || ` ${wanted}`.includes(` ${word}s`);
      if (word === wanted) best = 1.6;
      // The longer the word, the more of the question it answers.
      else if (within) best = Math.max(best, 1.2 + 0.25 * Math.min(1, word.length / wanted.length));
      else if (wanted.length >= 3 && word.startsWith(wanted)) best = Math.max(best, 0.9);
    }
    if (best)
      for (const [rank, id] of items.entries())
        scores.set(`item:${id}`, Math.max(scores.get(`item:${id}`) ?? 0, best - 0.05 * rank));
  }
  return scores;
}

/**
 * Entries that answer `query`, best first: by Chinese signs, by pinyin whole or in part or initials, by English, with
 * a slip or two forgiven.
 * @param helps Pinyin of single signs, to find words typed with a wrong sign of the same sound, and people's words.
 */
export function search(
  entries: readonly Entry[],
  query: string,
  { readings = {}, groups = [] }: Helps = {},
  limit = 30,
): Hit[] {
  const wanted = query.normalize('NFKC').trim().toLowerCase().slice(0, 60);
  if (!wanted) return [];
  const isChinese = chinese.test(wanted);
  const sound = isChinese ? reading(wanted, readings) : '';
  const hits: Hit[] = [];
  const meant = bySynonym(wanted, groups);
  // An item is also called by its number: 2.2-7, or the beginning of it.
  const numbered = /^\d\.[\d-]*$/.test(wanted);
  for (const entry of entries) {
    if (numbered && entry.ref.startsWith(`item:${wanted}`)) {
      hits.push({ entry, score: entry.ref === `item:${wanted}` ? 2 : 1.5 });
      continue;
    }
    const score = isChinese ? scoreChinese(wanted, entry, sound) : scoreLatin(wanted, entry);
    const total = score > 0 ? score + (kinds[entry.ref.split(':')[0] as string] ?? 0) : 0;
    const best = Math.max(total, meant.get(entry.ref) ?? 0);
    if (best > 0) hits.push({ entry, score: best });
  }
  return hits.sort((a, b) => b.score - a.score).slice(0, limit);
}
