import type { PlanItem } from '../../model/index.ts';

/** Marks a cut, as Chinese typesetting writes it. */
export const ellipsis = '……';
const stops = '。；！？，、：';

/** Cuts at the last punctuation mark within `limit`, so that no clause is torn; a text without one is cut hard. */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = limit;
  while (end > limit / 2 && !stops.includes(text[end - 1] as string)) end--;
  if (end <= limit / 2) end = limit;
  // A surrogate pair is one character.
  if (/[\uD800-\uDBFF]/.test(text[end - 1] as string)) end--;
  return `${text.slice(0, end).replace(/[，、：；]$/, '')}${ellipsis}`;
}

/**
 * What the plan promises, in its own words: the cited passages in their order, at most `limit` characters. Whatever is
 * left out is marked; no word is changed.
 */
export function ownWords(item: PlanItem, limit = 90): string {
  const parts: string[] = [];
  let left = limit;
  for (const [index, { quote }] of item.cites.entries()) {
    if (index && left < 12) {
      parts.push(ellipsis);
      break;
    }
    const part = shorten(quote.trim(), Math.max(left, 12));
    parts.push(part);
    left -= part.length;
    if (part.endsWith(ellipsis)) break;
  }
  return parts.join(ellipsis).replaceAll(ellipsis + ellipsis, ellipsis);
}
