import { css, html } from 'lit';

/** The rows of the list of zones. */
export const rowStyles = css`
  ul { padding: 0 8px 8px; }
  li { display: grid; grid-template-columns: 40px 1fr 32px 40px; align-items: center; border-radius: 10px; }
  li:hover { background: var(--sunken); }
  li.active { background: color-mix(in srgb, var(--accent) 12%, transparent); }
  li.over { box-shadow: 0 -2px 0 var(--accent); }
  li.over.down { box-shadow: 0 2px 0 var(--accent); }
  li.held { opacity: 0.5; }
  li input { width: 18px; height: 18px; justify-self: center; }
  .grip { min-width: 32px; min-height: 44px; cursor: grab; color: var(--ink-faint); touch-action: none; }
  .pick { display: grid; gap: 1px; min-height: 52px; padding: 7px 4px; line-height: 1.35; min-width: 0; }
  .pick b { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .pick span { font-size: 13px; }
  .flags { display: inline-flex; gap: 6px; }
  .icon-button { min-width: 40px; min-height: 44px; }
  .icon-button.grip { min-width: 32px; }
`;

/** Six dots: what a row is held by to move it. */
export const grip = html`<svg width="16" height="16" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2.8" stroke-linecap="round" aria-hidden="true"><path d="M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01"/></svg>`;
