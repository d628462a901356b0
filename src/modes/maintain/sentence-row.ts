import { css, html, nothing } from 'lit';
import type { Step } from '../../check/edits/change.ts';
import { clauseOf, type Likely } from '../../check/years/continuations.ts';
import { citeWords, freeWords, itemOfWords, titleOfWords } from '../../check/years/draft.ts';
import type { Bilingual, CoveredSentence, PlanItem } from '../../model/index.ts';
import { define } from '../../ui/element.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { base } from '../../ui/theme.ts';
import { WorkElement } from './element.ts';

/** Why a line that heads what follows commits to nothing. */
export const headingReason: Bilingual = { zh: '标题，不是承诺。', en: 'A heading, not a commitment.' };
const reasons: readonly Bilingual[] = [
  headingReason,
  { zh: '事实陈述，不是承诺。', en: 'A statement of fact, not a commitment.' },
  { zh: '指导思想，不是承诺。', en: 'Guiding principles, not a commitment.' },
  { zh: '引出下文，内容由后文各句承担。', en: 'Leads to what follows, where the content stands.' },
];

interface Free {
  start: number;
  end: number;
  quote: string;
  why: Bilingual;
}

/** One sentence of a later plan: which items cite it, or why it commits to nothing. */
class SentenceRow extends WorkElement {
  static override properties = {
    ...WorkElement.properties,
    year: { attribute: false },
    sentence: { attribute: false },
    free: { attribute: false },
    likely: { attribute: false },
    picked: { state: true },
    naming: { state: true },
  };
  declare year: string;
  declare sentence: CoveredSentence;
  declare free: readonly Free[];
  declare likely: readonly Likely[];
  /** Words picked in the sentence, offsets in the plan. */
  declare picked: { start: number; end: number } | undefined;
  declare naming: boolean;

  constructor() {
    super();
    this.naming = false;
  }

  static override styles = [
    base,
    panelStyles,
    css`
      :host { display: grid; gap: 8px; padding: 12px 20px; border-top: 1px solid var(--line); }
      .words { font-size: 14.5px; line-height: 1.7; user-select: text; cursor: text; }
      :host([open]) { box-shadow: inset 3px 0 0 var(--warn); }
      .offer { display: grid; grid-template-columns: 1fr auto; gap: 8px; align-items: center; padding: 6px 10px; border-radius: 8px; background: var(--sunken); font-size: 13.5px; line-height: 1.5; }
      .chip { text-align: left; }
      form { display: grid; grid-template-columns: 1fr auto auto; gap: 6px; }
      select { max-width: 100%; min-width: 0; }
      .two { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
    `,
  ];

  get #range(): { start: number; end: number } {
    const { uncited, start, end } = this.sentence;
    return this.picked ?? { start: uncited[0]?.start ?? start, end: uncited.at(-1)?.end ?? end };
  }
  #quote({ start, end } = this.#range): string {
    return this.sentence.text.slice(start - this.sentence.start, end - this.sentence.start);
  }

  #do(step: Step, zh: string, en: string) {
    this.picked = undefined;
    this.naming = false;
    this.take(step, { zh: `${this.year} 年规划：${zh}`, en: `Plan of ${this.year}: ${en}` });
  }

  /** Words marked within the sentence, if any. */
  #pick(event: Event) {
    const root = this.renderRoot as ShadowRoot & { getSelection?: () => Selection | null };
    const selection = root.getSelection?.() ?? document.getSelection();
    const range = selection?.rangeCount ? selection.getRangeAt(0) : undefined;
    const inside = range && (event.currentTarget as Node).contains(range.startContainer);
    this.picked = undefined;
    if (!inside || range.collapsed || range.startContainer !== range.endContainer) return;
    const { start } = this.sentence;
    this.picked = { start: start + range.startOffset, end: start + range.endOffset };
  }

  #make(title: string, earlier?: PlanItem, range = this.#range) {
    const { step, id } = itemOfWords(this.work.parts.value, this.year, range, title, earlier);
    this.#do(step, `立项 ${id}`, `make item ${id}`);
  }

  #actions() {
    const items = [...this.store.select.items.value.values()];
    const naming = html`<form @submit=${(event: Event) => {
      event.preventDefault();
      const title = String(new FormData(event.target as HTMLFormElement).get('title') ?? '').trim();
      if (title) this.#make(title);
    }}><input name="title" type="text" required aria-label=${this.t({ zh: '项目标题', en: 'Title of the item' })} value=${titleOfWords(this.#quote())}>
      <button class="button small primary">${this.t({ zh: '立项', en: 'Create' })}</button>
      <button type="button" class="button small" @click=${() => {
        this.naming = false;
      }}>${this.t({ zh: '取消', en: 'Cancel' })}</button></form>`;
    return html`${this.likely.slice(0, 2).map((one) => {
      const { item, why } = one;
      // Words picked by hand count before what a name points to.
      const clause = this.picked ? undefined : clauseOf(one, this.sentence.uncited, this.likely);
      return html`<div class="offer"><span>${this.t({ zh: '可能延续 ', en: 'May go on with ' })}<b>${item.id} ${this.t(item.title)}</b><br><span class="soft">${this.t(why)}${clause ? this.t({ zh: `；引用“${clause.text}”`, en: `; cites “${clause.text}”` }) : nothing}</span></span>
        <button class="button small" @click=${() => this.#make('', item, clause)}>${this.t({ zh: '确认延续', en: 'Confirm' })}</button></div>`;
    })}
    ${
      this.naming
        ? naming
        : html`<div class="row"><button class="button small" @click=${() => {
            this.naming = true;
          }}>${this.t({ zh: '新立项目', en: 'Create an item' })}</button></div>`
    }
    <div class="two"><select aria-label=${this.t({ zh: '归入项目', en: 'Add to an item' })} @change=${(
      event: Event,
    ) => {
      const chosen = event.target as HTMLSelectElement;
      const id = chosen.value;
      chosen.value = '';
      if (id) this.#do(citeWords(this.work.parts.value, id, this.#range), `引入 ${id}`, `cite by ${id}`);
    }}><option value="">${this.t({ zh: '归入项目…', en: 'Add to…' })}</option>${items.map((item) => html`<option value=${item.id}>${item.id} ${this.t(item.title)}</option>`)}</select>
    <select aria-label=${this.t({ zh: '不作承诺，因为', en: 'Commits to nothing, because' })} @change=${(
      event: Event,
    ) => {
      const chosen = event.target as HTMLSelectElement;
      const why = chosen.value ? reasons[Number(chosen.value)] : undefined;
      chosen.value = '';
      const range = this.#range;
      if (why)
        this.#do(
          freeWords(this.year, { ...range, text: this.#quote(range) }, why),
          '不作承诺',
          'no commitment',
        );
    }}><option value="">${this.t({ zh: '不作承诺…', en: 'No commitment…' })}</option>${reasons.map((why, index) => html`<option value=${index}>${this.t(why)}</option>`)}</select></div>`;
  }

  override render() {
    const { sentence } = this;
    const { select, commands } = this.store;
    this.toggleAttribute('open', sentence.uncited.length > 0);
    const part = sentence.uncited.length > 0 && (sentence.items.length > 0 || this.free.length > 0);
    return html`<p class="words" @pointerup=${(event: Event) => this.#pick(event)}>${sentence.text}</p>
      ${sentence.items.length ? html`<div class="row">${sentence.items.map((id) => html`<button class="chip" @click=${() => commands.selectItem(id)}>${id} ${this.t(select.items.value.get(id)?.title ?? { zh: '', en: '' })}</button>`)}</div>` : nothing}
      ${this.free.map(
        (free) =>
          html`<div class="row"><span class="soft small">${free.quote === sentence.text ? nothing : html`“${free.quote}” `}${this.t(free.why)}</span><button class="button small" @click=${() => this.#do(freeWords(this.year, { ...free, text: free.quote }, undefined), '改回承诺', 'commits after all')}>${this.t({ zh: '改回', en: 'Revert' })}</button></div>`,
      )}
      ${this.picked || part ? html`<p class="hint">${this.t({ zh: '以下针对：', en: 'What follows is about: ' })}“${this.#quote()}”</p>` : nothing}
      ${sentence.uncited.length || this.picked ? this.#actions() : nothing}`;
  }
}
define('sentence-row', SentenceRow);
