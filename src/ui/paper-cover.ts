import { css, html, nothing, type ReactiveController, render } from 'lit';
import { focused, hearKeys, type PlanElement } from './element.ts';
import { inWeChat, noPrint, openElsewhere } from './in-wechat.ts';

/** Millimetres: short side, long side. */
export const papers = { A4: [210, 297], A3: [297, 420] } as const;
export type Paper = keyof typeof papers;

export const pxPerMm = 96 / 25.4;

/** Millimetres of every page left white. */
export const paperMargin = 12;

/** Width and height of a page, millimetres. */
export function pageSize(paper: Paper, landscape: boolean): readonly [number, number] {
  const [short, long] = papers[paper];
  return landscape ? [long, short] : [short, long];
}

/**
 * What makes an element on the body a sheet of pages over the whole page: the app behind it is out of reach, the paper
 * has its size, printing leaves out everything else, and the printed file has the sheet's title.
 */
export class PaperCover implements ReactiveController {
  #host: PlanElement;
  #rules = new CSSStyleSheet();
  /** What of the page the sheet keeps from the Tab key while it is open. */
  #covered: HTMLElement[] = [];
  #returnTo: HTMLElement | undefined;
  /** Of the page, as it was before the sheet. */
  #before = '';
  #title = '';
  /** Of the paper and the window, as last laid out: rules that are set again make the browser style all pages again. */
  #size = '';

  constructor(host: PlanElement, close: () => void) {
    this.#host = host;
    host.addController(this);
    hearKeys(host, (event) => {
      if (event.key === 'Escape') close();
    });
  }

  hostConnected() {
    const host = this.#host;
    host.setAttribute('theme', 'light');
    host.setAttribute('role', 'dialog');
    host.setAttribute('aria-modal', 'true');
    this.#returnTo = focused();
    // What the sheet covers is out of reach of the Tab key, too: the app, or the whole page the map stands in.
    this.#covered = [...document.body.children].filter(
      (one): one is HTMLElement => one instanceof HTMLElement && one !== host && !one.inert,
    );
    for (const one of this.#covered) one.inert = true;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#rules];
    this.#before = document.title;
    if (!host.store.embedded) return;
    // Somebody else's page keeps its title but for the moment of printing.
    addEventListener('beforeprint', this.#onPrint);
    addEventListener('afterprint', this.#onPrinted);
  }
  hostDisconnected() {
    removeEventListener('beforeprint', this.#onPrint);
    removeEventListener('afterprint', this.#onPrinted);
    if (!this.#host.store.embedded) document.title = this.#before;
    for (const one of this.#covered) one.inert = false;
    if (this.#returnTo?.isConnected) this.#returnTo.focus({ preventScroll: true });
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#rules);
    // Chromium keeps styles it worked out, through them what a clip path refers to, and with that the tree it stands in:
    // of a closed sheet tens of thousands of elements. What it keeps is to be empty.
    render(nothing, this.#host.renderRoot);
  }
  #onPrint = () => {
    this.#before = document.title;
    document.title = this.#title;
  };
  #onPrinted = () => {
    document.title = this.#before;
  };

  /** Lays out the host's `.page` elements on paper of a size in millimetres; `title` is that of the printed file. */
  lay([width, height]: readonly [number, number], title: string) {
    const host = this.#host;
    const size = `${width} ${height} ${innerWidth}`;
    if (this.#size !== size) {
      this.#size = size;
      this.#rules.replaceSync(
        `@page { size: ${width}mm ${height}mm; margin: 0 }
       @media print { html, body { position: static !important; height: auto !important; overflow: visible !important; margin: 0; background: none } body > :not(${host.localName}) { display: none !important } }`,
      );
      // A hair less than the paper, so that rounding never makes a page of nothing.
      host.style.setProperty('--paper-width', `${width}mm`);
      host.style.setProperty('--paper-height', `${height - 0.3}mm`);
      host.style.setProperty('--fit', String(Math.min(1, (innerWidth - 44) / (width * pxPerMm))));
    }
    this.#title = title;
    if (!host.store.embedded && document.title !== title) document.title = title;
  }
}

/** The button of a sheet that prints it, once all is laid out. */
export const printButton = (host: PlanElement, laid: boolean) =>
  inWeChat()
    ? html`<p role="status">${host.t(noPrint)}${host.t({ zh: '。', en: '. ' })}${host.t(openElsewhere)}</p>`
    : html`<button class="button primary" ?disabled=${!laid} @click=${() => window.print()}>${host.t({ zh: '打印或存为 PDF', en: 'Print or save as PDF' })}</button>`;

export const paperStyles = css`
  :host { position: fixed; inset: 0; z-index: 1000; display: block; overflow: auto; background: #6d6f6b; color: #111; font-size: 15px; line-height: 1.5; }
  .toolbar { position: sticky; top: 0; left: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: end; padding: 10px 20px; background: var(--surface); color: var(--ink); border-bottom: 1px solid var(--line); box-shadow: 0 4px 18px rgb(0 0 0 / 0.2); }
  .toolbar label { display: grid; gap: 3px; font-size: 12.5px; color: var(--ink-soft); }
  .toolbar .fill { flex: 1; }
  .pages { display: grid; justify-content: safe center; justify-items: center; gap: 20px; padding: 20px; }
  .page { position: relative; width: var(--paper-width); height: var(--paper-height); background: #fff; padding: 12mm; overflow: hidden; box-shadow: 0 6px 24px rgb(0 0 0 / 0.35); font-size: 9pt; line-height: 1.4; display: grid; }
  /* On a small screen the whole width of the paper is seen; what is printed keeps its size. */
  @media screen { .page { zoom: var(--fit, 1); } }
  .running { display: flex; justify-content: space-between; gap: 6mm; font-size: 8pt; line-height: 4.4mm; border-bottom: 0.3mm solid #111; padding-bottom: 1mm; margin-bottom: 1mm; white-space: nowrap; overflow: hidden; }
  footer { border-top: 0.3mm solid #111; padding-top: 1.2mm; font-size: 7pt; line-height: 1.4; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 4mm; align-self: end; }
  .measure { position: absolute; visibility: hidden; left: 0; top: 0; pointer-events: none; font-size: 9pt; line-height: 1.4; }
  @media print {
    :host { position: static; overflow: visible; background: none; }
    .toolbar, .measure { display: none; }
    .pages { display: block; padding: 0; }
    .page { box-shadow: none; break-after: page; break-inside: avoid; margin: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    .page:last-child { break-after: auto; }
  }
`;
