import { css, html, nothing, type TemplateResult } from 'lit';

/** One of several values of a piece, as it is laid beside the others. */
export interface Side {
  /** Whose it is. */
  head: string;
  /** What it says, label and value; undefined where the piece is not there. */
  facts: readonly (readonly [string, string])[] | undefined;
  /** Words of the button that takes it. */
  take: string;
  /** Whether it is taken already, where a choice waits for others. */
  picked?: boolean;
  taken(): void;
}

export const sideStyles = css`
  .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 8px; }
  .side { display: grid; gap: 6px; align-content: start; padding: 10px 12px; border: 1px solid var(--line); border-radius: 10px; font-size: 13px; line-height: 1.5; background: var(--raised); min-width: 0; }
  .side dl { display: grid; grid-template-columns: auto 1fr; gap: 1px 8px; }
  .side dt { color: var(--ink-soft); }
  .side dd { overflow-wrap: anywhere; }
  .side dd.differs { font-weight: 650; color: var(--warn); }
  article { display: grid; gap: 8px; }
  p.by { font-size: 12.5px; color: var(--ink-faint); }
`;

/** Values of one piece beside each other, what differs marked (`brief`: or shown alone), each to be taken; `none` says that a side is no more. */
export function sideBySide(
  title: string,
  sides: readonly Side[],
  none: readonly [string, string],
  brief = false,
): TemplateResult {
  const facts = sides.map((side) => new Map(side.facts ?? [none]));
  const all = [...new Set(facts.flatMap((one) => [...one.keys()]))];
  const differs = (label: string) => new Set(facts.map((one) => one.get(label) ?? '')).size > 1;
  const labels = brief && all.some(differs) ? all.filter(differs) : all;
  const row = (label: string, index: number) => {
    const text = facts[index]?.get(label);
    // A side that is no more has none of what the other says.
    if (text === undefined && !sides[index]?.facts) return nothing;
    return html`<dt>${label}</dt><dd class=${differs(label) ? 'differs' : ''}>${text || '—'}</dd>`;
  };
  return html`<article><h3>${title}</h3><div class="sides">${sides.map(
    (side, index) => html`<div class="side"><p class="by">${side.head}</p>
      <dl>${labels.map((label) => row(label, index))}</dl>
      <button class="button small ${side.picked ? 'primary' : ''}" aria-pressed=${side.picked ?? nothing} @click=${side.taken}>${side.take}</button></div>`,
  )}</div></article>`;
}
