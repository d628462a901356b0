import { css } from 'lit';

export const styles = css`
  :host { position: absolute; inset: 0; display: block; pointer-events: none; color: var(--ink); }
  .side, .card, .notices, .drop-here, layer-table { pointer-events: auto; }
  .side { position: absolute; z-index: 10; inset: 0 auto 0 0; width: 392px; display: flex; flex-direction: column; background: var(--surface); border-right: 1px solid var(--line); box-shadow: 0 0 24px rgb(0 0 0 / 0.06); }
  .bar { display: grid; grid-template-columns: 44px 1fr auto; align-items: center; padding: 10px 8px 6px 6px; }
  .bar h1 { font-size: 20px; line-height: 1.25; }
  .bar p { font-size: 12.5px; line-height: 1.4; }
  .panel { flex: 1; min-height: 0; }
  .card { position: absolute; z-index: 9; top: 16px; right: 16px; bottom: 92px; width: 468px; background: var(--raised); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 14px 40px rgb(0 0 0 / 0.14); }
  map-furniture, pointer-strip { left: 392px; }
  :host(.has-card) :is(map-furniture, pointer-strip) { right: 484px; }
  :host(.placing) :is(map-furniture, pointer-strip) { right: min(636px, calc(100% - 392px - 184px)); }
  layer-table { position: absolute; z-index: 9; inset: auto 0 0 392px; height: 44%; background: var(--raised); border-top: 1px solid var(--line); box-shadow: 0 -8px 28px rgb(0 0 0 / 0.12); }
  :host(.has-table) .card { bottom: calc(44% + 16px); }
  :host(.has-table) :is(map-furniture, pointer-strip) { bottom: 44%; }
  :host(.has-table) .notices { bottom: calc(44% + 52px); }
  .notices { position: absolute; z-index: 14; bottom: 52px; left: 412px; width: min(400px, calc(100% - 430px)); }
  .drop-here { position: absolute; z-index: 60; inset: 12px; display: grid; place-items: center; border: 3px dashed var(--accent); border-radius: 18px; background: color-mix(in srgb, var(--surface) 82%, transparent); font-size: 24px; font-weight: 600; }
  .help { position: absolute; z-index: 30; inset: 0 auto 0 392px; width: min(460px, calc(100% - 392px)); background: var(--raised); border-right: 1px solid var(--line); box-shadow: 14px 0 40px rgb(0 0 0 / 0.14); pointer-events: auto; }
  .help header { display: grid; grid-template-columns: 1fr 44px; align-items: center; padding: 12px 6px 0 20px; }
  .fold { border-top: 1px solid var(--line); }
  .inside { display: grid; gap: 10px; padding: 0 20px 18px; font-size: 13px; line-height: 1.6; }
  .fold > summary::after { content: ''; width: 8px; height: 8px; margin-inline-start: auto; border: solid currentColor; border-width: 0 1.6px 1.6px 0; transform: rotate(45deg) translateY(-2px); opacity: 0.6; }
  .fold[open] > summary::after { transform: rotate(-135deg); }
  .fold > summary { list-style: none; padding: 0 20px; min-height: 48px; display: flex; align-items: center; cursor: pointer; font-weight: 600; font-size: 14.5px; }

  @container (max-width: 760px) {
    .side { inset: 0 0 auto 0; width: 100%; max-height: 46%; border: 0; border-bottom: 1px solid var(--line); }
    .side .panel { max-height: 38cqh; }
    .bar { padding: 4px 4px 4px 2px; min-height: 52px; }
    .bar h1 { font-size: 17px; }
    .card { inset: auto 0 0 0; top: auto; width: 100%; height: 54%; border-radius: 16px 16px 0 0; border: 0; border-top: 1px solid var(--line); box-shadow: 0 -8px 28px rgb(0 0 0 / 0.16); }
    :host(.has-card:not(.at-work)) .side .panel, :host(.at-work) .card { display: none; }
    map-furniture, pointer-strip, :host(.has-card) :is(map-furniture, pointer-strip) { left: 0; right: 0; bottom: 0; }
    :host(.placing) :is(map-furniture, pointer-strip) { right: 0; }
    :host(.has-card) map-furniture { bottom: 54%; }
    pointer-strip { bottom: 44px; --at: auto auto 8px 12px; }
    :host(.has-card) pointer-strip { bottom: calc(54% + 44px); }
    :host(.at-work) map-furniture { bottom: 0; }
    :host(.at-work) pointer-strip { bottom: 44px; }
    layer-table { inset: auto 0 0 0; height: 54%; z-index: 10; border-radius: 16px 16px 0 0; overflow: hidden; }
    :host(.has-table:not(.at-work)) .side .panel, :host(.at-work) layer-table { display: none; }
    :host(.has-table) map-furniture { bottom: 54%; }
    :host(.has-table) pointer-strip { bottom: calc(54% + 44px); }
    :host(.has-table) .card { bottom: 0; }
    .notices { left: 12px; width: calc(100% - 24px); bottom: auto; top: 110px; }
    .help { inset: 0; width: 100%; }
  }
  @media print { :host { display: none; } }
`;
