import { css, html, nothing } from 'lit';
import { today } from '../model/index.ts';
import type { Records } from '../store/records/index.ts';
import { define, PlanElement } from './element.ts';
import { panelStyles } from './panel-styles.ts';
import { saveFile } from './save-file.ts';
import { base } from './theme.ts';
import { toolIcon } from './tool-icons.ts';

const words = {
  undo: { zh: '撤销', en: 'Undo' },
  redo: { zh: '重做', en: 'Redo' },
  saved: { zh: '已保存', en: 'Saved' },
  saving: { zh: '正在保存…', en: 'Saving…' },
  retry: { zh: '重试保存', en: 'Save again' },
  exportAll: { zh: '导出全部记录', en: 'Export all records' },
};

/** Undo, redo, and whether everything is on the disk; when it is not, why, and the way out. */
class SaveBar extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    records: { attribute: false },
    file: { attribute: false },
  };
  declare records: Records | undefined;
  /** What the file of everything is called, without day and ending. */
  declare file: string;

  constructor() {
    super();
    this.file = 'records';
  }

  static override styles = [
    base,
    panelStyles,
    css`
      .bar { display: flex; align-items: center; gap: 2px; padding: 0 8px 0 16px; border-bottom: 1px solid var(--line); }
      .state { flex: 1; font-size: 13px; color: var(--ink-soft); display: flex; gap: 6px; align-items: center; }
      .state.saved::before { content: ''; width: 8px; height: 8px; border-radius: 50%; background: var(--good); }
      .fault { padding: 12px 20px; background: color-mix(in srgb, var(--bad) 9%, var(--raised)); border-bottom: 1px solid var(--line); font-size: 14px; line-height: 1.6; display: grid; gap: 8px; }
    `,
  ];

  #export() {
    const { records } = this;
    if (records) saveFile(`${this.file}-${today()}.json`, records.exportArchive(), 'application/json');
  }

  override render() {
    const { records } = this;
    if (!records)
      return html`<div class="bar"><span class="state">${this.t({ zh: '正在打开记录…', en: 'Opening the records…' })}</span></div>`;
    const state = records.saveState.value;
    const undo = records.undoLabel.value;
    const redo = records.redoLabel.value;
    return html`<div class="bar">
      <span class="state ${state === 'saved' ? 'saved' : ''}" role="status">${
        state === 'saved'
          ? this.t(words.saved)
          : state === 'saving'
            ? this.t(words.saving)
            : html`<span class="bad">${this.t({ zh: '未保存', en: 'Not saved' })}</span>`
      }</span>
      <button class="icon-button" ?disabled=${!records.canUndo.value} title=${undo ? this.t(undo) : ''} aria-label=${undo ? `${this.t(words.undo)}${this.t({ zh: '：', en: ': ' })}${this.t(undo)}` : this.t(words.undo)} @click=${() => void records.undo()}>${toolIcon('undo')}</button>
      <button class="icon-button" ?disabled=${!records.canRedo.value} title=${redo ? this.t(redo) : ''} aria-label=${redo ? `${this.t(words.redo)}${this.t({ zh: '：', en: ': ' })}${this.t(redo)}` : this.t(words.redo)} @click=${() => void records.redo()}>${toolIcon('redo')}</button>
      <slot></slot></div>
      ${
        typeof state === 'object'
          ? html`<div class="fault" role="alert"><p><b>${this.t(state.what)}</b></p>${state.remedy ? html`<p>${this.t(state.remedy)}</p>` : nothing}
            <div class="row"><button class="button small primary" @click=${() => this.#export()}>${this.t(words.exportAll)}</button>
            <button class="button small" @click=${() => void records.retry()}>${this.t(words.retry)}</button></div></div>`
          : nothing
      }`;
  }
}
define('save-bar', SaveBar);
