import { css, html, nothing, type TemplateResult } from 'lit';
import type { Figure } from '../../map/deck/figures.ts';
import {
  chapterNumerals,
  type Language,
  languageTags,
  mainChapters,
  type PlanItem,
  planLanguage,
} from '../../model/index.ts';
import { type Counts, countsOf } from '../../store/tour/counts.ts';
import type { TourPackage } from '../../store/tour/package.ts';
import type { Stop } from '../../store/tour/stops.ts';
import { define, PlanElement } from '../../ui/element.ts';
import { statusShape, statusWord } from '../../ui/status-glyph.ts';
import { base, hues } from '../../ui/theme.ts';
import { accuracyText, words } from '../../ui/words.ts';
import { cardStyles } from './card-styles.ts';
import './qr-code.ts';
import { quoteStyles, wordsOf } from './quote.ts';
import { type } from './type.ts';
import { said } from './words.ts';

const chartStyles = css`
  .chart { display: grid; gap: calc(1.5 * var(--u)); }
  .chart li { display: grid; grid-template-columns: calc(4 * var(--u)) 7.2em 1fr 2.2em; gap: calc(1.4 * var(--u)); align-items: center; font-size: var(--small); line-height: 1.2; }
  .chart .status-shape { width: 100%; height: auto; color: var(--hue-ink, var(--ink)); }
  .chart .bar { height: calc(1.6 * var(--u)); border-radius: calc(0.4 * var(--u)); background: color-mix(in srgb, var(--ink) 12%, transparent); overflow: hidden; }
  .chart .bar i { display: block; height: 100%; border-radius: inherit; background: var(--hue, var(--accent)); transform-origin: left; animation: grow 1.2s cubic-bezier(0.2, 0.7, 0.2, 1) both; }
  .chart b { text-align: right; font-weight: 600; }
  @keyframes grow { from { transform: scaleX(0); } }
`;

/** How items divide by status: a row each, distinguished by shape, word, length and figure. */
function statusChart(counts: Counts, language: Language) {
  const most = Math.max(1, ...counts.byStatus.map(({ count }) => count));
  return html`<ul class="chart">${counts.byStatus.map(({ status, count }) => {
    const bar = document.createElement('i');
    bar.style.width = `${(count / most) * 100}%`;
    return html`<li>${statusShape(status, 32)}<span>${statusWord(status, language)}</span><span class="bar">${bar}</span><b class="num">${count}</b></li>`;
  })}</ul>`;
}

/** Whether an English card has room for the plan's Chinese words below its own; a character of a title takes more of it. */
const hasRoom = ({ title, summary }: PlanItem) => title.en.length * 1.6 + summary.en.length < 265;

/** One card of the tour, set like the label beside a picture. */
export class TourCard extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    pkg: { attribute: false },
    stop: { attribute: false },
    figure: { attribute: false },
    address: { attribute: false },
  };
  declare pkg: TourPackage;
  declare stop: Stop;
  declare figure: Figure | undefined;
  /** Where a phone finds what the card is about. */
  declare address: string;

  static override styles = [base, hues, type, chartStyles, cardStyles, quoteStyles];

  /** Cards speak the language of the tour, which may not be the interface's. */
  override get language(): Language {
    return this.stop.language;
  }

  /** Height of the card where it stands below the map, CSS pixels; whatever moves it in does not count. */
  get height(): number {
    return this.renderRoot.querySelector('article')?.offsetHeight ?? 0;
  }

  #item(id: string | undefined): PlanItem | undefined {
    return this.pkg.items.find((item) => item.id === id);
  }

  #head(): TemplateResult | typeof nothing {
    const chapter = this.pkg.plan.chapters.find((one) => one.number === this.stop.chapter);
    if (!chapter) return nothing;
    return html`<p class="over"><span class="numeral">${chapterNumerals[chapter.number]}</span><span>${this.t(chapter.title)}</span></p>`;
  }

  #status(item: PlanItem) {
    const now = this.pkg.statusOf(item.id);
    return html`<p class="fact">${statusShape(now?.word, 32)}<span>${statusWord(now?.word, this.language)}${now ? html`<small class="num">${now.entry.date}</small>` : nothing}</span></p>`;
  }

  #honest() {
    const { schematic, accuracyM } = this.stop;
    if (accuracyM === undefined) return nothing;
    return html`<p class="honest">${schematic ? html`<b>${this.t(said.schematic)}</b>` : nothing}<span class="num">${this.t(said.within)} ${accuracyText(accuracyM)}</span></p>`;
  }

  #opening() {
    const { town, plan } = this.pkg;
    return html`<div class="grow">
      <p class="over plain">${this.t(town.province)} · ${this.t(town.county)}</p>
      <h1 class="huge">${this.t(town.name)}</h1>
      <p class="lead">${this.t(plan.title)}</p>
      <ul class="strips">${mainChapters(plan).map((chapter) => {
        const count = chapter.sections.reduce((sum, section) => sum + section.items.length, 0);
        return html`<li class="c${chapter.number}"><span class="numeral">${chapterNumerals[chapter.number]}</span><span>${this.t(chapter.short)}</span><b class="num">${count}<small>${this.t({ zh: '项', en: '' })}</small></b></li>`;
      })}</ul>
    </div>`;
  }

  #chapter() {
    const items = this.pkg.items.filter((item) => this.stop.items.includes(item.id));
    const counts = countsOf(this.pkg, items);
    const chapter = this.pkg.plan.chapters.find((one) => one.number === this.stop.chapter);
    return html`<div class="grow">
      ${chapter?.number ? html`<p class="ordinal">${this.t({ zh: `第${chapterNumerals[chapter.number]}篇`, en: `Chapter ${chapter.number}` })}</p>` : nothing}
      <h1>${chapter ? this.t(chapter.title) : ''}</h1>
      <p class="counts"><span><b class="num">${counts.items}</b>${this.t(said.items)}</span><span><b class="num">${counts.placed}</b>${this.t(said.places)}</span></p>
      ${statusChart(counts, this.language)}
    </div>`;
  }

  #place() {
    const item = this.#item(this.stop.items[0]);
    if (!item) return nothing;
    return html`${this.#head()}
      <h1>${this.t(item.title)}</h1>
      ${
        this.language === planLanguage
          ? html`<blockquote lang="zh-CN">${wordsOf(item, this.pkg, 90)}</blockquote>`
          : html`<p class="body">${this.t(item.summary)}</p>${hasRoom(item) ? html`<blockquote class="small" lang="zh-CN">${wordsOf(item, this.pkg, 48)}</blockquote>` : nothing}`
      }
      <div class="facts">${this.#status(item)}${this.#honest()}</div>`;
  }

  #townwide() {
    return html`${this.#head()}
      <h1>${this.t(said.townwide)}</h1>
      <ul class="list">${this.stop.items.map((id) => {
        const item = this.#item(id);
        const word = this.pkg.statusOf(id)?.word;
        return item
          ? html`<li>${statusShape(word, 32)}<div><b>${this.t(item.title)}</b><p>${this.t(item.summary)}</p></div></li>`
          : nothing;
      })}</ul>`;
  }

  #scene() {
    const item = this.#item(this.stop.items[0]);
    const chapters = this.figure?.kind === 'columns' ? mainChapters(this.pkg.plan) : [];
    return html`${this.#head()}
      <h1>${item ? this.t(item.title) : this.t({ zh: '各村有多少事项', en: 'Commitments in each village' })}</h1>
      <p class="body">${this.figure ? this.t(this.figure.caption) : ''}</p>
      <ul class="keys">${chapters.map((c) => html`<li class="c${c.number}"><i></i>${this.t(c.short)}</li>`)}</ul>
      <ol class="keys numbered">${this.figure?.keys?.map((name, index) => html`<li><b class="num">${index + 1}</b>${this.t(name)}</li>`)}</ol>
      <div class="facts">${this.#honest()}</div>`;
  }

  #closing() {
    const { town, plan } = this.pkg;
    const review = town.reviewNumber
      ? `${this.t(words.reviewNumber)} ${town.reviewNumber}`
      : this.t(words.unreviewed);
    return html`<div class="grow">
      <h1>${this.t(town.title)}</h1>
      <dl>
        <dt>${this.t(said.source)}</dt><dd>${this.t(plan.title)}<br /><small>${this.t(town.attribution)}</small></dd>
        <dt>${this.t(said.honesty)}</dt><dd>${this.t(said.honestyText)}</dd>
        <dt>${this.t(words.reviewNumber)}</dt><dd class="review">${review}</dd>
      </dl>
      <qr-code .store=${this.store} .address=${this.address}></qr-code>
    </div>`;
  }

  override render() {
    const { kind, chapter } = this.stop;
    const body = {
      opening: () => this.#opening(),
      chapter: () => this.#chapter(),
      item: () => this.#place(),
      townwide: () => this.#townwide(),
      scene: () => this.#scene(),
      closing: () => this.#closing(),
    }[kind];
    return html`<article class="${kind} ${chapter === undefined ? '' : `c${chapter}`}" lang=${this.t(languageTags)} data-stop=${this.stop.id}>${body()}</article>`;
  }
}
define('tour-card', TourCard);
