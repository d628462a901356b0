import { effect, type Store, untracked } from './index.ts';
import { planOfYear } from './plans.ts';

const following = new WeakSet<Store>();

/** Shows the plan of the chosen year from then on, in a package that has several. */
export function followPlans(store: Store): void {
  const { state, select, commands } = store;
  if (following.has(store) || !state.plans.peek().length) return;
  following.add(store);
  // A link that names only a feature opens the plan the feature is of.
  const itemIds = select.features.peek().get(state.feature.peek() ?? '')?.feature.properties.planItems ?? [];
  const [item] = itemIds;
  if (item && state.year.peek() === undefined && !itemIds.some((id) => select.items.peek().has(id)))
    commands.showPlan(/^\d{4}(?=-)/.exec(item)?.[0] ?? '');
  effect(() => {
    const shown = planOfYear(state.plans.value, state.year.value);
    if (shown) untracked(() => commands.showPackage({ plan: shown.plan, planText: shown.text }));
  });
}
