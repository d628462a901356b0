import { css, html, nothing } from 'lit';
import { type OwnRule, severityWords } from '../../../check/index.ts';
import { type Bilingual, severities } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import type { LayerFacts } from './layer-state.ts';

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

  /** A rule of his own, for a layer that no rule of the package is about. */
  #rule() {
    const { rule, role } = this.facts;
    if (role !== 'other') return nothing;
    const now: OwnRule = rule ?? { test: { kind: 'overlap' }, severity: 'notice', words: '', basis: '' };
    const set = (change: Partial<OwnRule>) => this.#set({ rule: { ...now, ...change } });
    const kinds = [
      ['overlap', { zh: '有重叠', en: 'it overlaps' }],
      ['outside', { zh: '超出范围（不在其内）', en: 'part of the zone is outside' }],
      ['within', { zh: '距离小于', en: 'it is nearer than' }],
    ] as const;
    const text = (key: 'words' | 'basis', label: Bilingual, hint: Bilingual) =>
      html`<label class="field wide">${this.t(label)}<input type="text" .value=${now[key]} placeholder=${this.t(hint)} @change=${(event: Event) => set({ [key]: (event.target as HTMLInputElement).value.trim() })}></label>`;
    return html`<details class="wide" ?open=${rule !== undefined}><summary>${this.t({ zh: '自定规则', en: 'A rule of your own' })}</summary><div class="grid">
      ${text('words', { zh: '规则名称', en: 'What the rule says' }, { zh: '填写后参与核查', en: 'checked once this is given' })}
      <label class="field">${this.t({ zh: '触发条件', en: 'It applies when' })}<select @change=${(
        event: Event,
      ) => {
        const kind = (event.target as HTMLSelectElement).value as OwnRule['test']['kind'];
        set({ test: kind === 'within' ? { kind, distanceM: 10 } : { kind } });
      }}>${kinds.map(([kind, name]) => html`<option value=${kind} ?selected=${kind === now.test.kind}>${this.t(name)}</option>`)}</select></label>
      <label class="field">${this.t({ zh: '级别', en: 'Severity' })}<select @change=${(event: Event) => set({ severity: (event.target as HTMLSelectElement).value as OwnRule['severity'] })}>${severities.map((one) => html`<option value=${one} ?selected=${one === now.severity}>${this.t(severityWords[one])}</option>`)}</select></label>
      ${
        now.test.kind === 'within'
          ? html`<label class="field">${this.t({ zh: '距离（米）', en: 'Distance (m)' })}<input type="number" min="0" step="any" .value=${String(now.test.distanceM)} @change=${(event: Event) => set({ test: { kind: 'within', distanceM: Math.max(0, (event.target as HTMLInputElement).valueAsNumber || 0) } })}></label>`
          : nothing
      }
      ${text('basis', { zh: '依据', en: 'Basis' }, { zh: '文件名称、文号、条款', en: 'document, number, article' })}</div></details>`;
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
      }}></label>${this.#rule()}</div>`;
  }
}
define('layer-facts', LayerFactsElement);
