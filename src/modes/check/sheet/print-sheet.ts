import { html, nothing, type PropertyValues } from 'lit';
import { landClassWords, type Table } from '../../../check/index.ts';
import { areaFigures } from '../../../geo/area/index.ts';
import { type Bilingual, formatProblem } from '../../../model/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { define, hearKeys } from '../../../ui/element.ts';
import { base, themes } from '../../../ui/theme.ts';
import { words as common } from '../../../ui/words.ts';
import { CheckElement } from '../element.ts';
import { sealedTitle, shapeCode } from '../output/seal.ts';
import { overlapsOf } from '../stage.ts';
import '../start/help-panel.ts';
import { today } from '../../../model/index.ts';
import { words } from '../words.ts';
import { extraMm, isLong, legend, signatures, summary } from './front.ts';
import { inset } from './inset.ts';
import { drawMap, northArrow, scaleBar } from './map-svg.ts';
import { type Block, measure, paginate } from './paginate.ts';
import { fittingScale, gridExtent, layoutOf, margin, type Paper, project, scales } from './paper.ts';
import { sheetStyles } from './styles.ts';
import { tableParts } from './table-parts.ts';
import { tablesFor } from './tables.ts';

const pxPerMm = 96 / 25.4;
/** The sheet of one zone: map at an exact scale and the tables behind it, as it will be printed. */
class PrintSheet extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    zone: { attribute: false },
    paper: { state: true },
    landscape: { state: true },
    scale: { state: true },
    heading: { state: true },
    blocks: { state: true },
    help: { state: true },
  };
  declare zone: ZoneRecord;
  declare paper: Paper;
  declare landscape: boolean;
  /** Chosen denominator; undefined takes the largest scale that fits. */
  declare scale: number | undefined;
  declare heading: string | undefined;
  declare blocks: readonly (readonly Block[])[];
  declare help: boolean;
  #measured = '';
  #tables: Table[] = [];
  #paperRules = new CSSStyleSheet();
  /** What of the page the sheet keeps from the Tab key while it is open. */
  #covered: HTMLElement[] = [];
  /** Of the page, as it was before the sheet. */
  #title = '';

  constructor() {
    super();
    this.paper = 'A4';
    this.landscape = false;
    this.blocks = [];
    this.help = false;
    hearKeys(this, this.#onKey);
  }

  static override styles = [themes, base, sheetStyles];

  override connectedCallback() {
    super.connectedCallback();
    this.setAttribute('theme', 'light');
    this.setAttribute('role', 'dialog');
    this.setAttribute('aria-modal', 'true');
    // What the sheet covers is out of reach of the Tab key, too: the app, or the whole page the map stands in.
    this.#covered = [...document.body.children].filter(
      (one): one is HTMLElement => one instanceof HTMLElement && one !== this && !one.inert,
    );
    for (const one of this.#covered) one.inert = true;
    this.setAttribute('aria-label', this.t({ zh: '图件', en: 'Sheet' }));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#paperRules];
    this.#title = document.title;
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    document.title = this.#title;
    for (const one of this.#covered) one.inert = false;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#paperRules);
  }
  #onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#close();
  };
  #close() {
    this.dispatchEvent(new CustomEvent('close-sheet'));
  }

  get #meridian(): number {
    return this.store.state.town.value?.centralMeridian ?? 114;
  }

  #toolbar(scale: number, fits: boolean) {
    const choose = (event: Event) => (event.target as HTMLSelectElement).value;
    return html`<div class="toolbar" role="toolbar" aria-label=${this.t({ zh: '图件设置', en: 'Sheet settings' })}>
      <label>${this.t({ zh: '标题', en: 'Title' })}<input type="text" .value=${this.#heading} @input=${(
        event: Event,
      ) => {
        this.heading = (event.target as HTMLInputElement).value;
      }}></label>
      <label>${this.t({ zh: '纸张', en: 'Paper' })}<select aria-label=${this.t({ zh: '纸张', en: 'Paper' })} @change=${(
        event: Event,
      ) => {
        this.paper = choose(event) as Paper;
      }}><option>A4</option><option>A3</option></select></label>
      <label>${this.t({ zh: '方向', en: 'Orientation' })}<select aria-label=${this.t({ zh: '方向', en: 'Orientation' })} @change=${(
        event: Event,
      ) => {
        this.landscape = choose(event) === 'landscape';
      }}><option value="portrait">${this.t({ zh: '纵向', en: 'Portrait' })}</option><option value="landscape">${this.t({ zh: '横向', en: 'Landscape' })}</option></select></label>
      <label>${this.t({ zh: '比例尺', en: 'Scale' })}<select aria-label=${this.t({ zh: '比例尺', en: 'Scale' })} @change=${(
        event: Event,
      ) => {
        this.scale = Number(choose(event)) || undefined;
      }}><option value="">${this.t({ zh: `自动（1:${scale}）`, en: `Automatic (1:${scale})` })}</option>${scales.map((one) => html`<option value=${one} ?selected=${one === this.scale}>1:${one}</option>`)}</select></label>
      <span class="fill"></span>
      <button class="button" aria-expanded=${this.help} @click=${() => {
        this.help = !this.help;
      }}>${this.t(words.help)}</button>
      <button class="button primary" @click=${() => window.print()}>${this.t({ zh: '打印或存为 PDF', en: 'Print or save as PDF' })}</button>
      <button class="button" @click=${() => this.#close()}>${this.t(common.close)}</button>
      ${fits ? nothing : html`<p role="status">${this.t({ zh: '地块在此比例尺下超出图框，请选更小的比例尺或更大的纸张。', en: 'The zone is larger than the frame at this scale: choose a smaller scale or larger paper.' })}</p>`}
      ${this.help ? html`<help-panel class="help" .store=${this.store} .topic=${'output'}></help-panel>` : nothing}</div>`;
  }

  get #heading(): string {
    return this.heading ?? this.t({ zh: `${this.zone.name}征地核查图`, en: `Zone check: ${this.zone.name}` });
  }

  #class({ landClass }: ZoneRecord): string {
    return landClass ? `${this.t(landClassWords(landClass))} ${landClass}` : '';
  }

  #footer(page: number, pages: number) {
    const town = this.store.state.town.value;
    const state = this.bench.checker.results.value[this.zone.id];
    return html`<footer>
      <span class="whole"><b>${town?.reviewNumber ? `${this.t(common.reviewNumber)} ${town.reviewNumber}` : this.t(common.unreviewed)}</b> · ${town ? this.t(town.attribution) : ''}</span>
      <span class="finger">${this.t({ zh: '校验码', en: 'Fingerprint' })} ${state?.fingerprint ?? '—'} · ${this.t({ zh: '地块码', en: 'zone' })} ${shapeCode(this.zone)}</span>
      <span class="num">${today()} · ${this.t({ zh: '数据', en: 'data' })} ${town?.dataVersion ?? ''} · ${state?.result ? `${state.result.engine.name} ${state.result.engine.version}` : ''} · ${this.t({ zh: `第 ${page} 页 共 ${pages} 页`, en: `page ${page} of ${pages}` })}</span></footer>`;
  }

  #table(table: Table, from = 0, to = table.rows.length, widths: readonly number[] = [], note = true) {
    const more = this.t({ zh: '（续）', en: ' (continued)' });
    return html`<section><h3>${this.t(table.title)}${from ? more : ''}</h3><table class=${widths.length ? 'fixed' : ''}>
      ${widths.length ? html`<colgroup>${widths.map((width) => html`<col width=${Math.round(width)}>`)}</colgroup>` : nothing}
      ${tableParts(table, from, to, (text) => this.t(text))}</table>
      ${note && table.note ? html`<p class="note">${this.t(table.note)}</p>` : nothing}</section>`;
  }

  override render() {
    const { zone } = this;
    const result = this.bench.checker.results.value[zone.id]?.result;
    const draw = (long: boolean) => {
      const extra = extraMm(result, zone.warnings.length > 0, this.landscape, long);
      const layout = layoutOf(this.paper, this.landscape, extra);
      const [pageWidth] = layout.page;
      const extent = gridExtent(zone.geometry, this.#meridian);
      const fitting = fittingScale(extent, layout.frame);
      const scale = this.scale ?? fitting;
      const projection = project(extent, layout.frame, scale, this.#meridian);
      const fits = extent.west >= projection.extent.west && extent.south >= projection.extent.south;
      const label = { zh: `${zone.name}，比例尺 1:${scale}`, en: `${zone.name}, scale 1:${scale}` };
      const drawn = drawMap(this.store, zone, overlapsOf(this.bench), projection, this.language, label);
      return { drawn, fitting, scale, projection, fits, widthMm: pageWidth - 2 * margin };
    };
    const first = draw(false);
    const long = !this.landscape && isLong(first.drawn);
    const { drawn, fitting, scale, projection, fits, widthMm } = long ? draw(true) : first;
    const parcels = this.bench.layers.layers.value
      .filter(({ value }) => value.entry.role === 'parcels')
      .at(-1);
    const laid = parcels?.loaded && {
      name: parcels.value.entry.name.zh,
      count: parcels.loaded.count,
      classes: this.bench.checker.classes.value,
    };
    this.#tables = result ? tablesFor(this.store, zone, result, drawn.layers, widthMm, laid) : [];
    const pages = 1 + this.blocks.length;
    const figures = areaFigures(result?.zone.areaM2 ?? 0, 2);
    const plane = areaFigures(result?.zone.planeAreaM2 ?? 0, 2);
    const item = zone.planItem ? this.store.select.items.value.get(zone.planItem) : undefined;
    const say = (text: Bilingual) => this.t(text);
    const where = this.t({ zh: '位置示意', en: 'Location' });
    const place = inset(this.store, projection, zone.geometry, where);
    const facts = [zone.project, item ? `${item.id} ${this.t(item.title)}` : '', this.#class(zone)];
    return html`${this.#toolbar(fitting, fits)}<div class="pages">
      <article class="page front ${this.landscape ? 'wide' : long ? 'tall' : ''}" aria-label=${this.t({ zh: '第 1 页', en: 'Page 1' })}>
        <header class="head"><h1>${this.#heading}</h1><div class="facts">${facts.filter(Boolean).map((fact) => html`<p>${fact}</p>`)}</div>
          <div class="area num"><p>${this.t({ zh: '椭球面积', en: 'Ellipsoidal area' })} <b>${figures.mu}</b> ${this.t({ zh: '亩', en: 'mu' })} · ${figures.ha} ${this.t({ zh: '公顷', en: 'ha' })} · ${figures.m2} m²</p>
          <p>${this.t({ zh: '高斯平面面积', en: 'Gauss–Krüger plane' })} ${plane.mu} ${this.t({ zh: '亩', en: 'mu' })} · ${plane.ha} ${this.t({ zh: '公顷', en: 'ha' })} · ${plane.m2} m²</p></div></header>
        ${drawn.map}
        <div class="under"><div class="marks">${scaleBar(scale)}<span class="ratio num">1:${scale.toLocaleString('en-US')}</span>${northArrow(this.t({ zh: '坐标北', en: 'grid N' }))}</div>
          ${place ? html`<figure class="place">${place}<figcaption>${where}</figcaption></figure>` : nothing}
          <div class="key"><h3>${this.t({ zh: '图例', en: 'Legend' })}</h3>${legend(drawn, say)}</div>
          ${result ? summary(result, say) : nothing}${signatures(say)}</div>
        <div class="base">${
          zone.warnings.length
            ? html`<p class="note">${this.t({ zh: '提示：', en: 'Notes: ' })}${zone.warnings
                .slice(0, 2)
                .map((w) => formatProblem(w, this.language))
                .join(' ')}${zone.warnings.length > 2 ? '…' : ''}</p>`
            : nothing
        }${this.#footer(1, pages)}</div>
      </article>
      ${this.blocks.map(
        (page, index) =>
          html`<article class="page tables" aria-label=${this.t({ zh: `第 ${index + 2} 页`, en: `Page ${index + 2}` })}><p class="running"><b>${this.#heading}</b><span>${zone.name}</span></p><div>${page.map((b) => this.#table(b.table, b.from, b.to, b.widths, b.note))}</div>${this.#footer(index + 2, pages)}</article>`,
      )}</div>
      <div class="measure" aria-hidden="true">${this.#tables.map((table) => this.#table(table))}</div>`;
  }

  override firstUpdated() {
    this.renderRoot.querySelector<HTMLElement>('.button.primary')?.focus();
  }

  /** Sizes are figures of the chosen paper; tables are divided once they have been set and measured. */
  override updated(changed: PropertyValues) {
    const { page } = layoutOf(this.paper, this.landscape);
    this.#paperRules.replaceSync(
      `@page { size: ${page[0]}mm ${page[1]}mm; margin: 0 }
       @media print { html, body { position: static !important; height: auto !important; overflow: visible !important; margin: 0; background: none } plan-app { display: none !important } }`,
    );
    this.style.setProperty('--fit', String(Math.min(1, (innerWidth - 44) / (page[0] * pxPerMm))));
    for (const article of this.renderRoot.querySelectorAll<HTMLElement>('.page')) {
      article.style.width = `${page[0]}mm`;
      // A hair less than the paper, so that rounding never makes a page of nothing.
      article.style.height = `${page[1] - 0.3}mm`;
    }
    const fingerprint = this.bench.checker.results.value[this.zone.id]?.fingerprint;
    // The file's title is the sheet's, with its codes: a saved PDF can be verified by itself.
    document.title = fingerprint
      ? sealedTitle(this.#heading, shapeCode(this.zone), fingerprint)
      : this.#heading;
    // A legend too long for its place is set smaller rather than cut.
    const key = this.renderRoot.querySelector<HTMLElement>('.key');
    key?.classList.remove('dense');
    if (key && key.scrollHeight > key.clientHeight + 1) key.classList.add('dense');
    const container = this.renderRoot.querySelector<HTMLElement>('.measure');
    if (!container || !changed.size) return;
    container.style.width = `${page[0] - 2 * margin}mm`;
    const state = JSON.stringify([page, this.language, this.#tables]);
    if (state === this.#measured) return;
    this.#measured = state;
    // Not as the small screen shows it: as it is printed.
    const footer = this.renderRoot.querySelector('footer')?.offsetHeight ?? 40;
    // The line at the head of each page of tables, with what stands between it and them.
    const running = 7 * pxPerMm;
    this.blocks = paginate(
      measure(container, this.#tables),
      (page[1] - 2 * margin) * pxPerMm - footer - 14 - running,
    );
  }
}
define('print-sheet', PrintSheet);

declare global {
  interface HTMLElementTagNameMap {
    'print-sheet': PrintSheet;
  }
}
