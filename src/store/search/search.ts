import { forgiven, matchPinyin, nearestEdits } from './match.ts';
import { bySynonym, chinese, type Group, type Readings, spelled } from './meant.ts';

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
  readings?: Readings;
  groups?: readonly Group[];
}

/** A plan item comes before a hill of the same name: it leads to its features and to the plan's words. */
const kinds: Record<string, number> = { item: 0.2, feature: 0.02, text: 0 };

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

/** Between the three figures of an item's number people put what their keyboard has. */
const gap = '[\\s.,;:、。·/_~\\u2010-\\u2015\\u2212-]*';
const between = gap.replace('*', '+');
const wholeNumber = new RegExp(`(?<![\\d.-])(\\d)${between}(\\d)${between}(\\d{1,2})(?![\\d])`);
const firstOfNumber = new RegExp(`^(\\d)${gap.replace('\\s', '').replace('*', '+')}(?:(\\d)${gap})?$`);

/** An item's number in a question, whole (2.2-7) or its beginning (2., 2.2), as the items are numbered. */
export function numberIn(wanted: string): { id: string; whole: boolean } | undefined {
  const whole = wholeNumber.exec(wanted);
  if (whole) return { id: `${whole[1]}.${whole[2]}-${whole[3]}`, whole: true };
  const first = firstOfNumber.exec(wanted);
  return first ? { id: `${first[1]}.${first[2] ? `${first[2]}-` : ''}`, whole: false } : undefined;
}

/** What the number of an item's reference is, without its plan's year. */
const numberOf = (ref: string) => /^item:(?:\d{4}-)?(.*)/.exec(ref)?.[1];

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
  const sound = isChinese ? spelled(wanted, readings).join('') : '';
  const hits: Hit[] = [];
  const meant = bySynonym(wanted, groups, readings);
  const number = numberIn(wanted);
  for (const entry of entries) {
    const itemNumber = numberOf(entry.ref);
    if (number && itemNumber?.startsWith(number.id)) {
      hits.push({ entry, score: itemNumber === number.id ? 2 : 1.5 });
      continue;
    }
    const score = isChinese ? scoreChinese(wanted, entry, sound) : scoreLatin(wanted, entry);
    const total = score > 0 ? score + (kinds[entry.ref.split(':')[0] as string] ?? 0) : 0;
    const best = Math.max(total, meant.get(entry.ref) ?? 0);
    if (best > 0) hits.push({ entry, score: best });
  }
  return hits.sort((a, b) => b.score - a.score).slice(0, limit);
}
