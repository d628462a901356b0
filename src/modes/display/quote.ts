import { css, html } from 'lit';
import type { PlanItem } from '../../model/index.ts';
import { ownWords } from '../../store/tour/own-words.ts';
import type { TourPackage } from '../../store/tour/package.ts';

export const quoteStyles = css`
  blockquote .around { color: var(--ink-faint); }
`;

/** The plan's words for an item: what it rests on in full ink, the sentence around it fainter. */
export function wordsOf(item: PlanItem, pkg: TourPackage, limit: number) {
  return ownWords(item, pkg.planText, limit).map(({ text, cited }) =>
    cited ? html`<span>${text}</span>` : html`<span class="around">${text}</span>`,
  );
}
