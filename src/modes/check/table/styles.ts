import { css } from 'lit';

export const tableStyles = css`
  :host { display: block; }
  section { height: 100%; display: flex; flex-direction: column; }
  header { display: flex; align-items: center; gap: 8px; padding: 6px 8px 6px 14px; flex-wrap: wrap; }
  header > select { min-width: 0; max-width: 220px; min-height: 32px; padding-block: 2px; font-size: 13px; }
  header > select:first-child { font-weight: 600; font-size: 14px; }
  .count { flex: 1; min-width: max-content; font-size: 13px; color: var(--ink-soft); }
  .shut { min-height: 36px; min-width: 36px; }
  data-grid { flex: 1; border-top: 1px solid var(--line); }
  p.hint { padding: 0 14px 6px; }
  .chooser { position: relative; }
  .chooser summary { display: inline-flex; min-height: 32px; }
  .chooser summary::before { display: none; }
  .choices { position: absolute; z-index: 3; top: calc(100% + 4px); inset-inline-end: 0; width: 220px; max-height: 240px; padding: 8px; background: var(--raised); border: 1px solid var(--line); border-radius: 9px; box-shadow: 0 14px 40px rgb(0 0 0 / 0.2); font-size: 13px; }
  .choices label { display: flex; gap: 8px; align-items: center; min-height: 30px; cursor: pointer; }
  .choices span { min-width: 0; overflow-wrap: anywhere; }
  @media (pointer: coarse) { .choices label, header > select, .chooser summary, .shut { min-height: 44px; } }
  @container (max-width: 760px) {
    header { padding: 4px 4px 4px 10px; flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; }
    header > * { flex: none; }
    header > select:first-child { max-width: 150px; }
    .shut { order: -1; }
    .chooser { position: static; }
    .choices { position: fixed; inset: auto 8px 8px 8px; top: auto; width: auto; max-height: 46%; }
  }
`;
