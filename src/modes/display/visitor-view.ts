import { html, nothing } from 'lit';
import {
  chapterNumerals,
  chapterOf,
  itemsOf,
  type Language,
  languageTags,
  nextLanguage,
  type PlanItem,
  say,
} from '../../model/index.ts';
import { createSearch, type Hit } from '../../store/search/index.ts';
import type { TourPackage } from '../../store/tour/package.ts';
import { define, PlanElement } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import { statusShape, statusWord } from '../../ui/status-glyph.ts';
import { base, hues } from '../../ui/theme.ts';
import { toolIcon } from '../../ui/tool-icons.ts';
import { accuracyText, words } from '../../ui/words.ts';
import './qr-code.ts';
import { quoteStyles, wordsOf } from './quote.ts';
import './touch-keyboard.ts';
import { type } from './type.ts';
import type { Seen } from './view-address.ts';
import { visitorStyles } from './visitor-styles.ts';
import { said } from './words.ts';

/**
 * What a passer-by gets: the plan's list by chapter, search by touch, one item at a time and its address as a code.
 * Everything they do lives in this element alone, so that taking it away leaves nothing behind.
 */
class VisitorView extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    pkg: { attribute: false },
    seconds: { attribute: false },
    addressOf: { attribute: false },
    chapter: { state: true },
    item: { state: true },
    typing: { state: true },
    chosen: { state: true },
    query: { state: true },
    hits: { state: true },
    chosenLanguage: { state: true },
  };
  declare pkg: TourPackage;
  /** Seconds until the tour goes on. */
  declare seconds: number;
  declare addressOf: (language: Language, seen: Seen) => string;
  declare chapter: number;
  /** The chapter was chosen by the visitor, and is part of the view they may take along. */
  declare chosen: boolean;
  declare item: string | undefined;
  declare typing: boolean;
  declare query: string;
  declare hits: readonly Hit[];
  declare chosenLanguage: Language | undefined;
  #search: ((query: string, limit?: number) => Hit[]) | undefined;

  static override styles = [base, hues, type, visitorStyles, quoteStyles];

  constructor() {
    super();
    this.chapter = 1;
    this.chosen = false;
    this.typing = false;
    this.query = '';
    this.hits = [];
    this.seconds = 90;
  }

  override get language(): Language {
    return this.chosenLanguage ?? this.store.state.language.value;
  }

  #emit(name: string, detail?: unknown) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #open(id: string | undefined) {
    this.item = id;
    if (id) this.chapter = chapterOf(id);
    this.typing = false;
    this.#emit('show-item', id);
  }

  async #key(key: string) {
    if (key === 'clear') this.query = '';
    else if (key === 'erase') this.query = this.query.slice(0, -1);
    else this.query = (this.query + key).slice(0, 20);
    const wanted = this.query;
    this.#search ??= await createSearch(this.store);
    if (wanted !== this.query) return;
    // Items by themselves, and by the places that belong to them.
    const seen = new Set<string>();
    this.hits = this.#search(wanted, 40).filter((hit) => {
      const id = this.#itemOf(hit);
      if (!id || seen.has(id)) return false;
      seen.add(id);
      return true;
    });
  }

  #itemOf(hit: Hit): string | undefined {
    const [kind, id = ''] = hit.entry.ref.split(/:(.*)/s);
    if (kind === 'item') return id;
    return kind === 'feature' ? this.pkg.feature(id)?.feature.properties.planItems[0] : undefined;
  }

  #row(item: PlanItem, under = '') {
    const word = this.pkg.statusOf(item.id)?.word;
    const placed = this.pkg.featuresOf(item.id).length > 0;
    return html`<li class="c${chapterOf(item.id)}"><button class="row" @click=${() => this.#open(item.id)} aria-current=${this.item === item.id ? 'true' : 'false'}>
      ${statusShape(word, 32)}<span><b>${this.t(item.title)}</b>${under ? html`<small>${under}</small>` : nothing}</span>
      <small>${placed ? '' : this.t(said.noPlace)}</small>${toolIcon('forward', 28)}</button></li>`;
  }

  #list() {
    const chapters = this.pkg.plan.chapters;
    const items = this.pkg.items.filter((item) => chapterOf(item.id) === this.chapter);
    return html`<nav class="tabs" aria-label=${this.t(said.chapters)}>${chapters.map(
      (chapter) =>
        html`<button class="tab c${chapter.number}" aria-pressed=${chapter.number === this.chapter ? 'true' : 'false'} @click=${() => {
          this.chapter = chapter.number;
          this.chosen = true;
          this.renderRoot.querySelector('.rows')?.scrollTo(0, 0);
        }}><span class="numeral">${chapterNumerals[chapter.number]}</span><span>${this.t(chapter.short)}</span></button>`,
    )}</nav>
    <ul class="rows scroll" aria-label=${this.t(words.items)}>${items.map((item) => this.#row(item))}</ul>`;
  }

  #finder() {
    const byId = new Map(this.pkg.items.map((item) => [item.id, item]));
    return html`<p class="query" role="status" aria-label=${this.t(said.search)}>${this.query || html`<span>${this.t(said.searchHint)}</span>`}</p>
      <ul class="rows scroll" aria-label=${this.t(said.found)}>${this.hits.map((hit) => {
        const item = byId.get(this.#itemOf(hit) ?? '');
        if (!item) return nothing;
        const place = hit.entry.ref.startsWith('feature:') ? say(hit.entry, this.language) : '';
        return this.#row(item, place);
      })}${this.query && !this.hits.length ? html`<li class="none">${this.t(said.nothing)}</li>` : nothing}</ul>
      <touch-keyboard .store=${this.store} @key=${(event: CustomEvent<string>) => void this.#key(event.detail)}></touch-keyboard>`;
  }

  #card(item: PlanItem) {
    const now = this.pkg.statusOf(item.id);
    const records = this.pkg.featuresOf(item.id);
    const worst = records.length
      ? Math.max(...records.map(({ feature }) => feature.properties.accuracyM))
      : undefined;
    return html`<article class="item scroll c${chapterOf(item.id)}" aria-label=${this.t(words.details)}>
      <h2>${this.t(item.title)}</h2>
      <p class="summary">${this.t(item.summary)}</p>
      <blockquote lang="zh-CN">${wordsOf(item, this.pkg, 120)}</blockquote>
      <p class="fact">${statusShape(now?.word, 32)}${statusWord(now?.word, this.language)}${now ? html`<small class="num">${now.entry.date}</small>` : nothing}</p>
      ${records.length ? html`<p class="faint">${records.map(({ feature }) => this.t(feature.properties.name)).join(' · ')}</p>` : html`<p class="faint">${item.why ? this.t(item.why) : this.t(said.noPlace)}</p>`}
      ${worst === undefined ? nothing : html`<p class="faint num">${this.t(said.within)} ${accuracyText(worst)}</p>`}
      <qr-code .store=${this.store} .address=${this.addressOf(this.language, { item: item.id })}></qr-code>
      <button class="pill" @click=${() => this.#open(undefined)}>${toolIcon('back', 28)}${this.t(words.items)}</button>
    </article>`;
  }

  override render() {
    const item = itemsOf(this.pkg.plan).find((one) => one.id === this.item);
    const main = this.typing ? this.#finder() : item ? this.#card(item) : this.#list();
    return html`<section class="panel" lang=${this.t(languageTags)} aria-label=${this.t(said.browse)}>
      <header>
        <h1>${this.t(this.pkg.town.title)}</h1>
        <button class="pill" aria-pressed=${this.typing ? 'true' : 'false'} @click=${() => {
          this.typing = !this.typing;
        }}>${icon('search', 28)}${this.t(said.search)}</button>
        <button class="pill" @click=${() => {
          this.chosenLanguage = nextLanguage(this.language);
        }}>${this.t(said.language)}</button>
        <button class="pill strong" @click=${() => this.#emit('leave')}>${this.t(said.back)}</button>
      </header>
      ${main}
      <footer><span class="num" aria-live="off">${this.seconds} ${this.t(said.returns)}</span>${
        item && !this.typing
          ? nothing
          : html`<qr-code .store=${this.store} .address=${this.addressOf(this.language, this.chosen && !this.typing ? { chapter: this.chapter } : {})}></qr-code>`
      }</footer>
    </section>`;
  }
}
define('visitor-view', VisitorView);
