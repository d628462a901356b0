import { html, nothing } from 'lit';
import { layerWorker } from '../../../check/layer-worker.ts';
import { makePause } from '../../../check/rpc.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { define } from '../../../ui/element.ts';
import {
  paperMargin as margin,
  type Paper,
  PaperCover,
  paperStyles,
  printButton,
  pxPerMm,
} from '../../../ui/paper-cover.ts';
import { base, themes } from '../../../ui/theme.ts';
import { words as common } from '../../../ui/words.ts';
import { CheckElement } from '../element.ts';
import { sealedTitle, shapeCode } from '../output/seal.ts';
import '../start/help-panel.ts';
import { today } from '../../../model/index.ts';
import { words } from '../words.ts';
import type { Chapter } from './chapter.ts';
import { chaptersOf } from './chapters.ts';
import { groundOf, type ZoneGround } from './ground.ts';
import { type Block, measure, paginateClosely } from './paginate.ts';
import { layoutOf, scales } from './paper.ts';
import { type SheetPictures, sheetPictures } from './pictures.ts';
import { sheetStyles } from './styles.ts';
import { tableParts } from './table-parts.ts';

/** Millimetres by which a row that is set close is lower; the rules of the sheet take them from its edges. */
const closerMm = 0.5;

/** The sheet of a zone, or of a project's zones: maps at exact scales and the tables behind them, as they will be printed. */
class PrintSheet extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    zones: { attribute: false },
    paper: { state: true },
    landscape: { state: true },
    scale: { state: true },
    heading: { state: true },
    blocks: { state: true },
    help: { state: true },
    ground: { state: true },
    begun: { state: true },
    measuring: { state: true },
  };
  declare zones: readonly ZoneRecord[];
  declare paper: Paper;
  declare landscape: boolean;
  /** Chosen denominator; undefined takes the largest scale that fits. */
  declare scale: number | undefined;
  declare heading: string | undefined;
  /** By chapter and page. */
  declare blocks: readonly (readonly (readonly Block[])[])[];
  declare help: boolean;
  declare ground: ReadonlyMap<string, ZoneGround>;
  /** Chapters that are on the sheet so far: it is laid out a chapter at a time, so that the page goes on answering. */
  declare begun: number;
  /** The chapter whose tables stand beside the pages to be measured; -1 for none. */
  declare measuring: number;
  /** What the tables of each chapter were measured for. */
  #measured: string[] = [];
  /** What each legend said when its size was last looked at, which has the page laid out. */
  #legends = new WeakMap<HTMLElement, string>();
  #laidFor = '';
  #rest = makePause();
  #laying = false;
  #chapters: readonly Chapter[] = [];
  #cover = new PaperCover(this, () => this.#close());

  constructor() {
    super();
    this.paper = 'A4';
    this.landscape = false;
    this.blocks = [];
    this.help = false;
    this.ground = new Map();
    this.begun = 0;
    this.measuring = -1;
  }

  static override styles = [themes, base, paperStyles, sheetStyles];

  override connectedCallback() {
    super.connectedCallback();
    this.setAttribute('aria-label', this.t({ zh: '图件', en: 'Sheet' }));
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#pictures?.end();
    this.#pictures = undefined;
    this.#chapters = [];
  }
  /** Made at the first drawing: the workbench is handed in after the element is made. */
  #pictures: SheetPictures | undefined;
  get #underlay(): SheetPictures {
    this.#pictures ??= sheetPictures(this.bench);
    return this.#pictures;
  }

  #close() {
    this.dispatchEvent(new CustomEvent('close-sheet'));
  }

  /** What is around each zone comes from the worker, one after the other. */
  async #look() {
    for (const zone of this.zones) {
      const ground = await groundOf(this.bench, layerWorker(), zone).catch(() => undefined);
      if (!this.isConnected) return;
      if (ground) this.ground = new Map([...this.ground, [zone.id, ground]]);
    }
  }

  #toolbar(scale: number, maps: number) {
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
      ${this.#laid ? nothing : html`<span role="status">${this.t({ zh: `正在排版：${this.begun} / ${this.#count}`, en: `Laying out: ${this.begun} of ${this.#count}` })}</span>`}
      ${printButton(this, this.#laid)}
      <button class="button" @click=${() => this.#close()}>${this.t(common.close)}</button>
      ${maps === 1 ? nothing : html`<p role="status">${maps ? this.t({ zh: `地块在此比例尺下超出图框，地图分 ${maps} 幅，首页为索引。`, en: `The zone is larger than the frame at this scale: its map goes over ${maps} pages, with an index on the first.` }) : this.t({ zh: '地块在此比例尺下需要的图幅过多，已按能容下全地块的比例尺出图。', en: 'The zone would take too many pages at this scale; it is drawn at one that holds it whole.' })}</p>`}
      ${this.help ? html`<help-panel class="help" .store=${this.store} .topic=${'output'}></help-panel>` : nothing}</div>`;
  }

  /** Chapters of the whole sheet. */
  get #count(): number {
    return this.zones.length > 1 ? this.zones.length + 2 : 1;
  }
  get #laid(): boolean {
    return this.begun >= this.#count && this.#nextToMeasure < 0;
  }
  /** The first chapter whose tables have not been measured for the paper as it is; -1 when all have. */
  get #nextToMeasure(): number {
    return this.#chapters.findIndex((one, index) => this.#measured[index] !== this.#stateOf(one));
  }
  #stateOf({ key }: Chapter): string {
    return JSON.stringify([this.paper, this.landscape, key]);
  }

  get #heading(): string {
    const [first] = this.zones;
    const count = this.zones.length;
    const firstName = first?.name ?? '';
    const others = this.t({ zh: `${firstName}等${count}个地块`, en: `${firstName} and ${count - 1} more` });
    const name = count > 1 ? first?.project || others : firstName;
    return (
      this.heading ??
      (this.zones.length > 1
        ? this.t({ zh: `${name}征地核查图集`, en: `Zone check: ${name}` })
        : this.t({ zh: `${name}征地核查图`, en: `Zone check: ${name}` }))
    );
  }

  /** A plot of several has its name in its title. */
  #headingOf({ zone }: Chapter): string {
    return zone && this.zones.length > 1
      ? this.t({ zh: `${this.#heading}：${zone.name}`, en: `${this.#heading}: ${zone.name}` })
      : this.#heading;
  }

  #footer({ zone }: Chapter, page: number, pages: number) {
    const town = this.store.state.town.value;
    const { results } = this.bench.checker;
    const state = zone && results.value[zone.id];
    const engine = results.value[(zone ?? this.zones[0])?.id ?? '']?.result?.engine;
    return html`<footer>
      <p><span><b>${town?.reviewNumber ? `${this.t(common.reviewNumber)} ${town.reviewNumber}` : this.t(common.unreviewed)}</b> · ${town ? this.t(town.attribution) : ''}</span>
      <span class="num number">${this.t({ zh: `第 ${page} 页 共 ${pages} 页`, en: `page ${page} of ${pages}` })}</span></p>
      <p><span class="finger">${zone ? html`${this.t({ zh: '校验码', en: 'Fingerprint' })} ${state?.fingerprint ?? '—'} · ${this.t({ zh: '地块码', en: 'zone' })} ${shapeCode(zone)}` : this.t({ zh: '各地块的校验码见其图页', en: 'Fingerprints stand on the zones’ own pages' })}</span>
      <span class="num">${today()} · ${this.t({ zh: '数据', en: 'data' })} ${town?.dataVersion ?? ''} · ${engine ? `${engine.name} ${engine.version}` : ''}</span></p></footer>`;
  }

  #table({ table, from, to, widths, note, dense = false }: Block) {
    const more = this.t({ zh: '（续）', en: ' (continued)' });
    return html`<section><h3>${this.t(table.title)}${from ? more : ''}</h3><table class="${widths.length ? 'fixed' : ''} ${dense ? 'close' : ''}">
      ${widths.length ? html`<colgroup>${widths.map((width) => html`<col .style=${`width:${width.toFixed(2)}px`}>`)}</colgroup>` : nothing}
      ${tableParts(table, from, to, (text) => this.t(text))}</table>
      ${note && table.note ? html`<p class="note">${this.t(table.note)}</p>` : nothing}</section>`;
  }

  /** The first chapters; those drawn before as they were drawn. */
  #chaptersTo(most: number): Chapter[] {
    const { paper, landscape, scale, language, ground } = this;
    const settings = { paper, landscape, scale, language, ground, pictures: this.#underlay };
    return chaptersOf(this.store, this.bench, this.zones, settings, most);
  }

  override render() {
    this.#chapters = this.#chaptersTo(this.begun);
    const chapters = this.#chapters;
    const counts = chapters.map(
      ({ front, mapPages }, index) => (front ? 1 : 0) + mapPages.length + (this.blocks[index]?.length ?? 0),
    );
    const pages = counts.reduce((sum, one) => sum + one, 0);
    const plots = chapters.filter(({ zone }) => zone);
    const name = (page: number) => this.t({ zh: `第 ${page} 页`, en: `Page ${page}` });
    return html`${this.#toolbar(
      plots[0]?.fitting ?? 500,
      plots.find(({ maps }) => maps !== 1)?.maps ?? 1,
    )}<div class="pages" aria-busy=${this.#laid ? 'false' : 'true'}>${chapters.map((chapter, index) => {
      const first = 1 + counts.slice(0, index).reduce((sum, one) => sum + one, 0);
      const heading = this.#headingOf(chapter);
      const maps = [...(chapter.front ? [chapter.front] : []), ...chapter.mapPages];
      return html`${maps.map((page, at) => page(name(first + at), heading, this.#footer(chapter, first + at, pages)))}${(
        this.blocks[index] ?? []
      ).map((page, place) => {
        const at = first + maps.length + place;
        return html`<article class="page tables" aria-label=${name(at)}><p class="running"><b>${heading}</b></p><div>${page.map((block) => this.#table(block))}</div>${this.#footer(chapter, at, pages)}</article>`;
      })}`;
    })}</div>
      <div class="measure" aria-hidden="true">${(chapters[this.measuring]?.tables ?? []).map((table) => this.#table({ table, from: 0, to: table.rows.length, widths: [], note: true }))}</div>`;
  }

  /** On other paper the sheet is laid out again from its first chapter on, one at a time as before. */
  protected override willUpdate() {
    const now = JSON.stringify([this.paper, this.landscape, this.scale, this.language]);
    if (now === this.#laidFor) return;
    this.#laidFor = now;
    this.begun = 0;
    this.measuring = -1;
    this.blocks = [];
    this.#measured = [];
  }

  override firstUpdated() {
    void this.#look();
    this.renderRoot.querySelector<HTMLElement>('.button.primary')?.focus();
  }

  /** Sizes are figures of the chosen paper; tables are divided once they have been set and measured. */
  override updated() {
    const { page } = layoutOf(this.paper, this.landscape);
    const [zone] = this.zones;
    const fingerprint = this.bench.checker.results.value[zone?.id ?? '']?.fingerprint;
    // The file's title is the sheet's, of one zone with its codes: a saved PDF can be verified by itself.
    this.#cover.lay(
      page,
      zone && fingerprint && this.zones.length === 1
        ? sealedTitle(this.#heading, shapeCode(zone), fingerprint)
        : this.#heading,
    );
    void this.#lay();
  }

  /** A legend too long for its place is set smaller rather than cut. */
  #fitLegends() {
    for (const key of this.renderRoot.querySelectorAll<HTMLElement>('.key')) {
      const says = `${this.paper} ${this.landscape} ${key.textContent}`;
      if (this.#legends.get(key) === says) continue;
      this.#legends.set(key, says);
      key.classList.remove('dense');
      if (key.scrollHeight > key.clientHeight + 1) key.classList.add('dense');
    }
  }

  /** Goes on by one step after the other, each in a task of its own, until all is laid out. */
  async #lay() {
    if (this.#laying) return;
    this.#laying = true;
    while (this.isConnected && !this.#laid) {
      await this.#rest();
      await this.#layNext();
      await this.updateComplete;
      await this.#rest();
      this.#fitLegends();
    }
    this.#fitLegends();
    this.#laying = false;
  }

  /** Draws the next chapter, or sets its tables beside the pages, or measures them and puts them onto pages. */
  async #layNext() {
    const at = this.#nextToMeasure;
    const chapter = this.#chapters[at];
    const container = this.renderRoot.querySelector<HTMLElement>('.measure');
    if (!container) return;
    if (!chapter) {
      // Drawn in one task, set on the page in the next.
      this.#chaptersTo(this.begun + 1);
      await this.#rest();
      this.begun += 1;
    } else if (this.measuring !== at) {
      const { page } = layoutOf(this.paper, this.landscape);
      container.style.width = `${page[0] - 2 * margin}mm`;
      this.measuring = at;
    } else {
      const state = this.#stateOf(chapter);
      const measured = measure(container, chapter.tables);
      await this.#rest();
      // Meanwhile the sheet may have been set to other paper.
      if (this.#chapters[at] === chapter && this.#stateOf(chapter) === state) {
        const blocks = [...this.blocks];
        blocks[at] = paginateClosely(measured, this.#tableRoom(), closerMm * pxPerMm);
        this.#measured[at] = state;
        this.blocks = blocks;
      }
      this.measuring = -1;
    }
  }

  /** CSS pixels for tables on a page, as printed and not as a small screen shows it. */
  #tableRoom(): number {
    const { page } = layoutOf(this.paper, this.landscape);
    const footer = this.renderRoot.querySelector('footer')?.offsetHeight ?? 40;
    // The line at the head of each page of tables, with what stands between it and them.
    const running = 7 * pxPerMm;
    return (page[1] - 2 * margin) * pxPerMm - footer - 14 - running;
  }
}
define('print-sheet', PrintSheet);

declare global {
  interface HTMLElementTagNameMap {
    'print-sheet': PrintSheet;
  }
}
