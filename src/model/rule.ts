import * as v from 'valibot';
import { BilingualSchema } from './text.ts';

/** 禁止 / 限制 / 提示 */
export const severities = ['forbidden', 'restricted', 'notice'] as const;
export type Severity = (typeof severities)[number];

/** A calendar day, `YYYY-MM-DD`. */
export const DaySchema = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/), v.isoDate());

/** The first day something is in force, and the last one where it no longer is. */
export const InForceSchema = v.strictObject({ from: DaySchema, until: v.optional(DaySchema) });
export type InForce = v.InferOutput<typeof InForceSchema>;

/**
 * A law, regulation or standard cited by its name and article, never a paraphrase as advice. `name` stands without the
 * marks 《》. Where wording or numbering changed, each text is an entry of its own with the days it is in force.
 */
export const LawSchema = v.strictObject({
  name: BilingualSchema,
  /** 第三十五条、第四十六条 / Articles 35 and 46. Left out for a document without articles. */
  article: v.optional(BilingualSchema),
  /** Number of the document, 国办发〔2019〕50号. */
  number: v.optional(v.string()),
  inForce: v.optional(InForceSchema),
  /** Where the text was read, and on what day. */
  source: v.optional(v.strictObject({ text: v.string(), date: DaySchema })),
});
export type Law = v.InferOutput<typeof LawSchema>;

/**
 * What a rule tests. `overlap` fires where the zone overlaps a feature; `outside` where a part of the zone lies in no
 * feature (不在城镇开发边界内); `within` where the zone comes nearer than `distanceM` (ellipsoidal metres). `unset`
 * stands for a range the government has to set and has not: it is never computed, always reported as not checked.
 *
 * A law that counts from the outer edge of a road's land names `edge`: how far that edge is from the drawn line, in
 * metres, is read from a property of the feature. Where it is missing, what lies beyond `distanceM` but within
 * `distanceM + edge.atMostM` of the line is "not checked", never clear. Features drawn as areas are their own edge.
 */
export const RuleTestSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('overlap') }),
  v.strictObject({ kind: v.literal('outside') }),
  v.strictObject({
    kind: v.literal('within'),
    distanceM: v.pipe(v.number(), v.minValue(0)),
    edge: v.optional(v.strictObject({ property: v.string(), atMostM: v.pipe(v.number(), v.minValue(0)) })),
  }),
  v.strictObject({ kind: v.literal('unset'), reason: BilingualSchema }),
]);
export type RuleTest = v.InferOutput<typeof RuleTestSchema>;

/**
 * A rule a zone is checked against: by `layer`, one layer of the package, or by `role`, every layer that has that role,
 * of the package and of the planner (`data/layer-roles.json`). Without such a layer the rule is "not checked", with
 * that as the reason. Naming both or neither is a fault that `validate` finds.
 */
export const RuleSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9.-]*$/)),
  name: BilingualSchema,
  severity: v.picklist(severities),
  layer: v.optional(v.string()),
  role: v.optional(v.string()),
  /** What the layer is called where there is none; the rule's own name unless given. */
  layerName: v.optional(BilingualSchema),
  /** Restricts the rule to features whose property has one of these values. */
  where: v.optional(v.strictObject({ property: v.string(), in: v.array(v.union([v.string(), v.number()])) })),
  test: RuleTestSchema,
  /** What an overlap counts as when the approving authority is worked out (土地管理法 第四十六条). */
  counts: v.optional(v.picklist(['permanent-farmland', 'cultivated'])),
  /** The days the rule holds; a check uses the rules of the day it is made for. Always, unless given. */
  inForce: v.optional(InForceSchema),
  /** The laws by name and article; words alone only where no law is the basis. */
  law: v.union([BilingualSchema, v.pipe(v.array(LawSchema), v.minLength(1))]),
});
export type Rule = v.InferOutput<typeof RuleSchema>;
export const RulesSchema = v.strictObject({ schema: v.literal(1), rules: v.array(RuleSchema) });

/** One step of a land-acquisition procedure; `minDays` gives the earliest end from the publishing date. */
export const StageStepSchema = v.strictObject({
  id: v.string(),
  name: BilingualSchema,
  /** Minimum days of publication; `working` days or calendar days. */
  minDays: v.optional(v.number()),
  days: v.optional(v.picklist(['working', 'calendar']), 'calendar'),
  documents: v.optional(v.array(BilingualSchema), []),
  law: v.optional(BilingualSchema),
});
export const StagesSchema = v.strictObject({
  schema: v.literal(1),
  procedures: v.array(
    v.strictObject({
      id: v.string(),
      name: BilingualSchema,
      /** Years it applied, `to` open while in force. */
      from: v.string(),
      to: v.optional(v.string()),
      law: BilingualSchema,
      steps: v.pipe(v.array(StageStepSchema), v.minLength(1)),
    }),
  ),
});
export type Stages = v.InferOutput<typeof StagesSchema>;
