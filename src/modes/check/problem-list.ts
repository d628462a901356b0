import { css, html, nothing } from 'lit';
import { type Bilingual, formatPlace, type Language, type Problem } from '../../model/index.ts';

export const problemStyles = css`
  ul.problems { display: grid; gap: 6px; font-size: 13px; line-height: 1.55; max-height: 220px; overflow: auto; }
  ul.problems li { padding-left: 10px; border-left: 3px solid var(--warn); }
  ul.problems li.error { border-left-color: var(--bad); }
  ul.problems li.info { border-left-color: var(--accent); }
`;

const inFile: Bilingual = { zh: '文件中的问题', en: 'Faults in the file' };

/** Each fault once: reading and placing may both report it. */
export const eachOnce = (given: readonly Problem[]): Problem[] => [
  ...new Map(given.map((p) => [JSON.stringify([p.where, p.what.zh]), p])).values(),
];

/** What was wrong with a file. */
export function problemList(given: readonly Problem[], language: Language) {
  if (!given.length) return nothing;
  return html`<ul class="problems" aria-label=${inFile[language]}>${eachOnce(given).map(
    ({ severity, where, what, remedy }) =>
      html`<li class=${severity}>${where ? html`<span class="faint">${formatPlace(where, language)} · </span>` : nothing}${what[language]} ${remedy ? html`<span class="soft">${remedy[language]}</span>` : nothing}</li>`,
  )}</ul>`;
}
