import {
  asProblems,
  type LaterPlans,
  LaterPlansSchema,
  type Plan,
  type Problem,
  packageFiles,
  parseJson,
  yearOf,
} from '../model/index.ts';
import { checkSchema } from '../model/schema-problems.ts';
import { batch } from './signals.ts';
import type { State, WritableState } from './state.ts';

/** Answers an address of the package as `fetch` does. */
export type Read = (address: URL) => Promise<Response>;

type Plans = State['plans']['value'];

/** All plans of a package: the first, and those after it. */
export const allPlans = (first: { plan: Plan; text: string | undefined }, later: LaterPlans): Plans => [
  first,
  ...later.plans.map(({ text, ...plan }) => ({ plan, text })),
];

/** The plan of a year, the first for an empty one, else the newest. */
export const planOfYear = (plans: Plans, year: string | undefined): Plans[number] | undefined =>
  year === '' ? plans[0] : (plans.find(({ plan }) => yearOf(plan) === year) ?? plans.at(-1));

/**
 * Reads the plans after the first and shows that of the chosen year; where they cannot be had, the first. Never rejects:
 * faults are reported.
 */
export async function readPlans(
  state: WritableState,
  first: { plan: Plan; text: string | undefined },
  base: string,
  read: Read,
): Promise<readonly Problem[]> {
  const place = { file: packageFiles.plans };
  const show = (plans: Plans) =>
    batch(() => {
      const one = planOfYear(plans, state.year.peek()) ?? first;
      state.plans.value = plans;
      state.plan.value = one.plan;
      state.planText.value = one.text;
    });
  try {
    const answer = await read(new URL(place.file, base));
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const { output, problems } = checkSchema(
      LaterPlansSchema,
      parseJson(await answer.text(), place.file),
      place,
    );
    show(output ? allPlans(first, output) : []);
    return problems;
  } catch (error) {
    show([]);
    return asProblems(error, place);
  }
}
