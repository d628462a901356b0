import { css, html, nothing } from 'lit';
import type { Hit } from '../store/search/index.ts';
import { define, PlanElement } from './element.ts';
import { icon } from './icons.ts';
import type { Found, Search } from './search-rows.ts';
import { base } from './theme.ts';

let serial = 0;
const nothingFound: Found = { query: '', hits: [] };

/** Search over items, features, villages and the plan's text: a combobox, keyboard first. */
class SearchBox extends PlanElement {
  static override ownTask = true;
  static override properties = {
    ...PlanElement.properties,
    query: { state: true },
    active: { state: true },
    open: { state: true },
    found: { state: true },
    answers: { state: true },
  };
  declare query: string;
  declare active: number;
  declare open: boolean;
  declare found: Found;
  declare answers: Search | undefined;
  #asked: Promise<Search> | undefined;
  readonly #list = `hits-${++serial}`;

  constructor() {
    super();
    this.query = '';
    this.active = 0;
    this.open = false;
    this.found = nothingFound;
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
      li[aria-selected='true'] { background: var(--sunken); outline: 1px solid var(--line-strong); outline-offset: -1px; }
      .kind { font-size: 12px; color: var(--ink-faint); white-space: nowrap; }
      mark { background: var(--mark); color: inherit; border-radius: 2px; }
      .none { padding: 14px; color: var(--ink-soft); cursor: default; }
    `,
  ];

  /** The search, its index and its list arrive with the first use. */
  #ready() {
    this.#asked ??= import('./search-rows.ts').then(async ({ openSearch }) => {
      this.answers = await openSearch(this.store);
      return this.answers;
    });
    return this.#asked;
  }

  async #input(query: string) {
    this.query = query;
    this.open = query.trim() !== '';
    const { ask } = await this.#ready();
    if (this.query !== query) return;
    this.found = ask(query);
    this.active = 0;
  }

  #choose(hit: Hit | undefined) {
    if (!hit) return;
    const next = this.answers?.choose(hit, this);
    if (next) return void this.#input(next);
    this.open = false;
    this.dispatchEvent(new CustomEvent('chosen', { bubbles: true, composed: true }));
  }

  #key(event: KeyboardEvent) {
    const last = this.found.hits.length - 1;
    if (event.key === 'ArrowDown' && !this.open) this.open = this.query.trim() !== '';
    else if (event.key === 'ArrowDown') this.active = Math.min(last, this.active + 1);
    else if (event.key === 'ArrowUp') this.active = Math.max(0, this.active - 1);
    else if (event.key === 'Enter') this.#choose(this.found.hits[this.active]);
    else if (event.key === 'Escape') {
      if (this.open) this.open = false;
      else this.#clear();
    } else return;
    event.preventDefault();
  }

  #clear() {
    this.query = '';
    this.found = nothingFound;
    this.open = false;
    this.renderRoot.querySelector('input')?.focus();
  }

  override render() {
    const name = this.t({
      zh: '搜索项目、地点、村和规划原文',
      en: 'Search items, places, villages and the plan',
    });
    return html`<div role="search">
      <div class="field">
        ${icon('search', 18)}
        <input type="search" role="combobox" aria-label=${name} placeholder=${this.answers?.hint ?? this.t({ zh: '搜索：汉字、拼音或首字母', en: 'Search: Chinese, pinyin or English' })} autocomplete="off" spellcheck="false"
          aria-expanded=${this.open} aria-controls=${this.#list} aria-autocomplete="list"
          aria-activedescendant=${this.open && this.found.hits.length ? `${this.#list}-${this.active}` : nothing}
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
          this.open && this.answers
            ? this.answers.rows(this.found, this.active, this.#list, {
                choose: (hit) => this.#choose(hit),
                point: (index) => {
                  this.active = index;
                },
              })
            : nothing
        }
      </ul>
      <span class="sr" role="status">${this.open ? this.answers?.said(this.found) : nothing}</span></div>`;
  }

  override updated() {
    this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  override focus() {
    this.renderRoot.querySelector('input')?.focus();
  }
}
define('search-box', SearchBox);
