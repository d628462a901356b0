import { css, html } from 'lit';
import { yearOf } from '../model/index.ts';

export { followPlans } from '../store/later-plans.ts';

import { define, PlanElement } from './element.ts';
import { base } from './theme.ts';

/** Which of a town's plans is shown; the address says it too. */
class PlanChoice extends PlanElement {
  static override styles = [
    base,
    css`
      select { max-width: 100%; min-height: 28px; padding: 0 24px 0 4px; margin-inline-start: -5px; font-size: 12.5px; line-height: 1.4; color: var(--ink-soft); border-color: transparent; background-color: transparent; text-overflow: ellipsis; }
      select:hover { border-color: var(--line); }
    `,
  ];

  override render() {
    const { state, commands } = this.store;
    if (!state.plans.value.length) return html`<slot></slot>`;
    return html`<select aria-label=${this.t({ zh: '选择规划', en: 'Choose the plan' })} @change=${(
      event: Event,
    ) => {
      commands.closeSelection();
      commands.showPlan((event.target as HTMLSelectElement).value);
    }}>${state.plans.value.map(({ plan }) => html`<option value=${yearOf(plan)} .selected=${plan === state.plan.value}>${this.t(plan.title)}</option>`)}</select>`;
  }
}
define('plan-choice', PlanChoice);
