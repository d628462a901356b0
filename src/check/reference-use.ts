import type { Bilingual, Rule } from '../model/index.ts';
import { reasons } from './reasons.ts';
import { type LayerAnswer, unchecked } from './rule-target.ts';
import type { Conflict, ReferenceResult, RuleLayer } from './types.ts';

/** A reference layer as a rule's line names it. */
export const ruleLayerOf = (result: ReferenceResult, { answer, reason }: LayerAnswer): RuleLayer => ({
  ...{ layer: result.layer, name: result.name, answer, accuracyM: result.accuracyM },
  ...(reason ? { reason } : {}),
  ...(result.date ? { date: result.date } : {}),
  ...(result.source ? { source: { zh: result.source, en: result.source } } : {}),
});

/** What a rule may need of a reference layer beyond the sums of its result. */
export interface ReferenceMeasures {
  /** Ground of the zone covered by its records together, each place once, m². */
  coveredM2(): number;
  /** Of the records met, those with one of these values in a column: how many, and their sum, m². */
  chosen(where: NonNullable<Rule['where']>): { count: number; areaM2: number };
  /** Metres from the zone to the nearest record, infinite beyond `mostM`. */
  nearestM(mostM: number): number;
  /** How far off the zone itself may lie, metres. */
  offM: number;
}

/** A rule on what the check found of a reference layer: of its many records one conflict with their sum. */
export function referenceAnswer(
  rule: Rule,
  law: Bilingual,
  result: ReferenceResult,
  zoneM2: number,
  measures: ReferenceMeasures,
): LayerAnswer {
  const { features, slivers, overlapM2, lengthM } = result;
  const met = features.length + slivers.length;
  const conflict = (rest: Partial<Conflict>): Conflict => ({
    ...{ rule: rule.id, name: rule.name, severity: rule.severity, law },
    ...{ layer: result.layer, feature: result.layer },
    featureName: met
      ? { zh: `${result.name.zh}（${met} 个图斑）`, en: `${result.name.en} (${met} records)` }
      : result.name,
    ...{ basis: result.basis, accuracyM: result.accuracyM, schematic: result.basis === 'schematic' },
    ...{ sliver: met > 0 && !features.length },
    ...rest,
  });
  const overlap = (rest: Partial<Conflict>): LayerAnswer => ({
    answer: 'overlap',
    ...(result.reason ? { reason: result.reason } : {}),
    conflicts: [conflict(rest)],
  });
  if (rule.test.kind === 'unset') return unchecked(reasons.unset(rule.test.reason));
  if (result.answer === 'unchecked' && result.reason?.code === 'no-data') return unchecked(result.reason);
  // Of records chosen by a property the sum is another one.
  if (rule.where) {
    const { count, areaM2 } = measures.chosen(rule.where);
    if (rule.test.kind === 'overlap' && count) return overlap(areaM2 > 0 ? { overlapM2: areaM2 } : {});
    return unchecked(result.reason ?? reasons.noMatch());
  }
  if (rule.test.kind === 'outside') {
    // What was not read or computed may cover the rest.
    if (result.reason?.code === 'failed') return unchecked(result.reason);
    // Records may overlap one another.
    const outsideM2 = Math.max(0, zoneM2 - (met > 1 ? measures.coveredM2() : overlapM2));
    if (outsideM2 > 1 || outsideM2 > zoneM2 / 100) return overlap({ outsideM2 });
    return result.accuracyM > 0 || result.basis === 'schematic'
      ? unchecked(reasons.schematicInside(result.accuracyM))
      : { answer: 'clear', conflicts: [] };
  }
  if (met) {
    if (rule.test.kind === 'within') return overlap({ distanceM: 0 });
    return overlap(overlapM2 > 0 ? { overlapM2 } : lengthM > 0 ? { lengthM } : {});
  }
  if (rule.test.kind === 'within') {
    const { distanceM: limitM } = rule.test;
    const nearestM = measures.nearestM(limitM + result.accuracyM + measures.offM);
    if (nearestM <= limitM) return overlap({ distanceM: nearestM });
    if (Number.isFinite(nearestM))
      return unchecked(reasons.accuracy(nearestM, result.accuracyM, measures.offM));
  }
  return result.answer === 'clear'
    ? { answer: 'clear', conflicts: [] }
    : unchecked(result.reason ?? reasons.noMatch());
}
