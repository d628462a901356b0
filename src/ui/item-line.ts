import { css, html, nothing } from 'lit';
import { lineOf, statusOf } from '../model/index.ts';
import { define, PlanElement } from './element.ts';
import { localMark, statusShape, statusWord } from './status-glyph.ts';
import { base } from './theme.ts';

/** An item's line through the years: what it goes on with, what goes on with it, and how far each came. */
class ItemLine extends PlanElement {
  static override properties = { ...PlanElement.properties, item: { attribute: false } };
  declare item: string;

  static override styles = [
    base,
    css`
      h3 { font-size: 14px; margin: 18px 0 6px; }
      li { border-left: 2px solid var(--line-strong); margin-left: 6px; padding-left: 12px; }
      button, .here { display: grid; grid-template-columns: 44px 1fr auto; gap: 8px; align-items: baseline; width: 100%; min-height: 40px; padding: 8px 0; text-align: left; font-size: 14px; line-height: 1.45; }
      .here { font-weight: 600; }
      .state { display: inline-flex; gap: 5px; align-items: center; font-size: 13px; color: var(--ink-soft); font-weight: 400; }
    `,
  ];

  override render() {
    const { state, select, commands } = this.store;
    const plans = state.plans.value.map(({ plan }) => plan);
    const line = lineOf(plans, this.item);
    if (line.length < 2) return nothing;
    return html`<h3>${this.t({ zh: '历年', en: 'Through the years' })}</h3><ol>${line.map(
      ({ year, item }) => {
        const now = statusOf(select.entries.value, `item:${item.id}`, state.asof.value);
        const word = now?.word;
        const inside = html`<span class="num">${year}</span><span>${this.t(item.title)}</span><span class="state">${statusShape(word)}${statusWord(word, this.language)}${localMark(this, now?.entry)}</span>`;
        return html`<li>${
          item.id === this.item
            ? html`<div class="here" aria-current="true">${inside}</div>`
            : html`<button @click=${() => commands.selectItem(item.id)}>${inside}</button>`
        }</li>`;
      },
    )}</ol>`;
  }
}
define('item-line', ItemLine);
