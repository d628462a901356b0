import { css, html, nothing } from 'lit';
import { asProblems, earliest, type Status, StatusEntrySchema, statuses, today } from '../model/index.ts';
import { parse } from '../model/parse.ts';
import { define, PlanElement } from './element.ts';
import { panelStyles } from './panel-styles.ts';
import { base } from './theme.ts';
import { statusWords } from './words.ts';

const incomplete = { zh: '请补全后再记录。', en: 'Fill in what is missing and record again.' };
const name = { zh: '记录进展', en: 'Record progress' };

/**
 * Adds a status entry for a plan item or a feature: status, date, evidence, author. Entries are only ever added, to the
 * records of this browser; the code that keeps them arrives when the form is opened.
 */
class StatusForm extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    subject: { attribute: false },
    message: { state: true },
    author: { state: true },
  };
  /** `item:2.1-1` or `feature:…`; undefined lets the user choose. */
  declare subject: string | undefined;
  declare message: string;
  declare author: string;

  constructor() {
    super();
    this.message = '';
    this.author = '';
  }

  static override styles = [
    base,
    panelStyles,
    css`
      form { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; padding: 10px 0; }
      form .whole { grid-column: 1 / -1; }
      .field, select, input { min-width: 0; max-width: 100%; }
      p { font-size: 13px; }
    `,
  ];

  async #opened(event: Event) {
    if (!(event.target as HTMLDetailsElement).open || this.author) return;
    const { author } = await import('../store/records/shared.ts');
    this.author = author();
  }

  async #submit(event: Event) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const text = (field: string) => String(data.get(field) ?? '').trim();
    const note = text('note');
    try {
      const given = {
        subject: this.subject ?? text('subject'),
        status: text('status') as Status,
        date: text('date'),
        evidence: text('evidence'),
        by: text('by'),
        ...(note ? { note } : {}),
      };
      const [{ recordsOf, setAuthor }, { newId }] = await Promise.all([
        import('../store/records/shared.ts'),
        import('../store/records/id.ts'),
      ]);
      const entry = await parse(StatusEntrySchema, { id: newId(), ...given }, {}, incomplete);
      setAuthor(entry.by);
      const outcome = await (await recordsOf(this.store)).addStatus(entry);
      this.message =
        outcome === 'saved'
          ? this.t({
              zh: '已记录并保存在本机，规划浏览中立即可见。',
              en: 'Recorded and saved on this device; shown in browse mode at once.',
            })
          : '';
      form.reset();
    } catch (error) {
      this.store.commands.report(...asProblems(error));
    }
  }

  #subjects() {
    const { select } = this.store;
    return html`<label class="field whole">${this.t({ zh: '对象', en: 'Subject' })}<select name="subject">
      ${[...select.items.value.values()].map((item) => html`<option value="item:${item.id}">${item.id} ${this.t(item.title)}</option>`)}
      ${[...select.features.value.values()]
        .filter(({ layer }) => layer.role === 'subject')
        .map(({ feature: { properties } }, _, all) => {
          const name = this.t(properties.name);
          const same = all.filter(({ feature }) => this.t(feature.properties.name) === name).length > 1;
          return html`<option value="feature:${properties.id}">${name}${same ? ` ${properties.id}` : nothing}</option>`;
        })}</select></label>`;
  }

  override render() {
    return html`<details @toggle=${(event: Event) => void this.#opened(event)}><summary>${this.t(name)}</summary>
      <form @submit=${(event: Event) => void this.#submit(event)}>
        ${this.subject ? nothing : this.#subjects()}
        <label class="field">${this.t({ zh: '状态', en: 'Status' })}<select name="status">${statuses.map((status) => html`<option value=${status}>${this.t(statusWords[status])}</option>`)}</select></label>
        <label class="field">${this.t({ zh: '日期', en: 'Date' })}<input type="date" name="date" required min=${earliest} max=${today()} .value=${today()}></label>
        <label class="field whole">${this.t({ zh: '依据（文件、公告、现场）', en: 'Evidence (document, notice, visit)' })}<input type="text" name="evidence" required></label>
        <label class="field">${this.t({ zh: '记录人', en: 'Recorded by' })}<input type="text" name="by" required .defaultValue=${this.author}></label>
        <label class="field">${this.t({ zh: '备注', en: 'Note' })}<input type="text" name="note"></label>
        <div class="whole"><button class="button primary">${this.t(name)}</button></div>
        <p class="good whole" role="status">${this.message}</p></form></details>`;
  }
}
define('status-form', StatusForm);
