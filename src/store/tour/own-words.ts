import type { PlanItem } from '../../model/index.ts';

/** A stretch of the plan's text; `cited` when the item rests on it, otherwise the words around. */
export interface Words {
  text: string;
  cited: boolean;
}

/** Marks a cut, as Chinese typesetting writes it. */
export const ellipsis = '……';
const sentenceEnd = /[。！？\n]/;
const clauseEnd = /[。！？；，：\n]/;
/** Ends of the members of a list, too: only where a whole clause is too long. */
const partEnd = /[。！？；，：、\n]/;

const isHigh = (code: number) => code >= 0xd800 && code < 0xdc00;

/** Start of the sentence or clause that holds `at`. */
function back(text: string, at: number, end: RegExp): number {
  let i = at;
  while (i > 0 && !end.test(text[i - 1] as string)) i--;
  return i;
}
/** End of the sentence or clause that holds the character before `at`, its mark included. */
function on(text: string, at: number, end: RegExp): number {
  let i = Math.max(at, 1);
  while (i < text.length && !end.test(text[i - 1] as string)) i++;
  return i;
}

type Range = { start: number; end: number };

/** The passage with what stands around it: its sentence if that fits, else whole clauses of it on both sides. */
function widen(text: string, { start, end }: Range, limit: number): Range {
  const sentence = { start: back(text, start, sentenceEnd), end: on(text, end, sentenceEnd) };
  if (sentence.end - sentence.start <= limit) return sentence;
  const shown = { start, end };
  for (const mark of [clauseEnd, partEnd]) {
    for (let grown = true; grown; ) {
      grown = false;
      // Backwards first: the verb that governs a list stands before it.
      const rest = back(text, shown.start, mark);
      const earlier = rest < shown.start ? rest : back(text, shown.start - 1, mark);
      if (shown.start > sentence.start && shown.end - earlier <= limit) {
        shown.start = earlier;
        grown = true;
      }
      const full = mark.test(text[shown.end - 1] as string);
      const later = on(text, full ? shown.end + 1 : shown.end, mark);
      if (shown.end < sentence.end && later - shown.start <= limit) {
        shown.end = later;
        grown = true;
      }
    }
    if (shown.start < start || shown.end > end) break;
  }
  return shown;
}

/**
 * What the plan promises, in its own words: the sentence around the first cited passage, with the cited words marked
 * apart, at most about `limit` characters; passages elsewhere follow while there is room. A long sentence is cut
 * between clauses and every cut is marked; no word is changed. Without the plan's text the quotes stand alone.
 */
export function ownWords(item: PlanItem, planText: string | undefined, limit = 90): Words[] {
  const [first, ...others] = item.cites;
  if (!first) return [];
  const alone = [{ text: shorten(first.quote.trim(), limit), cited: true }];
  const text = planText?.slice(first.start, first.end) === first.quote ? planText : undefined;
  if (text === undefined || first.quote.length > limit * 1.5) return alone;
  const ranges = [widen(text, first, limit)];
  let room = limit - lengthOfRanges(ranges);
  for (const cite of others) {
    if (ranges.some(({ start, end }) => cite.start < end && start < cite.end)) continue;
    const clause = { start: back(text, cite.start, partEnd), end: on(text, cite.end, partEnd) };
    if (clause.end - clause.start > room) continue;
    ranges.push(clause);
    room = limit - lengthOfRanges(ranges);
  }
  ranges.sort((a, b) => a.start - b.start);
  const shown: Words[] = [];
  const add = (words: string, cited: boolean) => {
    const last = shown.at(-1);
    if (words && last?.cited === cited) last.text += words;
    else if (words) shown.push({ text: words, cited });
  };
  const cut = () => {
    const last = shown.at(-1);
    if (last?.text.endsWith(ellipsis)) return;
    if (last) last.text = last.text.replace(/[，、：；\s]+$/, '');
    add(ellipsis, false);
  };
  for (const range of ranges) {
    while (/\s/.test(text[range.start] ?? '') && range.start < range.end) range.start++;
    const joined = range.start === ranges[ranges.indexOf(range) - 1]?.end;
    const begins = back(text, range.start, sentenceEnd);
    if (!joined && (shown.length || text.slice(begins, range.start).trim())) cut();
    let at = range.start;
    for (const cite of [...item.cites].sort((a, b) => a.start - b.start)) {
      const [from, to] = [Math.max(at, cite.start), Math.min(range.end, cite.end)];
      if (from >= to) continue;
      add(text.slice(at, from), false);
      add(text.slice(from, to), true);
      at = to;
    }
    add(text.slice(at, range.end), false);
  }
  const last = shown.at(-1);
  if (last) last.text = last.text.replace(/\s+$/, '');
  const rest = text.slice(ranges.at(-1)?.end).split('\n', 1)[0]?.trim();
  if (last && rest && !sentenceEnd.test(last.text.at(-1) ?? '')) cut();
  return shown.some((part) => part.cited && part.text) ? shown.filter((part) => part.text) : alone;
}

const lengthOfRanges = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, { start, end }) => sum + end - start, 0);

/** Cuts at the last mark within `limit`, so that no clause is torn; a text without one is cut hard. */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = limit;
  while (end > limit / 2 && !partEnd.test(text[end - 1] as string)) end--;
  if (end <= limit / 2) end = limit;
  // A surrogate pair is one character.
  if (isHigh(text.charCodeAt(end - 1))) end--;
  return `${text.slice(0, end).replace(/[，、：；]$/, '')}${ellipsis}`;
}

/** Characters of what is shown. */
export const lengthOf = (words: readonly Words[]): number =>
  words.reduce((sum, { text }) => sum + text.length, 0);
