import { css, html, nothing } from 'lit';
import type { Bilingual } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import type { LayerFacts } from './layers.ts';

/** What is said of a layer: name, what it is for, source, date, accuracy. Dispatches `facts` with what was changed. */
class LayerFactsElement extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    facts: { attribute: false },
    why: { attribute: false },
  };
  declare facts: LayerFacts;
  /** Why this role was offered. */
  declare why: Bilingual | undefined;

  static override styles = [
    base,
    panelStyles,
    css`
      div.grid { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
      .wide { grid-column: 1 / -1; }
    `,
  ];

  #set(change: Partial<LayerFacts>) {
    this.dispatchEvent(new CustomEvent('facts', { detail: change }));
  }

  #text(key: 'name' | 'source' | 'date', label: Bilingual, hint: Bilingual, wide = false) {
    return html`<label class="field ${wide ? 'wide' : ''}">${this.t(label)}<input type="text" spellcheck="false" .value=${this.facts[key]} placeholder=${this.t(hint)} @change=${(
      event: Event,
    ) => this.#set({ [key]: (event.target as HTMLInputElement).value.trim() })}></label>`;
  }

  override render() {
    const roles = this.bench.checker.tables.value?.roles ?? [];
    const { role, accuracyM } = this.facts;
    return html`<div class="grid">
      ${this.#text('name', { zh: '名称', en: 'Name' }, { zh: '', en: '' }, true)}
      <label class="field wide">${this.t({ zh: '用途', en: 'What it is' })}<select @change=${(event: Event) =>
        this.#set({ role: (event.target as HTMLSelectElement).value })}>${roles.map(
        ({ id, name }) => html`<option value=${id} ?selected=${id === role}>${this.t(name)}</option>`,
      )}</select></label>
      ${this.why ? html`<p class="hint wide">${this.t(this.why)}</p>` : nothing}
      ${this.#text('source', { zh: '来源', en: 'Source' }, { zh: '如 2023 年度国土变更调查', en: 'such as the 2023 survey' }, true)}
      ${this.#text('date', { zh: '数据时点', en: 'Date of the data' }, { zh: '2023 或 2023-12-31', en: '2023 or 2023-12-31' })}
      <label class="field">${this.t({ zh: '精度（米）', en: 'Accuracy (m)' })}<input type="number" min="0" step="any" inputmode="decimal" .value=${accuracyM === undefined ? '' : String(accuracyM)} @change=${(
        event: Event,
      ) => {
        const { value, valueAsNumber } = event.target as HTMLInputElement;
        this.#set({ accuracyM: value === '' ? undefined : Math.max(0, valueAsNumber) });
      }}></label></div>`;
  }
}
define('layer-facts', LayerFactsElement);
