import { polygonKind } from '../geo/layer/index.ts';
import { distanceWithin } from '../geo/overlay/index.ts';
import { lawWords, type Rule } from '../model/index.ts';
import { doubt, type LayerOptions } from './check-layer.ts';
import { type CheckFeature, featuresOf } from './layer.ts';
import { outside } from './outside.ts';
import { overlayOf, type ZoneInHand } from './overlaps.ts';
import { reasons } from './reasons.ts';
import { measuresOf, type ReferenceGround } from './reference-ground.ts';
import { referenceAnswer, ruleLayerOf } from './reference-use.ts';
import {
  conflictOf,
  type LayerAnswer,
  matches,
  type RuleGround,
  type Target,
  unchecked,
} from './rule-target.ts';
import type { Answer, Conflict, FeatureOverlap, Reason, RuleLayer, RuleResult } from './types.ts';

export interface RuleOutcome {
  result: RuleResult;
  conflicts: Conflict[];
}

function overlapConflicts(target: Target, features: readonly CheckFeature[]): Conflict[] {
  const { checked } = target;
  const byId = (list: readonly FeatureOverlap[]) => new Map(list.map((hit) => [hit.id, hit]));
  const [hits, slivers] = [byId(checked.features), byId(checked.slivers)];
  return features.flatMap((feature) => {
    const { id } = feature;
    const sliver = slivers.get(id);
    const hit = hits.get(id) ?? sliver;
    if (!hit) return [];
    const measure =
      hit.kind === 'line'
        ? { lengthM: hit.lengthM ?? 0 }
        : hit.kind === 'polygon'
          ? { overlapM2: hit.overlapM2 }
          : {};
    return [conflictOf(target, feature, { ...measure, sliver: sliver !== undefined })];
  });
}

type Within = Extract<Rule['test'], { kind: 'within' }>;

/** Metres from the drawn shape to the edge a rule counts from, and the most it can be where the data does not say. */
function edgeOf(
  feature: CheckFeature,
  polygon: boolean,
  edge: Within['edge'],
): { known: number; most: number } {
  if (!edge || polygon) return { known: 0, most: 0 };
  const value = feature.property(edge.property);
  const metres = typeof value === 'number' && value >= 0 ? value : undefined;
  return { known: metres ?? 0, most: metres ?? edge.atMostM };
}

/** Distances are from the edge a rule counts from; see `RuleSchema`. */
function withinConflicts(
  hand: ZoneInHand,
  target: Target,
  features: readonly CheckFeature[],
  { distanceM: limitM, edge }: Within,
): { conflicts: Conflict[]; reason: Reason | null } {
  const { layer } = target;
  let reason: Reason | null = null;
  const over = new Set(overlayOf(hand, layer)?.feature);
  const conflicts = features.flatMap((feature) => {
    const { accuracyM, index } = feature;
    const polygon = layer.packed?.kind[index] === polygonKind;
    const { known, most } = edgeOf(feature, polygon, edge);
    const drawnM = over.has(index)
      ? 0
      : distanceWithin(hand.zone, feature.geometry(), limitM + most + accuracyM + hand.offM);
    const distanceM = Math.max(0, drawnM - known);
    if (distanceM <= limitM) return [conflictOf(target, feature, { distanceM })];
    if (drawnM <= limitM + most && edge) reason ??= reasons.edge(drawnM, edge.property);
    else if (Number.isFinite(drawnM)) reason ??= reasons.accuracy(distanceM, accuracyM, hand.offM);
    return [];
  });
  return { conflicts, reason };
}

/** One layer against a rule that looks for something in or near the zone. */
function meets(hand: ZoneInHand, target: Target, options: LayerOptions): LayerAnswer {
  const { rule, layer, checked } = target;
  // Features that overlap stand beside those that could not be computed or read.
  const partly = checked.failed !== undefined || layer.lost !== undefined;
  if (!partly && checked.reason && ['no-data', 'failed'].includes(checked.reason.code))
    return unchecked(checked.reason);
  const named = featuresOf(layer).filter((feature) => matches(rule, feature));
  if (!named.length) return unchecked(layer.lost ? reasons.lost(layer.lost) : reasons.noMatch());
  const features = named.filter(({ id }) => !checked.failed?.includes(id));
  const failed = features.length < named.length ? (checked.reason ?? null) : null;
  let conflicts: Conflict[];
  let reason: Reason | null = null;
  if (rule.test.kind === 'within')
    ({ conflicts, reason } = withinConflicts(hand, target, features, rule.test));
  else conflicts = overlapConflicts(target, features);
  if (conflicts.length) return { answer: 'overlap', conflicts, ...(failed ? { reason: failed } : {}) };
  reason = failed ?? doubt(hand, layer, options, (feature) => matches(rule, feature)) ?? reason;
  return reason ? unchecked(reason) : { answer: 'clear', conflicts: [] };
}

/** The layers of `ground` that a rule names, by id or by role. */
const groundOf = (rule: Rule, ground: readonly RuleGround[]): RuleGround[] =>
  ground.filter(({ layer: { layer } }) =>
    rule.role === undefined ? layer.id === rule.layer : layer.role === rule.role,
  );

function layerLine({ layer, checked }: RuleGround, answer: Answer, reason?: Reason): RuleLayer {
  const trusts = (layer.features ?? []).map(({ properties }) => properties);
  const sources = [...new Map(trusts.map(({ source }) => [source.zh, source])).values()];
  return {
    layer: checked.layer,
    name: checked.name,
    answer,
    ...(reason ? { reason } : {}),
    ...(checked.date ? { date: checked.date } : {}),
    // Many sources are one per feature, and stand beside each of those.
    ...(sources.length === 1 ? { source: sources[0]! } : {}),
    ...(trusts.length ? { accuracyM: Math.max(...trusts.map(({ accuracyM }) => accuracyM)) } : {}),
  };
}

/**
 * One rule, as of the day `options.asOf`. Of several layers with its role each has an answer of its own; the rule's is
 * an overlap if any has one, and clear only if all are.
 */
export function checkRule(
  hand: ZoneInHand,
  rule: Rule,
  all: readonly RuleGround[],
  options: LayerOptions,
  references: readonly ReferenceGround[] = [],
): RuleOutcome {
  const law = lawWords(rule, options.asOf);
  const ground = groundOf(rule, all);
  const roleResults = references.filter(({ result: { role, layer } }) =>
    rule.role === undefined ? layer === rule.layer : role === rule.role,
  );
  const base = ruleBase(rule, options.asOf);
  const open = (reason: Reason): RuleOutcome => ({
    result: { ...base, answer: 'unchecked', reason },
    conflicts: [],
  });
  // A range the government has not set is not computed, whatever the layer shows.
  if (rule.test.kind === 'unset') return open(reasons.unset(rule.test.reason));
  if (!ground.length && !roleResults.length) return open(reasons.noLayer(rule.layerName ?? rule.name));
  const targets = ground.map((one): Target => ({ rule, law, ...one }));
  const ofPackage =
    rule.test.kind !== 'outside'
      ? targets.map((target) => meets(hand, target, options))
      : targets.length
        ? outside(hand, targets, options)
        : [];
  const ofOwn = roleResults.map((one) =>
    referenceAnswer(rule, law, one.result, hand.zone.areaM2, measuresOf(hand, one.layer)),
  );
  const answers = [...ofPackage, ...ofOwn];
  const layers = [
    ...ground.map((one, i) => layerLine(one, ofPackage[i]!.answer, ofPackage[i]!.reason)),
    ...roleResults.map(({ result }, i) => ruleLayerOf(result, ofOwn[i]!)),
  ];
  const at = Math.max(
    0,
    [
      answers.findIndex(({ answer }) => answer === 'overlap'),
      answers.findIndex(({ answer }) => answer === 'unchecked'),
    ].find((index) => index >= 0) ?? 0,
  );
  const { answer, reason } = answers[at]!;
  return {
    result: {
      ...base,
      layer: layers[at]!.layer,
      answer,
      ...(reason ? { reason } : {}),
      layers,
    },
    conflicts: answers.flatMap(({ conflicts }) => conflicts),
  };
}

/** What stands in a rule's result whatever its answer. */
export const ruleBase = (rule: Rule, asOf?: string) => ({
  ...{ rule: rule.id, name: rule.name, severity: rule.severity },
  layer: rule.layer ?? rule.role ?? '',
  ...(rule.role === undefined ? {} : { role: rule.role }),
  law: lawWords(rule, asOf),
});
