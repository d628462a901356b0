import { css, html } from 'lit';
import type { Language } from '../../model/index.ts';
import type { Counts } from '../../store/tour/counts.ts';
import { statusShape, statusWord } from '../../ui/status-glyph.ts';

export const chartStyles = css`
  .chart { display: grid; gap: calc(1.5 * var(--u)); }
  .chart li { display: grid; grid-template-columns: calc(4 * var(--u)) 7.2em 1fr 2.2em; gap: calc(1.4 * var(--u)); align-items: center; font-size: var(--small); line-height: 1.2; }
  .chart .status-shape { width: 100%; height: auto; color: var(--hue-ink, var(--ink)); }
  .chart .bar { height: calc(1.6 * var(--u)); border-radius: calc(0.4 * var(--u)); background: color-mix(in srgb, var(--ink) 12%, transparent); overflow: hidden; }
  .chart .bar i { display: block; height: 100%; border-radius: inherit; background: var(--hue, var(--accent)); transform-origin: left; animation: grow 1.2s cubic-bezier(0.2, 0.7, 0.2, 1) both; }
  .chart b { text-align: right; font-weight: 600; }
  @keyframes grow { from { transform: scaleX(0); } }
`;

/** How items divide by status: a row each, distinguished by shape, word, length and figure. */
export function statusChart(counts: Counts, language: Language) {
  const most = Math.max(1, ...counts.byStatus.map(({ count }) => count));
  return html`<ul class="chart">${counts.byStatus.map(({ status, count }) => {
    const bar = document.createElement('i');
    bar.style.width = `${(count / most) * 100}%`;
    return html`<li>${statusShape(status, 32)}<span>${statusWord(status, language)}</span><span class="bar">${bar}</span><b class="num">${count}</b></li>`;
  })}</ul>`;
}
