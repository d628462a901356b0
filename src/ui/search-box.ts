import { css, html, nothing } from 'lit';
import { planLanguage, say } from '../model/index.ts';
import type { Hit, Searcher } from '../store/search/index.ts';
import { define, PlanElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './theme.ts';

let serial = 0;

/** Search over items, features, villages and the plan's text: a combobox, keyboard first. */
class SearchBox extends PlanElement {
  static override ownTask = true;
  static override properties = {
    ...PlanElement.properties,
    query: { state: true },
    active: { state: true },
    open: { state: true },
    hits: { state: true },
    answered: { state: true },
    proposals: { state: true },
  };
  declare query: string;
  declare active: number;
  declare open: boolean;
  declare hits: readonly Hit[];
  /** The query that `hits` answers. */
  declare answered: string;
  /** What to ask instead, where nothing was found. */
  declare proposals: readonly string[];
  #searcher: Promise<Searcher> | undefined;
  readonly #list = `hits-${++serial}`;

  constructor() {
    super();
    this.query = '';
    this.active = 0;
    this.open = false;
    this.hits = [];
    this.answered = '';
    this.proposals = [];
  }

  static override styles = [
    base,
    css`
      :host { display: block; position: relative; }
      .field { display: flex; align-items: center; gap: 8px; padding: 0 4px 0 12px; height: 44px; border: 1px solid var(--line); border-radius: 12px; background: var(--raised); color: var(--ink-faint); }
      .field:focus-within { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
      input { flex: 1; min-width: 0; border: 0 !important; padding: 0 !important; background: none !important; outline: none; font-size: 15px !important; color: var(--ink); }
      input:focus-visible { outline: none; }
      input::placeholder { color: var(--ink-faint); opacity: 1; }
      input::-webkit-search-cancel-button { display: none; }
      .clear { width: 36px; min-width: 36px; min-height: 36px; }
      ul { position: absolute; z-index: 30; inset: 50px 0 auto 0; max-height: min(60vh, 460px); padding: 6px; background: var(--raised); border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 12px 32px rgb(0 0 0 / 0.16); }
      li { display: grid; grid-template-columns: 1fr auto; gap: 0 12px; align-items: center; min-height: 44px; padding: 6px 10px; border-radius: 8px; cursor: pointer; font-size: 14.5px; line-height: 1.4; }
      li[aria-selected='true'] { background: var(--sunken); box-shadow: inset 0 0 0 1px var(--line-strong); }
      .kind { font-size: 12px; color: var(--ink-faint); white-space: nowrap; }
      mark { background: var(--mark); color: inherit; border-radius: 2px; }
      .none { padding: 14px; color: var(--ink-soft); cursor: default; }
    `,
  ];

  /** The search and its index arrive with the first use. */
  #ready() {
    this.#searcher ??= import('../store/search/index.ts').then(({ createSearch }) =>
      createSearch(this.store),
    );
    return this.#searcher;
  }

  async #input(query: string) {
    this.query = query;
    this.open = query.trim() !== '';
    const search = await this.#ready();
    if (this.query !== query) return;
    this.hits = search(query, 20);
    this.answered = query;
    this.proposals = this.hits.length ? [] : search.propose(!/[\u3400-\u9fff]/.test(query));
    this.active = 0;
  }

  #choose(hit: Hit | undefined) {
    if (!hit) return;
    const { commands, state, select } = this.store;
    const [kind, id] = hit.entry.ref.split(/:(.*)/s) as [string, string];
    if (kind === 'item') commands.selectItem(id);
    else if (kind === 'feature') commands.selectFeature(id, { frame: true });
    else {
      const [start, end] = id.split('-').map(Number) as [number, number];
      const cited = [...select.items.value.values()].find((item) =>
        item.cites.some((cite) => cite.start < end && start < cite.end),
      );
      if (cited && state.item.value !== cited.id) commands.selectItem(cited.id);
      commands.hoverPassage({ start, end });
      this.dispatchEvent(new CustomEvent('read-text', { bubbles: true, composed: true, detail: { start } }));
    }
    this.open = false;
    this.dispatchEvent(new CustomEvent('chosen', { bubbles: true, composed: true }));
  }

  #key(event: KeyboardEvent) {
    const last = this.hits.length - 1;
    if (event.key === 'ArrowDown' && !this.open) this.open = this.query.trim() !== '';
    else if (event.key === 'ArrowDown') this.active = Math.min(last, this.active + 1);
    else if (event.key === 'ArrowUp') this.active = Math.max(0, this.active - 1);
    else if (event.key === 'Enter') this.#choose(this.hits[this.active]);
    else if (event.key === 'Escape') {
      if (this.open) this.open = false;
      else this.#clear();
    } else return;
    event.preventDefault();
  }

  #clear() {
    this.query = '';
    this.hits = [];
    this.open = false;
    this.renderRoot.querySelector('input')?.focus();
  }

  #text(hit: Hit) {
    const { entry } = hit;
    const shown = say(entry, entry.ref.startsWith('text:') ? planLanguage : this.language);
    const query = this.query.trim();
    const at = query ? shown.toLowerCase().indexOf(query.toLowerCase()) : -1;
    if (at < 0) return shown.slice(0, 60);
    const from = Math.max(0, at - 14);
    return html`${from ? '…' : ''}${shown.slice(from, at)}<mark>${shown.slice(at, at + query.length)}</mark>${shown.slice(at + query.length, at + query.length + 40)}`;
  }

  #kind(hit: Hit) {
    const [kind, id] = hit.entry.ref.split(/:(.*)/s) as [string, string];
    if (kind === 'item') return `${id} ${this.t({ zh: '项目', en: 'item' })}`;
    if (kind === 'text') return this.t({ zh: '原文', en: 'text' });
    const record = this.store.select.features.value.get(id);
    return record ? this.t(record.layer.name) : '';
  }

  override render() {
    const name = this.t({
      zh: '搜索项目、地点、村和规划原文',
      en: 'Search items, places, villages and the plan',
    });
    return html`<div role="search">
      <div class="field">
        ${icon('search', 18)}
        <input type="search" role="combobox" aria-label=${name} placeholder=${this.t({ zh: '搜索：汉字、拼音或首字母', en: 'Search: Chinese, pinyin or English' })} autocomplete="off" spellcheck="false"
          aria-expanded=${this.open} aria-controls=${this.#list} aria-autocomplete="list"
          aria-activedescendant=${this.open && this.hits.length ? `${this.#list}-${this.active}` : nothing}
          .value=${this.query}
          @input=${(event: InputEvent) => void this.#input((event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => this.#key(event)}
          @focus=${() => void this.#ready()}
          @click=${() => {
            this.open = this.query.trim() !== '';
          }}
          @blur=${() => {
            this.open = false;
          }}>
        ${this.query ? html`<button class="icon-button clear" aria-label=${this.t({ zh: '清除搜索', en: 'Clear the search' })} @click=${() => this.#clear()}>${icon('close', 16)}</button>` : nothing}
      </div>
      <ul id=${this.#list} role="listbox" class="scroll" aria-label=${this.t({ zh: '搜索结果', en: 'Search results' })} ?hidden=${!this.open}>
        ${
          this.open && !this.hits.length && this.answered === this.query
            ? html`<li class="none" role="option" aria-disabled="true" aria-selected="false">${this.t({ zh: '没有找到。拼音和首字母也可以。', en: 'Nothing found. Pinyin and its initials work too.' })}</li>${this.proposals.map((word) => html`<li role="option" aria-selected="false" @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => void this.#input(word)}><span>${word}</span><span class="kind">${this.t({ zh: '试试', en: 'try' })}</span></li>`)}`
            : this.hits.map(
                (
                  hit,
                  index,
                ) => html`<li role="option" id=${`${this.#list}-${index}`} aria-selected=${index === this.active}
                  @pointerdown=${(event: Event) => event.preventDefault()}
                  @click=${() => this.#choose(hit)} @pointermove=${() => {
                    this.active = index;
                  }}>
                  <span>${this.#text(hit)}</span><span class="kind num">${this.#kind(hit)}</span></li>`,
              )
        }
      </ul>
      <span class="sr" role="status">${this.open ? this.t({ zh: `${this.hits.length} 条结果`, en: `${this.hits.length} results` }) : ''}</span></div>`;
  }

  override updated() {
    this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  override focus() {
    this.renderRoot.querySelector('input')?.focus();
  }
}
define('search-box', SearchBox);
