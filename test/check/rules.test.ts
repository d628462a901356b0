import type { LineString } from 'geojson';
import { describe, expect, it } from 'vitest';
import { type CheckLayer, checkZone, type RuleResult, reportOf } from '../../src/check/index.ts';
import { geodesicArea, geodesicDistance } from '../../src/geo/area/index.ts';
import type { Basis } from '../../src/model/index.ts';
import { featureOf, layerOf, options, ruleOf, square, zoneOf } from './fixture.ts';

const zone = zoneOf(square(0, 0, 2));
const line = (...coordinates: number[][]): LineString => ({ type: 'LineString', coordinates });

describe('the test "outside"', () => {
  const zone = zoneOf(square(0, 0, 2));
  const rule = ruleOf('r', 'a', { test: { kind: 'outside' } });
  const { layer: _, ...inRole } = { ...rule, role: 'urban-boundary' };
  const town = (id: string, size: number, x = 0, basis: Basis = 'official', accuracyM = 0) =>
    layerOf(id, [featureOf(`${id}.1`, square(x, x, size), basis, accuracyM)], { role: 'urban-boundary' });
  const check = async (layers: CheckLayer[]) => {
    const { rules, conflicts } = await checkZone(zone, layers, [inRole], options);
    const [{ answer, reason, layers: each }] = rules as [RuleResult];
    return { answer, code: reason?.code, each: each?.map((one) => one.answer), conflicts };
  };

  it('answers for the part of the zone that no layer of the role covers', async () => {
    const { answer, conflicts } = await check([town('a', 1)]);
    const whole = geodesicArea(zone.geometry);
    expect(answer).toBe('overlap');
    expect(conflicts[0]!.outsideM2).toBeCloseTo(whole - geodesicArea(square(0, 0, 1)), 3);
    const apart = await check([town('a', 1, 30)]);
    expect(apart.conflicts[0]!.outsideM2).toBeCloseTo(whole, 6);
    // Together with a second layer of the role the zone is covered.
    const both = await check([town('a', 1), town('b', 3)]);
    expect(both).toMatchObject({ answer: 'clear', each: ['clear', 'clear'], conflicts: [] });
  });

  it('is clear only of good data, and not checked without any', async () => {
    expect(await check([town('a', 4, -1)])).toMatchObject({ answer: 'clear' });
    expect(await check([town('a', 4, -1, 'survey', 150)])).toMatchObject({ code: 'accuracy' });
    expect(await check([town('a', 4, -1, 'schematic', 10)])).toMatchObject({ code: 'schematic' });
    expect(await check([])).toMatchObject({ answer: 'unchecked', code: 'no-data' });
    expect(await check([layerOf('a', [], { role: 'urban-boundary' })])).toMatchObject({ code: 'no-data' });
  });
});

describe('the law of the day', () => {
  it('uses the rules and articles in force on the day of the check', async () => {
    const cite = (article: string, from: string, until?: string) => ({
      ...{ name: { zh: '文物保护法', en: 'Cultural Relics Law' } },
      ...{ article: { zh: article, en: article }, inForce: { from, ...(until ? { until } : {}) } },
    });
    const law = [cite('第十七条', '2017-11-05', '2025-02-28'), cite('第二十八条', '2025-03-01')];
    const ended = ruleOf('e', 'a', { inForce: { from: '2000-01-01', until: '2019-12-31' } });
    const rulesAt = async (asOf: string) => {
      const layers = [layerOf('a', [featureOf('f', square(0, 0, 1))])];
      const day = { ...options, asOf };
      const { rules } = await checkZone(
        zoneOf(square(0, 0, 2)),
        layers,
        [ruleOf('r', 'a', { law }), ended],
        day,
      );
      return rules.map(({ rule, law: { zh } }) => [rule, zh]);
    };
    expect(await rulesAt('2026-11-26')).toEqual([['r', '《文物保护法》第二十八条']]);
    expect(await rulesAt('2019-05-01')).toEqual([
      ['r', '《文物保护法》第十七条'],
      ['e', 'law e'],
    ]);
  });
});

describe('rules of distance', () => {
  const road = (metres: number, accuracyM = 0) => {
    const lon = 113.102 + metres / geodesicDistance(113, 28.501, 114, 28.501);
    return layerOf('roads', [featureOf('road', line([lon, 28.49], [lon, 28.51]), 'survey', accuracyM)]);
  };
  const rule = ruleOf('r', 'roads', { test: { kind: 'within', distanceM: 20 } });
  it.each([
    [19.9, 0, 'overlap'],
    [20.1, 0, 'clear'],
    [24, 5, 'unchecked'],
    [-100, 0, 'overlap'],
  ] as const)('a road %d m from the zone, drawn to ±%d m: %s', async (metres, accuracyM, answer) => {
    const { rules, conflicts } = await checkZone(zone, [road(metres, accuracyM)], [rule], options);
    expect(rules[0]!.answer).toBe(answer);
    if (answer === 'overlap') expect(conflicts[0]!.distanceM).toBeCloseTo(Math.max(0, metres), 2);
  });
  // 公路安全保护条例 第十一条 counts from the outer edge of the road's land; the line drawn is its middle.
  const fromEdge = ruleOf('r', 'roads', {
    test: { kind: 'within', distanceM: 20, edge: { property: 'edgeM', atMostM: 60 } },
  });
  it.each([
    ['edge known: 12 + 19.9 m', 31.9, 12, 0, 'overlap', 19.9],
    ['edge known: 12 + 20.1 m', 32.1, 12, 0, 'clear', undefined],
    ['edge known, but the line is not', 34, 12, 5, 'unchecked', undefined],
    ['edge unknown, near', 15, undefined, 0, 'overlap', 15],
    ['edge unknown, it may reach the zone', 79.9, undefined, 0, 'unchecked', undefined],
    ['edge unknown, farther than any edge', 80.1, undefined, 0, 'clear', undefined],
    ['an edge that is no figure counts as unknown', 50, 'wide', 0, 'unchecked', undefined],
  ] as const)('%s', async (_, metres, edgeM, accuracyM, answer, distanceM) => {
    const layer = road(metres, accuracyM);
    const [only] = layer.features as unknown as [{ properties: Record<string, unknown> }];
    only.properties['edgeM'] = edgeM;
    const { rules, conflicts } = await checkZone(zone, [layer], [fromEdge], options);
    expect(rules[0]!.answer).toBe(answer);
    if (distanceM === undefined) expect(conflicts).toEqual([]);
    else expect(conflicts[0]!.distanceM).toBeCloseTo(distanceM, 2);
  });
  it('counts from the border of a road drawn as an area', async () => {
    const beside = layerOf('roads', [featureOf('road', square(2.4, 0, 1))]);
    const { rules } = await checkZone(zone, [beside], [fromEdge], options);
    expect(rules[0]!.answer).toBe('clear');
  });
  it('is zero inside an area that surrounds the zone', async () => {
    const layer = layerOf('roads', [featureOf('around', square(-10, -10, 30))]);
    const { conflicts } = await checkZone(zone, [layer], [rule], options);
    expect(conflicts[0]!.distanceM).toBe(0);
  });
});

describe('the hint on who approves', () => {
  const permanent = ruleOf('p', 'farm', { counts: 'permanent-farmland' });
  const large = zoneOf(square(0, 0, 9));
  it('prompts for any permanent farmland', async () => {
    const { approval } = await checkZone(
      zone,
      [layerOf('farm', [featureOf('f', square(1, 1, 5))])],
      [permanent],
      options,
    );
    expect(approval.lines[0]).toMatchObject({ answer: 'overlap', exceeds: true });
    expect(approval.prompt.zh).toContain('可能需报国务院批准');
  });
  it('says of farmland that is only a sketch that it is one, and calls nothing clear by it', async () => {
    const sketch = (x: number) => layerOf('farm', [featureOf('f', square(x, 1, 5), 'schematic', 4000)]);
    const over = await checkZone(zone, [sketch(1)], [permanent], options);
    expect(over.approval.lines[0]).toMatchObject({ answer: 'overlap', exceeds: true, schematicM: 4000 });
    const rows = reportOf(over).tables.find(({ id }) => id === 'approval')!.rows;
    expect(rows[0]!.cells[1]!.zh).toContain('示意 ±4000 米');
    const beside = await checkZone(zone, [sketch(90)], [permanent], options);
    expect(beside.approval.lines[0]).toMatchObject({ answer: 'unchecked', reason: { code: 'schematic' } });
    expect(beside.approval.prompt.zh).toContain('未核查');
  });
  it('prompts for more than 35 ha of cultivated and 70 ha of other land', async () => {
    const clear = layerOf('farm', [featureOf('f', square(90, 90, 1))]);
    const fields = ruleOf('c', 'farm', { counts: 'cultivated' });
    const other = await checkZone(large, [clear], [permanent, fields], options);
    expect(other.approval.lines.map(({ exceeds }) => exceeds)).toEqual([false, false, true]);
    // Without data on cultivated ground nobody knows how much of the zone is other land.
    const open = await checkZone(large, [clear], [permanent], options);
    expect(open.approval.lines.map(({ answer }) => answer)).toEqual(['clear', 'unchecked', 'unchecked']);
    expect(open.approval.prompt.zh).toContain('未核查');
    const field = await checkZone(
      zoneOf(square(0, 0, 7), { landClass: '0101' }),
      [clear],
      [permanent],
      options,
    );
    expect(field.approval.lines.map(({ exceeds }) => exceeds)).toEqual([false, true, false]);
  });
  it('says that it cannot know without farmland data', async () => {
    const { approval } = await checkZone(zone, [], [], options);
    expect(approval.lines[0]!.answer).toBe('unchecked');
    expect(approval.prompt.zh).toContain('未核查');
  });
});
