import { distanceWithin } from '../geo/overlay/index.ts';
import type { Rule } from '../model/index.ts';
import { doubt, type LayerOptions } from './check-layer.ts';
import type { CheckLayer, ReadyFeature } from './layer.ts';
import { overlapFeature, type ZoneInHand } from './overlaps.ts';
import { reasons, trustOf } from './reasons.ts';
import type { Conflict, FeatureOverlap, LayerResult, Reason, RuleResult } from './types.ts';

export interface RuleOutcome {
  result: RuleResult;
  conflicts: Conflict[];
}

const matches = (rule: Rule, ready: ReadyFeature): boolean => {
  if (!rule.where) return true;
  const value = (ready.feature.properties as Record<string, unknown>)[rule.where.property];
  return (rule.where.in as unknown[]).includes(value);
};

const conflictOf = (rule: Rule, ready: ReadyFeature, rest: Partial<Conflict>): Conflict => ({
  rule: rule.id,
  name: rule.name,
  severity: rule.severity,
  layer: rule.layer,
  feature: ready.feature.properties.id,
  featureName: ready.feature.properties.name,
  ...trustOf(ready.feature.properties),
  sliver: false,
  law: rule.law,
  ...rest,
});

function overlapConflicts(rule: Rule, features: readonly ReadyFeature[], checked: LayerResult): Conflict[] {
  const by = (list: readonly FeatureOverlap[], id: string) => list.find((hit) => hit.id === id);
  return features.flatMap((ready) => {
    const { id } = ready.feature.properties;
    const sliver = by(checked.slivers, id);
    const hit = by(checked.features, id) ?? sliver;
    if (!hit) return [];
    const measure =
      hit.kind === 'line'
        ? { lengthM: hit.lengthM ?? 0 }
        : hit.kind === 'polygon'
          ? { overlapM2: hit.overlapM2 }
          : {};
    return [conflictOf(rule, ready, { ...measure, sliver: sliver !== undefined })];
  });
}

type Within = Extract<Rule['test'], { kind: 'within' }>;

/** Metres from the drawn shape to the edge a rule counts from, and the most it can be where the data does not say. */
function edgeOf(ready: ReadyFeature, edge: Within['edge']): { known: number; most: number } {
  if (!edge || ready.polygon) return { known: 0, most: 0 };
  const value = (ready.feature.properties as Record<string, unknown>)[edge.property];
  const known = typeof value === 'number' && value >= 0 ? value : undefined;
  return { known: known ?? 0, most: known ?? edge.atMostM };
}

/** Distances are from the edge a rule counts from; see `RuleSchema`. */
function withinConflicts(
  hand: ZoneInHand,
  rule: Rule,
  features: readonly ReadyFeature[],
  { distanceM: limitM, edge }: Within,
): { conflicts: Conflict[]; reason: Reason | null } {
  let reason: Reason | null = null;
  const conflicts = features.flatMap((ready) => {
    const { accuracyM } = ready.feature.properties;
    const { known, most } = edgeOf(ready, edge);
    const around = ready.polygon !== null && overlapFeature(hand, ready, false) !== null;
    const drawnM = around
      ? 0
      : distanceWithin(hand.zone, ready.feature.geometry, limitM + most + accuracyM + hand.offM);
    const distanceM = Math.max(0, drawnM - known);
    if (distanceM <= limitM) return [conflictOf(rule, ready, { distanceM })];
    if (drawnM <= limitM + most && edge) reason ??= reasons.edge(drawnM, edge.property);
    else if (Number.isFinite(drawnM)) reason ??= reasons.accuracy(distanceM, accuracyM, hand.offM);
    return [];
  });
  return { conflicts, reason };
}

/** One rule. `checked` is what came of its layer, undefined when the package has no such layer. */
export function checkRule(
  hand: ZoneInHand,
  rule: Rule,
  layer: CheckLayer | undefined,
  checked: LayerResult | undefined,
  options: LayerOptions,
): RuleOutcome {
  const { id, name, severity, law } = rule;
  const base = { rule: id, name, severity, layer: rule.layer, law };
  const unchecked = (reason: Reason): RuleOutcome => ({
    result: { ...base, answer: 'unchecked', reason },
    conflicts: [],
  });
  // A range the government has not set is not computed, whatever the layer shows.
  if (rule.test.kind === 'unset') return unchecked(reasons.unset(rule.test.reason));
  if (!layer || !checked) return unchecked(reasons.noLayer(rule.layerName ?? rule.name));
  // Features that overlap stand beside those that could not be computed or read.
  const partly = checked.failed !== undefined || layer.lost !== undefined;
  if (!partly && checked.reason && ['no-data', 'failed'].includes(checked.reason.code))
    return unchecked(checked.reason);
  const named = (layer.features ?? []).filter((ready) => matches(rule, ready));
  if (!named.length) return unchecked(layer.lost ? reasons.lost(layer.lost) : reasons.noMatch());
  const features = named.filter(({ feature }) => !checked.failed?.includes(feature.properties.id));
  const failed = features.length < named.length ? (checked.reason ?? null) : null;
  let conflicts: Conflict[];
  let reason: Reason | null = null;
  if (rule.test.kind === 'overlap') conflicts = overlapConflicts(rule, features, checked);
  else ({ conflicts, reason } = withinConflicts(hand, rule, features, rule.test));
  if (conflicts.length)
    return { result: { ...base, answer: 'overlap', ...(failed ? { reason: failed } : {}) }, conflicts };
  reason = failed ?? doubt(hand, layer, features, options) ?? reason;
  return reason ? unchecked(reason) : { result: { ...base, answer: 'clear' }, conflicts: [] };
}
