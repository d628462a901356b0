import { css } from 'lit';

export const visitorStyles = css`
  :host { position: absolute; inset: 0; display: block; pointer-events: none; }
  .panel {
    position: absolute; inset: 0 auto 0 0; width: 46%; display: flex; flex-direction: column; gap: calc(2 * var(--u));
    padding: calc(3 * var(--u)) calc(3 * var(--u)) calc(2.4 * var(--u)); background: var(--surface); border-right: 1px solid var(--line);
    pointer-events: auto; touch-action: pan-y; animation: slide 320ms ease-out both;
  }
  [lang='en'] { font-feature-settings: 'pwid'; }
  [lang='en'] [lang|='zh'] { font-feature-settings: normal; }
  @keyframes slide { from { transform: translateX(-4%); opacity: 0; } }
  header { display: flex; gap: calc(1.2 * var(--u)); align-items: center; }
  h1 { flex: 1; font-size: calc(3.6 * var(--u)); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .pill {
    display: inline-flex; gap: 0.4em; align-items: center; justify-content: center; min-width: 56px; min-height: max(44px, calc(6.4 * var(--u))); padding: 0 calc(2 * var(--u)); white-space: nowrap;
    border: 1px solid var(--line-strong); border-radius: 99em; font-size: calc(2.5 * var(--u)); background: var(--raised); line-height: 1;
  }
  .pill[aria-pressed='true'] { border-color: var(--accent); box-shadow: inset 0 0 0 2px var(--accent); }
  .pill.strong { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  .tabs { display: grid; grid-template-columns: repeat(6, 1fr); gap: calc(1 * var(--u)); }
  .tab { display: grid; justify-items: center; gap: calc(0.6 * var(--u)); padding: calc(1.2 * var(--u)) 0; min-height: 60px; border-radius: calc(1.2 * var(--u)); font-size: calc(2 * var(--u)); line-height: 1.2; text-align: center; border: 1px solid var(--line); }
  .tab[aria-pressed='true'] { background: color-mix(in srgb, var(--hue) 22%, var(--surface)); border-color: var(--hue); }
  .numeral { display: grid; place-items: center; width: 1.6em; height: 1.6em; border-radius: 0.35em; background: var(--hue); color: var(--surface); font-size: calc(2.8 * var(--u)); font-weight: 700; }
  .rows { flex: 1; min-height: 0; border-top: 1px solid var(--line); }
  .row { display: grid; grid-template-columns: auto 1fr auto auto; gap: calc(1.6 * var(--u)); align-items: center; width: 100%; min-height: max(60px, calc(8 * var(--u))); padding: calc(1 * var(--u)) calc(0.6 * var(--u)); border-bottom: 1px solid var(--line); font-size: calc(2.9 * var(--u)); line-height: 1.3; }
  .row .status-shape { width: calc(3.2 * var(--u)); height: auto; color: var(--hue-ink); }
  .row b { font-weight: 600; }
  .row small { font-size: calc(2 * var(--u)); color: var(--ink-faint); }
  .row span small { display: block; }
  .row:active, .row[aria-current='true'] { background: color-mix(in srgb, var(--hue) 18%, var(--surface)); }
  .none { padding: calc(3 * var(--u)); font-size: var(--small); color: var(--ink-soft); }
  .query { min-height: calc(7 * var(--u)); padding: calc(1.2 * var(--u)) calc(2 * var(--u)); border: 2px solid var(--accent); border-radius: calc(1.2 * var(--u)); font-size: calc(3.6 * var(--u)); line-height: 1.3; letter-spacing: 0.06em; }
  .query span { color: var(--ink-faint); letter-spacing: 0; }
  .item { flex: 1; min-height: 0; display: flex; flex-direction: column; gap: calc(2 * var(--u)); align-items: flex-start; }
  .item > * { flex: none; }
  h2 { font-size: calc(4.6 * var(--u)); line-height: 1.25; }
  .summary { font-size: calc(2.8 * var(--u)); line-height: 1.6; }
  blockquote { padding-left: calc(2 * var(--u)); border-left: calc(0.6 * var(--u)) solid var(--hue); font-size: calc(2.8 * var(--u)); line-height: 1.65; }
  .fact { display: flex; gap: calc(1 * var(--u)); align-items: center; font-size: calc(3.2 * var(--u)); font-weight: 600; }
  .fact .status-shape { width: calc(3.6 * var(--u)); height: auto; color: var(--hue-ink); }
  .fact small { font-weight: 400; font-size: calc(2.4 * var(--u)); color: var(--ink-soft); margin-left: 0.5em; }
  .faint { font-size: calc(2.3 * var(--u)); line-height: 1.5; }
  footer { display: flex; justify-content: space-between; gap: calc(2 * var(--u)); align-items: flex-end; font-size: var(--foot); color: var(--ink-faint); }
  footer qr-code { --small: calc(2.2 * var(--u)); }
  :host([upright]) .panel { inset: auto 0 0 0; width: auto; height: 62%; border-right: 0; border-top: 1px solid var(--line); }
  :host([upright]) h1 { font-size: calc(3 * var(--u)); }
`;
