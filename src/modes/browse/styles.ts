import { css } from 'lit';

export const styles = css`
  :host { position: absolute; inset: 0; display: block; pointer-events: none; color: var(--ink); }
  header, .find, .side, .card, .notices > * { pointer-events: auto; }
  .bar { position: absolute; z-index: 12; top: 0; left: 0; width: 392px; display: grid; grid-template-columns: 1fr auto; align-items: center; padding: 14px 8px 8px 20px; }
  .brand h1 { font-size: 22px; letter-spacing: 0.02em; line-height: 1.25; }
  .brand p { font-size: 13px; line-height: 1.4; min-height: 1.4em; }
  .find { position: absolute; z-index: 11; top: 74px; left: 16px; width: 360px; }
  .side { position: absolute; z-index: 10; inset: 0 auto 0 0; width: 392px; padding-top: 128px; display: flex; flex-direction: column; background: var(--surface); border-right: 1px solid var(--line); box-shadow: 0 0 24px rgb(0 0 0 / 0.06); }
  .tabs { display: flex; align-items: center; padding: 0 8px 0 12px; border-bottom: 1px solid var(--line); }
  .tabs [role='tablist'] { display: flex; flex: 1; }
  .tabs [role='tab'] { display: flex; align-items: center; gap: 6px; min-height: 48px; padding: 0 10px; font-size: 14.5px; color: var(--ink-soft); border-bottom: 2px solid transparent; margin-bottom: -1px; white-space: nowrap; }
  .tabs [role='tab'][aria-selected='true'] { color: var(--ink); border-bottom-color: var(--accent); font-weight: 600; }
  .filter.on { color: var(--accent); }
  .filter.on::after { content: ''; position: absolute; width: 8px; height: 8px; border-radius: 50%; background: var(--accent); transform: translate(11px, -10px); }
  .content { display: flex; flex-direction: column; flex: 1; min-height: 0; }
  .content[hidden] { display: none; }
  .panel { flex: 1; min-height: 0; }
  .card { position: absolute; z-index: 9; top: 16px; right: 16px; width: 408px; max-height: calc(100% - 32px - 76px); background: var(--raised); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 14px 40px rgb(0 0 0 / 0.14); }
  .side .card { position: static; width: 100%; height: auto; max-height: none; flex: 1; min-height: 0; border: 0; border-radius: 0; box-shadow: none; }
  .card[hidden] { display: none; }
  map-furniture { left: 392px; }
  map-furniture.beside-card { right: 424px; }
  .notices { position: absolute; z-index: 14; bottom: 52px; left: 412px; width: min(400px, calc(100% - 430px)); }
  .notices.over { z-index: 51; }
  progress { position: absolute; z-index: 20; top: 0; left: 0; width: 100%; height: 3px; border: 0; appearance: none; background: transparent; }
  progress::-webkit-progress-bar { background: transparent; }
  progress::-webkit-progress-value { background: var(--accent); transition: width 200ms; }
  progress::-moz-progress-bar { background: var(--accent); }

  /* Beside the list there is no room for a card and a map: the card lies under the map. */
  @container (min-width: 761px) and (max-width: 1100px) {
    .card { inset: auto 12px 12px 404px; width: auto; height: 44%; max-height: none; }
    map-furniture.beside-card { right: 0; bottom: calc(44% + 12px); }
    map-key.beside-card { bottom: calc(44% + 56px); }
  }

  @container (max-width: 760px) and ((min-height: 501px) or (max-width: 620px)) {
    .bar { z-index: 15; width: 100%; padding: 6px 4px 0 16px; height: 56px; background: var(--surface); border-bottom: 1px solid var(--line); }
    .brand h1 { font-size: 18px; }
    .brand p { font-size: 12px; }
    .find { z-index: 14; top: 64px; left: 12px; width: calc(100% - 24px); }
    .side { inset: auto 0 0 0; width: 100%; height: 50%; padding-top: 0; border: 0; border-top: 1px solid var(--line); border-radius: 16px 16px 0 0; box-shadow: 0 -8px 28px rgb(0 0 0 / 0.16); transition: height 200ms; overflow: hidden; }
    .side.low { height: 16%; }
    .side.full { height: min(88%, calc(100% - 114px)); z-index: 13; }
    .tabs { padding: 0 4px; }
    .tabs [role='tab'] { padding: 0 8px; }
    .handle { display: grid; place-items: center; width: 100%; height: 24px; flex: none; touch-action: none; cursor: grab; }
    .handle i { width: 40px; height: 4px; border-radius: 2px; background: var(--line-strong); opacity: 0.6; }
    map-furniture, map-furniture.beside-card { left: 0; right: 0; bottom: 50%; }
    map-furniture.low { bottom: 16%; }
    map-furniture.full { display: none; }
    .notices { left: 12px; width: calc(100% - 82px); bottom: auto; top: 120px; }
  }
  @container (max-width: 400px) { .tabs [role='tab'] svg { display: none; } }
  @media (forced-colors: active) { .tabs [role='tab'][aria-selected='true'] { border-bottom-color: Highlight; } }
  @media print {
    :host(:not([paged])) { display: none; }
    :host { position: static; }
    .bar, .find, .side, .card, .notices, map-furniture, map-names, candidate-list { display: none; }
  }
`;
