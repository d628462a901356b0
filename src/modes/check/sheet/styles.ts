import { css } from 'lit';

export const sheetStyles = css`
  :host { position: fixed; inset: 0; z-index: 1000; display: block; overflow: auto; background: #6d6f6b; color: #111; font-size: 15px; line-height: 1.5; }
  .toolbar { position: sticky; top: 0; left: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: end; padding: 10px 20px; background: var(--surface); color: var(--ink); border-bottom: 1px solid var(--line); box-shadow: 0 4px 18px rgb(0 0 0 / 0.2); }
  .toolbar label { display: grid; gap: 3px; font-size: 12.5px; color: var(--ink-soft); }
  .toolbar input { width: min(280px, 60vw); }
  .toolbar .fill { flex: 1; }
  .toolbar p { flex-basis: 100%; font-size: 13px; color: var(--warn); }
  .pages { display: grid; justify-content: center; justify-items: center; gap: 20px; padding: 20px; }
  .page { position: relative; background: #fff; padding: 12mm; overflow: hidden; box-shadow: 0 6px 24px rgb(0 0 0 / 0.35); font-size: 9pt; line-height: 1.4; display: grid; grid-template-rows: auto auto 1fr auto; }
  .page.tables { grid-template-rows: 1fr auto; }
  .head { height: 20mm; display: grid; grid-template-columns: 1fr auto; align-items: end; padding-bottom: 3mm; }
  .head h1 { font-size: 17pt; line-height: 1.2; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .head p { font-size: 9pt; color: #333; }
  .head .area { text-align: end; }
  .head .area b { font-size: 14pt; }
  svg.map { display: block; }
  .under { display: grid; grid-template-columns: 1fr auto; gap: 6mm; padding-top: 2.5mm; min-height: 0; overflow: hidden; }
  .legend { columns: 38mm; column-gap: 4mm; font-size: 8pt; line-height: 1.35; align-self: start; }
  .legend.dense { columns: 30mm; column-gap: 3mm; font-size: 6.4pt; line-height: 1.25; }
  .legend.dense li { padding: 0; }
  .legend ul { display: contents; }
  .legend li { display: grid; grid-template-columns: 8mm 1fr; gap: 1.5mm; align-items: center; break-inside: avoid; padding: 0.3mm 0; }
  .legend h3 { font-size: 9pt; column-span: all; margin-bottom: 1mm; }
  .marks { display: grid; grid-template-columns: auto auto; align-items: center; justify-items: center; align-self: start; font-size: 9pt; }
  .marks .ratio { grid-column: 1; font-weight: 600; }
  .marks .north { grid-row: 1 / 3; grid-column: 2; }
  footer { border-top: 0.3mm solid #111; padding-top: 1.2mm; font-size: 7.2pt; line-height: 1.4; display: grid; grid-template-columns: 1fr auto; gap: 0 4mm; align-self: end; }
  footer .finger { font-family: ui-monospace, monospace; font-size: 6.6pt; }
  footer .whole { grid-column: 1 / -1; }
  section h3 { font-size: 11pt; padding: 2.4mm 0 1.2mm; margin: 0; }
  section table { width: 100%; border-collapse: collapse; font-size: 7.8pt; line-height: 1.35; font-variant-numeric: tabular-nums lining-nums; }
  section table.fixed { table-layout: fixed; }
  section th { text-align: start; background: #eee; font-weight: 600; }
  section th, section td { border: 0.2mm solid #777; padding: 0.7mm 1.2mm; vertical-align: top; overflow-wrap: break-word; }
  section th { white-space: nowrap; }
  section td.n { white-space: nowrap; text-align: end; }
  section td:first-child { min-width: 9mm; text-align: start; }
  section .note { font-size: 7.6pt; color: #333; padding-top: 1mm; margin: 0; }
  .measure { position: absolute; visibility: hidden; left: 0; top: 0; pointer-events: none; font-size: 9pt; line-height: 1.4; }
  @media print {
    :host { position: static; overflow: visible; background: none; }
    .toolbar, .measure { display: none; }
    .pages { display: block; padding: 0; }
    .page { box-shadow: none; break-after: page; break-inside: avoid; margin: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    .page:last-child { break-after: auto; }
  }
`;
