import { css } from 'lit';

export const sheetStyles = css`
  .toolbar input { width: min(280px, 60vw); }
  .toolbar p { flex-basis: 100%; font-size: 13px; color: var(--warn); }
  .toolbar .help { flex-basis: 100%; max-height: 50vh; overflow: auto; }
  .page.tables { grid-template-rows: auto 1fr auto; }
  .page.front { grid-template-rows: 23mm auto minmax(0, 1fr) auto; }
  .page.front.wide { grid-template: 23mm minmax(0, 1fr) auto / auto minmax(0, 1fr); column-gap: 4mm; }
  .wide .head, .wide .base { grid-column: 1 / -1; }
  .head { display: grid; grid-template-columns: 1fr auto; align-items: end; align-content: end; gap: 1.4mm 6mm; padding-bottom: 2mm; }
  .head h1 { grid-column: 1 / -1; font-size: 18pt; line-height: 1.2; letter-spacing: 0.06em; text-align: center; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .head h1.long { font-size: 13pt; letter-spacing: 0.02em; }
  .head h1.longest { font-size: 10.5pt; letter-spacing: 0; white-space: normal; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; text-wrap: balance; }
  .head p { font-size: 8.6pt; line-height: 1.45; color: #222; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .head .facts { min-width: 0; }
  .head .area { text-align: end; grid-column: 2; }
  .head .area b { font-size: 10.5pt; }
  svg.map { display: block; }
  .under { display: grid; grid-template: 'key place marks' 35mm 'sides sides sides' auto 'summary summary summary' auto 'sign sign sign' auto / minmax(0, 1fr) auto auto; gap: 1.6mm 5mm; padding-top: 2.5mm; min-height: 0; overflow: hidden; align-content: space-between; }
  .tall .under { grid-template-rows: 46mm auto auto auto; }
  .wide .under { grid-template: 'marks place' auto 'key key' minmax(0, 1fr) 'summary summary' auto 'sign sign' auto / minmax(0, 1fr) auto; padding: 0; gap: 2mm; }
  .key { grid-area: key; min-height: 0; overflow: hidden; }
  .key h3, .place figcaption { font-size: 8.6pt; font-weight: 600; margin-bottom: 0.8mm; }
  .legend { columns: 34mm; column-gap: 3mm; font-size: 7.8pt; line-height: 1.35; }
  .wide .legend { columns: 30mm 2; }
  .dense .legend { columns: 24mm; column-gap: 2mm; font-size: 6.2pt; line-height: 1.2; }
  .dense .legend li { gap: 1mm; }
  .dense .legend li { padding: 0; }
  .legend ul { display: contents; }
  .legend li { display: grid; grid-template-columns: 8mm 1fr; gap: 1.5mm; align-items: center; break-inside: avoid; padding: 0.3mm 0; }
  .place { grid-area: place; display: grid; justify-items: center; align-content: start; }
  .place figcaption { order: -1; }
  .marks { grid-area: marks; display: grid; grid-template-columns: auto auto; align-items: center; justify-items: center; align-self: start; justify-content: center; font-size: 9pt; }
  .marks .ratio { grid-column: 1; font-weight: 600; font-size: 10.5pt; }
  .marks .north { grid-row: 1 / 3; grid-column: 2; }
  .wide .marks { grid-template-columns: auto; }
  .wide .marks .north { grid-row: auto; grid-column: 1; }
  .summary { grid-area: summary; border: 0.25mm solid #111; padding: 1.2mm 2.4mm; font-size: 8.2pt; line-height: 1.45; }
  .summary .answers { display: flex; flex-wrap: wrap; gap: 0 5mm; }
  .summary li { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .wide .summary li { white-space: normal; }
  .sides { grid-area: sides; display: grid; grid-template-columns: 1fr 1fr; gap: 0.6mm 5mm; font-size: 8.2pt; line-height: 1.4; }
  .sides div { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 1.5mm; }
  .sides dt { font-weight: 600; }
  .sides.blank dd { border-bottom: 0.2mm solid #777; }
  .sides p { display: none; }
  .wide .sides { padding-bottom: 1mm; }
  .summary small { font-size: 7.4pt; color: #333; }
  .sign { grid-area: sign; display: grid; grid-template-columns: 1fr 1fr 1fr; border: 0.25mm solid #111; font-size: 8.6pt; }
  .sign .box { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; padding: 1.2mm 2mm 1.6mm; min-height: 20mm; }
  .sign .box + .box { border-inline-start: 0.25mm solid #111; }
  .sign .lines { grid-template-rows: 1fr 1fr 1fr; }
  .sign .line { display: grid; grid-template-columns: auto minmax(0, 70mm); gap: 1.5mm; align-items: end; }
  .sign .line dd { border-bottom: 0.25mm solid #111; min-height: 4.4mm; }
  .wide .sign { grid-template-columns: 1fr 1fr; }
  .wide .sign .box { min-height: 16mm; }
  .wide.a3 .sign .box { min-height: 26mm; }
  .wide .sign .lines { grid-row: 2; grid-column: 1 / -1; min-height: 0; border-inline-start: 0; border-top: 0.25mm solid #111; }
  .a3 .sign .box { min-height: 26mm; }
  .base .system { font-size: 7.6pt; line-height: 1.4; padding-bottom: 0.8mm; }
  .page.only-map { grid-template-rows: 8mm auto minmax(0, 1fr) auto; }
  .strip { display: flex; align-items: center; gap: 6mm; padding-top: 1mm; font-weight: 600; font-size: 10.5pt; }
  .strip .north { height: 13mm; margin-inline-start: auto; }
  .base { align-self: end; padding-top: 1.5mm; }
  .base .note { font-size: 7.6pt; line-height: 1.4; margin-bottom: 1mm; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  .wide .base .note { -webkit-line-clamp: 1; }
  @media screen { .page.tables { content-visibility: auto; } }
  footer { display: block; }
  footer p { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 3mm; }
  footer p:first-child { flex-wrap: nowrap; }
  footer .number { white-space: nowrap; }
  footer .finger { font-family: ui-monospace, monospace; font-size: 6pt; white-space: nowrap; }
  section h3 { font-size: 10.5pt; padding: 1.8mm 0 0.9mm; margin: 0; }
  section table { width: 100%; border-collapse: collapse; font-size: 7.8pt; line-height: 1.35; font-variant-numeric: tabular-nums lining-nums; }
  section table.fixed { table-layout: fixed; }
  section th { text-align: start; background: #eee; font-weight: 600; }
  section th, section td { border: 0.2mm solid #777; padding: 0.5mm 1.2mm; vertical-align: top; overflow-wrap: break-word; }
  section table.close td { padding-block: 0.25mm; }
  section th { white-space: nowrap; }
  section td.n { white-space: nowrap; text-align: end; }
  section td:first-child { min-width: 9mm; text-align: start; }
  section thead.deep th { white-space: normal; text-align: center; vertical-align: middle; padding-inline: 0.6mm; min-width: 10mm; }
  section table .whole { white-space: nowrap; }
  section td.heading { font-weight: 600; background: #f6f6f6; }
  section tr.sum td { font-weight: 600; }
  section .note { font-size: 7.6pt; color: #333; padding-top: 0.7mm; margin: 0; }
`;
