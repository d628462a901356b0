import { html, svg, type TemplateResult } from 'lit';
import type { Language, Status } from '../model/index.ts';
import { statusWords, words } from './words.ts';

/** Each status has a shape of its own, so that nothing hangs on colour. */
const shapes: Record<Status | 'unknown', TemplateResult> = {
  unknown: svg`<circle cx="8" cy="8" r="5.500" stroke-dasharray="2 2.300" fill="none"/>`,
  notStarted: svg`<circle cx="8" cy="8" r="5.500" fill="none"/>`,
  preparing: svg`<circle cx="8" cy="8" r="5.500" fill="none"/><path d="M8 8V2.500A5.500 5.500 0 0 1 13.500 8z" fill="currentColor" stroke="none"/>`,
  underway: svg`<circle cx="8" cy="8" r="5.500" fill="none"/><path d="M8 2.500a5.500 5.500 0 0 1 0 11z" fill="currentColor" stroke="none"/>`,
  done: svg`<circle cx="8" cy="8" r="6.200" fill="currentColor" stroke="none"/><path d="m5 8.200 2.200 2.200L11.200 6" fill="none" stroke="var(--raised)" stroke-width="1.700"/>`,
  routine: svg`<path d="M12.900 6A5.300 5.300 0 0 0 3.200 6.300M3.100 10a5.300 5.300 0 0 0 9.700-.3M13.300 3v3.200h-3.200M2.700 13V9.800h3.200" fill="none"/>`,
  delayed: svg`<path d="M8 2.200 14.200 13.200H1.800z" fill="none"/><path d="M8 6.500v3M8 11.200v.3" fill="none"/>`,
  paused: svg`<rect x="2.500" y="2.500" width="11" height="11" rx="2" fill="none"/><path d="M6.300 5.800v4.400M9.700 5.800v4.400" fill="none"/>`,
};

/** The shape alone; the words stand beside it. */
export function statusShape(status: Status | undefined, size = 16): TemplateResult {
  return html`<svg class="status-shape" width=${size} height=${size} viewBox="0 0 16 16" stroke="currentColor" stroke-width="1.400" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapes[status ?? 'unknown']}</svg>`;
}

export function statusWord(status: Status | undefined, language: Language): string {
  return (status ? statusWords[status] : words.noStatus)[language];
}
