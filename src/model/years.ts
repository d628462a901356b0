import * as v from 'valibot';
import { itemsOf, type Plan, type PlanItem, PlanSchema, yearOf } from './plan.ts';
import { planProblems } from './plan-problems.ts';
import { type Problem, problem } from './problem.ts';

const { later: _, ...entries } = PlanSchema.entries;
/** A plan after that of `plan.json`. It carries its text, so that the two cannot come apart. */
export const LaterPlanSchema = v.strictObject({
  ...entries,
  /** What the plan says, as it was pasted or read from a file; offsets count in this. */
  text: v.pipe(v.string(), v.nonEmpty()),
});
export type LaterPlan = v.InferOutput<typeof LaterPlanSchema>;

/** `plans.json`: the plans after that of `plan.json`, oldest first. */
export const LaterPlansSchema = v.strictObject({
  schema: v.literal(1),
  plans: v.array(LaterPlanSchema),
});
export type LaterPlans = v.InferOutput<typeof LaterPlansSchema>;

const file = 'plans.json';
const fault = (code: string, zh: string, en: string, field: string): Problem =>
  problem(code, { zh, en }, { file, field });

/** What an item goes on with and what goes on with it, through all plans, itself included; in the order of the plans. */
export function lineOf(
  plans: readonly Pick<Plan, 'date' | 'chapters'>[],
  id: string,
): { year: string; item: PlanItem }[] {
  const all = plans.flatMap((plan) => itemsOf(plan).map((item) => ({ year: yearOf(plan), item })));
  const line = new Set([id]);
  for (const { item } of [...all].reverse())
    if (line.has(item.id)) for (const earlier of item.continues ?? []) line.add(earlier);
  for (const { item } of all) if (item.continues?.some((earlier) => line.has(earlier))) line.add(item.id);
  return all.filter(({ item }) => line.has(item.id));
}

/** The items of `items` that an item stands for there: itself, or what of its line they hold. */
export const itemsFor = (
  plans: readonly Pick<Plan, 'date' | 'chapters'>[],
  items: ReadonlyMap<string, unknown>,
  id: string,
): string[] =>
  items.has(id) ? [id] : lineOf(plans, id).flatMap(({ item }) => (items.has(item.id) ? [item.id] : []));

/** The later plans by themselves, against their texts and against what they go on with. */
export function laterProblems(first: Plan, later: LaterPlans | undefined): Problem[] {
  const plans = later?.plans ?? [];
  const out: Problem[] = [];
  if (Boolean(first.later) !== plans.length > 0)
    out.push(
      problem(
        'later',
        {
          zh: '“later”应当且仅当 plans.json 中有规划时为 true',
          en: '“later” is true when plans.json holds plans, and only then',
        },
        { file: 'plan.json', field: 'later' },
      ),
    );
  const earlier = new Set(itemsOf(first).map(({ id }) => id));
  let before = yearOf(first);
  plans.forEach((plan, index) => {
    const year = yearOf(plan);
    const at = `plans[${index}]`;
    if (year <= before)
      out.push(
        fault(
          'year-order',
          `${year} 年的规划应排在 ${before} 年之后，一年只有一份`,
          `the plan of ${year} must come after that of ${before}, one a year`,
          `${at}.date`,
        ),
      );
    before = year;
    out.push(...planProblems(plan, plan.text, { file, prefix: `${year}-` }));
    for (const item of itemsOf(plan))
      for (const id of item.continues ?? [])
        if (!earlier.has(id))
          out.push(
            problem(
              'dangling',
              { zh: `以前的规划中没有项目 ${id}`, en: `no earlier plan has the item ${id}` },
              { file, record: item.id, field: 'continues' },
            ),
          );
    for (const { id } of itemsOf(plan)) earlier.add(id);
  });
  return out;
}
