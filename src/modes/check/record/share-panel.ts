import { html, nothing } from 'lit';
import { areaFigures, geodesicArea } from '../../../geo/area/index.ts';
import type { StatusEntry } from '../../../model/index.ts';
import type { ImageryRecord, LayerRecord, Value, ZoneRecord } from '../../../store/records/index.ts';
import { author, setAuthor } from '../../../store/records/shared.ts';
import { define } from '../../../ui/element.ts';
import type { MergeWords } from '../../../ui/merge-panel.ts';
import '../../../ui/merge-panel.ts';
import { base } from '../../../ui/theme.ts';
import { statusWords } from '../../../ui/words.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { passData } from '../layers/pass-on.ts';
import { words } from '../words.ts';

/** Passing the workbench's records on, and recording a status. */
class SharePanel extends CheckElement {
  static override styles = [base, panelStyles];

  #words: MergeWords = {
    file: 'records',
    kinds: ['zone', 'status', 'layer', 'imagery'],
    exportAll: words.exportAll,
    mergeFile: words.mergeFile,
    hint: {
      zh: '全部地块和进展记录导出为一个文件；同事的文件可合并进来，双方都改过的并列显示，不会互相覆盖。',
      en: 'All zones and status entries go into one file; a colleague’s file merges into yours. What both changed stands side by side; nothing is overwritten.',
    },
    foreign: {
      zh: '这是“数据维护”的改动文件，请到“数据维护”中合并',
      en: 'This file holds changes to the data package; merge it in “Data upkeep”',
    },
    name: ({ id }, values) => this.#name(values, id),
    facts: (value) => this.#facts(value),
  };

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
  #name(values: readonly (Value | null)[], id: string): string {
    const value = values.find((one) => one) ?? this.bench.session.zones.value.find((zone) => zone.id === id);
    if (!value) return this.t({ zh: '已删除的记录', en: 'a deleted record' });
    if ('geometry' in value) return (value as ZoneRecord).name || this.t({ zh: '未命名', en: 'Unnamed' });
    if ('subject' in value) {
      const { subject, evidence } = value as StatusEntry;
      return [this.#subject(subject), evidence].filter(Boolean).join('：');
    }
    if ('width' in value) return (value as ImageryRecord).name;
    return 'entry' in value ? this.t((value as LayerRecord).entry.name) : id;
  }

  /** A step by the name its procedure gives it. */
  #step(id: string): string {
    const steps = this.bench.checker.stages.value?.procedures.flatMap((one) => one.steps) ?? [];
    const step = steps.find((one) => one.id === id);
    return step ? this.t(step.name) : id;
  }

  #facts(value: Value): [string, string][] {
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
    if (!('subject' in value))
      return [[this.t({ zh: '文件', en: 'File' }), 'file' in value ? value.file : '']];
    const entry = value as StatusEntry;
    return [
      [this.t({ zh: '对象', en: 'Subject' }), this.#subject(entry.subject)],
      [this.t({ zh: '状态', en: 'Status' }), this.t(statusWords[entry.status])],
      [this.t({ zh: '日期', en: 'Date' }), entry.date],
      [this.t({ zh: '依据', en: 'Evidence' }), entry.evidence],
    ];
  }

  override render() {
    const records = this.bench.session.records.value;
    if (!records) return nothing;
    this.#words.data ??= passData(this.bench.session, this.bench.layers);
    return html`<merge-panel .store=${this.store} .records=${records} .words=${this.#words}><label class="field">${this.t({ zh: '署名', en: 'Your name' })}<input type="text" .value=${author()} @change=${(event: Event) => setAuthor((event.target as HTMLInputElement).value)}></label></merge-panel>
      <div class="section"><status-form .store=${this.store}></status-form></div>`;
  }
}
define('share-panel', SharePanel);
