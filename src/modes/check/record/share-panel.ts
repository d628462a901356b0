import { css, html, nothing } from 'lit';
import { areaFigures, geodesicArea } from '../../../geo/area/index.ts';
import { asProblems, type Problem, type StatusEntry, today } from '../../../model/index.ts';
import type { Conflict, LayerRecord, Value, ZoneRecord } from '../../../store/records/index.ts';
import { author, setAuthor } from '../../../store/records/shared.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { statusWords } from '../../../ui/words.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { saveFile, words } from '../words.ts';

const effectWords = {
  added: { zh: '新增', en: 'added' },
  changed: { zh: '对方在你的版本上作了修改', en: 'changed on top of your version' },
  deleted: { zh: '对方删除', en: 'deleted by them' },
  conflict: {
    zh: '双方都改过：并列保留，由你选定',
    en: 'changed by both: kept side by side for you to settle',
  },
  history: { zh: '内容相同', en: 'same content' },
} as const;

interface Preview {
  name: string;
  text: string;
  problems: readonly Problem[];
  entries: readonly {
    kind: string;
    id: string;
    effect: keyof typeof effectWords;
    before: readonly unknown[];
    after: readonly unknown[];
  }[];
}

/** Passing work on: everything as one file, another's file merged into one's own, disagreements settled side by side. */
class SharePanel extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    preview: { state: true },
    fault: { state: true },
  };
  declare preview: Preview | undefined;
  declare fault: readonly Problem[];

  constructor() {
    super();
    this.fault = [];
  }

  static override styles = [
    base,
    panelStyles,
    css`
      .section { display: grid; gap: 10px; }
      .file { position: relative; }
      .file input { position: absolute; inset: 0; opacity: 0; cursor: pointer; }
      .file:focus-within { outline: 2px solid var(--focus); outline-offset: 2px; }
      ul.entries { display: grid; gap: 6px; font-size: 13px; line-height: 1.5; max-height: 260px; overflow: auto; }
      .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 8px; }
      .side { display: grid; gap: 6px; align-content: start; padding: 10px 12px; border: 1px solid var(--line); border-radius: 10px; font-size: 13px; line-height: 1.5; background: var(--raised); }
      .side dl { display: grid; grid-template-columns: auto 1fr; gap: 1px 8px; }
      .side dt { color: var(--ink-soft); }
      .side dd { overflow-wrap: anywhere; }
      .side dd.differs { font-weight: 650; color: var(--warn); }
      article { display: grid; gap: 8px; }
      p.by { font-size: 12.5px; color: var(--ink-faint); }
    `,
  ];

  async #open(event: Event) {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    const records = this.bench.session.records.value;
    if (!file || !records) return;
    this.fault = [];
    this.preview = undefined;
    try {
      const text = await file.text();
      this.preview = { name: file.name, text, ...records.previewMerge(text) };
    } catch (error) {
      this.fault = asProblems(error, { file: file.name });
    }
  }

  /** A plan item or a feature by its name. */
  #subject(subject: string): string {
    const { items, features } = this.store.select;
    const id = subject.replace(/^(item|feature):/, '');
    const item = items.value.get(id);
    if (item) return `${item.id} ${this.t(item.title)}`;
    const feature = features.value.get(id);
    return feature ? this.t(feature.feature.properties.name) : subject;
  }

  /** What a record is called: one that is deleted by the name it has here. */
  #name(values: readonly (Value | null | undefined)[], id: string): string {
    const value = values.find((one) => one) ?? this.bench.session.zones.value.find((zone) => zone.id === id);
    if (!value) return this.t({ zh: '已删除的记录', en: 'a deleted record' });
    if ('geometry' in value) return (value as ZoneRecord).name || this.t({ zh: '未命名', en: 'Unnamed' });
    if ('subject' in value) {
      const { subject, evidence } = value as StatusEntry;
      return [this.#subject(subject), evidence].filter(Boolean).join('：');
    }
    return 'entry' in value ? this.t((value as LayerRecord).entry.name) : id;
  }

  /** A step by the name its procedure gives it. */
  #step(id: string): string {
    const steps = this.bench.checker.stages.value?.procedures.flatMap((one) => one.steps) ?? [];
    const step = steps.find((one) => one.id === id);
    return step ? this.t(step.name) : id;
  }

  #facts(value: Value | null): [string, string][] {
    if (value === null)
      return [[this.t({ zh: '内容', en: 'Content' }), this.t({ zh: '已删除', en: 'deleted' })]];
    if ('geometry' in value) {
      const zone = value as ZoneRecord;
      return [
        [this.t(words.name), zone.name],
        [
          this.t({ zh: '面积', en: 'Area' }),
          `${areaFigures(geodesicArea(zone.geometry), 2).mu} ${this.t({ zh: '亩', en: 'mu' })}`,
        ],
        [this.t({ zh: '项目', en: 'Project' }), zone.project],
        [this.t({ zh: '规划项目', en: 'Plan item' }), zone.planItem ? this.#subject(zone.planItem) : ''],
        [
          this.t({ zh: '程序', en: 'Steps' }),
          zone.steps.map((s) => `${this.#step(s.step)} ${s.date}`).join('、'),
        ],
        [this.t({ zh: '备注', en: 'Notes' }), zone.notes],
      ];
    }
    const entry = value as StatusEntry;
    return [
      [this.t({ zh: '对象', en: 'Subject' }), this.#subject(entry.subject)],
      [this.t({ zh: '状态', en: 'Status' }), this.t(statusWords[entry.status])],
      [this.t({ zh: '日期', en: 'Date' }), entry.date],
      [this.t({ zh: '依据', en: 'Evidence' }), entry.evidence],
    ];
  }

  #conflict(conflict: Conflict) {
    const records = this.bench.session.records.value;
    const facts = conflict.sides.map((side) => this.#facts(side.value));
    const differs = (row: number) => new Set(facts.map((list) => list[row]?.[1] ?? '')).size > 1;
    const title = this.#name(
      conflict.sides.map(({ value }) => value),
      conflict.id,
    );
    return html`<article><h3>${title}</h3><div class="sides">${conflict.sides.map(
      (
        side,
        index,
      ) => html`<div class="side"><p class="by">${this.t({ zh: `版本 ${index + 1}`, en: `Version ${index + 1}` })} · ${side.by || this.t({ zh: '未署名', en: 'unsigned' })} · ${side.at.slice(0, 16).replace('T', ' ')}</p>
        <dl>${facts[index]?.map(([key, value], row) => html`<dt>${key}</dt><dd class=${differs(row) ? 'differs' : ''}>${value || '—'}</dd>`)}</dl>
        <button class="button small" @click=${() => void records?.resolve(conflict, side.value)}>${this.t({ zh: `采用版本 ${index + 1}`, en: `Take version ${index + 1}` })}</button></div>`,
    )}</div></article>`;
  }

  #preview(preview: Preview) {
    const records = this.bench.session.records.value;
    const name = ({ after, before, id }: Preview['entries'][number]) =>
      this.#name([...after, ...before] as (Value | null)[], id);
    return html`<div class="section"><h3>${this.t({ zh: `合并 ${preview.name} 将会：`, en: `Merging ${preview.name} will:` })}</h3>
      ${preview.problems.map((p) => html`<p class="warn hint">${this.t(p.what)} ${p.remedy ? this.t(p.remedy) : nothing}</p>`)}
      ${
        preview.entries.length
          ? html`<ul class="entries">${preview.entries.map((entry) => html`<li><b>${name(entry)}</b>：${this.t(effectWords[entry.effect])}</li>`)}</ul>`
          : html`<p class="hint">${this.t({ zh: '没有新内容：这些记录你都有了。', en: 'Nothing new: you have all of this.' })}</p>`
      }
      <div class="row"><button class="button primary" ?disabled=${!preview.entries.length} @click=${() => {
        void records?.mergeArchive(preview.text);
        this.preview = undefined;
      }}>${this.t({ zh: '合并', en: 'Merge' })}</button><button class="button" @click=${() => {
        this.preview = undefined;
      }}>${this.t(words.cancel)}</button></div></div>`;
  }

  override render() {
    const records = this.bench.session.records.value;
    if (!records) return nothing;
    const conflicts = records.conflicts.value;
    return html`
      ${conflicts.length ? html`<div class="section"><h2 class="bad">${this.t({ zh: `${conflicts.length} 条记录有分歧`, en: `${conflicts.length} records disagree` })}</h2>${conflicts.map((c) => this.#conflict(c))}</div>` : nothing}
      <div class="section"><h3>${this.t({ zh: '交接', en: 'Handover' })}</h3>
        <p class="hint">${this.t({ zh: '全部地块和进展记录导出为一个文件；同事的文件可合并进来，双方都改过的并列显示，不会互相覆盖。', en: 'All zones and status entries go into one file; a colleague’s file merges into yours. What both changed stands side by side; nothing is overwritten.' })}</p>
        <label class="field">${this.t({ zh: '署名', en: 'Your name' })}<input type="text" .value=${author()} @change=${(event: Event) => setAuthor((event.target as HTMLInputElement).value)}></label>
        <div class="row"><button class="button" @click=${() => saveFile(`records-${today()}.json`, records.exportArchive(), 'application/json')}>${this.t(words.exportAll)}</button>
        <label class="button file">${this.t(words.mergeFile)}<input type="file" accept=".json,application/json" aria-label=${this.t(words.mergeFile)} @change=${(event: Event) => void this.#open(event)}></label></div>
        ${this.fault.map((p) => html`<p class="bad hint" role="alert">${this.t(p.what)} ${p.remedy ? this.t(p.remedy) : nothing}</p>`)}</div>
      ${this.preview ? this.#preview(this.preview) : nothing}
      <div class="section"><status-form .store=${this.store} .bench=${this.bench}></status-form></div>`;
  }
}
define('share-panel', SharePanel);
