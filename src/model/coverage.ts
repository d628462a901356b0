import { type Cite, itemsOf, type Plan } from './plan.ts';

/** A sentence of the plan: UTF-16 offsets into its text, end exclusive, outer white space left out. */
export interface Sentence {
  start: number;
  end: number;
  text: string;
}

export interface CoveredSentence extends Sentence {
  /** Whether any of its clauses commits to something. */
  commitment: boolean;
  /** Ids of the items that cite any of it, in the order of the plan. */
  items: string[];
  /** Clauses which no item cites and which are not listed as free of commitment. */
  uncited: Sentence[];
}

export interface Coverage {
  sentences: CoveredSentence[];
  commitments: number;
  items: number;
  /** Sentences with an uncited clause. */
  uncited: number;
}

function pieces(text: string, from: number, stops: RegExp): Sentence[] {
  const out: Sentence[] = [];
  let start = 0;
  const push = (end: number) => {
    const raw = text.slice(start, end);
    const trimmed = raw.trim();
    if (trimmed) {
      const at = start + raw.indexOf(trimmed);
      out.push({ start: from + at, end: from + at + trimmed.length, text: trimmed });
    }
    start = end;
  };
  for (let i = 0; i < text.length; i++) {
    if (!stops.test(text[i] as string)) continue;
    // A closing quotation mark after the stop still belongs to the sentence.
    while (/[”’」』）]/.test(text[i + 1] ?? '')) i++;
    push(i + 1);
  }
  push(text.length);
  return out;
}

/** The sentences of the text: they end at 。！？ or at the end of a line. */
export const sentencesOf = (text: string): Sentence[] => pieces(text, 0, /[。！？!?\n\r]/);

/** The clauses of a sentence: they end at ，；：. */
export const clausesOf = (sentence: Sentence): Sentence[] =>
  pieces(sentence.text, sentence.start, /[，；：]/);

const touches = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  a.start < b.end && b.start < a.end;

/**
 * What of the plan's text is cited. Every clause is a commitment unless `noCommitment` covers it whole;
 * a clause is cited when a citation of any item overlaps it.
 */
export function coverageOf(plan: Plan, text: string): Coverage {
  const items = itemsOf(plan);
  const cites: (Cite & { item: string })[] = items.flatMap((item) =>
    item.cites.map((cite) => ({ ...cite, item: item.id })),
  );
  const sentences = sentencesOf(text).map((sentence): CoveredSentence => {
    const near = cites.filter((cite) => touches(cite, sentence));
    const free = plan.noCommitment.filter((n) => touches(n, sentence));
    const committing = clausesOf(sentence).filter(
      (clause) => !free.some((n) => n.start <= clause.start && n.end >= clause.end),
    );
    return {
      ...sentence,
      commitment: committing.length > 0,
      items: [...new Set(near.map((cite) => cite.item))],
      uncited: committing.filter((clause) => !near.some((cite) => touches(cite, clause))),
    };
  });
  return {
    sentences,
    commitments: sentences.filter((s) => s.commitment).length,
    items: items.length,
    uncited: sentences.filter((s) => s.uncited.length).length,
  };
}
