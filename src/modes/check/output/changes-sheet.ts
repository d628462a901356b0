import { css, html } from 'lit';
import type { Table } from '../../../check/index.ts';
import { today } from '../../../model/index.ts';
import type { Store } from '../../../store/index.ts';
import { define, PlanElement } from '../../../ui/element.ts';
import { inWeChat, noPrint, refuse } from '../../../ui/in-wechat.ts';
import { paperStyles } from '../../../ui/paper-styles.ts';
import { base } from '../../../ui/theme.ts';
import { words as interfaceWords } from '../../../ui/words.ts';
import { tableParts } from '../sheet/table-parts.ts';

/** What has changed since a zone's sheet was signed. */
export interface Changes {
  zone: string;
  table: Table;
  /** The codes of the signed result and of the present one. */
  signed: string;
  now: string;
}

/** The changes on paper: every figure then and now, what distinguishes the two results, and where to sign. Shown in print only. */
class ChangesSheet extends PlanElement {
  static override properties = { ...PlanElement.properties, changes: { attribute: false } };
  declare changes: Changes;
  #rules = new CSSStyleSheet();

  static override styles = [
    base,
    paperStyles,
    css`
      @media print {
        h1 { font-size: 15pt; }
        .notice { font-weight: 600; margin-bottom: 2mm; }
        table { width: 100%; border-collapse: collapse; margin: 2mm 0 3mm; }
        th, td { border: 0.2mm solid #000; padding: 0.8mm 1.4mm; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
        th { font-weight: 600; }
        td.n { text-align: end; font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
        tr { break-inside: avoid; }
        .code { font-size: 8pt; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
        .sign { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8mm; margin-top: 8mm; break-inside: avoid; }
        .sign span { border-top: 0.3mm solid #000; padding-top: 1mm; }
      }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.setAttribute('theme', 'light');
    this.#rules.replaceSync(
      `@page { size: A4; margin: 15mm }
       @media print { html, body { position: static !important; height: auto !important; overflow: visible !important; margin: 0; background: none } body > :not(${this.localName}) { display: none !important } }`,
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#rules];
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#rules);
  }

  override render() {
    const { zone, table, signed, now } = this.changes;
    const town = this.store.state.town.value;
    return html`<header><h1>${this.t(table.title)}</h1><span>${zone}</span></header>
      <p class="notice">${town?.reviewNumber ? `${this.t(interfaceWords.reviewNumber)} ${town.reviewNumber}` : this.t(interfaceWords.unreviewed)} · ${this.t({ zh: '打印日期', en: 'Printed' })} ${today()}</p>
      <p>${table.note ? this.t(table.note) : ''}</p>
      <table>${tableParts(table, 0, table.rows.length, (text) => this.t(text))}</table>
      <p class="code">${this.t({ zh: '签字时校验码', en: 'Fingerprint when signed' })} ${signed}</p>
      <p class="code">${this.t({ zh: '现在校验码', en: 'Fingerprint now' })} ${now}</p>
      <div class="sign"><span>${this.t({ zh: '核查人', en: 'Checked by' })}</span><span>${this.t({ zh: '审核人', en: 'Reviewed by' })}</span><span>${this.t({ zh: '日期', en: 'Date' })}</span></div>`;
  }
}
define('changes-sheet', ChangesSheet);

/** Prints the changes; resolves when the dialogue has closed. */
export async function printChanges(store: Store, changes: Changes): Promise<void> {
  if (inWeChat()) return refuse(noPrint);
  const sheet = Object.assign(document.createElement('changes-sheet') as ChangesSheet, { store, changes });
  document.body.append(sheet);
  try {
    await sheet.updateComplete;
    const closed = new Promise((resolve) => addEventListener('afterprint', resolve, { once: true }));
    window.print();
    await closed;
  } finally {
    sheet.remove();
  }
}
