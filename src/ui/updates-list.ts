import { css, html, nothing } from 'lit';
import { asProblems, type ChangeLog, ChangeLogSchema, type Problem } from '../model/index.ts';
import { parse } from '../model/parse.ts';
import { define, PlanElement } from './element.ts';
import { base } from './theme.ts';

const kinds = {
  added: { zh: '新增', en: 'New' },
  changed: { zh: '修改', en: 'Changed' },
  removed: { zh: '删除', en: 'Gone' },
};
const seenKey = (base: string) => `updates:${base}`;

/** What the publications of this package changed: those since the last visit first, marked as such. */
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
      article { padding: 6px 0; border-top: 1px solid var(--line); }
      h3 { font-size: 13.5px; }
      .new { color: var(--accent); font-size: 12.5px; }
      li { padding: 2px 0; }
      li b { font-weight: 600; color: var(--ink-soft); margin-inline-end: 4px; }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    try {
      this.#seen = localStorage.getItem(seenKey(this.store.base)) ?? undefined;
    } catch {
      // Without this memory everything is only listed.
    }
    const file = 'changes.json';
    void fetch(new URL(file, this.store.base))
      .then(async (answer) => {
        // A package that was never published from the page has no log.
        const log: ChangeLog =
          answer.status === 404
            ? { schema: 1, entries: [] }
            : await parse(ChangeLogSchema, await answer.json(), { file });
        this.log = log;
        const [newest] = log.entries;
        if (newest) localStorage.setItem(seenKey(this.store.base), newest.version);
      })
      .catch((error: unknown) => {
        [this.fault] = asProblems(error, { file });
      });
  }

  override render() {
    if (this.fault) return html`<p role="alert">${this.t(this.fault.what)}</p>`;
    const entries = this.log?.entries;
    if (!entries) return nothing;
    if (!entries.length)
      return html`<p>${this.t({ zh: '还没有更新。', en: 'Nothing has been updated yet.' })}</p>`;
    const last = entries.findIndex(({ version }) => version === this.#seen);
    return html`${entries.map(
      ({ version, by, changes }, index) =>
        html`<article><h3>${version} ${this.#seen !== undefined && (last < 0 || index < last) ? html`<span class="new">${this.t({ zh: '上次打开之后', en: 'since your last visit' })}</span>` : nothing}</h3><p class="soft">${by}</p>
        <ul>${changes.slice(0, 30).map(({ kind, name }) => html`<li><b>${this.t(kinds[kind])}</b>${this.t(name)}</li>`)}</ul>${changes.length > 30 ? html`<p class="soft">${this.t({ zh: `另有 ${changes.length - 30} 处`, en: `${changes.length - 30} more` })}</p>` : nothing}</article>`,
    )}<p><a href=${new URL('updates.xml', this.store.base).href}>Atom</a></p>`;
  }
}
define('updates-list', UpdatesList);
