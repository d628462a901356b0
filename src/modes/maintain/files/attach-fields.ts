import { css, html, nothing } from 'lit';
import { type Attachment, asProblems, earliest, type Problem, today } from '../../../model/index.ts';
import { define, PlanElement } from '../../../ui/element.ts';
import { icon } from '../../../ui/icons.ts';
import { panelStyles } from '../../../ui/panel-styles.ts';
import { base } from '../../../ui/theme.ts';
import type { ReadyFile } from './encode.ts';

/** A chosen file with what is said of it. */
export interface Attaching {
  attachment: Attachment;
  ready: ReadyFile;
}
interface Row {
  name: string;
  ready: ReadyFile;
}

/** Chooses photographs and documents and asks what they show; they are kept with whatever is saved next. */
export class AttachFields extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    rows: { state: true },
    faults: { state: true },
    busy: { state: true },
  };
  declare rows: readonly Row[];
  declare faults: readonly Problem[];
  declare busy: boolean;

  constructor() {
    super();
    this.rows = [];
    this.faults = [];
    this.busy = false;
  }

  static override styles = [
    base,
    panelStyles,
    css`
      fieldset { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; padding: 10px 12px; border: 1px solid var(--line); border-radius: 12px; }
      fieldset .whole { grid-column: 1 / -1; }
      fieldset img { max-width: 100%; max-height: 160px; border-radius: 8px; }
      .name { display: flex; justify-content: space-between; align-items: center; gap: 8px; font-size: 13px; overflow-wrap: anywhere; }
      .icon-button { min-width: 36px; min-height: 36px; }
    `,
  ];

  async #choose(event: Event) {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    this.faults = [];
    this.busy = true;
    const { encodeFile } = await import('./encode.ts');
    for (const file of files)
      try {
        const ready = await encodeFile(file);
        const others = this.rows.filter((row) => row.ready.path !== ready.path);
        this.rows = [...others, { name: file.name, ready }];
      } catch (error) {
        this.faults = [...this.faults, ...asProblems(error, { file: file.name })];
      }
    this.busy = false;
  }

  /** What was chosen; undefined, and said at the field, while something is still to be filled in. */
  chosen(): Attaching[] | undefined {
    const form = this.renderRoot.querySelector('form');
    if (!form) return [];
    if (!form.reportValidity()) return undefined;
    const data = new FormData(form);
    return this.rows.map(({ ready }) => {
      const text = (name: string) => String(data.get(`${name} ${ready.path}`) ?? '').trim();
      const place = text('place');
      return {
        ready,
        attachment: {
          file: ready.path,
          caption: text('caption'),
          date: text('date'),
          ...(place ? { place } : {}),
          credit: text('credit'),
        },
      };
    });
  }

  clear(): void {
    this.rows = [];
    this.faults = [];
  }

  #row({ name, ready }: Row) {
    const field = (key: string, zh: string, en: string, required = true) =>
      html`<label class="field">${this.t({ zh, en })}<input type="text" name=${`${key} ${ready.path}`} ?required=${required}></label>`;
    const size = `${Math.ceil(ready.bytes / 1024)} KB`;
    const isPicture = ready.path.endsWith('.jpg');
    return html`<fieldset><div class="name whole"><span>${name} · ${size}${isPicture ? this.t({ zh: '，已去掉拍摄信息', en: ', metadata taken off' }) : this.t({ zh: '，原样保存', en: ', kept as it is' })}</span><button type="button" class="icon-button" aria-label=${`${this.t({ zh: '移除', en: 'Remove' })} ${name}`} @click=${() => {
      this.rows = this.rows.filter((row) => row.ready !== ready);
    }}>${icon('close', 16)}</button></div>
      ${isPicture ? html`<img class="whole" alt="" src=${`data:image/jpeg;base64,${ready.base64}`}>` : nothing}
      <div class="whole">${field('caption', '内容说明', 'What it shows')}</div>
      <label class="field">${this.t({ zh: '拍摄或成文日期', en: 'Taken or written on' })}<input type="date" name=${`date ${ready.path}`} required min=${earliest} max=${today()}></label>
      ${field('place', '地点', 'Place', false)}
      <div class="whole">${field('credit', '作者或单位', 'Credit')}</div></fieldset>`;
  }

  override render() {
    const label = this.t({ zh: '加照片或 PDF 文件', en: 'Add pictures or PDF files' });
    return html`<form class="stack" @submit=${(event: Event) => event.preventDefault()}>
      ${this.rows.map((row) => this.#row(row))}
      <div class="row"><label class="button small file">${label}<input type="file" multiple accept="image/*,.heic,.heif,application/pdf" aria-label=${label} @change=${(event: Event) => void this.#choose(event)}></label>${this.busy ? html`<span class="soft" role="status">${this.t({ zh: '正在处理…', en: 'Working…' })}</span>` : nothing}</div>
      <p class="hint">${this.t({ zh: '照片压到 400 KB 以内并去掉拍摄信息；PDF 原样保存，最多 5 MB，里面的信息会公开。', en: 'Pictures are brought under 400 KB without metadata; a PDF is kept as it is, 5 MB at most, with all it says.' })}</p>
      ${this.faults.map((p) => html`<p class="bad hint" role="alert">${p.where?.file}：${this.t(p.what)} ${p.remedy ? this.t(p.remedy) : nothing}</p>`)}</form>`;
  }
}
define('attach-fields', AttachFields);
