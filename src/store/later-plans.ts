import {
  asProblems,
  type LaterPlans,
  LaterPlansSchema,
  type Plan,
  packageFiles,
  parseJson,
  yearOf,
} from '../model/index.ts';
import { checkSchema } from '../model/schema-problems.ts';
import { effect, type State, type Store, untracked } from './index.ts';

type Plans = State['plans']['value'];

/** All plans of a package: the first, and those after it. */
export const allPlans = (first: { plan: Plan; text: string | undefined }, later: LaterPlans): Plans => [
  first,
  ...later.plans.map(({ text, ...plan }) => ({ plan, text })),
];

/** The plan of a year, else the first. */
export const planOfYear = (plans: Plans, year: string | undefined): Plans[number] | undefined =>
  plans.find(({ plan }) => yearOf(plan) === year) ?? plans[0];

const following = new WeakSet<Store>();

/**
 * Reads the plans after the first, which is in, where they are not at hand, and from then on shows that of the chosen
 * year. Never rejects: faults become problems.
 */
export async function followPlans(store: Store): Promise<void> {
  const { state, commands } = store;
  const place = { file: packageFiles.plans };
  const plan = state.plan.peek();
  if (following.has(store) || state.plans.peek().length || !plan?.later) return;
  following.add(store);
  try {
    const answer = await fetch(new URL(place.file, store.base));
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const { output, problems } = checkSchema(
      LaterPlansSchema,
      parseJson(await answer.text(), place.file),
      place,
    );
    commands.report(...problems);
    // A package in work may have come meanwhile.
    if (output && !state.plans.peek().length)
      commands.showPackage({ plans: allPlans({ plan, text: state.planText.peek() }, output) });
    effect(() => {
      const shown = planOfYear(state.plans.value, state.year.value);
      if (shown) untracked(() => commands.showPackage({ plan: shown.plan, planText: shown.text }));
    });
  } catch (error) {
    commands.report(...asProblems(error, place));
  }
}
