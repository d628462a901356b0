import { html, nothing, type PropertyValues, svg } from 'lit';
import { severityWords } from '../../../check/index.ts';
import { areaFigures } from '../../../geo/area/index.ts';
import type { PaintedOverlap } from '../../../map/draw/paint.ts';
import { type Basis, formatProblem } from '../../../model/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { define } from '../../../ui/element.ts';
import { base, themes } from '../../../ui/theme.ts';
import { basisWords, words as common } from '../../../ui/words.ts';
import { CheckElement } from '../element.ts';
import { overlapsOf } from '../stage.ts';
import { today } from '../words.ts';
import { type Drawn, drawMap, northArrow, overlapInks, scaleBar } from './map-svg.ts';
import { type Block, measure, paginate } from './paginate.ts';
import { fittingScale, gridExtent, layoutOf, margin, type Paper, project, scales } from './paper.ts';
import { swatch } from './signs.ts';
import { sheetStyles } from './styles.ts';
import { type Table, tablesFor } from './tables.ts';

const pxPerMm = 96 / 25.4;
const overlapWords = {
  ...severityWords,
  overlap: { zh: '其他重叠', en: 'Other overlap' },
};

/** Behind a layer's name: on what little its shapes rest. */
function softly(bases: ReadonlySet<Basis>) {
  const words = [...bases].map((basis) => basisWords[basis]);
  return {
    zh: `（${words.map(({ zh }) => zh).join('、')}）`,
    en: ` (${words.map(({ en }) => en.toLowerCase()).join(', ')})`,
  };
}

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
  };
  declare zone: ZoneRecord;
  declare paper: Paper;
  declare landscape: boolean;
  /** Chosen denominator; undefined takes the largest scale that fits. */
  declare scale: number | undefined;
  declare heading: string | undefined;
  declare blocks: readonly (readonly Block[])[];
  #measured = '';
  #tables: Table[] = [];
  #paperRules = new CSSStyleSheet();

  constructor() {
    super();
    this.paper = 'A4';
    this.landscape = false;
    this.blocks = [];
  }

  static override styles = [themes, base, sheetStyles];

  override connectedCallback() {
    super.connectedCallback();
    this.setAttribute('theme', 'light');
    this.setAttribute('role', 'dialog');
    this.setAttribute('aria-label', this.t({ zh: '图件', en: 'Sheet' }));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#paperRules];
    addEventListener('keydown', this.#onKey);
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#paperRules);
    removeEventListener('keydown', this.#onKey);
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
      <button class="button primary" @click=${() => window.print()}>${this.t({ zh: '打印或存为 PDF', en: 'Print or save as PDF' })}</button>
      <button class="button" @click=${() => this.#close()}>${this.t(common.close)}</button>
      ${fits ? nothing : html`<p role="status">${this.t({ zh: '地块在此比例尺下超出图框，请选更小的比例尺或更大的纸张。', en: 'The zone is larger than the frame at this scale: choose a smaller scale or larger paper.' })}</p>`}</div>`;
  }

  get #heading(): string {
    return this.heading ?? this.t({ zh: `${this.zone.name}征地核查图`, en: `Zone check: ${this.zone.name}` });
  }

  #legend(drawn: Drawn) {
    const kinds = (Object.keys(overlapWords) as PaintedOverlap['kind'][]).flatMap((kind) => {
      const as = drawn.overlaps.get(kind);
      return as ? [{ kind, as }] : [];
    });
    const overlap = ({
      kind,
      as,
    }: (typeof kinds)[number]) => html`<li><svg width="8mm" height="3mm" viewBox="0 0 8 3">
      ${as.has('area') ? svg`<rect x="0.2" y="0.2" width="7.6" height="2.6" fill=${`url(#${kind})`} stroke=${overlapInks[kind]} stroke-width="0.25"/>` : nothing}
      ${as.has('line') ? svg`<path d="M0.2 1.5H7.8" stroke=${overlapInks[kind]} stroke-width="0.8"/>` : nothing}
      </svg>${this.t({ zh: `重叠：${overlapWords[kind].zh}`, en: `Overlap: ${overlapWords[kind].en}` })}</li>`;
    return html`<div class="legend"><h3>${this.t({ zh: '图例', en: 'Legend' })}</h3><ul>
      <li><svg width="8mm" height="3mm" viewBox="0 0 8 3"><rect x="0.5" y="0.4" width="7" height="2.2" fill="none" stroke="#c00018" stroke-width="0.6"/></svg>${this.t({ zh: '核查地块', en: 'Zone' })}</li>
      ${kinds.map(overlap)}
      ${[...drawn.entries].reverse().map(({ layer, sign, kinds, bases }) => html`<li>${swatch(sign, kinds, layer.symbol.hollow)}${this.t(layer.name)}${sign.soft ? this.t(softly(bases)) : ''}</li>`)}</ul></div>`;
  }

  #footer(page: number, pages: number) {
    const town = this.store.state.town.value;
    const state = this.bench.checker.results.value[this.zone.id];
    return html`<footer>
      <span class="whole"><b>${town?.reviewNumber ? `${this.t(common.reviewNumber)} ${town.reviewNumber}` : this.t(common.unreviewed)}</b> · ${town ? this.t(town.attribution) : ''}</span>
      <span class="finger">${this.t({ zh: '校验码', en: 'Fingerprint' })} ${state?.fingerprint ?? '—'}</span>
      <span class="num">${today()} · ${this.t({ zh: '数据', en: 'data' })} ${town?.dataVersion ?? ''} · ${state?.result ? `${state.result.engine.name} ${state.result.engine.version}` : ''} · ${this.t({ zh: `第 ${page} 页 共 ${pages} 页`, en: `page ${page} of ${pages}` })}</span></footer>`;
  }

  #table(table: Table, from = 0, to = table.rows.length, widths: readonly number[] = [], note = true) {
    const more = this.t({ zh: '（续）', en: ' (continued)' });
    return html`<section><h3>${this.t(table.title)}${from ? more : ''}</h3><table class=${widths.length ? 'fixed' : ''}>
      ${widths.length ? html`<colgroup>${widths.map((width) => html`<col width=${Math.round(width)}>`)}</colgroup>` : nothing}
      <thead><tr>${table.columns.map((column) => html`<th scope="col">${this.t(column)}</th>`)}</tr></thead>
      <tbody>${table.rows.slice(from, to).map((row) => html`<tr>${row.map((cell) => html`<td class=${/^[-+−\d,.\s%JK]*$/.test(cell.zh) ? 'n' : ''}>${this.t(cell)}</td>`)}</tr>`)}</tbody></table>
      ${note && table.note ? html`<p class="note">${this.t(table.note)}</p>` : nothing}</section>`;
  }

  override render() {
    const { zone } = this;
    const layout = layoutOf(this.paper, this.landscape);
    const extent = gridExtent(zone.geometry, this.#meridian);
    const fitting = fittingScale(extent, layout.frame);
    const scale = this.scale ?? fitting;
    const projection = project(extent, layout.frame, scale, this.#meridian);
    const fits = extent.west >= projection.extent.west && extent.south >= projection.extent.south;
    const result = this.bench.checker.results.value[zone.id]?.result;
    const label = { zh: `${zone.name}，比例尺 1:${scale}`, en: `${zone.name}, scale 1:${scale}` };
    const drawn = drawMap(this.store, zone, overlapsOf(this.bench), projection, this.language, label);
    this.#tables = result ? tablesFor(this.store, zone, result, drawn.layers, this.#meridian) : [];
    const pages = 1 + this.blocks.length;
    const figures = areaFigures(result?.zone.areaM2 ?? 0, 2);
    const plane = areaFigures(result?.zone.planeAreaM2 ?? 0, 2);
    const item = zone.planItem ? this.store.select.items.value.get(zone.planItem) : undefined;
    return html`${this.#toolbar(fitting, fits)}<div class="pages">
      <article class="page" aria-label=${this.t({ zh: '第 1 页', en: 'Page 1' })}>
        <header class="head"><div><h1>${this.#heading}</h1><p>${[zone.project, item ? `${item.id} ${this.t(item.title)}` : '', zone.landClass ?? ''].filter(Boolean).join(' · ')}</p></div>
          <div class="area num"><b>${figures.mu}</b> ${this.t({ zh: '亩（椭球面积）', en: 'mu (ellipsoidal)' })}<p>${figures.ha} ${this.t({ zh: '公顷', en: 'ha' })} · ${figures.m2} m²</p><p>${this.t({ zh: '高斯平面', en: 'plane' })} ${plane.mu} ${this.t({ zh: '亩', en: 'mu' })} · ${plane.m2} m²</p></div></header>
        ${drawn.map}
        <div class="under">${this.#legend(drawn)}<div class="marks">${scaleBar(scale)}<span class="ratio num">1:${scale.toLocaleString('en-US')}</span>${northArrow(this.t({ zh: '坐标北', en: 'grid N' }))}</div></div>
        <div>${
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
          html`<article class="page tables" aria-label=${this.t({ zh: `第 ${index + 2} 页`, en: `Page ${index + 2}` })}><div>${page.map((b) => this.#table(b.table, b.from, b.to, b.widths, b.note))}</div>${this.#footer(index + 2, pages)}</article>`,
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
    for (const article of this.renderRoot.querySelectorAll<HTMLElement>('.page')) {
      article.style.width = `${page[0]}mm`;
      // A hair less than the paper, so that rounding never makes a page of nothing.
      article.style.height = `${page[1] - 0.3}mm`;
    }
    // A legend too long for its place is set smaller rather than cut.
    const legend = this.renderRoot.querySelector<HTMLElement>('.legend');
    legend?.classList.remove('dense');
    const room = legend?.parentElement?.getBoundingClientRect().bottom ?? 0;
    if (legend && legend.getBoundingClientRect().bottom > room) legend.classList.add('dense');
    const container = this.renderRoot.querySelector<HTMLElement>('.measure');
    if (!container || !changed.size) return;
    container.style.width = `${page[0] - 2 * margin}mm`;
    const key = JSON.stringify([page, this.language, this.#tables]);
    if (key === this.#measured) return;
    this.#measured = key;
    const footer = this.renderRoot.querySelector('footer')?.getBoundingClientRect().height ?? 40;
    this.blocks = paginate(measure(container, this.#tables), (page[1] - 2 * margin) * pxPerMm - footer - 8);
  }
}
define('print-sheet', PrintSheet);

declare global {
  interface HTMLElementTagNameMap {
    'print-sheet': PrintSheet;
  }
}
