import { css } from 'lit';

/** What a list of files kept on this machine looks like: those waiting to be added, those being opened, a row for each. */
export const fileRowStyles = css`
  article { display: grid; gap: 10px; padding: 12px 14px; border: 1px solid var(--accent); border-radius: 12px; background: color-mix(in srgb, var(--accent) 5%, var(--raised)); font-size: 13px; line-height: 1.5; }
  article h3 { margin: 0; font-size: 14.5px; color: var(--ink); overflow-wrap: anywhere; }
  progress { width: 100%; accent-color: var(--accent); }
  .opening { display: flex; gap: 8px; align-items: center; font-size: 13px; }
  .opening span { flex: 1; overflow-wrap: anywhere; }
  ul.kept { display: grid; gap: 8px; }
  ul.kept > li { border: 1px solid var(--line); border-radius: 12px; background: var(--raised); overflow: hidden; }
  .line { display: flex; align-items: center; gap: 4px; padding: 4px 4px 4px 12px; }
  .line .open { flex: 1; min-width: 0; display: grid; padding: 4px 0; text-align: start; background: none; border: 0; color: inherit; font: inherit; cursor: pointer; }
  .line b { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 14px; }
  .line small { font-size: 12.5px; color: var(--ink-soft); overflow-wrap: anywhere; }
  .line small.warn { color: var(--warn); }
  .show { display: grid; place-items: center; min-width: 36px; min-height: 36px; cursor: pointer; }
  .card { border-top: 1px solid var(--line); }
  @media (pointer: coarse) { .show { min-width: 44px; min-height: 44px; } }
`;
