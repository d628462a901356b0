import { css } from 'lit';

export const cardStyles = css`
  :host { display: block; position: absolute; inset: 0; }
  article {
    position: absolute; z-index: 0; inset: 0 auto 0 0; width: 43%; display: flex; flex-direction: column; justify-content: center;
    gap: calc(2.6 * var(--u)); padding: var(--edge) 0 calc(9 * var(--u)) var(--edge); color: var(--ink);
    animation: enter 900ms cubic-bezier(0.2, 0.7, 0.2, 1) both;
  }
  @keyframes enter { from { opacity: 0; transform: translateY(calc(1.6 * var(--u))); } }
  article::before {
    content: ''; position: absolute; z-index: -1; inset: calc(-2 * var(--u)) -34% calc(-2 * var(--u)) calc(-2 * var(--u));
    background: linear-gradient(90deg, var(--surface) 0 58%, color-mix(in srgb, var(--surface) 95%, transparent) 75%, color-mix(in srgb, var(--surface) 55%, transparent) 87%, transparent);
  }
  /* Quotation marks as wide as English has them. */
  [lang='en'] { font-feature-settings: 'pwid'; }
  [lang='en'] [lang|='zh'] { font-feature-settings: normal; }
  .grow { display: flex; flex-direction: column; gap: calc(2.6 * var(--u)); min-height: 0; }
  h1 { font-size: var(--title); line-height: 1.22; letter-spacing: 0.01em; text-wrap: balance; }
  [lang='en'] h1 { font-size: calc(5.4 * var(--u)); }
  h1.huge { font-size: var(--huge); line-height: 1.1; letter-spacing: 0.06em; }
  [lang='en'] h1.huge { font-size: calc(8.6 * var(--u)); letter-spacing: 0; }
  .over { display: flex; align-items: center; gap: calc(1.6 * var(--u)); font-size: var(--small); color: var(--hue-ink, var(--ink-soft)); line-height: 1.2; }
  .over.plain { letter-spacing: 0.12em; color: var(--ink-soft); }
  .numeral {
    display: inline-grid; place-items: center; flex: none; width: 1.75em; height: 1.75em; border-radius: 0.4em;
    background: var(--hue); color: var(--surface); font-weight: 700;
  }
  .ordinal { font-size: var(--title); line-height: 1.1; font-weight: 600; color: var(--hue); letter-spacing: 0.06em; }
  .chapter h1 { font-size: calc(7.4 * var(--u)); }
  .lead { font-size: var(--lead); line-height: 1.35; color: var(--ink-soft); }
  .body { font-size: var(--body); line-height: 1.55; text-wrap: pretty; }
  [lang='en'] .body { font-size: calc(3.5 * var(--u)); line-height: 1.45; }
  blockquote { position: relative; padding-left: calc(2.4 * var(--u)); border-left: calc(0.7 * var(--u)) solid var(--hue, var(--accent)); font-size: var(--body); line-height: 1.6; text-align: start; line-break: strict; text-wrap: pretty; hanging-punctuation: allow-end; }
  blockquote.small { font-size: var(--small); color: var(--ink-soft); }
  .facts { display: flex; flex-wrap: wrap; gap: calc(1.4 * var(--u)) calc(3.4 * var(--u)); align-items: center; }
  .fact { display: flex; align-items: center; gap: calc(1.2 * var(--u)); font-size: var(--lead); font-weight: 600; }
  .fact .status-shape { width: calc(4.6 * var(--u)); height: auto; color: var(--hue-ink, var(--ink)); }
  .fact small { margin-left: 0.6em; font-size: var(--small); font-weight: 400; color: var(--ink-soft); }
  .honest { display: flex; gap: 0.7em; align-items: baseline; font-size: var(--small); color: var(--ink-soft); }
  .honest b { padding: 0.12em 0.5em; border: max(2px, calc(0.2 * var(--u))) dashed var(--ink-faint); border-radius: 0.3em; font-weight: 600; color: var(--ink); }
  .counts { display: flex; gap: calc(5 * var(--u)); font-size: var(--small); color: var(--ink-soft); }
  .counts span { display: flex; align-items: baseline; gap: 0.4em; }
  .counts b { font-size: var(--title); color: var(--ink); line-height: 1; }
  .strips { display: grid; gap: calc(1.5 * var(--u)); margin-top: calc(2 * var(--u)); }
  .strips li { display: grid; grid-template-columns: auto 1fr auto; gap: calc(2 * var(--u)); align-items: center; font-size: var(--body); line-height: 1.2; padding-right: calc(2 * var(--u)); }
  .strips .numeral { font-size: var(--small); }
  .strips b { color: var(--hue-ink); }
  .strips b small { margin-left: 0.3em; font-size: var(--foot); font-weight: 400; color: var(--ink-soft); }
  .list { display: grid; gap: calc(2.6 * var(--u)); }
  .list li { display: grid; grid-template-columns: calc(4.4 * var(--u)) 1fr; gap: calc(1.8 * var(--u)); }
  .list .status-shape { width: 100%; height: auto; margin-top: 0.3em; color: var(--hue-ink); }
  .list b { font-size: var(--body); line-height: 1.3; font-weight: 600; }
  .list p { font-size: var(--small); line-height: 1.45; color: var(--ink-soft); text-wrap: pretty; }
  [lang='en'] .list b { font-size: calc(3.3 * var(--u)); }
  [lang='en'] .list p { font-size: calc(2.6 * var(--u)); display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
  .keys { display: flex; flex-wrap: wrap; gap: calc(1.2 * var(--u)) calc(3 * var(--u)); font-size: var(--small); }
  .keys:empty { display: none; }
  .keys li { display: flex; align-items: center; gap: 0.5em; }
  .numbered { gap: calc(0.8 * var(--u)) calc(2.4 * var(--u)); line-height: 1.35; list-style: none; }
  .numbered b { min-width: 1.1em; text-align: right; color: var(--hue-ink, var(--ink)); }
  .keys i { width: 1em; height: 1em; border-radius: 0.2em; background: var(--hue); }
  dl { display: grid; gap: calc(0.6 * var(--u)); font-size: var(--small); line-height: 1.5; }
  dt { color: var(--ink-faint); font-size: var(--foot); margin-top: calc(1.2 * var(--u)); }
  dd small { font-size: var(--foot); color: var(--ink-soft); }
  .review { font-weight: 600; }
  qr-code { margin-top: calc(1 * var(--u)); }
  :host([upright]) article { inset: auto 0 0 0; width: auto; max-height: 54%; justify-content: flex-end; padding: calc(4 * var(--u)) var(--edge) calc(11 * var(--u)); }
  :host([upright]) article::before { inset: calc(-14 * var(--u)) calc(-2 * var(--u)) calc(-2 * var(--u)); background: linear-gradient(0deg, var(--surface) 0 calc(100% - 16 * var(--u)), color-mix(in srgb, var(--surface) 88%, transparent) calc(100% - 11 * var(--u)), transparent); }
  :host([upright]) .list { gap: calc(1.8 * var(--u)); }
  :host([upright]) [lang='en'] .list p { font-size: calc(2.4 * var(--u)); }
`;
