import { css } from 'lit';

export const styles = css`
  :host { position: absolute; inset: 0; z-index: 5; display: block; overflow: hidden; user-select: none; -webkit-user-select: none; color: var(--ink); cursor: none; }
  :host(:has(visitor-view)), :host(:has(fault-view)) { cursor: default; }
  .all { position: absolute; inset: 0; touch-action: none; isolation: isolate; }
  .still { position: absolute; inset: 0; transition: transform 8s linear; }
  .loading { position: absolute; inset: 0; display: grid; place-items: center; background: var(--surface); font-size: var(--lead); color: var(--ink-soft); }
  footer { position: absolute; z-index: 1; inset: auto var(--edge) calc(2.6 * var(--u)); font-size: var(--foot); line-height: 1.3; color: var(--ink-soft); }
  footer::before { content: ''; position: absolute; z-index: -1; inset: calc(-5 * var(--u)) calc(-1 * var(--edge)) calc(-3 * var(--u)); background: linear-gradient(0deg, var(--surface) 0 46%, transparent); }
  footer p { display: flex; justify-content: space-between; gap: calc(3 * var(--u)); margin-top: calc(1.4 * var(--u)); }
  footer .touch { color: var(--ink); }
  footer .review { text-shadow: 0 0 4px var(--halo), 0 0 4px var(--halo), 0 0 8px var(--halo); }
  .progress { height: calc(0.5 * var(--u)); border-radius: var(--u); background: color-mix(in srgb, var(--ink) 16%, transparent); overflow: hidden; }
  .progress i { display: block; height: 100%; background: var(--hue, var(--ink-soft)); transform-origin: left; }
  .rest { position: absolute; inset: 0; background: #000; color: #5b6368; }
  .rest .still { inset: auto 0 12% 0; display: grid; justify-items: center; gap: var(--u); font-size: var(--small); }
  .rest b { font-size: var(--huge); font-weight: 400; }
  .corner { position: absolute; top: 0; right: 0; width: 96px; height: 96px; opacity: 0; cursor: inherit; }
  .calm * { animation: none !important; }
`;
