import { css } from 'lit';

export const atlasStyles = css`
  /* The day and the page stand at the end of the last line, not on one of their own. */
  footer { display: block; }
  footer .num { float: right; margin-inline-start: 4mm; }
  @media screen { .page { content-visibility: auto; } }
  .page { grid-template-rows: auto 1fr auto; }
  .page > div { min-height: 0; }
  .body { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8mm; align-content: start; }
  .wide .body { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .body h1 { font-size: 14pt; line-height: 8mm; height: 10mm; grid-column: 1 / -1; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; margin-bottom: -8mm; }
  .map svg { display: block; border: 0.2mm solid #111; box-sizing: border-box; }
  h2 { font-size: 11pt; padding: 3mm 0 0.6mm; }
  h3 { font-size: 9.5pt; padding: 2mm 0 0.6mm; }
  p { padding: 0.4mm 0; }
  .quote { padding: 0.6mm 0; }
  blockquote { border-inline-start: 0.5mm solid #111; padding-inline-start: 2mm; margin: 0; }
  .gloss { padding-inline-start: 2.5mm; }
  .two { display: grid; grid-template-columns: 1fr 1fr; gap: 5mm; }
  .line { display: grid; grid-template-columns: 12px minmax(0, 1fr) auto; gap: 1.5mm; align-items: start; }
  .line svg { margin-top: 0.5mm; }
  .cover h1 { font-size: 24pt; line-height: 14mm; letter-spacing: 0.1em; text-align: center; }
  .cover { height: 40mm; align-content: center; text-align: center; }
  .cover strong { font-size: 11pt; }
  /* Down one half and then down the other: as many rows as its list is half as long. */
  .contents { display: grid; grid-auto-flow: column; grid-template-rows: repeat(var(--rows), 6mm); grid-auto-columns: calc(50% - 4mm); column-gap: 8mm; }
  .contents li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2mm; line-height: 6mm; border-bottom: 0.1mm dotted #777; }
  .contents span:first-child { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .legend { columns: 4; column-gap: 4mm; padding-bottom: 3mm; }
  .legend li { display: grid; grid-template-columns: 30px 1fr; gap: 1.5mm; align-items: center; break-inside: avoid; height: 6.5mm; font-size: 8pt; line-height: 1.2; }
  .toolbar p { font-size: 13px; color: var(--ink-soft); flex-basis: 100%; }
`;
