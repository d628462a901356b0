import { css, html, nothing } from 'lit';
import { asProblems, type Bilingual, type Problem, ProblemError, problem, today } from '../model/index.ts';
import type { Conflict, Kind, Records, Ref, Value } from '../store/records/index.ts';
import { define, PlanElement } from './element.ts';
import { panelStyles } from './panel-styles.ts';
import { saveFile } from './save-file.ts';
import { sideBySide, sideStyles } from './side-by-side.ts';
import { base } from './theme.ts';

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
  entries: ReturnType<Records['previewMerge']>['entries'];
  /** Keeps the data that came along. */
  take?: () => Promise<void>;
}

/** Data that records speak of and that is passed on with them in one file. */
export interface PassedData {
  label: Bilingual;
  /** There is some. */
  offered(): boolean;
  make(records: string): Promise<Blob>;
  /** The records of such a file, and what keeps its data; undefined for a file of records alone. */
  open(file: File): Promise<{ records: string; take(): Promise<void> } | undefined>;
}

/** What the records of a mode are called, and how one of them is put into words. */
export interface MergeWords {
  /** What the file of everything is called, without day and ending. */
  file: string;
  /** What the records are of; a file that holds others is refused. */
  kinds: readonly Kind[];
  exportAll: Bilingual;
  mergeFile: Bilingual;
  hint: Bilingual;
  /** Why a file of other kinds is refused, and where it belongs. */
  foreign: Bilingual;
  name(ref: Ref, values: readonly (Value | null)[]): string;
  /** Labels and values by which two versions are compared. */
  facts(value: Value): readonly (readonly [string, string])[];
  /** Only facts that differ are shown. */
  brief?: boolean;
  data?: PassedData;
  /** Two versions laid together where their fields can be matched: what of each has to be chosen, and what a choice makes. */
  together?(
    first: Value,
    second: Value,
  ): { shown: readonly [Value, Value] | undefined; take(side: 'first' | 'second'): Value } | undefined;
}

/** Passing work on: everything as one file, another's file merged into one's own, disagreements settled side by side. */
class MergePanel extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    records: { attribute: false },
    words: { attribute: false },
    preview: { state: true },
    fault: { state: true },
    packing: { state: true },
  };
  declare records: Records;
  declare words: MergeWords;
  declare preview: Preview | undefined;
  declare fault: readonly Problem[];
  declare packing: boolean;

  constructor() {
    super();
    this.fault = [];
    this.packing = false;
  }

  static override styles = [
    base,
    panelStyles,
    sideStyles,
    css`
      .section { display: grid; gap: 10px; }
      ul.entries { display: grid; gap: 6px; font-size: 13px; line-height: 1.5; max-height: 260px; overflow: auto; }
    `,
  ];

  async #open(event: Event) {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    this.fault = [];
    this.preview = undefined;
    try {
      const handed = await this.words.data?.open(file);
      const text = handed?.records ?? (await file.text());
      const preview = this.records.previewMerge(text);
      if (preview.entries.some(({ kind }) => !this.words.kinds.includes(kind)))
        throw new ProblemError(
          problem('archive-elsewhere', this.words.foreign, undefined, {
            zh: '本机记录未受影响。',
            en: 'Your own records are untouched.',
          }),
        );
      this.preview = { name: file.name, text, ...preview, ...(handed ? { take: handed.take } : {}) };
    } catch (error) {
      this.fault = asProblems(error, { file: file.name });
    }
  }

  /** The data first: what the records speak of is there when they are read. */
  async #merge({ text, take, name }: Preview) {
    this.preview = undefined;
    try {
      await take?.();
    } catch (error) {
      this.fault = asProblems(error, { file: name });
    }
    await this.records.mergeArchive(text);
  }

  async #exportWith(data: PassedData) {
    this.packing = true;
    try {
      const file = await data.make(this.records.exportArchive());
      saveFile(`${this.words.file}-${today()}.zip`, file, 'application/zip');
    } catch (error) {
      this.fault = asProblems(error);
    } finally {
      this.packing = false;
    }
  }

  #conflict(conflict: Conflict) {
    const { facts, name } = this.words;
    const title = name(
      conflict,
      conflict.sides.map(({ value }) => value),
    );
    const [first, second, ...more] = conflict.sides.map(({ value }) => value);
    const laid = first && second && !more.length ? this.words.together?.(first, second) : undefined;
    const sides = conflict.sides.map(({ value, by, at }, index) => {
      const shown = laid?.shown?.[index] ?? value;
      const resolved = laid?.shown ? laid.take(index ? 'second' : 'first') : value;
      return {
        head: `${this.t({ zh: `版本 ${index + 1}`, en: `Version ${index + 1}` })} · ${by || this.t({ zh: '未署名', en: 'unsigned' })} · ${at.slice(0, 16).replace('T', ' ')}`,
        facts: shown ? facts(shown) : undefined,
        take: this.t({ zh: `采用版本 ${index + 1}`, en: `Take version ${index + 1}` }),
        taken: () => void this.records.resolve(conflict, resolved),
      };
    });
    const none = [this.t({ zh: '内容', en: 'Content' }), this.t({ zh: '已删除', en: 'deleted' })] as const;
    const compared = sideBySide(title, sides, none, this.words.brief);
    if (!laid) return compared;
    if (laid.shown)
      return html`${compared}<p class="hint">${this.t({ zh: '其他内容，两人的改动都保留。', en: 'Of everything else, the changes of both are kept.' })}</p>`;
    return html`${compared}<div class="row"><button class="button small primary" @click=${() => void this.records.resolve(conflict, laid.take('first'))}>${this.t({ zh: '两人的改动都保留', en: 'Keep the changes of both' })}</button></div>`;
  }

  #preview(preview: Preview) {
    return html`<div class="section"><h3>${this.t({ zh: `合并 ${preview.name} 将会：`, en: `Merging ${preview.name} will:` })}</h3>
      ${preview.problems.map((p) => html`<p class="warn hint">${this.t(p.what)} ${p.remedy ? this.t(p.remedy) : nothing}</p>`)}
      ${
        preview.entries.length
          ? html`<ul class="entries">${preview.entries.map((entry) => html`<li><b>${this.words.name(entry, [...entry.after, ...entry.before] as (Value | null)[])}</b>：${this.t(effectWords[entry.effect])}</li>`)}</ul>`
          : html`<p class="hint">${this.t({ zh: '没有新内容：这些记录你都有了。', en: 'Nothing new: you have all of this.' })}</p>`
      }
      <div class="row"><button class="button primary" ?disabled=${!preview.entries.length && !preview.take} @click=${() => {
        void this.#merge(preview);
      }}>${this.t({ zh: '合并', en: 'Merge' })}</button><button class="button" @click=${() => {
        this.preview = undefined;
      }}>${this.t({ zh: '取消', en: 'Cancel' })}</button></div></div>`;
  }

  override render() {
    const { file, exportAll, mergeFile, hint, data } = this.words;
    const conflicts = this.records.conflicts.value;
    return html`
      ${conflicts.length ? html`<div class="section"><h2 class="bad">${this.t({ zh: `${conflicts.length} 条记录有分歧`, en: `${conflicts.length} records disagree` })}</h2>${conflicts.map((c) => this.#conflict(c))}</div>` : nothing}
      <div class="section"><h3>${this.t({ zh: '交接', en: 'Handover' })}</h3>
        <p class="hint">${this.t(hint)}</p>
        <slot></slot>
        <div class="row"><button class="button" @click=${() => saveFile(`${file}-${today()}.json`, this.records.exportArchive(), 'application/json')}>${this.t(exportAll)}</button>
        ${data?.offered() ? html`<button class="button" ?disabled=${this.packing} @click=${() => void this.#exportWith(data)}>${this.packing ? this.t({ zh: '正在打包…', en: 'Packing…' }) : this.t(data.label)}</button>` : nothing}
        <label class="button file">${this.t(mergeFile)}<input type="file" accept=${data ? '.json,.zip,application/json,application/zip' : '.json,application/json'} aria-label=${this.t(mergeFile)} @change=${(event: Event) => void this.#open(event)}></label></div>
        ${this.fault.map((p) => html`<p class="bad hint" role="alert">${this.t(p.what)} ${p.remedy ? this.t(p.remedy) : nothing}</p>`)}</div>
      ${this.preview ? this.#preview(this.preview) : nothing}`;
  }
}
define('merge-panel', MergePanel);
