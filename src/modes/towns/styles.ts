import { css } from 'lit';

export const townsStyles = css`
  :host { position: absolute; inset: 0; z-index: 60; display: grid; grid-template-columns: 380px 1fr; background: var(--surface); color: var(--ink); }
  .list { display: flex; flex-direction: column; min-width: 0; min-height: 0; border-right: 1px solid var(--line); }
  header { display: grid; grid-template-columns: 1fr auto; align-items: center; min-height: 56px; padding: 10px 8px 4px 20px; }
  h1 { font-size: 20px; }
  .whole { display: grid; gap: 6px; padding: 0 20px 12px; font-size: 13px; }
  .tools { display: grid; grid-template-columns: 1fr auto; align-items: end; gap: 8px; padding: 0 20px 12px; border-bottom: 1px solid var(--line); }
  .tools label { display: grid; gap: 4px; font-size: 13px; min-width: 0; }
  .tools input, .tools select { min-height: 44px; min-width: 0; width: 100%; border-radius: 10px; font-size: 15px; }
  .rows { flex: 1; overflow: auto; padding-bottom: 16px; }
  h2 { position: sticky; top: 0; z-index: 1; display: flex; justify-content: space-between; gap: 12px; padding: 8px 20px 6px; background: var(--surface); font-size: 13px; font-weight: 600; color: var(--ink-soft); }
  h2 span { font-weight: 400; color: var(--ink-soft); }
  ul { padding: 0 8px; }
  li { content-visibility: auto; contain-intrinsic-size: auto 72px; }
  li a { display: grid; gap: 4px; padding: 8px 12px; min-height: 44px; border-radius: 8px; color: inherit; text-decoration: none; }
  li a:hover, li a[aria-current] { background: var(--sunken); }
  .name { display: flex; justify-content: space-between; gap: 12px; font-size: 15px; }
  .name b { font-weight: 600; }
  .name .soft { font-size: 13px; text-align: end; }
  .sum { font-size: 12.5px; color: var(--ink-soft); line-height: 1.4; }
  status-bar { --hue: var(--accent); }
  .more { margin: 8px 20px; }
  .map { position: relative; min-width: 0; min-height: 0; }
  .note { padding: 12px 20px; line-height: 1.7; }
  .key { position: absolute; left: 12px; bottom: 12px; max-width: min(34em, calc(100% - 24px)); padding: 6px 12px; border-radius: 10px; background: var(--raised); border: 1px solid var(--line); font-size: 12.5px; line-height: 1.5; }
  .key summary { min-height: 28px; line-height: 28px; cursor: pointer; font-weight: 600; }
  .key dl { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 2px 0 6px; }
  .key dl div { display: flex; align-items: center; gap: 6px; }
  .key status-bar { width: 30px; }
  .key p { color: var(--ink-soft); padding-bottom: 4px; }
  .unreviewed { color: var(--ink-soft); }
  @media (max-width: 760px) {
    :host { grid-template-columns: 1fr; grid-template-rows: minmax(0, 1fr) 38%; }
    .list { border-right: 0; border-bottom: 1px solid var(--line); }
    .whole { padding-bottom: 8px; }
    .key { left: 8px; bottom: 8px; max-width: calc(100% - 16px); }
  }
  @media (forced-colors: active) { status-bar { forced-color-adjust: none; } }
  @media (pointer: coarse) { .key summary { min-height: 44px; line-height: 44px; } }
`;
