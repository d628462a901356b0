import { html } from 'lit';
import { type Language, say } from '../../model/index.ts';
import type { TourPackage } from '../../store/tour/package.ts';
import { words } from '../../ui/words.ts';
import { said } from './words.ts';

/** What stands under every card: how far the tour is, whose it is, and that the map is (or is not) reviewed. */
export function foot(
  { town }: TourPackage,
  chapter: number | undefined,
  { index, count }: { index: number; count: number },
  language: Language,
) {
  const bar = document.createElement('i');
  bar.style.transform = `scaleX(${(index + 1) / Math.max(1, count)})`;
  const review = town.reviewNumber
    ? `${say(words.reviewNumber, language)} ${town.reviewNumber}`
    : say(words.unreviewed, language);
  const modelled = town.terrain?.kind === 'modelled' ? ` · ${say(words.modelled, language)}` : '';
  return html`<footer class=${chapter === undefined ? '' : `c${chapter}`}>
    <div class="progress" aria-hidden="true">${bar}</div>
    <p><span>${say(town.title, language)}</span><span class="touch">${say(said.touch, language)}</span><span class="review">${review}${modelled}</span></p>
  </footer>`;
}

/** The dark screen of the rest hours, with the time they end. */
export function resting({ town }: TourPackage, language: Language) {
  return html`<div class="rest" role="status"><p class="still"><b class="num">${town.display.quietHours?.to ?? ''}</b><span>${say(said.quietUntil, language)}</span></p></div>`;
}
