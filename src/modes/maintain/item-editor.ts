import { css, html, nothing } from 'lit';
import { addStatus, editItem, linkItem } from '../../check/edits/change.ts';
import {
  type Bilingual,
  earliest,
  historyOf,
  type PlanItem,
  type Status,
  StatusEntrySchema,
  statuses,
  type Target,
  today,
} from '../../model/index.ts';
import { checkSchema } from '../../model/schema-problems.ts';
import { newId } from '../../store/records/id.ts';
import { author, setAuthor } from '../../store/records/shared.ts';
import '../../ui/attached-files.ts';
import { define } from '../../ui/element.ts';
import { icon } from '../../ui/icons.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { base } from '../../ui/theme.ts';
import { statusWords } from '../../ui/words.ts';
import './files/attach-fields.ts';
import './font-note.ts';
import { hereOnly, markStyles, unpublished, WorkElement } from './element.ts';
import { distinctNames } from './feature-names.ts';
import type { AttachFields } from './files/attach-fields.ts';

const words = {
  words: { zh: '文字', en: 'Words' },
  targets: { zh: '指标', en: 'Targets' },
  links: { zh: '地图要素', en: 'On the map' },
  progress: { zh: '进展', en: 'Progress' },
  remove: { zh: '移除', en: 'Remove' },
};

/** The form of one plan item: words, targets, features, statuses. Every field is kept when it is left. */
class ItemEditor extends WorkElement {
  static override properties = {
    ...WorkElement.properties,
    item: { attribute: false },
    message: { state: true },
  };
  declare item: PlanItem;
  declare message: string;

  constructor() {
    super();
    this.message = '';
  }

  static override styles = [
    base,
    panelStyles,
    markStyles,
    css`
      .pair { display: grid; gap: 10px; }
      textarea { min-height: 84px; resize: vertical; line-height: 1.6; }
      textarea.long { min-height: 120px; }
      li.link { display: grid; grid-template-columns: 1fr auto auto; gap: 4px; align-items: center; font-size: 14px; min-height: 40px; border-bottom: 1px solid var(--line); }
      .target { display: grid; grid-template-columns: 1fr 84px 72px 40px; gap: 6px; align-items: end; padding-bottom: 8px; border-bottom: 1px solid var(--line); }
      .target .en { grid-column: 1 / 4; }
      .entry { display: grid; gap: 2px; padding: 8px 0; border-bottom: 1px solid var(--line); font-size: 13.5px; line-height: 1.55; }
      form { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
      form .whole { grid-column: 1 / -1; }
      .icon-button { min-width: 36px; min-height: 36px; }
    `,
  ];

  #label(what: Bilingual): Bilingual {
    return { zh: `${this.item.id} 改${what.zh}`, en: `${this.item.id}: change ${what.en}` };
  }

  #text(key: 'title' | 'summary', language: 'zh' | 'en', name: Bilingual) {
    return html`<label class="field">${this.t(name)}<textarea lang=${language} class=${key === 'summary' ? 'long' : ''} required .value=${this.item[key][language]} @change=${(
      event: Event,
    ) => {
      const area = event.target as HTMLTextAreaElement;
      const value = area.value.trim();
      if (!value) {
        area.setCustomValidity(this.t({ zh: '不能为空。', en: 'This must not be empty.' }));
        area.reportValidity();
        area.setCustomValidity('');
        area.value = this.item[key][language];
        return;
      }
      const patch = { [key]: { ...this.item[key], [language]: value } };
      this.take(editItem(this.work.parts.value, this.item.id, patch), this.#label(name));
    }}></textarea></label>`;
  }

  #setTargets(targets: Target[]) {
    this.take(editItem(this.work.parts.value, this.item.id, { targets }), this.#label(words.targets));
  }

  #target(target: Target, index: number) {
    const { targets } = this.item;
    const set = (patch: Partial<Target>) => {
      const next = { ...target, ...patch };
      if (next.value === undefined || Number.isNaN(next.value)) delete next.value;
      if (!next.unit) delete next.unit;
      this.#setTargets(targets.map((one, at) => (at === index ? next : one)));
    };
    const value = (event: Event) => (event.target as HTMLInputElement).value.trim();
    const text = (language: 'zh' | 'en', name: Bilingual) =>
      html`<label class="field ${language}">${this.t(name)}<input type="text" lang=${language} .value=${target.text[language]} @change=${(
        event: Event,
      ) => {
        const words = value(event);
        if (words) set({ text: { ...target.text, [language]: words } });
        else (event.target as HTMLInputElement).value = target.text[language];
      }}></label>`;
    return html`<div class="target">${text('zh', { zh: '指标（中文）', en: 'Target (Chinese)' })}
      <label class="field">${this.t({ zh: '数值', en: 'Figure' })}<input type="number" step="any" .value=${String(target.value ?? '')} @change=${(event: Event) => set({ value: value(event) === '' ? Number.NaN : Number(value(event)) })}></label>
      <label class="field">${this.t({ zh: '单位', en: 'Unit' })}<input type="text" .value=${target.unit ?? ''} @change=${(event: Event) => set({ unit: value(event) })}></label>
      <button class="icon-button" aria-label=${`${this.t(words.remove)} ${this.t(target.text)}`} @click=${() => this.#setTargets(targets.filter((_, at) => at !== index))}>${icon('close', 16)}</button>
      ${text('en', { zh: '指标（English）', en: 'Target (English)' })}</div>`;
  }

  #links() {
    const { select, commands } = this.store;
    const linked = select.featuresOfItem.value.get(this.item.id) ?? [];
    const others = [...select.features.value.values()].filter(
      ({ layer, feature }) => layer.role === 'subject' && !linked.includes(feature.properties.id),
    );
    const link = (ids: readonly string[]) =>
      this.take(linkItem(this.work.parts.value, this.item.id, ids), this.#label(words.links));
    const called = distinctNames([...select.features.value.values()].map(({ feature }) => feature));
    const name = (id: string) => {
      const record = select.features.value.get(id);
      return record ? this.t(called(record.feature)) : id;
    };
    return html`<ul>${linked.map(
      (
        id,
      ) => html`<li class="link"><span>${name(id)}</span><button class="icon-button" aria-label=${`${this.t({ zh: '在地图上看', en: 'Show on the map' })} ${name(id)}`} @click=${() => commands.frameFeatures([id])}>${icon('target', 16)}</button>
        <button class="icon-button" aria-label=${`${this.t(words.remove)} ${name(id)}`} @click=${() => link(linked.filter((other) => other !== id))}>${icon('close', 16)}</button></li>`,
    )}</ul>
      <label class="field">${this.t({ zh: '加上要素', en: 'Add a feature' })}<select @change=${(
        event: Event,
      ) => {
        const chosen = event.target as HTMLSelectElement;
        if (chosen.value) link([...linked, chosen.value]);
        chosen.value = '';
      }}><option value="">${this.t({ zh: '选择…', en: 'Choose…' })}</option>${others.map(({ feature, layer }) => html`<option value=${feature.properties.id}>${this.t(layer.name)} · ${name(feature.properties.id)}</option>`)}</select></label>`;
  }

  #entries() {
    const { state } = this.store;
    const subject = `item:${this.item.id}`;
    const fresh = new Set(this.work.edits.value.map(({ id }) => id));
    const published = new Set(
      this.work.changes.value.flatMap(({ kind, subject: of }) => (kind === 'added' ? [of] : [])),
    );
    const local = state.localEntries.value.filter(
      (entry) => entry.subject === subject && !fresh.has(`status:${entry.id}`),
    );
    return html`${historyOf(state.entries.value, subject).map(
      (entry) =>
        html`<div class="entry"><b>${this.t(statusWords[entry.status])} · ${entry.date} ${published.has(`status:${entry.id}`) ? html`<span class="mark">${this.t(unpublished)}</span>` : nothing}</b><span>${entry.evidence}</span><span class="soft">${entry.by}${entry.note ? ` · ${entry.note}` : ''}</span>${entry.files ? html`<attached-files .store=${this.store} .files=${entry.files}></attached-files>` : nothing}</div>`,
    )}
    ${historyOf(local, subject).map(
      (entry) =>
        html`<div class="entry"><b>${this.t(statusWords[entry.status])} · ${entry.date} <span class="mark">${this.t(hereOnly)}</span></b><span>${entry.evidence}</span><span class="soft">${entry.by}</span>
        <span><button class="button small" @click=${() => this.take(addStatus(entry), { zh: `${this.item.id} 收入进展`, en: `${this.item.id}: take the entry in` })}>${this.t({ zh: '收入本次发布', en: 'Take into the package' })}</button></span></div>`,
    )}`;
  }

  #submit(event: Event) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const note = text('note');
    const fields = this.renderRoot.querySelector<AttachFields>('attach-fields');
    const attached = fields?.chosen();
    if (!attached) return;
    const { output, problems } = checkSchema(
      StatusEntrySchema,
      {
        id: newId(),
        subject: `item:${this.item.id}`,
        status: text('status') as Status,
        date: text('date'),
        evidence: text('evidence'),
        by: text('by'),
        ...(note ? { note } : {}),
        ...(attached.length ? { files: attached.map(({ attachment }) => attachment) } : {}),
      },
      {},
    );
    if (!output) {
      this.store.commands.report(...problems);
      return;
    }
    setAuthor(output.by);
    const files = attached.map(({ ready }) => ready);
    this.take(addStatus(output, files), {
      zh: `${this.item.id} 记录进展`,
      en: `${this.item.id}: record progress`,
    });
    this.message = this.t({ zh: '已记录，未发布。', en: 'Recorded, not published.' });
    form.reset();
    fields?.clear();
  }

  override render() {
    const { item } = this;
    return html`
      <div class="section stack"><h3>${this.t(words.progress)}</h3>${this.#entries()}
        <form @submit=${(event: Event) => this.#submit(event)}>
          <label class="field">${this.t({ zh: '状态', en: 'Status' })}<select name="status" required><option value="">${this.t({ zh: '选择…', en: 'Choose…' })}</option>${statuses.map((status) => html`<option value=${status}>${this.t(statusWords[status])}</option>`)}</select></label>
          <label class="field">${this.t({ zh: '日期', en: 'Date' })}<input type="date" name="date" required min=${earliest} max=${today()} value=${today()}></label>
          <label class="field whole">${this.t({ zh: '依据（文件、公告、现场）', en: 'Evidence (document, notice, visit)' })}<input type="text" name="evidence" required></label>
          <label class="field">${this.t({ zh: '记录人', en: 'Recorded by' })}<input type="text" name="by" required value=${author()}></label>
          <label class="field">${this.t({ zh: '来源或备注', en: 'Source or note' })}<input type="text" name="note"></label>
          <attach-fields class="whole" .store=${this.store}></attach-fields>
          <div class="whole row"><button class="button primary">${this.t({ zh: '记录进展', en: 'Record progress' })}</button><span class="good" role="status">${this.message}</span></div></form></div>
      <div class="section pair"><h3>${this.t(words.words)}</h3>
        ${this.#text('title', 'zh', { zh: '标题（中文）', en: 'Title (Chinese)' })}
        ${this.#text('title', 'en', { zh: '标题（English）', en: 'Title (English)' })}
        ${this.#text('summary', 'zh', { zh: '摘要（中文）', en: 'Summary (Chinese)' })}
        ${this.#text('summary', 'en', { zh: '摘要（English）', en: 'Summary (English)' })}
        <p class="hint">${this.t({ zh: '只写规划原文说了的；原文引句不在这里改。', en: 'Say only what the plan says; its own words are not changed here.' })}</p>
        <font-note .store=${this.store} .work=${this.work} .edits=${[{ id: `item:${item.id}`, value: item }]}></font-note></div>
      <div class="section stack"><h3>${this.t(words.targets)}</h3>${item.targets.map((target, index) => this.#target(target, index))}
        <div><button class="button small" @click=${() => this.#setTargets([...item.targets, { text: { zh: '新指标', en: 'New target' } }])}>${this.t({ zh: '添加指标', en: 'Add a target' })}</button></div></div>
      <div class="section stack"><h3>${this.t(words.links)}</h3>${this.#links()}</div>`;
  }
}
define('item-editor', ItemEditor);
