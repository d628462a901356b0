import { css, html, nothing } from 'lit';
import { type OwnRule, severityWords } from '../../../check/index.ts';
import {
  type Bilingual,
  type FieldMeaning,
  fieldMeanings,
  fieldMeaningWords,
  fieldsOf,
  severities,
} from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import type { LayerFacts } from './layer-state.ts';

/** What is said of a layer: name, what it is for, source, date, accuracy, what its fields mean. Dispatches `facts` with what was changed. */
class LayerFactsElement extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    facts: { attribute: false },
    columns: { attribute: false },
    why: { attribute: false },
  };
  declare facts: LayerFacts;
  /** Names of the layer's fields. */
  declare columns: readonly string[];
  /** Why this role was offered. */
  declare why: Bilingual | undefined;

  constructor() {
    super();
    this.columns = [];
  }

  static override styles = [
    base,
    panelStyles,
    css`
      div.grid { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
      .wide { grid-column: 1 / -1; }
      .warn { margin-bottom: 6px; }
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

  /** Which field has which meaning, where the layer's role reads any. */
  #fields() {
    const { role, fields: set = {} } = this.facts;
    const of = this.bench.checker.tables.value?.roles.find(({ id }) => id === role);
    const meanings = fieldMeanings.filter((meaning) => of?.fields[meaning]);
    if (!of || !meanings.length || !this.columns.length) return nothing;
    const recognised = fieldsOf(of, this.columns);
    const fields = fieldsOf(of, this.columns, set);
    const lacking = of.needs.filter((meaning) => fields[meaning] === undefined);
    const choose = (meaning: FieldMeaning, value: string) => {
      const { [meaning]: _, ...rest } = set;
      this.#set({ fields: value === (recognised[meaning] ?? '') ? rest : { ...rest, [meaning]: value } });
    };
    return html`<details class="wide" ?open=${lacking.length > 0 || Object.keys(set).length > 0}><summary>${this.t({ zh: '字段含义', en: 'What the fields mean' })}</summary>
      ${lacking.length ? html`<p class="hint warn" role="status">${this.t({ zh: `没有认出${lacking.map((one) => `“${fieldMeaningWords[one].zh}”`).join('')}是哪个字段，请指定；否则不出土地分类面积表。`, en: `No field was recognised as ${lacking.map((one) => fieldMeaningWords[one].en.toLowerCase()).join(', ')}: choose one, or there will be no table of land classes.` })}</p>` : nothing}
      <div class="grid">${meanings.map(
        (meaning) =>
          html`<label class="field">${this.t(fieldMeaningWords[meaning])}<select @change=${(event: Event) =>
            choose(
              meaning,
              (event.target as HTMLSelectElement).value,
            )}><option value="" ?selected=${fields[meaning] === undefined}>${this.t({ zh: '（没有）', en: '(none)' })}</option>${this.columns.map(
            (name) =>
              html`<option value=${name} ?selected=${name === fields[meaning]}>${name}${name === recognised[meaning] ? this.t({ zh: '（自动识别）', en: ' (recognised)' }) : ''}</option>`,
          )}</select></label>`,
      )}</div></details>`;
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
      }}></label>${this.#fields()}${this.#rule()}</div>`;
  }
}
define('layer-facts', LayerFactsElement);
