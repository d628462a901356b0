import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { likelyItems } from '../../check/years/continuations.ts';
import { addPlan, dropPlan, featureNames, freeWords } from '../../check/years/draft.ts';
import { isHeading } from '../../check/years/outline.ts';
import { type Bilingual, coverageOf, itemsOf, type Plan, yearOf } from '../../model/index.ts';
import { define } from '../../ui/element.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { base } from '../../ui/theme.ts';
import { markStyles, unpublished, WorkElement } from './element.ts';
import './progress-panel.ts';
import { headingReason } from './sentence-row.ts';
import './words-input.ts';
import type { WordsInput } from './words-input.ts';

/** As many sentences are shown at once. */
const most = 60;

const toDo: Bilingual = {
  zh: '每句要么由项目引用，要么说明不作承诺；还差一句也不能发布。可先在句中选取几个字，再立项或归入。',
  en: 'Every sentence is cited by an item or said to commit to nothing; with one left over nothing can be published. Words picked in a sentence can be cited alone.',
};
const allDone: Bilingual = {
  zh: '全部处理完了。到“项目与进展”核对各项目，再到“改动与发布”发布。',
  en: 'All are accounted for. Look at the items under “Items”, then publish under “Publish”.',
};

/** The plans of the town, year by year: a further one comes in as text, and every sentence of it is accounted for. */
class YearsPanel extends WorkElement {
  static override properties = {
    ...WorkElement.properties,
    adding: { state: true },
    open: { state: true },
    fault: { state: true },
  };
  declare adding: boolean;
  /** Only the sentences that nobody has dealt with. */
  declare open: boolean;
  declare fault: string;

  constructor() {
    super();
    this.adding = false;
    this.open = true;
    this.fault = '';
  }

  static override styles = [
    base,
    panelStyles,
    markStyles,
    css`
      .plans button { display: grid; grid-template-columns: 52px 1fr auto; gap: 8px; align-items: baseline; width: 100%; min-height: 44px; padding: 8px 20px; text-align: left; font-size: 14.5px; border-top: 1px solid var(--line); }
      .plans button[aria-pressed='true'] { background: var(--sunken); box-shadow: inset 3px 0 0 var(--accent); }
      form { display: grid; gap: 10px; }
      .pair { display: grid; grid-template-columns: 96px 1fr; gap: 10px; }
      progress { width: 100%; height: 8px; accent-color: var(--accent); }
    `,
  ];

  get #plans(): readonly { plan: Plan; text: string | undefined }[] {
    const { plans, plan, planText } = this.store.state;
    if (plans.value.length) return plans.value;
    return plan.value ? [{ plan: plan.value, text: planText.value }] : [];
  }

  #choose(year: string | undefined) {
    this.store.commands.closeSelection();
    this.store.commands.showPlan(year);
  }

  #add(event: Event) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const year = String(data.get('year'));
    const title = String(data.get('title') ?? '').trim();
    const input = this.renderRoot.querySelector('words-input') as WordsInput;
    const last = this.#plans.at(-1);
    this.fault = !input.words.trim()
      ? this.t({ zh: '请先粘贴正文。', en: 'Paste the text first.' })
      : last && year <= yearOf(last.plan)
        ? this.t({
            zh: `年份要晚于 ${yearOf(last.plan)}。`,
            en: `The year must come after ${yearOf(last.plan)}.`,
          })
        : '';
    if (this.fault || !title) return;
    this.take(addPlan(year, title, input.file || title, input.words), {
      zh: `添加 ${year} 年规划`,
      en: `Add the plan of ${year}`,
    });
    this.adding = false;
    this.open = true;
    this.#choose(year);
  }

  #form() {
    const last = this.#plans.at(-1);
    const next = last ? Number(yearOf(last.plan)) + 1 : new Date().getFullYear();
    return html`<form class="section" @submit=${(event: Event) => this.#add(event)}>
      <div class="pair"><label class="field">${this.t({ zh: '年份', en: 'Year' })}<input type="text" inputmode="numeric" name="year" required pattern="\\d{4}" value=${next}></label>
      <label class="field">${this.t({ zh: '标题', en: 'Title' })}<input type="text" name="title" required value=${`${this.store.state.town.value?.name.zh ?? ''}${next}年工作规划`}></label></div>
      <words-input .store=${this.store} .label=${this.t({ zh: '正文', en: 'Text' })}></words-input>
      <p class="bad hint" role="alert">${this.fault}</p>
      <div class="row"><button class="button primary">${this.t({ zh: '分句', en: 'Cut into sentences' })}</button><button type="button" class="button" @click=${() => {
        this.adding = false;
      }}>${this.t({ zh: '取消', en: 'Cancel' })}</button></div></form>`;
  }

  #sentences(plan: Plan, text: string) {
    const year = yearOf(plan);
    const { sentences, uncited } = coverageOf(plan, text);
    const names = featureNames(this.work.parts.value);
    const before = this.#plans[this.#plans.findIndex((one) => yearOf(one.plan) === year) - 1];
    const continued = new Set(itemsOf(plan).flatMap((item) => item.continues ?? []));
    const earlier = before ? itemsOf(before.plan).filter(({ id }) => !continued.has(id)) : [];
    const shown = sentences.filter((sentence) => !this.open || sentence.uncited.length);
    const headings = sentences.filter((one) => one.uncited.length && isHeading(one, text));
    const done = sentences.length - uncited;
    const fresh = this.work.edits.value.some(({ id }) => id === `plan:${year}`);
    return html`<div class="section stack">
      <p><b role="status">${this.t({ zh: `${sentences.length} 句，${done} 句已处理，还差 ${uncited} 句`, en: `${sentences.length} sentences, ${done} accounted for, ${uncited} left` })}</b></p>
      <progress max=${sentences.length} value=${done} aria-label=${this.t({ zh: '已处理的句子', en: 'Sentences accounted for' })}></progress>
      <p class="hint">${this.t(uncited ? toDo : allDone)}</p>
      <p class="hint">${this.t({ zh: `地图只画 ${year} 年规划的项目；点上面的年份看别的年份。`, en: `The map shows the items of the plan of ${year}; choose another year above.` })}</p>
      <div class="row"><label><input type="checkbox" .checked=${this.open} @change=${(event: Event) => {
        this.open = (event.target as HTMLInputElement).checked;
      }}> ${this.t({ zh: '只看未处理的', en: 'Only those left' })}</label>
      ${
        headings.length
          ? html`<button class="button small" @click=${() => {
              const put = headings.flatMap((one) => freeWords(year, one, headingReason).put);
              this.take({ put }, { zh: `${year} 年规划：标题不作承诺`, en: `Plan of ${year}: headings` });
            }}>${this.t({ zh: `${headings.length} 行标题不作承诺`, en: `${headings.length} headings commit to nothing` })}</button>`
          : nothing
      }
      ${
        fresh
          ? html`<button class="button small danger" @click=${() => {
              this.take(dropPlan(this.work.parts.value, this.work.edits.value, year), {
                zh: `删除 ${year} 年规划`,
                en: `Delete the plan of ${year}`,
              });
              this.#choose(undefined);
            }}>${this.t({ zh: '删除这份规划', en: 'Delete this plan' })}</button>`
          : nothing
      }</div></div>
      <div role="list" aria-label=${this.t({ zh: '句子', en: 'Sentences' })}>${repeat(
        shown.slice(0, most),
        // A row keeps what is chosen in it, so it must not serve another sentence.
        ({ start }) => `${year}/${start}`,
        (sentence) =>
          html`<sentence-row role="listitem" .store=${this.store} .work=${this.work} .year=${year} .sentence=${sentence}
            .free=${plan.noCommitment.filter((free) => free.start < sentence.end && sentence.start < free.end)}
            .likely=${sentence.uncited.length ? likelyItems(sentence.text, earlier, names) : []}></sentence-row>`,
      )}</div>
      ${shown.length > most ? html`<p class="section hint">${this.t({ zh: `另有 ${shown.length - most} 句`, en: `${shown.length - most} more` })}</p>` : nothing}`;
  }

  override render() {
    const plans = this.#plans;
    const { plan: shown } = this.store.state;
    const year = shown.value && yearOf(shown.value);
    const later = plans.slice(1).find(({ plan }) => yearOf(plan) === year);
    const changed = new Set(
      this.work.edits.value.map(({ id }) => /^(?:plan|free|item):(\d{4})(?:$|[-/])/.exec(id)?.[1]),
    );
    return html`<div class="plans">${plans.map(({ plan }) => {
      const planYear = yearOf(plan);
      return html`<button aria-pressed=${planYear === year} @click=${() => this.#choose(planYear)}><span class="num">${planYear}</span><span>${this.t(plan.title)}</span>${changed.has(planYear) ? html`<span class="mark">${this.t(unpublished)}</span>` : nothing}</button>`;
    })}</div>
    ${
      this.adding
        ? this.#form()
        : html`<div class="section"><button class="button" @click=${() => {
            this.adding = true;
          }}>${this.t({ zh: '添加一年规划', en: 'Add a plan' })}</button></div>`
    }
    ${this.adding ? nothing : html`<progress-panel .store=${this.store} .work=${this.work}></progress-panel>`}
    ${later?.text === undefined ? nothing : this.#sentences(later.plan, later.text)}`;
  }
}
define('years-panel', YearsPanel);
