import type { Bilingual, Rule } from '../model/index.ts';
import type { CheckLayer, ReadyFeature } from './layer.ts';
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
export const matches = (rule: Rule, ready: ReadyFeature): boolean => {
  if (!rule.where) return true;
  const value = (ready.feature.properties as Record<string, unknown>)[rule.where.property];
  return (rule.where.in as unknown[]).includes(value);
};

export const conflictOf = (
  { rule, law, layer }: Target,
  ready: ReadyFeature,
  rest: Partial<Conflict>,
): Conflict => ({
  rule: rule.id,
  name: rule.name,
  severity: rule.severity,
  layer: layer.layer.id,
  feature: ready.feature.properties.id,
  featureName: ready.feature.properties.name,
  ...trustOf(ready.feature.properties),
  sliver: false,
  law,
  ...rest,
});
