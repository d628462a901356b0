import { css, html, nothing } from 'lit';
import { formatPlace, type Problem } from '../model/index.ts';
import { define, focusLost, PlanElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './theme.ts';
import { words } from './words.ts';

/** What went wrong or is worth knowing: what, where, and what to do; the rest of the app goes on. */
class NoticeList extends PlanElement {
  static override properties = { ...PlanElement.properties, all: { state: true } };
  declare all: boolean;

  static override styles = [
    base,
    css`
      :host { display: block; }
      ul { display: grid; gap: 8px; }
      li { display: grid; grid-template-columns: 20px 1fr 36px; gap: 10px; padding: 10px 4px 10px 14px; border-radius: 12px; background: var(--raised); border: 1px solid var(--line); border-left: 4px solid var(--warn); box-shadow: 0 6px 20px rgb(0 0 0 / 0.12); font-size: 14px; line-height: 1.55; }
      li.error { border-left-color: var(--bad); }
      li.info { border-left-color: var(--accent); }
      li > svg { margin-top: 2px; color: var(--warn); }
      li.error > svg { color: var(--bad); }
      .icon-button { min-width: 36px; min-height: 36px; }
      p.where { font-size: 12.5px; color: var(--ink-faint); overflow-wrap: anywhere; }
      p.remedy { color: var(--ink-soft); }
      li.more { display: block; padding: 0; border: 0; background: none; box-shadow: none; justify-self: end; }
    `,
  ];

  /** Takes a notice away; the focus goes on to the next one. */
  async #dismiss(problem: Problem) {
    this.store.commands.dismissProblem(problem);
    await this.updateComplete;
    const next = this.renderRoot.querySelector('button');
    if (next) next.focus();
    else this.dispatchEvent(focusLost());
  }

  override render() {
    const { state } = this.store;
    // The newest is what one has just done: it stands first.
    const problems = [...state.problems.value].reverse();
    const shown = this.all ? problems : problems.slice(0, 2);
    return html`<ul aria-live="polite" aria-label=${this.t({ zh: '提示', en: 'Notices' })}>${shown.map(
      (
        problem,
      ) => html`<li class=${problem.severity}>${icon(problem.severity === 'info' ? 'info' : 'warning')}
        <div><p>${this.t(problem.what)}</p>
          ${problem.where ? html`<p class="where">${formatPlace(problem.where, this.language)}</p>` : nothing}
          ${problem.remedy ? html`<p class="remedy">${this.t(problem.remedy)}</p>` : nothing}</div>
        <button class="icon-button" aria-label=${this.t(words.close)} @click=${() => void this.#dismiss(problem)}>${icon('close', 16)}</button></li>`,
    )}
    ${
      problems.length > 2
        ? html`<li class="more"><button class="button" @click=${() => {
            this.all = !this.all;
          }}>${this.all ? this.t({ zh: '收起', en: 'Show fewer' }) : this.t({ zh: `还有 ${problems.length - 2} 条`, en: `${problems.length - 2} more` })}</button></li>`
        : nothing
    }</ul>`;
  }
}
define('notice-list', NoticeList);
