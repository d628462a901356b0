import { css, unsafeCSS } from 'lit';
import { type Palette, palettes, type ThemeName, themeNames, type as typography } from '../map/tokens.ts';

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function properties(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) =>
      typeof value === 'string'
        ? `--${kebab(name)}:${value};`
        : (value as readonly string[])
            .map((colour, index) => `--${kebab(name)}-${index}:${colour};`)
            .join(''),
    )
    .join('');
}

const scheme = (name: ThemeName) => (name === 'dark' ? 'dark' : 'light');

/** The palettes as custom properties, chosen by the host's `theme` attribute; everything inside inherits them. */
export const themes = unsafeCSS(
  themeNames
    .map(
      (name) =>
        `:host([theme=${name}]){color-scheme:${scheme(name)};--theme:${name};${properties(palettes[name])}}`,
    )
    .join(''),
);

/** The hue of a chapter, by class: `c0` the preamble, `c1` to `c9` the chapters; there are five hues, and further chapters have the fifth. */
export const hues = unsafeCSS(
  [0, 1, 2, 3, 4, 5]
    .map(
      (n) =>
        `${n < 5 ? `.c${n}` : '.c5,.c6,.c7,.c8,.c9'}{--hue:var(--chapter-${n});--hue-ink:var(--chapter-ink-${n});}`,
    )
    .join(''),
);

/** What every element's shadow root starts from. */
export const base = css`
  /* Where the system sets all colours, those that mean something stay. */
  i, .swatch { forced-color-adjust: none; }
  :host { box-sizing: border-box; font-family: ${unsafeCSS(typography.family)}; }
  :host([hidden]) { display: none !important; }
  *, *::before, *::after { box-sizing: border-box; }
  /* The font's quotation marks are as wide as a Chinese sign, which is too wide in English. */
  [lang='zh'] { font-feature-settings: normal; }
  [lang='en'] { font-feature-settings: 'palt', 'pwid'; }
  h1, h2, h3, h4, p, ul, ol, dl, dd, figure, blockquote { margin: 0; padding: 0; }
  h1, h2, h3, h4 { font-weight: 600; line-height: 1.3; text-wrap: balance; }
  ul, ol { list-style: none; }
  button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
  button { background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; }
  a { color: var(--accent); }
  svg { display: block; }
  :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
  .num { font-variant-numeric: tabular-nums lining-nums; }
  .local { padding: 0 6px; border: 1px dashed; border-radius: 9px; font-size: 12px; white-space: nowrap; }
  .faint { color: var(--ink-faint); }
  .soft { color: var(--ink-soft); }
  .sr {
    position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
    clip-path: inset(50%); white-space: nowrap;
  }
  .icon-button {
    display: inline-grid; place-items: center; min-width: 44px; min-height: 44px; border-radius: 10px;
    color: var(--ink-soft); transition: background 120ms, color 120ms;
  }
  .icon-button:hover { background: var(--sunken); color: var(--ink); }
  .icon-button[aria-pressed='true'], .icon-button[aria-expanded='true'] { color: var(--accent); background: var(--sunken); }
  .button {
    display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: 36px; padding: 0 14px;
    border: 1px solid var(--line); border-radius: 9px; background: var(--raised); color: var(--ink);
    font-size: 14px; line-height: 1.2; transition: border-color 120ms, background 120ms;
  }
  .button:hover { border-color: var(--line-strong); }
  .button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  .button:disabled { opacity: 0.5; cursor: not-allowed; }
  @media (pointer: coarse) { .button { min-height: 44px; } }
  .chip {
    display: inline-flex; align-items: center; gap: 6px; min-height: 32px; padding: 0 12px; border: 1px solid var(--line);
    border-radius: 999px; background: var(--raised); font-size: 13px; line-height: 1.2; color: var(--ink-soft);
  }
  .chip[aria-pressed='true'] { border-color: var(--accent); color: var(--ink); box-shadow: inset 0 0 0 1px var(--accent); }
  @media (pointer: coarse) { .chip { min-height: 44px; } }
  select, input[type='date'], input[type='search'], input[type='text'], input[type='number'], textarea {
    min-height: 36px; padding: 6px 10px; border: 1px solid var(--line); border-radius: 9px; background: var(--raised); color: var(--ink); font-size: 14px;
  }
  input[type='range'] { accent-color: var(--accent); }
  input[type='checkbox'], input[type='radio'] { accent-color: var(--accent); }
  .scroll { overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
  @media (forced-colors: active) {
    .chip[aria-pressed='true'] { outline: 2px solid Highlight; }
    /* A drawing keeps its own colour by default. */
    .status-shape { color: CanvasText !important; }
  }
  @media (prefers-reduced-motion: reduce) { *, *::before, *::after { transition: none !important; animation: none !important; } }
`;
