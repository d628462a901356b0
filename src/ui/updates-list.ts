import { css, html, nothing } from 'lit';
import { asProblems, type ChangeLog, type Problem, today } from '../model/index.ts';
import { define, PlanElement } from './element.ts';
import { base } from './theme.ts';
import { changeLog, seenVersion, setSeen } from './visits.ts';

const kinds = {
  added: { zh: '新增', en: 'New' },
  changed: { zh: '修改', en: 'Changed' },
  removed: { zh: '删除', en: 'Removed' },
};
type Entry = ChangeLog['entries'][number];
/** As many pieces of a publication are listed. */
const most = 30;

/** What the publications of this package changed, by day: the newest and those since the last visit unfolded, marked as such. */
class UpdatesList extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    log: { state: true },
    fault: { state: true },
  };
  declare log: ChangeLog | undefined;
  declare fault: Problem | undefined;
  #seen: string | undefined;

  static override styles = [
    base,
    css`
      :host { display: block; max-height: 46vh; overflow: auto; padding: 4px 10px 10px; font-size: 13.5px; line-height: 1.55; }
      details { border-top: 1px solid var(--line); }
      summary { cursor: pointer; padding: 8px 0; }
      article { padding: 0 0 8px; }
      .new { color: var(--accent); font-size: 12.5px; }
      li { padding: 2px 0; }
      li b { font-weight: 600; color: var(--ink-soft); margin-inline-end: 4px; }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.#seen = seenVersion(this.store);
    void changeLog(this.store)
      .then((log) => {
        this.log = log;
        const [newest] = log.entries;
        if (newest) setSeen(this.store, newest.version);
      })
      .catch((error: unknown) => {
        [this.fault] = asProblems(error, { file: 'changes.json' });
      });
  }

  override render() {
    if (this.fault) return html`<p role="alert">${this.t(this.fault.what)}</p>`;
    const entries = this.log?.entries;
    if (!entries) return nothing;
    if (!entries.length)
      return html`<p>${this.t({ zh: '还没有更新。', en: 'Nothing has been updated yet.' })}</p>`;
    const last = entries.findIndex(({ version }) => version === this.#seen);
    const fresh = this.#seen === undefined ? 0 : last < 0 ? entries.length : last;
    const days = new Map<string, { entry: Entry; fresh: boolean }[]>();
    entries.forEach((entry, index) => {
      const day = today(new Date(entry.at));
      days.set(day, [...(days.get(day) ?? []), { entry, fresh: index < fresh }]);
    });
    return html`${[...days].map(([day, list], index) => {
      const pieces = list.reduce((sum, { entry }) => sum + entry.changes.length, 0);
      const isNew = list.some((one) => one.fresh);
      return html`<details ?open=${index === 0 || isNew}><summary><b class="num">${day}</b> <span class="soft">${this.t({ zh: `${pieces} 处`, en: `${pieces}` })}</span>${isNew ? html` <span class="new">${this.t({ zh: '上次来过之后', en: 'since your last visit' })}</span>` : nothing}</summary>${list.map(
        ({ entry: { version, by, changes } }) =>
          html`<article><p class="soft">${version} · ${by}</p>
        <ul>${changes.slice(0, most).map(({ kind, name }) => html`<li><b>${this.t(kinds[kind])}</b>${this.t(name)}</li>`)}</ul>${changes.length > most ? html`<p class="soft">${this.t({ zh: `另有 ${changes.length - most} 处`, en: `${changes.length - most} more` })}</p>` : nothing}</article>`,
      )}</details>`;
    })}<p><a href=${new URL('updates.xml', this.store.base).href}>Atom</a></p>`;
  }
}
define('updates-list', UpdatesList);
