import { css } from 'lit';

/** What the panels of those who work on data have in common. */
export const panelStyles = css`
  :host { display: block; }
  h2 { font-size: 17px; }
  h3 { font-size: 13.5px; color: var(--ink-soft); letter-spacing: 0.02em; }
  .section { padding: 14px 20px; border-top: 1px solid var(--line); }
  .section:first-child { border-top: 0; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .stack { display: grid; gap: 10px; }
  label.field { display: grid; gap: 4px; font-size: 13px; color: var(--ink-soft); }
  label.field > input, label.field > select, label.field > textarea { width: 100%; color: var(--ink); }
  .hint { font-size: 13px; line-height: 1.6; color: var(--ink-soft); }
  .warn { color: var(--warn); }
  .bad { color: var(--bad); }
  .good { color: var(--good); }
  .button.small { min-height: 32px; padding: 0 10px; font-size: 13px; }
  .button.danger { color: var(--bad); }
  .button.file { position: relative; }
  .button.file input { position: absolute; inset: 0; opacity: 0; cursor: pointer; min-width: 0; }
  .button.file:focus-within { outline: 2px solid var(--focus); outline-offset: 2px; }
  table { width: 100%; border-collapse: collapse; font-size: 13px; line-height: 1.45; }
  th { text-align: start; font-weight: 600; color: var(--ink-soft); font-size: 12.5px; }
  th, td { padding: 6px 8px; border-bottom: 1px solid var(--line); vertical-align: top; }
  th.figure, td.figure { text-align: end; font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
  tbody tr:last-child :is(td, th) { border-bottom: 0; }
  tbody + tbody tr:first-child > * { border-top: 1px solid var(--line); }
  details > summary::before { content: ''; width: 7px; height: 7px; border: solid currentColor; border-width: 0 1.6px 1.6px 0; transform: rotate(-45deg); transition: transform 120ms; margin-inline-end: 4px; }
  details[open] > summary::before { transform: rotate(45deg); }
  details > summary { list-style: none; cursor: pointer; min-height: 36px; display: flex; align-items: center; gap: 6px; }
  @media (pointer: coarse) { details > summary { min-height: 44px; } .button.small { min-height: 44px; } }
`;

/** The panel of a drawing tool at work: a tinted section with rows of fields. */
export const toolStyles = css`
  section { padding: 12px 20px; display: grid; gap: 10px; border-bottom: 1px solid var(--line); background: color-mix(in srgb, var(--accent) 6%, var(--raised)); }
  form { display: flex; gap: 8px; align-items: end; flex-wrap: wrap; }
  form label { flex: 1; min-width: 84px; }
`;
