import type { PlanItem } from '../../model/index.ts';

/** A stretch of the plan's text; `cited` when the item rests on it, otherwise the words around. */
export interface Words {
  text: string;
  cited: boolean;
}

/** Marks a cut, as Chinese typesetting writes it. */
export const ellipsis = '……';
const sentenceEnd = /[。！？\n]/;
const clauseEnd = /[。！？；，：、\n]/;

const isHigh = (code: number) => code >= 0xd800 && code < 0xdc00;

/** Start of the sentence or clause that holds `at`, not farther back than `limit` characters. */
function back(text: string, at: number, end: RegExp, limit: number): number | undefined {
  for (let i = at; i > 0 && at - i <= limit; i--) if (end.test(text[i - 1] as string)) return i;
  return at <= limit ? 0 : undefined;
}
/** End of the sentence or clause that holds `at`, its mark included. */
function on(text: string, at: number, end: RegExp, limit: number): number | undefined {
  for (let i = Math.max(at, 1); i <= text.length && i - at <= limit; i++)
    if (end.test(text[i - 1] as string)) return i;
  return text.length - at <= limit ? text.length : undefined;
}

/**
 * What the plan promises, in its own words: the sentence around the first cited passage, with the cited words told
 * apart, at most about `limit` characters. A long sentence is cut between clauses and the cut is marked; no word is
 * changed. Without the plan's text the quotes stand alone.
 */
export function ownWords(item: PlanItem, planText: string | undefined, limit = 90): Words[] {
  const [first] = item.cites;
  if (!first) return [];
  const text = planText?.slice(first.start, first.end) === first.quote ? planText : undefined;
  if (text === undefined) return [{ text: shorten(first.quote.trim(), limit), cited: true }];
  const room = Math.max(0, limit - first.quote.length);
  let start = first.start;
  let end = first.end;
  const whole = back(text, start, sentenceEnd, room);
  const rest = on(text, end, sentenceEnd, room - (whole === undefined ? 0 : start - whole));
  if (whole !== undefined && rest !== undefined) [start, end] = [whole, rest];
  else {
    start = back(text, start, clauseEnd, room / 2) ?? start;
    end = on(text, end, clauseEnd, room / 2) ?? end;
  }
  while (/\s/.test(text[start] ?? '') && start < first.start) start++;
  const shown: Words[] = [];
  const add = (from: number, to: number, cited: boolean) => {
    const words = text.slice(from, to);
    if (words) shown.push({ text: words, cited });
  };
  let at = start;
  // Every passage of the item that lies in what is shown, not only the first.
  for (const cite of [...item.cites].sort((a, b) => a.start - b.start)) {
    const [from, to] = [Math.max(at, cite.start), Math.min(end, cite.end)];
    if (from >= to) continue;
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, end, false);
  const last = shown.at(-1);
  if (last) last.text = last.text.replace(/\s+$/, '').replace(/[，、：；]$/, ellipsis);
  const total = shown.reduce((sum, part) => sum + part.text.length, 0);
  return total > limit * 1.5 ? [{ text: shorten(first.quote.trim(), limit), cited: true }] : shown;
}

/** Cuts at the last mark within `limit`, so that no clause is torn; a text without one is cut hard. */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = limit;
  while (end > limit / 2 && !clauseEnd.test(text[end - 1] as string)) end--;
  if (end <= limit / 2) end = limit;
  // A surrogate pair is one character.
  if (isHigh(text.charCodeAt(end - 1))) end--;
  return `${text.slice(0, end).replace(/[，、：；]$/, '')}${ellipsis}`;
}

/** Characters of what is shown. */
export const lengthOf = (words: readonly Words[]): number =>
  words.reduce((sum, { text }) => sum + text.length, 0);
