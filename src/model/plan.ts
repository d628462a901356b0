import * as v from 'valibot';
import { BilingualSchema } from './text.ts';

/**
 * A cited passage. `start` and `end` are UTF-16 code-unit offsets (JavaScript string indices) into the text of the
 * plan file decoded as UTF-8, `end` exclusive; `quote` repeats the words so that a shifted offset is noticed.
 */
export const CiteSchema = v.strictObject({
  start: v.pipe(v.number(), v.integer(), v.minValue(0)),
  end: v.pipe(v.number(), v.integer(), v.minValue(1)),
  quote: v.pipe(v.string(), v.nonEmpty()),
  /** The quoted words in English, a translation by the package's authors: shown beside the words, never instead of them. */
  gloss: v.optional(v.pipe(v.string(), v.nonEmpty())),
});
export type Cite = v.InferOutput<typeof CiteSchema>;

/** How an item stands to the ground. The last two have no place of their own and say why. */
export const spatialKinds = ['site', 'line', 'area', 'townwide', 'none'] as const;
export type SpatialKind = (typeof spatialKinds)[number];

/** A figure or goal the plan states, in its own words; `value` and `unit` only where it gives a number. */
export const TargetSchema = v.strictObject({
  text: BilingualSchema,
  value: v.optional(v.number()),
  unit: v.optional(v.string()),
});
export type Target = v.InferOutput<typeof TargetSchema>;

export const PlanItemSchema = v.strictObject({
  /** `chapter.section-number`, stable: `2.1-1`; in a later plan with its year before it: `2018-2.1-1`. */
  id: v.pipe(v.string(), v.regex(/^(\d{4}-)?\d+\.\d+-\d+$/)),
  title: BilingualSchema,
  summary: BilingualSchema,
  cites: v.pipe(v.array(CiteSchema), v.minLength(1)),
  spatial: v.picklist(spatialKinds),
  /** Why the item has no place; required for `townwide` and `none`. */
  why: v.optional(BilingualSchema),
  targets: v.optional(v.array(TargetSchema), []),
  /** Feature ids, in the order they are shown. */
  features: v.optional(v.array(v.string()), []),
  related: v.optional(v.array(v.string()), []),
  /** Ids of the items of earlier plans that this one goes on with. */
  continues: v.optional(v.array(v.string())),
});
export type PlanItem = v.InferOutput<typeof PlanItemSchema>;

export const SectionSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^\d+\.\d+$/)),
  title: BilingualSchema,
  items: v.array(PlanItemSchema),
});
export type Section = v.InferOutput<typeof SectionSchema>;

/** One of the plan's chapters (篇文章); number 0 is the preamble. */
export const ChapterSchema = v.strictObject({
  number: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9)),
  title: BilingualSchema,
  short: BilingualSchema,
  sections: v.array(SectionSchema),
});
export type Chapter = v.InferOutput<typeof ChapterSchema>;

/** A sentence that commits to nothing (a heading, a slogan, a statement of fact) and why it is read so. */
export const NoCommitmentSchema = v.strictObject({ ...CiteSchema.entries, why: BilingualSchema });

export const PlanSchema = v.strictObject({
  schema: v.literal(1),
  /** Path of the plan's text from the package's parent folder, for example `seeds/plan.txt`. */
  file: v.string(),
  title: BilingualSchema,
  /** Day or year of the plan, `YYYY[-MM[-DD]]`. */
  date: v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)),
  chapters: v.pipe(v.array(ChapterSchema), v.minLength(1)),
  /** Every sentence is a commitment unless it is listed here. */
  noCommitment: v.optional(v.array(NoCommitmentSchema), []),
  /** Marks the file's conversion left in the text: not the plan's words, and not shown as such. */
  residue: v.optional(v.array(CiteSchema), []),
  /** There are plans after this one, in `plans.json`. */
  later: v.optional(v.literal(true)),
});
export type Plan = v.InferOutput<typeof PlanSchema>;

/** The year of a plan, which names it: `2018`. */
export const yearOf = (plan: Pick<Plan, 'date'>): string => plan.date.slice(0, 4);

/** All items in the order of the plan. */
export const itemsOf = (plan: Pick<Plan, 'chapters'>): PlanItem[] =>
  plan.chapters.flatMap((chapter) => chapter.sections.flatMap((section) => section.items));

/** The words of `[start, end)` of the plan's text, without what its conversion left there. */
export function planWords(plan: Plan | undefined, text: string, start: number, end: number): string {
  let words = '';
  let at = start;
  for (const left of [...(plan?.residue ?? [])].sort((a, b) => a.start - b.start)) {
    if (left.end <= at || left.start >= end) continue;
    words += text.slice(at, Math.max(at, left.start));
    at = left.end;
  }
  return words + text.slice(Math.min(at, end), end);
}

/** The chapter number of an item id: `2` for `2.1-1` and for `2018-2.1-1`. */
export const chapterOf = (itemId: string): number => Number.parseInt(itemId.replace(/^\d{4}-/, ''), 10);

/** How the number of a chapter is written; the preamble is 0. */
export const chapterNumerals = ['总', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
