import { css, html, nothing } from 'lit';
import { type Condition, type RowTest, rowTests } from '../../../geo/layer/rows.ts';
import { define, PlanElement } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { panelStyles } from '../../../ui/panel-styles.ts';
import { base } from '../../../ui/theme.ts';
import type { GridColumn } from './data-grid.ts';
import { needsValue, testWords } from './words.ts';

/** Milliseconds without a key after which what was typed is looked for. */
const pauseMs = 200;

/** Which rows of a table are wanted: a text anywhere, and conditions of columns. Dispatches `filter` with what changed. */
class FilterBar extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    columns: { attribute: false },
    text: { attribute: false },
    where: { attribute: false },
    test: { state: true },
  };
  declare columns: readonly GridColumn[];
  declare text: string;
  declare where: readonly Condition[];
  declare test: RowTest;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.columns = [];
    this.text = '';
    this.where = [];
    this.test = 'contains';
  }

  static override styles = [
    base,
    panelStyles,
    css`
      :host { display: block; padding: 0 14px 8px; }
      .bar, form { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
      form { flex: 4 1 320px; }
      input, select { min-height: 32px; min-width: 0; padding-block: 2px; font-size: 13px; }
      input[type='search'] { flex: 1 1 150px; }
      form > * { flex: none; }
      form > input { flex: 1 1 90px; max-width: 200px; }
      form > select:first-child { max-width: 180px; }
      @media (pointer: coarse) { input, select { min-height: 44px; } }
      @container (max-width: 760px) {
        :host { padding: 0 10px 6px; }
        .bar { flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; }
        .bar > * { flex: none; }
        form { flex-wrap: nowrap; }
        form > input { width: 110px; }
        input[type='search'] { width: 150px; flex: none; }
      }
    `,
  ];

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  #send(detail: { text?: string; where?: readonly Condition[] }) {
    this.dispatchEvent(new CustomEvent('filter', { detail }));
  }

  #add(event: Event) {
    event.preventDefault();
    const { elements } = event.target as HTMLFormElement;
    const field = (name: string) =>
      (elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | null)?.value ?? '';
    const value = field('value').trim();
    if (needsValue(this.test) && !value) return;
    this.#send({ where: [...this.where, { column: Number(field('column')), test: this.test, value }] });
    const input = (event.target as HTMLFormElement).querySelector('input');
    if (input) input.value = '';
  }

  /** The condition's button goes with it: the focus is where the next is given. */
  #drop(index: number) {
    this.#send({ where: this.where.filter((_, other) => other !== index) });
    this.renderRoot.querySelector('select')?.focus();
  }

  override render() {
    const name = (key: number) => this.columns.find((one) => one.key === key)?.name ?? '';
    return html`<div class="bar"><input type="search" aria-label=${this.t({ zh: '在所有列中查找', en: 'Find in all columns' })} placeholder=${this.t({ zh: '在所有列中查找', en: 'Find in all columns' })} .value=${this.text} @input=${(
      event: Event,
    ) => {
      const { value } = event.target as HTMLInputElement;
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#send({ text: value }), pauseMs);
    }}>
      <form @submit=${(event: Event) => this.#add(event)}>
        <select name="column" aria-label=${this.t({ zh: '筛选列', en: 'Column to filter by' })}>${this.columns.map(({ key, name: own }) => html`<option value=${key}>${own}</option>`)}</select>
        <select name="test" aria-label=${this.t({ zh: '筛选条件', en: 'Condition' })} @change=${(
          event: Event,
        ) => {
          this.test = (event.target as HTMLSelectElement).value as RowTest;
        }}>${rowTests.map((one) => html`<option value=${one} ?selected=${one === this.test}>${this.t(testWords[one])}</option>`)}</select>
        ${needsValue(this.test) ? html`<input type="text" name="value" autocomplete="off" aria-label=${this.t({ zh: '筛选值', en: 'Value' })}>` : nothing}
        <button class="button small">${this.t({ zh: '筛选', en: 'Filter' })}</button></form>
      ${this.where.map((condition, index) => {
        const words = `${name(condition.column)} ${this.t(testWords[condition.test])} ${needsValue(condition.test) ? condition.value : ''}`;
        return html`<button class="chip" aria-label=${this.t({ zh: `取消筛选：${words}`, en: `Remove the filter ${words}` })} @click=${() => this.#drop(index)}>${words}${icon('close', 14)}</button>`;
      })}</div>`;
  }
}
define('filter-bar', FilterBar);
