import { describe, expect, it } from 'vitest';
import { referenceAnswer } from '../../src/check/reference-use.ts';
import type { ReferenceItem, ReferenceResult } from '../../src/check/types.ts';
import type { RuleTest } from '../../src/model/index.ts';
import { ruleOf } from './fixture.ts';

const both = (text: string) => ({ zh: text, en: text });
const item = (record: number, overlapM2: number, attributes: Record<string, string> = {}): ReferenceItem => ({
  ...{
    id: `${record}`,
    record,
    kind: 'polygon',
    overlapM2,
    shareOfFeature: 0.5,
    shareOfZone: 0.1,
    attributes,
  },
});
const layer = (features: ReferenceItem[], rest: Partial<ReferenceResult> = {}): ReferenceResult => ({
  ...{ layer: 'l', role: 'ecological-redline', name: both('红线'), accuracyM: 0, basis: 'official' },
  ...{ answer: features.length ? 'overlap' : 'clear', features, slivers: [], lengthM: 0, points: 0 },
  overlapM2: features.reduce((sum, { overlapM2 }) => sum + overlapM2, 0),
  ...{ repaired: 0, dropped: 0 },
  ...rest,
});
const measures = {
  offM: 0,
  coveredM2: () => 90,
  chosen: () => ({ count: 0, areaM2: 0 }),
  nearestM: (mostM: number) => (mostM < 30 ? Number.POSITIVE_INFINITY : 30),
};
const answerOf = (test: RuleTest, result: ReferenceResult, zoneM2 = 100) =>
  referenceAnswer(ruleOf('r', 'x', { test }), both('law'), result, zoneM2, measures);

describe('a rule on a reference layer', () => {
  it('has one conflict with the sum of the records', () => {
    const { answer, conflicts } = answerOf({ kind: 'overlap' }, layer([item(1, 30), item(2, 20)]));
    expect(answer).toBe('overlap');
    expect(conflicts).toMatchObject([{ layer: 'l', overlapM2: 50, sliver: false }]);
    expect(conflicts[0]!.featureName.zh).toContain('2 个');
  });
  it('is clear only where the layer is', () => {
    expect(answerOf({ kind: 'overlap' }, layer([])).answer).toBe('clear');
    const reason = { code: 'accuracy' as const, text: both('near') };
    expect(answerOf({ kind: 'overlap' }, layer([], { answer: 'unchecked', reason }))).toMatchObject({
      answer: 'unchecked',
      reason,
    });
  });
  it('knows what lies outside one record, and says so where it cannot', () => {
    expect(answerOf({ kind: 'outside' }, layer([item(1, 60)])).conflicts[0]!.outsideM2).toBe(40);
    expect(answerOf({ kind: 'outside' }, layer([])).conflicts[0]!.outsideM2).toBe(100);
    expect(answerOf({ kind: 'outside' }, layer([item(1, 100)])).answer).toBe('clear');
    expect(answerOf({ kind: 'outside' }, layer([item(1, 100)], { accuracyM: 5 })).answer).toBe('unchecked');
    // Of several, which may overlap one another, what they cover together.
    expect(answerOf({ kind: 'outside' }, layer([item(1, 60), item(2, 60)])).conflicts[0]!.outsideM2).toBe(10);
  });
  it('calls a distance clear only where the nearest record is farther than it may be off', () => {
    const near = (distanceM: number, accuracyM = 0) =>
      answerOf({ kind: 'within', distanceM }, layer([], { accuracyM }));
    expect(near(20).answer).toBe('clear');
    expect(near(20, 15).answer).toBe('unchecked');
    expect(near(40).conflicts[0]!.distanceM).toBe(30);
    expect(answerOf({ kind: 'within', distanceM: 20 }, layer([item(1, 5)])).conflicts[0]!.distanceM).toBe(0);
  });
});
