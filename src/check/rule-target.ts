import type { Bilingual, Rule } from '../model/index.ts';
import type { CheckFeature, CheckLayer } from './layer.ts';
import { trustOf } from './reasons.ts';
import type { Answer, Conflict, LayerResult, Reason } from './types.ts';

/** A layer a rule may be about, with what came of it. */
export interface RuleGround {
  layer: CheckLayer;
  checked: LayerResult;
}

/** A rule evaluated on one of its layers. */
export interface Target extends RuleGround {
  rule: Rule;
  /** The laws of the day, in words. */
  law: Bilingual;
}

/** Answer of one layer to a rule. */
export interface LayerAnswer {
  answer: Answer;
  reason?: Reason;
  conflicts: Conflict[];
}
export const unchecked = (reason: Reason): LayerAnswer => ({ answer: 'unchecked', reason, conflicts: [] });

/** Whether a rule is about this feature of its layer. */
export const matches = (rule: Rule, feature: CheckFeature): boolean =>
  !rule.where || (rule.where.in as unknown[]).includes(feature.property(rule.where.property));

export const conflictOf = (
  { rule, law, layer }: Target,
  feature: CheckFeature,
  rest: Partial<Conflict>,
): Conflict => ({
  rule: rule.id,
  name: rule.name,
  severity: rule.severity,
  layer: layer.layer.id,
  feature: feature.id,
  featureName: feature.name,
  ...trustOf(feature),
  sliver: false,
  law,
  ...rest,
});
