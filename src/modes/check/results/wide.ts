import { css } from 'lit';

/** A table over the map, where many columns have room. */
export const wideStyles = css`
  .wide { position: fixed; z-index: 20; inset: 16px 16px 16px 408px; overflow: auto; padding: 12px 20px; background: var(--raised); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 14px 40px rgb(0 0 0 / 0.2); }
  .wide .shut { float: right; }
  @container (max-width: 760px) { .wide { inset: 8px; } }
`;
