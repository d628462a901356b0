import { css } from 'lit';

export const styles = css`
  :host { position: absolute; inset: 0; display: block; pointer-events: none; color: var(--ink); }
  .side, .card, .notices { pointer-events: auto; }
  .side { position: absolute; z-index: 10; inset: 0 auto 0 0; width: 392px; display: flex; flex-direction: column; background: var(--surface); border-right: 1px solid var(--line); box-shadow: 0 0 24px rgb(0 0 0 / 0.06); }
  .bar { display: grid; grid-template-columns: 44px 1fr auto; align-items: center; padding: 10px 8px 6px 6px; }
  .bar h1 { font-size: 20px; line-height: 1.25; }
  .bar p { font-size: 12.5px; line-height: 1.4; }
  .panel { flex: 1; min-height: 0; }
  .card { position: absolute; z-index: 9; top: 16px; right: 16px; bottom: 92px; width: 468px; display: flex; flex-direction: column; background: var(--raised); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 14px 40px rgb(0 0 0 / 0.14); }
  .card header { display: grid; grid-template-columns: 1fr 44px; align-items: center; padding: 12px 6px 10px 20px; border-bottom: 1px solid var(--line); }
  .card header h2 { font-size: 18px; overflow-wrap: anywhere; }
  .tabs { display: flex; padding: 0 12px; border-bottom: 1px solid var(--line); }
  .tabs button { min-height: 44px; padding: 0 10px; font-size: 14.5px; color: var(--ink-soft); border-bottom: 2px solid transparent; margin-bottom: -1px; white-space: nowrap; }
  .tabs button[aria-selected='true'] { color: var(--ink); border-bottom-color: var(--accent); font-weight: 600; }
  .body { flex: 1; min-height: 0; }
  map-furniture { left: 392px; }
  :host(.has-card) map-furniture { right: 484px; }
  .notices { position: absolute; z-index: 14; bottom: 52px; left: 412px; width: min(400px, calc(100% - 430px)); }
  :host(.has-card) .notices { width: max(260px, min(400px, calc(100% - 968px))); }
  .draft { position: absolute; z-index: 8; top: 16px; left: 412px; padding: 6px 14px; border-radius: 999px; background: var(--warn); color: var(--raised); font-size: 14px; font-weight: 600; }
  /* Beside the list there is no room for map and card: the card lies under the map, in a low window in its place. */
  @container (min-width: 761px) and (max-width: 1100px) {
    .card { inset: 46% 8px 8px 400px; width: auto; }
    :host(.has-card) map-furniture { right: 0; bottom: 54%; }
  }
  @container (min-width: 761px) and (max-width: 1100px) and (max-height: 500px) {
    .card { top: 8px; }
    :host(.drawing) .card, :host(.has-card:not(.drawing)) map-furniture { display: none; }
    :host(.drawing) map-furniture { bottom: 0; }
  }
  @container (max-width: 760px) {
    .side { inset: 0 0 auto 0; width: 100%; max-height: 60%; border: 0; border-bottom: 1px solid var(--line); }
    .side .panel { max-height: 44cqh; }
    .bar { padding: 4px 4px 4px 2px; min-height: 52px; }
    .bar h1 { font-size: 17px; }
    .card { inset: auto 0 0 0; width: 100%; height: 54%; border-radius: 16px 16px 0 0; border: 0; border-top: 1px solid var(--line); box-shadow: 0 -8px 28px rgb(0 0 0 / 0.16); }
    :host(.has-card) .side .panel, :host(.drawing) .tabs, :host(.drawing) .side .panel, :host(.drawing) .card { display: none; }
    map-furniture, :host(.has-card) map-furniture { left: 0; right: 0; bottom: 0; }
    :host(.has-card:not(.drawing)) map-furniture { bottom: 54%; }
    .notices, :host(.has-card) .notices { left: 12px; width: calc(100% - 84px); bottom: 108px; max-height: 34%; overflow: auto; }
    :host(.has-card:not(.drawing)) .notices { bottom: calc(54% + 12px); max-height: 24%; }
    .draft { top: auto; bottom: 64px; left: 12px; }
    :host(.has-card) .draft { display: none; }
  }
  @media print { :host { display: none; } }
`;
