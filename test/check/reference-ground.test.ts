import GeographicLib from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { checkZone, type LayerEntry } from '../../src/check/index.ts';
import { geodesicArea } from '../../src/geo/area/index.ts';
import { referenceOf, ruleOf, square, zoneOf } from './fixture.ts';

const options = { centralMeridian: 114, dataVersion: 't', asOf: '2026-01-01' };
const { Geodesic } = GeographicLib;

/** Metres between two parallels along a meridian, by GeographicLib. */
const northM = (from: number, to: number) => Geodesic.WGS84.Inverse(from, 113.105, to, 113.105).s12 ?? 0;

describe('rules on layers of many records', () => {
  it('take the ground their records cover together for "outside"', async () => {
    // Two records over the west and the middle, sharing a strip; the east fifth is in neither.
    const zone = zoneOf(square(0, 0, 10));
    const strips = { a: [0, 6], b: [4, 8] } as const;
    const shape = ([from, to]: readonly [number, number]) => ({
      type: 'Polygon' as const,
      coordinates: [
        [
          [113.1 + from / 1000, 28.49],
          [113.1 + to / 1000, 28.49],
          [113.1 + to / 1000, 28.52],
          [113.1 + from / 1000, 28.52],
          [113.1 + from / 1000, 28.49],
        ],
      ],
    });
    const layer = referenceOf('urban-boundary', { a: shape(strips.a), b: shape(strips.b) });
    const rule = ruleOf('o', 'x', { test: { kind: 'outside' }, role: 'urban-boundary', layer: undefined });
    const result = await checkZone(zone, [layer], [rule], options);
    // 8 to 10 of the square's columns: a fifth of its geodesic area, but for the bulge of its geodesic edges.
    const fifth = geodesicArea(zone.geometry) / 5;
    expect(Math.abs(result.conflicts[0]!.outsideM2! / fifth - 1)).toBeLessThan(1e-5);

    const whole = referenceOf('urban-boundary', { a: shape([-1, 6]), b: shape([4, 11]) });
    expect((await checkZone(zone, [whole], [rule], options)).rules[0]?.answer).toBe('clear');
  });

  it('measure the way to the nearest record for "within"', async () => {
    const zone = zoneOf(square(0, 0, 10));
    // South edges 2 and 5 thousandths of a degree north of the zone.
    const layer = referenceOf('power-line', { far: square(0, 15, 5), near: square(0, 12, 2) });
    const metres = northM(28.51, 28.512);
    const answerAt = async (distanceM: number) => {
      const rule = ruleOf('w', 'x', {
        test: { kind: 'within', distanceM },
        role: 'power-line',
        layer: undefined,
      });
      return checkZone(zone, [layer], [rule], options);
    };
    expect((await answerAt(metres - 1)).rules[0]?.answer).toBe('clear');
    const hit = await answerAt(metres + 1);
    expect(hit.rules[0]?.answer).toBe('overlap');
    expect(hit.conflicts[0]?.distanceM).toBeCloseTo(metres, 2);
  });

  it('check the rule a planner gave a layer, in his words and on his basis, on that layer only', async () => {
    const zone = zoneOf(square(0, 0, 10));
    const rule: LayerEntry['rule'] = {
      ...{ test: { kind: 'overlap' }, severity: 'restricted', words: '距祠堂', basis: '村规' },
    };
    const own = referenceOf('other', { a: square(2, 2, 3) }, { id: 'mine', rule });
    const beside = referenceOf('other', { b: square(1, 1, 1) }, { id: 'beside' });
    const result = await checkZone(zone, [own, beside], [], options);
    expect(result.conflicts).toMatchObject([
      {
        ...{ layer: 'mine', severity: 'restricted', name: { zh: '距祠堂' }, law: { zh: '村规' } },
      },
    ]);
    expect(result.conflicts[0]!.overlapM2).toBeCloseTo(geodesicArea(square(2, 2, 3)), 4);
    expect(result.rules).toHaveLength(1);
  });
});
