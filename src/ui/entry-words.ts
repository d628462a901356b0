import { type Cite, type PlanItem, planLanguage, type StatusEntry } from '../model/index.ts';
import type { PlanElement } from './element.ts';
import { glossOf } from './quotes.ts';

/**
 * The package's translation of words of the plan's text: of the passages that hold them, whichever items cite these, one
 * after the other. Empty where there is none.
 */
function glossOfWords(text: string, items: Iterable<PlanItem>, words: string): string {
  const from = text.indexOf(words);
  if (from < 0) return '';
  const citations: Cite[] = [];
  const cites = [...items].flatMap((item) => item.cites);
  for (const cite of cites.sort((a, b) => a.start - b.start || b.end - a.end))
    if (
      cite.gloss &&
      cite.start < from + words.length &&
      cite.end > from &&
      cite.start >= (citations.at(-1)?.end ?? 0)
    )
      citations.push(cite);
  return glossOf(citations);
}

/** Who says what a status entry says, and, of words of the plan that stand in another language, what they mean. */
export function entryWords(
  host: Pick<PlanElement, 'store' | 't' | 'language'>,
  entry: StatusEntry,
): { by: string; planned: boolean; gloss: string } {
  const { state, select } = host.store;
  const title = state.plan.value?.title;
  if (!title || entry.by !== title[planLanguage]) return { by: entry.by, planned: false, gloss: '' };
  const gloss =
    host.language === planLanguage
      ? ''
      : glossOfWords(state.planText.value ?? '', select.items.value.values(), entry.evidence);
  return { by: host.t(title), planned: true, gloss };
}
