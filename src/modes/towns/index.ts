import { html, nothing, type TemplateResult } from 'lit';
import type { ThemeName } from '../../map/tokens.ts';
import { countsOf, createTownsMap, extentOfTowns, type TownsMap } from '../../map/towns-map.ts';
import { mapStyles } from '../../map/view/styles.ts';
import {
  asProblems,
  comma,
  type Problem,
  type Status,
  statuses,
  type TownEntry,
  type TownIndex,
} from '../../model/index.ts';
import { townAddress } from '../../store/towns/choice.ts';
import { loadTowns, orderTowns, searchTowns, type TownOrder, townOrders } from '../../store/towns/load.ts';
import { define, PlanElement } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/status-bar.ts';
import { statusWord } from '../../ui/status-glyph.ts';
import { base } from '../../ui/theme.ts';
import { words } from '../../ui/words.ts';
import { townsStyles } from './styles.ts';

/** Rows drawn at a time. */
const step = 80;

type Counts = Map<Status | undefined, number>;

const orderWords = {
  code: { zh: '按区划代码', en: 'By code' },
  delayed: { zh: '滞后多的在前', en: 'Most delayed first' },
  done: { zh: '完成多的在前', en: 'Most done first' },
} as const;

/** How the items of some towns divide, in the order of the statuses, without those that none has. */
function countsOfAll(towns: readonly TownEntry[]): Counts {
  const sums = [...statuses, undefined].map(() => 0);
  for (const town of towns)
    countsOf(town).forEach((n, i) => {
      sums[i] = (sums[i] ?? 0) + n;
    });
  const counts = sums.map((n, i): [Status | undefined, number] => [statuses[i], n]);
  return new Map(counts.filter(([, n]) => n > 0));
}

/** All towns of the site: searched by name, on a map with the bar of each, opened by a link of its own. */
class TownsMode extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    theme: { attribute: false },
    index: { state: true },
    query: { state: true },
    order: { state: true },
    problem: { state: true },
    room: { state: true },
  };
  declare theme: ThemeName;
  declare index: TownIndex | undefined;
  declare query: string;
  declare order: TownOrder;
  declare problem: Problem | undefined;
  /** Rows that are drawn; more are when the end comes into sight. */
  declare room: number;
  #end = new IntersectionObserver((seen) => {
    if (seen.some(({ isIntersecting }) => isIntersecting)) this.room += step;
  });
  #map: TownsMap | undefined;
  #shown: readonly TownEntry[] | undefined;
  #returnTo: HTMLElement | null = null;

  static override styles = [base, townsStyles];

  constructor() {
    super();
    this.theme = 'light';
    this.query = '';
    this.order = 'code';
    this.room = step;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#returnTo = document.activeElement as HTMLElement | null;
    this.setAttribute('role', 'dialog');
    this.addEventListener('keydown', this.#onKey);
    void this.#load();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#onKey);
    this.#end.disconnect();
    this.#map?.destroy();
    this.#map = undefined;
    this.#returnTo?.focus({ preventScroll: true });
  }

  #onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#close();
    event.stopPropagation();
  };

  #close() {
    this.dispatchEvent(new CustomEvent('close-towns', { bubbles: true, composed: true }));
  }

  async #load() {
    this.problem = undefined;
    try {
      this.index = await loadTowns(this.store.towns ?? '');
    } catch (error) {
      this.problem = asProblems(error)[0];
    }
  }

  #address = (code: string): string => townAddress(location.href, code);

  #bar(counts: Counts): TemplateResult {
    return html`<status-bar .store=${this.store} .ids=${[]} .counts=${counts}></status-bar>`;
  }

  #sum(items: number, counts: Counts): string {
    const parts = [...counts].map(([word, n]) => `${statusWord(word, this.language)}\u00a0${n}`);
    return `${this.t({ zh: `${items} 项：`, en: `${items} items: ` })}${parts.join(this.t(comma))}`;
  }

  #town(town: TownEntry) {
    const counts = countsOfAll([town]);
    const current = this.store.state.town.value?.code === town.code;
    const light = (code?: string) => () => this.#map?.highlight(code);
    return html`<li><a href=${this.#address(town.code)} aria-current=${current ? 'page' : nothing}
        @pointerenter=${light(town.code)} @pointerleave=${light()} @focus=${light(town.code)} @blur=${light()}>
      <span class="name"><b>${this.t(town.name)}</b><span class="soft">${current ? this.t({ zh: '当前', en: 'Shown now' }) : this.order === 'code' ? '' : this.t(town.county)}</span></span>
      ${this.#bar(counts)}
      <span class="sum num">${this.#sum(town.items, counts)}</span>
    </a></li>`;
  }

  /** By county where the towns stand in the order of their codes, one list otherwise; `room` rows at most. */
  #rows(towns: readonly TownEntry[]) {
    const shown = towns.slice(0, this.room);
    const more =
      shown.length < towns.length
        ? html`<button class="button more" @click=${() => {
            this.room += step;
          }}>${this.t({ zh: `再显示 ${step} 个`, en: `Show ${step} more` })}</button>`
        : nothing;
    if (this.order !== 'code') return html`<ul>${shown.map((one) => this.#town(one))}</ul>${more}`;
    const key = ({ province, county }: TownEntry) => `${province.zh}/${county.zh}`;
    const counts = new Map<string, number>();
    for (const town of towns) counts.set(key(town), (counts.get(key(town)) ?? 0) + 1);
    const lists = [...new Set(shown.map(key))].map((county) => shown.filter((one) => key(one) === county));
    return html`${lists.map((list) => {
      const [first] = list as [TownEntry];
      return html`<h2>${this.t(first.county)}<span class="num">${this.#count(counts.get(key(first)) ?? 0)}</span></h2>
        <ul>${list.map((one) => this.#town(one))}</ul>`;
    })}${more}`;
  }

  #count = (n: number) => this.t({ zh: `${n} 个乡镇`, en: n === 1 ? '1 town' : `${n} towns` });

  #key() {
    // Where the list is above the map there is no room for it open.
    const open = matchMedia('(min-width: 761px)').matches;
    const used = this.index ? [...countsOfAll(this.index.towns).keys()] : [];
    return html`<details class="key" ?open=${open}>
      <summary>${this.t({ zh: '图例', en: 'Legend' })} <span class="unreviewed">· ${this.t({ zh: '示意图，未经审图', en: 'Sketch map, not reviewed' })}</span></summary>
      <dl>${used.map((word) => html`<div><dt>${this.#bar(new Map([[word, 1]]))}</dt><dd>${statusWord(word, this.language)}</dd></div>`)}</dl>
      <p>${this.t({
        zh: '横条表示各镇规划项目的状态构成，位于各镇范围的中心；相近的合并，点开即放大。',
        en: "Each bar divides a town's plan items by status and stands at the middle of its extent. Near ones are summed up; press to enlarge.",
      })}</p>
    </details>`;
  }

  override render() {
    const all = this.index?.towns ?? [];
    const towns = searchTowns(all, this.query);
    const sum = towns.reduce((total, { items }) => total + items, 0);
    const counts = countsOfAll(towns);
    const town = this.store.state.town.value;
    this.setAttribute('aria-label', this.t({ zh: '全部乡镇', en: 'All towns' }));
    return html`<div class="list">
        <header><h1>${this.t({ zh: '全部乡镇', en: 'All towns' })}</h1>
          ${town ? html`<button class="icon-button" aria-label=${this.t(words.close)} @click=${() => this.#close()}>${icon('close')}</button>` : nothing}</header>
        ${
          this.index
            ? html`<div class="whole"><span><b role="status">${this.#count(towns.length)}</b>${towns.length ? html` · <span class="soft num">${this.#sum(sum, counts)}</span>` : ''}</span>
              ${towns.length ? this.#bar(counts) : nothing}</div>`
            : nothing
        }
        <div class="tools">
          <label><span class="soft">${this.t({ zh: '按名称、拼音、县市或代码查找', en: 'Find by name, pinyin, county or code' })}</span>
            <input type="search" autocomplete="off" .value=${this.query} @input=${(event: Event) => {
              this.query = (event.target as HTMLInputElement).value;
              this.room = step;
            }}></label>
          <label><span class="soft">${this.t({ zh: '排列', en: 'Order' })}</span>
            <select @change=${(event: Event) => {
              this.order = (event.target as HTMLSelectElement).value as TownOrder;
            }}>${townOrders.map((one) => html`<option value=${one} ?selected=${one === this.order}>${this.t(orderWords[one])}</option>`)}</select></label>
        </div>
        ${
          this.problem
            ? html`<div class="note" role="alert"><p>${this.t(this.problem.what)}</p><p>${this.problem.remedy ? this.t(this.problem.remedy) : ''}</p>
              <button class="button" @click=${() => void this.#load()}>${this.t({ zh: '重试', en: 'Try again' })}</button></div>`
            : nothing
        }
        ${this.index && !towns.length ? html`<p class="note soft">${this.t({ zh: '没有符合的乡镇。', en: 'No town matches.' })}</p>` : nothing}
        <div class="rows">${this.#rows(orderTowns(towns, this.order))}</div>
      </div>
      <div class="map" role="region" aria-label=${this.t(words.map)}>${this.#key()}</div>`;
  }

  override updated() {
    if (!this.index) return;
    this.#end.disconnect();
    const end = this.renderRoot.querySelector('.more');
    if (end) this.#end.observe(end);
    const { towns: all, outlines } = this.index;
    if (!this.#map) {
      const root = this.renderRoot as ShadowRoot;
      root.adoptedStyleSheets = [mapStyles(), ...root.adoptedStyleSheets];
      const box = document.createElement('div');
      box.style.cssText = 'position:absolute;inset:0';
      root.querySelector('.map')?.prepend(box);
      const look = {
        theme: this.theme,
        language: this.language,
        outlines: outlines && new URL(outlines, this.store.towns).href,
      };
      try {
        this.#map = createTownsMap(box, look, (code) => {
          location.href = this.#address(code);
        });
      } catch {
        // Without WebGL the list goes on alone.
        return;
      }
      this.renderRoot.querySelector('input')?.focus();
    }
    this.#map.restyle(this.theme, this.language);
    const towns = searchTowns(all, this.query);
    const same =
      this.#shown && towns.length === this.#shown.length && towns.every((one, i) => one === this.#shown?.[i]);
    if (same) return;
    this.#map.show(towns);
    const extent = extentOfTowns(towns);
    if (extent) this.#map.frame(extent, this.#shown !== undefined);
    this.#shown = towns;
  }
}
define('towns-mode', TownsMode);
