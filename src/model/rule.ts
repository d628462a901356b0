import * as v from 'valibot';
import { BilingualSchema } from './text.ts';

/** 禁止 / 限制 / 提示 */
export const severities = ['forbidden', 'restricted', 'notice'] as const;
export type Severity = (typeof severities)[number];

/**
 * A rule a zone is checked against. `overlap` fires where the zone overlaps features of `layer`; `within` where it comes
 * nearer than `distanceM` (ellipsoidal metres). `unset` stands for a range the government has to set and has not:
 * it is never computed, always reported as not checked.
 *
 * A law that counts from the outer edge of a road's land names `edge`: how far that edge is from the drawn line, in
 * metres, is read from a property of the feature. Where it is missing, what lies beyond `distanceM` but within
 * `distanceM + edge.atMostM` of the line is "not checked", never clear. Features drawn as areas are their own edge.
 */
export const RuleSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9.-]*$/)),
  name: BilingualSchema,
  severity: v.picklist(severities),
  /** Layer id; a layer the package does not have makes the rule "not checked", with that as the reason. */
  layer: v.string(),
  /** What that layer is called, for a package that does not have it; the rule's own name unless given. */
  layerName: v.optional(BilingualSchema),
  /** Restricts the rule to features whose property has one of these values. */
  where: v.optional(v.strictObject({ property: v.string(), in: v.array(v.union([v.string(), v.number()])) })),
  test: v.variant('kind', [
    v.strictObject({ kind: v.literal('overlap') }),
    v.strictObject({
      kind: v.literal('within'),
      distanceM: v.pipe(v.number(), v.minValue(0)),
      edge: v.optional(v.strictObject({ property: v.string(), atMostM: v.pipe(v.number(), v.minValue(0)) })),
    }),
    v.strictObject({ kind: v.literal('unset'), reason: BilingualSchema }),
  ]),
  /** What an overlap counts as when the approving authority is worked out (土地管理法 第四十六条). */
  counts: v.optional(v.picklist(['permanent-farmland', 'cultivated'])),
  /** The law by name and article, never a paraphrase as advice. */
  law: BilingualSchema,
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
