import { css } from 'lit';

/** What stands beside the map in place of the list: a head, rows of choices, words, and what the figures are good for. */
export const asideStyles = css`
  :host { display: block; padding: 8px 12px 20px 16px; }
  header { display: flex; align-items: center; }
  h2 { flex: 1; font-size: 17px; }
  h2:focus-visible { outline: none; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; margin: 6px 4px 0 0; }
  .row .button { flex: 1 1 auto; justify-content: center; }
  .row .button:is([aria-pressed='true'], [aria-checked='true']) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
  p { font-size: 13.5px; line-height: 1.65; color: var(--ink-soft); margin: 10px 4px 0 0; }
  .honest { padding: 8px 12px; border: 1px dashed var(--line-strong); border-radius: 8px; }
`;
