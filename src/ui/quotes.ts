import { html, nothing, type TemplateResult } from 'lit';
import type { Bilingual, Cite } from '../model/index.ts';

/** What to call the package's translation of the plan's words; in the plan's language there is none. */
export const ourGloss: Bilingual = { zh: '', en: 'our translation' };

interface Quote {
  start: number;
  end: number;
  cites: Cite[];
}

/** Groups citations by the sentence that holds them, so that a clause is read with the words around it. */
function sentences(text: string, cites: readonly Cite[]): Quote[] {
  const quotes: Quote[] = [];
  for (const cite of [...cites].sort((a, b) => a.start - b.start)) {
    let start = cite.start;
    while (start > 0 && !'。！？\n'.includes(text[start - 1] as string)) start--;
    let end = cite.end;
    while (end < text.length && !'。！？\n'.includes(text[end - 1] as string)) end++;
    const last = quotes.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      last.cites.push(cite);
    } else quotes.push({ start, end, cites: [cite] });
  }
  return quotes;
}

const around = 26;

/** The English of passages that stand together, without the ellipses where one goes on from the other. */
export const glossOf = (cites: readonly Cite[]) =>
  cites
    .flatMap(({ gloss }) => gloss ?? [])
    .join(' ')
    .replaceAll(' … …', '');

/**
 * The cited words in their sentences: what is cited stands out, what surrounds it is kept short. With `note`, what to
 * call the package's translation of them, that follows each sentence.
 */
export function quotes(text: string | undefined, cites: readonly Cite[], note = ''): TemplateResult[] {
  const gloss = (of: readonly Cite[]) =>
    note && glossOf(of) ? html`<p class="gloss">${glossOf(of)} <small>(${note})</small></p>` : nothing;
  if (text === undefined)
    return cites.map((cite) => html`<blockquote lang="zh">${cite.quote}</blockquote>${gloss([cite])}`);
  return sentences(text, cites).map((quote) => {
    const parts: unknown[] = [];
    let at = quote.start;
    const plain = (to: number) => {
      const words = text.slice(at, to).trim();
      const first = at === quote.start;
      const last = to === quote.end;
      const short =
        words.length <= around * 2
          ? words
          : first
            ? `……${words.slice(-around)}`
            : last
              ? `${words.slice(0, around)}……`
              : `${words.slice(0, around)}……${words.slice(-around)}`;
      if (short) parts.push(html`<span class="around">${short}</span>`);
    };
    for (const cite of quote.cites) {
      if (cite.start > at) plain(cite.start);
      const from = Math.max(at, cite.start);
      if (cite.end > from) parts.push(html`<b>${text.slice(from, cite.end).trim()}</b>`);
      at = Math.max(at, cite.end);
    }
    if (at < quote.end) plain(quote.end);
    return html`<blockquote lang="zh">${parts}</blockquote>${gloss(quote.cites)}`;
  });
}
