import { css, html, nothing } from 'lit';
import {
  type Chapter,
  chapterNumerals,
  chapterOf,
  comma,
  isKnown,
  type PlanItem,
  say,
} from '../model/index.ts';
import { define, PlanElement } from './element.ts';
import { icon } from './icons.ts';
import './status-bar.ts';
import { localMark, statusShape, statusWord } from './status-glyph.ts';
import { base, hues } from './theme.ts';
import { spatialWords, words } from './words.ts';

/** Rows that fill a tall screen. */
const screenful = 12;

/** The plan's items, chapter by chapter: the map's equal for everybody who does not use the map. */
class PlanList extends PlanElement {
  static override ownTask = true;
  static override properties = {
    ...PlanElement.properties,
    closed: { state: true },
    whole: { state: true },
    stop: { state: true },
  };
  declare closed: ReadonlySet<number>;
  /** False for the first picture, which has no more rows than a screen: the rest is a task of its own. */
  declare whole: boolean;
  /** The row that Tab comes to, by item or chapter; the arrow keys go from row to row. */
  declare stop: string;

  constructor() {
    super();
    this.closed = new Set();
    this.whole = false;
    this.stop = '';
  }

  static override styles = [
    base,
    hues,
    css`
      :host { display: block; }
      section + section { border-top: 1px solid var(--line); }
      h2 { position: sticky; top: 0; z-index: 1; font-size: inherit; }
      .chapter {
        display: grid; grid-template-columns: 36px 1fr auto; gap: 2px 12px; align-items: center;
        width: 100%; padding: 12px 16px 10px; background: var(--surface);
      }
      .chapter:focus-visible { outline-offset: -2px; }
      .numeral {
        grid-row: 1 / 3; display: grid; place-items: center; width: 36px; height: 36px; border-radius: 9px;
        background: var(--hue); color: var(--raised); font-size: 17px; font-weight: 600;
      }
      .chapter .name { font-size: 15.5px; font-weight: 600; line-height: 1.3; }
      .chapter .count { font-size: 13px; font-weight: 400; color: var(--ink-faint); display: inline-flex; align-items: center; gap: 4px; }
      .chapter status-bar { grid-column: 2 / 4; margin-top: 4px; }
      .chapter svg { transition: transform 160ms; }
      .chapter[aria-expanded='false'] svg { transform: rotate(-90deg); }
      h3 { padding: 10px 16px 4px 64px; font-size: 12.5px; font-weight: 600; color: var(--ink-faint); letter-spacing: 0.02em; }
      .item {
        position: relative; display: grid; grid-template-columns: 36px 1fr auto; gap: 12px; align-items: center; width: 100%;
        min-height: 44px; padding: 7px 16px; line-height: 1.35; font-size: 14.5px;
      }
      .item > .status-shape, .item .shape { justify-self: center; color: var(--hue-ink); }
      .item:hover, .item.highlighted { background: color-mix(in srgb, var(--hue) 9%, var(--surface)); }
      .item[aria-current='true'] { background: color-mix(in srgb, var(--hue) 16%, var(--surface)); font-weight: 600; }
      .item[aria-current='true']::before { content: ''; position: absolute; inset: 0 auto 0 0; width: 3px; background: var(--hue); }
      .item:focus-visible { outline-offset: -2px; }
      small { display: block; font-size: 12.5px; line-height: 1.5; font-weight: 400; color: var(--ink-soft); }
      .place { font-size: 12px; color: var(--ink-faint); white-space: nowrap; }
      .item:hover .place, .item.highlighted .place, .item[aria-current='true'] .place { color: var(--ink-soft); }
      @media (forced-colors: active) {
        .numeral, status-bar { forced-color-adjust: none; }
        .item[aria-current='true'], .item.highlighted { outline: 2px solid Highlight; outline-offset: -3px; }
      }
      .none { padding: 28px 24px; color: var(--ink-soft); line-height: 1.7; text-align: center; }
      ul { padding-bottom: 6px; }
    `,
  ];

  #tabindex = (row: string) => (row === this.#reached ? 0 : -1);

  /** The row that has the stop now: the one last visited while it is there, else the first. */
  #reached = '';
  #reach() {
    const shown = this.store.select.shownItems.value;
    const chapters = this.store.state.plan.value?.chapters.map(({ number }) => number) ?? [];
    const there = chapters.filter((number) => [...shown].some((id) => chapterOf(id) === number));
    const has = shown.has(this.stop)
      ? !this.closed.has(chapterOf(this.stop))
      : there.some((number) => String(number) === this.stop);
    this.#reached = has ? this.stop : String(there[0]);
  }

  #toggle(number: number) {
    const closed = new Set(this.closed);
    if (!closed.delete(number)) closed.add(number);
    this.closed = closed;
  }

  async #clear() {
    this.store.commands.clearFilters();
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  }

  /** One stop of the Tab key for the whole list, so that the map behind it is near for the keyboard too. */
  #arrow(event: KeyboardEvent) {
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('nav button')];
    const at = rows.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    const row = to === undefined ? undefined : rows[to];
    if (!row) return;
    row.focus();
    event.preventDefault();
  }

  #item(item: PlanItem) {
    const { state, select, commands } = this.store;
    const status = select.itemStatus(item.id);
    const placed = select.featuresOfItem.value.get(item.id) ?? [];
    // How many sketches there are says nothing of how many places there are.
    const count = placed.filter((id) => isKnown(select.features.value.get(id)?.feature)).length;
    const place = count
      ? this.t({ zh: `${count} 处`, en: `${count} on map` })
      : this.t(spatialWords[item.spatial]);
    const word = statusWord(status?.word, this.language);
    return html`<li>
      <button class="item ${select.highlightedItems.value.has(item.id) ? 'highlighted' : ''}" data-item=${item.id} data-row=${item.id} tabindex=${this.#tabindex(item.id)}
        aria-current=${state.item.value === item.id ? 'true' : 'false'}
        @click=${() => commands.selectItem(item.id)}
        @pointerenter=${() => commands.hoverItems([item.id])} @pointerleave=${() => commands.hoverItems([])}
        @focus=${() => commands.hoverItems([item.id])} @blur=${() => commands.hoverItems([])}>
        <span class="shape" title=${word}>${statusShape(status?.word)}</span>
        <span>${this.t(item.title)}<span class="sr">${this.t(comma)}${word}</span>${localMark(this, status?.entry)}${
          // Who asks for what has no place asks why.
          state.filters.value.kinds.length && item.why ? html`<small>${this.t(item.why)}</small>` : nothing
        }</span>
        <span class="place num">${place}</span>
      </button></li>`;
  }

  #chapter(chapter: Chapter, before: number) {
    const { select, state } = this.store;
    const all = chapter.sections.flatMap(({ items }) => items);
    const shown = all.filter((item) => select.shownItems.value.has(item.id));
    // In a village's list what is for the whole town stands apart.
    const apart = state.filters.value.villages.length
      ? shown.filter((item) => item.spatial === 'townwide')
      : [];
    const sections = [
      ...chapter.sections.map(({ title, items }) => ({
        title,
        items: items.filter((item) => shown.includes(item) && !apart.includes(item)),
      })),
      { title: words.townwide, items: apart },
    ].filter(({ items }) => items.length);
    if (!sections.length) return nothing;
    const ids = sections.flatMap(({ items }) => items.map((item) => item.id));
    const open = !this.closed.has(chapter.number);
    return html`<section class="c${chapter.number}">
      <h2><button class="chapter" data-row=${chapter.number} tabindex=${this.#tabindex(String(chapter.number))} aria-expanded=${open} @click=${() => this.#toggle(chapter.number)}>
        <span class="numeral" aria-hidden="true">${say({ zh: chapterNumerals[chapter.number], en: chapter.number || '·' }, this.language)}</span>
        <span class="name">${this.t(chapter.short)}</span>
        <span class="count num">${this.t({ zh: `${ids.length} 项`, en: `${ids.length}` })}${icon('down', 16)}</span>
        <status-bar .store=${this.store} .ids=${ids}></status-bar>
      </button></h2>
      ${
        open && (this.whole || before < screenful)
          ? sections.map(
              ({ title, items }) => html`<h3>${this.t(title)}</h3>
              <ul>${items.map((item) => this.#item(item))}</ul>`,
            )
          : nothing
      }
    </section>`;
  }

  override render() {
    const { state, select } = this.store;
    const plan = state.plan.value;
    if (!plan)
      return html`<p class="none" role="status">${
        state.phase.value === 'loading'
          ? this.t({ zh: '正在载入规划……', en: 'Loading the plan …' })
          : this.t({
              zh: '规划未能载入。原因见提示。',
              en: 'The plan could not be loaded; the notice says why.',
            })
      }</p>`;
    if (!select.shownItems.value.size)
      return html`<div class="none"><p>${this.t({ zh: '没有符合筛选条件的项目。', en: 'No item passes the filters.' })}</p>
        <p><button class="button" @click=${() => void this.#clear()}>${this.t({ zh: '清除筛选', en: 'Clear filters' })}</button></p></div>`;
    this.#reach();
    let before = 0;
    return html`<nav aria-label=${this.t(words.items)} @keydown=${(event: KeyboardEvent) => this.#arrow(event)}
      @focusin=${(event: Event) => {
        this.stop = (event.target as HTMLElement).dataset['row'] ?? '';
      }}>${plan.chapters.map((chapter) => {
        const at = before;
        before += chapter.sections.reduce((sum, section) => sum + section.items.length, 0);
        return this.#chapter(chapter, at);
      })}</nav>`;
  }

  /** Keeps the current item in view when it was chosen elsewhere. */
  override updated() {
    if (!this.whole && this.store.state.plan.value)
      setTimeout(() => {
        this.whole = true;
      });
    const current = this.store.state.item.value;
    if (current === this.#shown) return;
    const row = current ? this.renderRoot.querySelector(`[data-item="${CSS.escape(current)}"]`) : null;
    // The list may still be on its way.
    if (current && !row) return;
    this.#shown = current;
    row?.scrollIntoView({ block: 'center' });
  }
  #shown: string | undefined;
}
define('plan-list', PlanList);
