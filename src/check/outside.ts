import { distanceWithin } from '../geo/overlay/index.ts';
import { type RingSet, ringsOf, toMultiPolygon } from '../geo/plane/rings.ts';
import { robustMerge } from '../geo/plane/robust.ts';
import { type LayerOptions, staleness } from './check-layer.ts';
import { type CheckFeature, featureAt, featuresOf } from './layer.ts';
import { coveredM2, hitsOf, overlayOf, polygonsAmong, type ZoneInHand } from './overlaps.ts';
import { reasons } from './reasons.ts';
import { type LayerAnswer, matches, type Target, unchecked } from './rule-target.ts';
import type { Conflict, Reason, Trust } from './types.ts';

interface Covered {
  /** Features that cover part of the zone, and their whole rings. */
  features: CheckFeature[];
  rings: RingSet[];
  areaM2: number;
}

/** Ground of the zone that the features a rule names cover; they may overlap one another. */
function covered(hand: ZoneInHand, targets: readonly Target[]): Covered {
  const met = targets.flatMap(({ rule, layer }) => {
    const overlap = overlayOf(hand, layer);
    return (overlap ? polygonsAmong(hitsOf(hand, layer, overlap)) : []).flatMap((hit) => {
      const feature = featureAt(layer, hit.index);
      if (!layer.packed || !matches(rule, feature)) return [];
      const { rings, firstRing } = layer.packed;
      const whole = ringsOf(rings, firstRing[hit.index]!, firstRing[hit.index + 1]!);
      return [{ feature, whole, hit }];
    });
  });
  return {
    features: met.map(({ feature }) => feature),
    rings: met.map(({ whole }) => whole),
    areaM2: coveredM2(
      hand.zone,
      met.map(({ hit }) => hit),
    ),
  };
}

const worstTrust = (trusts: readonly { basis: Trust['basis']; accuracyM: number }[]): Trust => {
  const worst = trusts.reduce((a, b) => (b.accuracyM > a.accuracyM ? b : a));
  const schematic = trusts.some(({ basis }) => basis === 'schematic');
  return { basis: schematic ? 'schematic' : worst.basis, accuracyM: worst.accuracyM, schematic };
};

/** Why a zone that the data covers wholly may not be called inside; null when it may. */
function insideDoubt(
  hand: ZoneInHand,
  targets: readonly Target[],
  { features, rings }: Covered,
  options: LayerOptions,
): Reason | null {
  const { schematic, accuracyM } = worstTrust(features);
  if (schematic) return reasons.schematicInside(accuracyM);
  for (const { layer } of targets) {
    const old = staleness(layer, options);
    if (old) return old;
  }
  const reachM = accuracyM + hand.offM;
  if (reachM === 0) return null;
  const border = toMultiPolygon(robustMerge(rings));
  const distanceM = distanceWithin(hand.zone, border, reachM);
  return Number.isFinite(distanceM) ? reasons.accuracyInside(distanceM, accuracyM, hand.offM) : null;
}

/**
 * The test "outside": which part of the zone lies in none of the layers' features taken together. A remainder smaller
 * than the sliver tolerance, and than a hundredth of the zone, is two drawings of one border.
 */
export function outside(hand: ZoneInHand, targets: readonly Target[], options: LayerOptions): LayerAnswer[] {
  const each = (answer: LayerAnswer): LayerAnswer[] =>
    targets.map((_, i) => (i ? { ...answer, conflicts: [] } : answer));
  const named = targets.flatMap(({ rule, layer }) =>
    featuresOf(layer).filter((feature) => matches(rule, feature)),
  );
  if (!named.length) {
    const first = targets.find(({ checked }) => checked.reason)?.checked.reason;
    return each(unchecked(first ?? reasons.noMatch()));
  }
  const ground = covered(hand, targets);
  const zoneM2 = hand.zone.areaM2;
  const outsideM2 = Math.max(0, zoneM2 - ground.areaM2);
  if (outsideM2 < options.sliverM2 && outsideM2 < zoneM2 / 100) {
    const reason = insideDoubt(hand, targets, ground, options);
    return each(reason ? unchecked(reason) : { answer: 'clear', conflicts: [] });
  }
  // What could not be read or computed may cover the rest.
  const gap = targets.find(({ layer, checked }) => layer.lost || checked.failed || !layer.packed?.count);
  if (gap?.checked.reason) return each(unchecked(gap.checked.reason));
  const [{ rule, law, layer }] = targets as [Target, ...Target[]];
  const conflict: Conflict = {
    ...{ rule: rule.id, name: rule.name, severity: rule.severity, law },
    ...{ layer: layer.layer.id, feature: layer.layer.id, featureName: layer.layer.name },
    ...worstTrust(named),
    ...{ outsideM2, sliver: false },
  };
  return each({ answer: 'overlap', conflicts: [conflict] });
}
