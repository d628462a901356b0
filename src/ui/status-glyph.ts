import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Language, Status, StatusEntry } from '../model/index.ts';
import type { PlanElement } from './element.ts';
import { statusWords, words } from './words.ts';

/** Each status has a shape of its own, so that nothing hangs on colour. */
const shapes: Record<Status | 'unknown', TemplateResult> = {
  unknown: svg`<circle cx="8" cy="8" r="5.5" stroke-dasharray="2 2.3" fill="none"/>`,
  notStarted: svg`<circle cx="8" cy="8" r="5.5" fill="none"/>`,
  preparing: svg`<circle cx="8" cy="8" r="5.5" fill="none"/><path d="M8 8V2.5A5.5 5.5 0 0 1 13.5 8z" fill="currentColor" stroke="none"/>`,
  underway: svg`<circle cx="8" cy="8" r="5.5" fill="none"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none"/>`,
  done: svg`<circle cx="8" cy="8" r="6.2" fill="currentColor" stroke="none"/><path d="m5 8.2 2.2 2.2L11.2 6" fill="none" stroke="var(--raised)" stroke-width="1.7"/>`,
  routine: svg`<path d="M12.9 6A5.3 5.3 0 0 0 3.2 6.3M3.1 10a5.3 5.3 0 0 0 9.7-.3M13.3 3v3.2h-3.2M2.7 13V9.8h3.2" fill="none"/>`,
  delayed: svg`<path d="M8 2.2 14.2 13.2H1.8z" fill="none"/><path d="M8 6.5v3M8 11.2v.3" fill="none"/>`,
  paused: svg`<rect x="2.5" y="2.5" width="11" height="11" rx="2" fill="none"/><path d="M6.3 5.8v4.4M9.7 5.8v4.4" fill="none"/>`,
};

/** The shape alone; the words stand beside it. */
export function statusShape(status: Status | undefined, size = 16): TemplateResult {
  return html`<svg class="status-shape" width=${size} height=${size} viewBox="0 0 16 16" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapes[status ?? 'unknown']}</svg>`;
}

/** What was recorded in this browser and is published nowhere says so wherever its status stands. */
export const localMark = (host: Pick<PlanElement, 'store' | 't'>, entry: StatusEntry | undefined) =>
  entry && host.store.state.localEntries.value.includes(entry)
    ? html` <span class="local">${host.t({ zh: '仅在本机', en: 'on this device only' })}</span>`
    : nothing;

export function statusWord(status: Status | undefined, language: Language): string {
  return (status ? statusWords[status] : words.noStatus)[language];
}
