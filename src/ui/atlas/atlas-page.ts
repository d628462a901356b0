import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type Bilingual, today } from '../../model/index.ts';
import { type Store, statusFilters } from '../../store/index.ts';
import { define, PlanElement } from '../element.ts';
import '../legend-swatch.ts';
import {
  type Paper,
  PaperCover,
  pageSize,
  paperMargin,
  paperStyles,
  printButton,
  pxPerMm,
} from '../paper-cover.ts';
import { statusShape, statusWord } from '../status-glyph.ts';
import { base, themes } from '../theme.ts';
import { words } from '../words.ts';
import { flow } from './flow.ts';
import { partMap } from './part-map.ts';
import { type AtlasOrder, atlasOrders, type Part, partsOf } from './parts.ts';
import { atlasStyles } from './styles.ts';

/** Millimetres: the running line, the title of a part, the foot, between two columns, and one line of the contents. */
const runningMm = 7;
const titleMm = 10;
const footMm = 13;
const gapMm = 8;
const lineMm = 6;
const coverMm = 40;

/** A part with its map drawn and its words divided over its pages. */
interface Made {
  part: Part;
  map: SVGElement | undefined;
  columns: readonly (readonly number[])[];
}

const orderWords: Record<AtlasOrder, Bilingual> = {
  village: { zh: '按村', en: 'By village' },
  chapter: { zh: '按章', en: 'By chapter' },
  item: { zh: '按项目', en: 'By item' },
};

/** The plan as a book of maps: contents, then a page or more for every village, chapter or item, numbered through. */
class AtlasPage extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    order: { state: true },
    paper: { state: true },
    landscape: { state: true },
    made: { state: true },
    probe: { state: true },
  };
  declare order: AtlasOrder;
  declare paper: Paper;
  declare landscape: boolean;
  declare made: readonly Made[];
  /** What is being measured. */
  declare probe: Part | undefined;
  #turn = 0;
  #parts = 0;
  #cover = new PaperCover(this, () => this.remove());

  constructor() {
    super();
    this.order = 'village';
    this.paper = 'A4';
    this.landscape = false;
    this.made = [];
    this.probe = undefined;
  }

  static override styles = [themes, base, paperStyles, atlasStyles];

  override connectedCallback() {
    super.connectedCallback();
    this.setAttribute('aria-label', this.#name);
  }

  get #name(): string {
    return this.t({ zh: '图册', en: 'Atlas' });
  }
  get #title(): string {
    const { town } = this.store.state;
    return town.value ? `${this.t(town.value.title)}${this.t({ zh: ' · 图册', en: ': atlas' })}` : this.#name;
  }

  /** What a column of words, and a map, have of a page, millimetres. */
  get #room() {
    const [width, height] = pageSize(this.paper, this.landscape);
    const inner = { width: width - 2 * paperMargin, height: height - 2 * paperMargin - runningMm - footMm };
    const column = this.landscape ? (inner.width - gapMm) / 2 : inner.width;
    const map = {
      width: column,
      height: this.landscape ? inner.height - titleMm : Math.round(inner.height * 0.52),
    };
    return { inner, column, map, first: inner.height - titleMm - (this.landscape ? 0 : map.height + gapMm) };
  }

  /** Draws and measures one part after the other; a change of the settings begins again. */
  async #make() {
    this.#turn += 1;
    const turn = this.#turn;
    this.made = [];
    const parts = partsOf(this, this.order);
    this.#parts = parts.length;
    const { inner, first } = this.#room;
    for (const [index, part] of parts.entries()) {
      // The page stays at hand meanwhile.
      await new Promise((done) => setTimeout(done));
      if (turn !== this.#turn || !this.isConnected) return;
      this.probe = part;
      await this.updateComplete;
      const heights = [...this.renderRoot.querySelectorAll('.measure > div')].map(
        (one) => one.getBoundingClientRect().height / pxPerMm,
      );
      const map = partMap(this.store, part, this.#room.map, index);
      const pieces = part.words.map(({ heading }, i) => ({ height: heights[i] ?? 0, kept: !!heading }));
      const columns = flow(pieces, map ? first : inner.height - titleMm, inner.height);
      this.made = [...this.made, { part, map, columns }];
    }
    this.probe = undefined;
  }

  #toolbar() {
    const choose = (
      name: Bilingual,
      options: readonly (readonly [string, string])[],
      take: (value: string) => void,
    ) =>
      html`<label>${this.t(name)}<select aria-label=${this.t(name)} @change=${(event: Event) => {
        take((event.target as HTMLSelectElement).value);
      }}>${options.map(([value, text]) => html`<option value=${value}>${text}</option>`)}</select></label>`;
    const done = !this.probe && this.made.length > 0;
    return html`<div class="toolbar" role="toolbar" aria-label=${this.t({ zh: '图册设置', en: 'Atlas settings' })}>
      ${choose(
        { zh: '分页', en: 'Pages' },
        atlasOrders.map((one) => [one, this.t(orderWords[one])]),
        (value) => {
          this.order = value as AtlasOrder;
        },
      )}${choose(
        { zh: '纸张', en: 'Paper' },
        [
          ['A4', 'A4'],
          ['A3', 'A3'],
        ],
        (value) => {
          this.paper = value as Paper;
        },
      )}${choose(
        { zh: '方向', en: 'Orientation' },
        [
          ['portrait', this.t({ zh: '纵向', en: 'Portrait' })],
          ['landscape', this.t({ zh: '横向', en: 'Landscape' })],
        ],
        (value) => {
          this.landscape = value === 'landscape';
        },
      )}<span class="fill"></span>
      ${printButton(this, done)}
      <button class="button" @click=${() => this.remove()}>${this.t(words.close)}</button>
      <p role="status">${
        done
          ? this.t({
              zh: '地图按当前打开的图层绘制，突出显示本页的图形。',
              en: 'Maps show the layers that are on now; the shapes of a page stand out.',
            })
          : this.t({
              zh: `正在绘制：${this.made.length} / ${this.#parts}`,
              en: `Drawing: ${this.made.length} of ${this.#parts}`,
            })
      }</p></div>`;
  }

  get #review(): string {
    const town = this.store.state.town.value;
    return town?.reviewNumber
      ? `${this.t(words.reviewNumber)} ${town.reviewNumber}`
      : this.t(words.unreviewed);
  }

  #page(number: number, pages: number, section: string, content: TemplateResult) {
    const { state, select } = this.store;
    return html`<article class="page ${this.landscape ? 'wide' : ''}" aria-label=${this.t({ zh: `第 ${number} 页`, en: `Page ${number}` })}>
      <p class="running"><b>${this.#title}</b><span>${section}</span></p>
      <div>${content}</div>
      <footer><span><b>${this.#review}</b>${select.attributions.value.map((one) => html` · ${this.t(one)}`)} · ${this.t({ zh: '虚线、斜纹为示意图形，不可用于量算或权属', en: 'dashed or hatched shapes are schematic, not for measuring or for land title' })}</span>
        <span class="num">${today()} · ${this.t({ zh: '数据', en: 'data' })} ${state.town.value?.dataVersion ?? ''} · ${this.t({ zh: `第 ${number} 页 共 ${pages} 页`, en: `page ${number} of ${pages}` })}</span></footer></article>`;
  }

  /** Title, signs and contents; the contents go on over as many pages as they need. */
  #contents(starts: readonly number[], front: readonly (readonly [number, number])[], pages: number) {
    const { state } = this.store;
    const plan = state.plan.value;
    return front.map(([from, to], page) => {
      const list = html`<ol class="contents" .style=${`--rows:${Math.ceil((to - from) / 2)}`}>${this.made
        .slice(from, to)
        .map(
          ({ part }, i) =>
            html`<li><span>${part.title}</span><span class="num">${starts[from + i]}</span></li>`,
        )}</ol>`;
      const first = html`<div class="cover"><h1>${this.#title}</h1><p>${plan ? this.t(plan.title) : ''} · ${this.t(orderWords[this.order])} · ${this.t({ zh: '状态', en: 'statuses' })} ${state.asof.value ? this.t({ zh: `截至 ${state.asof.value}`, en: `as of ${state.asof.value}` }) : this.t({ zh: `截至 ${today()}`, en: `as of ${today()}` })}</p><p><strong>${this.#review}</strong></p></div>
        <ul class="legend">${this.#legendLayers.map(({ layer }) => html`<li><legend-swatch .store=${this.store} .layer=${layer}></legend-swatch><span>${this.t(layer.name)}</span></li>`)}${this.#statuses.map(
          (word) => html`<li>${statusShape(word, 12)}<span>${statusWord(word, this.language)}</span></li>`,
        )}</ul>`;
      return this.#page(
        page + 1,
        pages,
        this.t({ zh: '目录', en: 'Contents' }),
        html`${page ? nothing : first}<h2>${this.t({ zh: '目录', en: 'Contents' })}</h2>${list}`,
      );
    });
  }

  get #legendLayers() {
    const { state, select } = this.store;
    return select.layers.value
      .filter(
        ({ layer, visible, opacity }) =>
          visible && opacity > 0 && state.layers.value[layer.id]?.phase === 'ready',
      )
      .reverse();
  }
  get #statuses() {
    const { select } = this.store;
    return statusFilters
      .map((status) => (status === 'unrecorded' ? undefined : status))
      .filter((word) => [...select.items.value.keys()].some((id) => select.itemStatus(id)?.word === word));
  }

  /** From and to of the contents' lines on each of their pages. */
  get #front(): [number, number][] {
    const { inner } = this.#room;
    const fits = (height: number) => 2 * Math.max(1, Math.floor(height / lineMm));
    const legend = Math.ceil((this.#legendLayers.length + this.#statuses.length) / 4) * 6.5 + 5;
    const pages: [number, number][] = [];
    let from = 0;
    do {
      const to = from + fits(inner.height - 10 - (from ? 0 : coverMm + legend));
      pages.push([from, Math.min(to, this.made.length)]);
      from = to;
    } while (from < this.made.length);
    return pages;
  }

  /** The pages of a part: its map with the first words, and the words that go on. */
  #partPages({ part, map, columns }: Made, start: number, pages: number) {
    const column = (indices: readonly number[] = []) =>
      html`<div>${indices.map((i) => part.words[i]?.words)}</div>`;
    const [first, ...rest] = columns;
    const each = this.landscape ? 2 : 1;
    // Without a map the first page of a landscape part has two columns as the others.
    const opening = map ? [first] : columns.slice(0, each);
    const going = map ? rest : columns.slice(each);
    const more = Array.from({ length: Math.ceil(going.length / each) }, (_, i) =>
      going.slice(i * each, (i + 1) * each),
    );
    return [
      this.#page(
        start,
        pages,
        part.title,
        html`<div class="body"><h1>${part.title}</h1>${map ? html`<div class="map">${map}</div>` : nothing}${opening.map((one) => column(one))}</div>`,
      ),
      ...more.map((group, i) =>
        this.#page(
          start + 1 + i,
          pages,
          `${part.title}${this.t({ zh: '（续）', en: ' (continued)' })}`,
          html`<div class="body">${group.map((one) => column(one))}</div>`,
        ),
      ),
    ];
  }

  #pagesOf({ map, columns }: Made): number {
    const each = this.landscape ? 2 : 1;
    return map ? 1 + Math.ceil((columns.length - 1) / each) : Math.max(1, Math.ceil(columns.length / each));
  }

  override render() {
    const front = this.#front;
    const starts: number[] = [];
    let next = front.length + 1;
    for (const page of this.made) {
      starts.push(next);
      next += this.#pagesOf(page);
    }
    const pages = next - 1;
    return html`${this.#toolbar()}<div class="pages">${this.#contents(starts, front, pages)}${this.made.map((made, i) => this.#partPages(made, starts[i] as number, pages))}</div>
      <div class="measure" aria-hidden="true">${this.probe?.words.map(({ words }) => html`<div>${words}</div>`)}</div>`;
  }

  override firstUpdated() {
    this.renderRoot.querySelector<HTMLElement>('select')?.focus();
  }

  override updated(changed: PropertyValues) {
    this.#cover.lay(pageSize(this.paper, this.landscape), this.#title);
    const measure = this.renderRoot.querySelector<HTMLElement>('.measure');
    if (measure) measure.style.width = `${this.#room.column}mm`;
    if (changed.has('order') || changed.has('paper') || changed.has('landscape')) void this.#make();
  }
}
define('atlas-page', AtlasPage);

declare global {
  interface HTMLElementTagNameMap {
    'atlas-page': AtlasPage;
  }
}

/** Opens the atlas over the whole page; it stands beside the app, not in it: only so can it be printed over several pages. */
export function openAtlas(store: Store): void {
  const atlas = document.createElement('atlas-page');
  atlas.store = store;
  document.body.append(atlas);
}
