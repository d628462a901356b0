import { css, html, nothing } from 'lit';
import { addStatus } from '../../check/edits/change.ts';
import { featureNames } from '../../check/years/draft.ts';
import { type Progress, readProgress } from '../../check/years/progress.ts';
import { earliest, type Status, statuses, today } from '../../model/index.ts';
import { newId } from '../../store/records/id.ts';
import { author, setAuthor } from '../../store/records/shared.ts';
import { define } from '../../ui/element.ts';
import { panelStyles } from '../../ui/panel-styles.ts';
import { base } from '../../ui/theme.ts';
import { statusWords } from '../../ui/words.ts';
import { WorkElement } from './element.ts';
import './words-input.ts';
import type { WordsInput } from './words-input.ts';

/** What a sentence of the report is to be recorded as; without an item or a status it is left out. */
interface Row extends Progress {
  item: string;
  chosen: Status | '';
}

/** A progress report, read sentence by sentence: statuses of the plan's items, with the sentence as evidence. */
class ProgressPanel extends WorkElement {
  static override properties = { ...WorkElement.properties, rows: { state: true }, outcome: { state: true } };
  declare rows: readonly Row[] | undefined;
  declare outcome: string;

  constructor() {
    super();
    this.outcome = '';
  }

  static override styles = [
    base,
    panelStyles,
    css`
      article { display: grid; gap: 6px; padding: 10px 0; border-top: 1px solid var(--line); font-size: 14px; line-height: 1.6; }
      .two { display: grid; grid-template-columns: 1fr 108px; gap: 8px; }
      select { min-width: 0; width: 100%; }
      form { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
      form .whole { grid-column: 1 / -1; }
    `,
  ];

  #read(event: Event) {
    const input = (event.target as HTMLElement).closest('.stack')?.querySelector('words-input') as WordsInput;
    const items = [...this.store.select.items.value.values()];
    const statuses = readProgress(input.words, items, featureNames(this.work.parts.value));
    this.rows = statuses.map((row) => ({
      ...row,
      // Near wording alone is offered; a shared name is taken until somebody says otherwise.
      item: (row.likely[0]?.score ?? 0) > 1 ? (row.likely[0]?.item.id ?? '') : '',
      chosen: row.status ?? '',
    }));
    this.outcome = statuses.length
      ? ''
      : this.t({
          zh: '没有找到讲到规划项目的句子。',
          en: 'No sentence that speaks of an item was found.',
        });
  }

  #patch(index: number, patch: Partial<Row>) {
    this.rows = this.rows?.map((row, at) => (at === index ? { ...row, ...patch } : row));
  }

  #record(event: Event) {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const wanted = (this.rows ?? []).filter(({ item, chosen }) => item && chosen);
    const put = wanted.flatMap(({ item, chosen, sentence }) =>
      chosen
        ? addStatus({
            id: newId(),
            subject: `item:${item}`,
            status: chosen,
            date: text('date'),
            evidence: sentence.text,
            by: text('by'),
            note: text('source'),
          }).put
        : [],
    );
    setAuthor(text('by'));
    this.take({ put }, { zh: `记录进展 ${put.length} 条`, en: `Record ${put.length} statuses` });
    this.outcome = this.t({
      zh: `已记录 ${put.length} 条，未发布。`,
      en: `${put.length} recorded, not published.`,
    });
    this.rows = undefined;
  }

  #row(row: Row, index: number) {
    const reason = row.likely.find(({ item }) => item.id === row.item)?.why;
    return html`<article><p>${row.sentence.text}</p><div class="two">
      <select aria-label=${this.t({ zh: '项目', en: 'Item' })} @change=${(event: Event) => this.#patch(index, { item: (event.target as HTMLSelectElement).value })}><option value="" ?selected=${!row.item}>${this.t({ zh: '不记', en: 'Leave out' })}</option>${row.likely.map(({ item }) => html`<option value=${item.id} ?selected=${item.id === row.item}>${item.id} ${this.t(item.title)}</option>`)}</select>
      <select aria-label=${this.t({ zh: '状态', en: 'Status' })} @change=${(event: Event) => this.#patch(index, { chosen: (event.target as HTMLSelectElement).value as Status | '' })}><option value="" ?selected=${!row.chosen}>${this.t({ zh: '选择…', en: 'Choose…' })}</option>${statuses.map((status) => html`<option value=${status} ?selected=${status === row.chosen}>${this.t(statusWords[status])}</option>`)}</select></div>
      ${reason ? html`<span class="soft small">${this.t(reason)}</span>` : nothing}</article>`;
  }

  override render() {
    const { rows } = this;
    const count = rows?.filter(({ item, chosen }) => item && chosen).length ?? 0;
    return html`<details class="section"><summary>${this.t({ zh: '录入进展报告', en: 'Take in a progress report' })}</summary><div class="stack">
      <p class="hint">${this.t({ zh: '粘贴对上面所选规划的进展报告：逐句找出项目与状态，以原句为依据，确认后记入。', en: 'Paste a report on the plan chosen above: items and statuses are found sentence by sentence, and recorded when you confirm, with the sentence as evidence.' })}</p>
      <words-input .store=${this.store} .label=${this.t({ zh: '报告正文', en: 'Text of the report' })}></words-input>
      <div class="row"><button class="button" @click=${(event: Event) => this.#read(event)}>${this.t({ zh: '逐句识别', en: 'Read by sentence' })}</button><span class="good" role="status">${this.outcome}</span></div>
      ${
        rows?.length
          ? html`${rows.map((row, index) => this.#row(row, index))}
        <form @submit=${(event: Event) => this.#record(event)}>
          <label class="field">${this.t({ zh: '报告日期', en: 'Day of the report' })}<input type="date" name="date" required min=${earliest} max=${today()} value=${today()}></label>
          <label class="field">${this.t({ zh: '记录人', en: 'By' })}<input type="text" name="by" required value=${author()}></label>
          <label class="field whole">${this.t({ zh: '报告名称', en: 'Name of the report' })}<input type="text" name="source" required></label>
          <div class="whole"><button class="button primary" ?disabled=${!count}>${this.t({ zh: `记入 ${count} 条`, en: `Record ${count}` })}</button></div></form>`
          : nothing
      }</div></details>`;
  }
}
define('progress-panel', ProgressPanel);
