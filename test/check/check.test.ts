import type { LineString } from 'geojson';
import { describe, expect, it } from 'vitest';
import { type Answer, CheckStopped, checkZone, prepareLayer, reportOf } from '../../src/check/index.ts';
import { geodesicArea, geodesicDistance, planeArea } from '../../src/geo/area/index.ts';
import { ProblemError } from '../../src/model/index.ts';
import { entryOf, featureOf, layerOf, options, referenceOf, ruleOf, square, zoneOf } from './fixture.ts';

const zone = zoneOf(square(0, 0, 2));
const zoneM2 = geodesicArea(zone.geometry);
const line = (...coordinates: number[][]): LineString => ({ type: 'LineString', coordinates });

describe('three answers', () => {
  const half = featureOf('half', square(1, 0, 2));
  const far = square(50, 50, 1);
  const cases: [string, Answer, string | undefined, ReturnType<typeof layerOf>, string?][] = [
    ['an overlap', 'overlap', undefined, layerOf('a', [half])],
    ['none, in official data', 'clear', undefined, layerOf('a', [featureOf('f', far)])],
    [
      'an overlap with a sketch',
      'overlap',
      undefined,
      layerOf('a', [featureOf('f', square(1, 0, 2), 'schematic', 900)]),
    ],
    [
      'none, but only a sketch',
      'unchecked',
      'schematic',
      layerOf('a', [featureOf('f', far, 'schematic', 10)]),
    ],
    [
      'none, but nearer than its accuracy',
      'unchecked',
      'accuracy',
      layerOf('a', [featureOf('f', square(3, 0, 1), 'survey', 120)]),
    ],
    [
      'none, and farther than its accuracy',
      'clear',
      undefined,
      layerOf('a', [featureOf('f', square(3, 0, 1), 'survey', 80)]),
    ],
    [
      'a shared border, in data without error',
      'clear',
      undefined,
      layerOf('a', [featureOf('f', square(2, 0, 1))]),
    ],
    [
      'a shared border, in data with an error',
      'unchecked',
      'accuracy',
      layerOf('a', [featureOf('f', square(2, 0, 1), 'survey', 1)]),
    ],
    ['no features', 'unchecked', 'no-data', layerOf('a', [])],
    ['no data', 'unchecked', 'no-data', layerOf('a', null)],
    [
      'old data',
      'unchecked',
      'out-of-date',
      layerOf('a', [featureOf('f', far)], { date: '2010' }),
      '2026-11-26',
    ],
    [
      'data not too old',
      'clear',
      undefined,
      layerOf('a', [featureOf('f', far)], { date: '2017' }),
      '2026-11-26',
    ],
  ];
  it.each(cases)('%s', async (_, answer, code, layer, asOf) => {
    const rules = [ruleOf('r', 'a')];
    const result = await checkZone(zone, [layer], rules, { ...options, ...(asOf ? { asOf } : {}) });
    expect([result.layers[0]!.answer, result.layers[0]!.reason?.code]).toEqual([answer, code]);
    // A rule is never surer than its layer.
    expect([result.rules[0]!.answer, result.rules[0]!.reason?.code]).toEqual([answer, code]);
    expect(result.conflicts.length).toBe(answer === 'overlap' ? 1 : 0);
  });

  it('is not checked when a rule names a layer the package lacks, a kind it lacks, or a range nobody has set', async () => {
    const reason = { zh: '未划定', en: 'not set' };
    const rules = [
      ruleOf('missing', 'nowhere'),
      ruleOf('kind', 'a', { where: { property: 'kind', in: ['x'] } }),
      ruleOf('unset', 'a', { test: { kind: 'unset', reason } }),
    ];
    const result = await checkZone(zone, [layerOf('a', [half])], rules, options);
    expect(result.rules.map((rule) => [rule.answer, rule.reason?.code])).toEqual([
      ['unchecked', 'no-data'],
      ['unchecked', 'no-data'],
      ['unchecked', 'unset'],
    ]);
    expect(result.rules[2]!.reason!.text).toEqual(reason);
  });

  it('reports a failure of one layer in its own row, and finishes the rest', async () => {
    const broken = layerOf('b', [half]);
    Object.defineProperty(broken.packed, 'areaM2', {
      get() {
        throw new Error('boom');
      },
    });
    const layers = [layerOf('a', [half]), broken, layerOf('c', [half])];
    const result = await checkZone(zone, layers, [ruleOf('r', 'b'), ruleOf('s', 'c')], options);
    expect(result.layers.map(({ answer }) => answer)).toEqual(['overlap', 'unchecked', 'overlap']);
    expect(result.layers[1]!.reason).toMatchObject({
      code: 'failed',
      text: { en: expect.stringContaining('boom') },
    });
    expect(result.rules.map(({ answer }) => answer)).toEqual(['unchecked', 'overlap']);
  });

  it('keeps the overlaps of a layer of which one feature cannot be computed, and names that one', async () => {
    const nowhere = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [1e9, 1],
          [2, 1],
          [2, 2],
          [1e9, 1],
        ],
      ],
    };
    const other = featureOf('other', nowhere, 'official', 0, { kind: 'x' });
    const layer = layerOf('b', [half, other]);
    const only = (kind: string) => ({ where: { property: 'kind', in: [kind] } });
    const rules = [ruleOf('all', 'b'), ruleOf('x', 'b', only('x'))];
    const { layers, rules: outcomes, conflicts } = await checkZone(zone, [layer], rules, options);
    expect(layers[0]).toMatchObject({ answer: 'overlap', failed: ['other'], reason: { code: 'failed' } });
    expect(layers[0]!.features.map(({ id }) => id)).toEqual(['half']);
    expect(layers[0]!.reason!.text.en).toMatch(/"other".*longitude/);
    expect(outcomes.map(({ answer, reason }) => [answer, reason?.code])).toEqual([
      ['overlap', 'failed'],
      ['unchecked', 'failed'],
    ]);
    expect(conflicts.map(({ rule, feature }) => [rule, feature])).toEqual([['all', 'half']]);
    const report = reportOf(await checkZone(zone, [layer], rules, options));
    const rows = report.tables.find(({ id }) => id === 'layers')!.rows.map(({ cells }) => cells[2]!.en);
    expect(rows).toEqual(['Overlap', expect.stringContaining('Not checked')]);
  });

  it('calls nothing clear by a layer of which features were lost or hold no places', async () => {
    const far = featureOf('far', square(500, 500, 2));
    const nowhere = featureOf('nowhere', { type: 'LineString', coordinates: [['x', 1] as never, [113, 28]] });
    const lost = prepareLayer(entryOf('a'), {
      type: 'FeatureCollection',
      features: [far],
      lost: 1,
    });
    const rules = [ruleOf('r', 'a'), ruleOf('w', 'a', { test: { kind: 'within', distanceM: 20 } })];
    for (const [layer, code] of [
      [lost, 'no-data'],
      [layerOf('a', [far, nowhere]), 'failed'],
    ] as const) {
      const result = await checkZone(zone, [layer], rules, options);
      const open = ['unchecked', code];
      expect(
        [result.layers[0]!, ...result.rules].map(({ answer, reason }) => [answer, reason?.code]),
      ).toEqual([open, open, open]);
    }
    const met = prepareLayer(entryOf('a'), { type: 'FeatureCollection', features: [half], lost: 1 });
    const { layers, rules: outcomes } = await checkZone(zone, [met], rules, options);
    expect(layers[0]).toMatchObject({ answer: 'overlap', reason: { code: 'no-data' } });
    expect(outcomes.map(({ answer }) => answer)).toEqual(['overlap', 'overlap']);
  });

  it('calls no zone outside all villages by a sketch of them', async () => {
    const village = (basis: 'official' | 'schematic') =>
      layerOf('v', [featureOf('far', square(500, 500, 2), basis, 50)], { role: 'villages' });
    const of = async (basis: 'official' | 'schematic') =>
      (await checkZone(zone, [village(basis)], [], options)).villageBalance;
    expect(await of('official')).toMatchObject({ answer: 'clear' });
    expect(await of('schematic')).toMatchObject({ answer: 'unchecked', reason: { code: 'schematic' } });
  });
});

describe('measures', () => {
  it('reports areas, shares both ways, and the stated area against both computed ones', async () => {
    const half = featureOf('half', square(1, 0, 2));
    const stated = zoneOf(square(0, 0, 2), { statedAreaM2: 40_000 });
    const { layers, zone: figures } = await checkZone(stated, [layerOf('a', [half])], [], options);
    const [hit] = layers[0]!.features;
    const half0 = geodesicArea({
      type: 'Polygon',
      coordinates: [
        [
          [113.101, 28.5],
          [113.102, 28.5],
          [113.102, 28.502],
          [113.101, 28.502],
          [113.101, 28.5],
        ],
      ],
    });
    expect(hit!.overlapM2 / half0).toBeCloseTo(1, 7);
    expect(hit!.shareOfZone).toBeCloseTo(0.5, 6);
    expect(hit!.shareOfFeature).toBeCloseTo(0.5, 6);
    expect(figures.areaM2).toBeCloseTo(zoneM2, 6);
    expect(figures.planeAreaM2).toBeCloseTo(planeArea(zone.geometry, 114), 6);
    expect(figures.stated!.planeDifferenceM2).toBeCloseTo(figures.planeAreaM2 - 40_000, 6);
  });

  it('measures lines by their length inside, also along the border, and counts points', async () => {
    const through = featureOf('through', line([113.09, 28.501], [113.11, 28.501]));
    const along = featureOf('along', line([113.1, 28.5], [113.1, 28.502]));
    const east = 113.1 + 2 / 1000;
    const other = featureOf('other', line([east, 28.5], [east, 28.502]));
    const point = featureOf('point', { type: 'Point', coordinates: [113.1 + 2 / 1000, 28.5 + 2 / 1000] });
    const layer = layerOf('a', [through, along, other, point]);
    const { layers } = await checkZone(zone, [layer], [], options);
    const length = (id: string) => layers[0]!.features.find((one) => one.id === id)?.lengthM;
    expect(length('through')).toBeCloseTo(geodesicDistance(113.1, 28.501, 113.102, 28.501), 3);
    expect(length('along')).toBeCloseTo(geodesicDistance(113.1, 28.5, 113.1, 28.502), 6);
    expect(length('other')).toBeCloseTo(geodesicDistance(113.102, 28.5, 113.102, 28.502), 6);
    expect(layers[0]!.points).toBe(1);
  });

  it('counts ground that two features cover once in the layer', async () => {
    const layer = layerOf('a', [featureOf('f', square(0, 0, 1)), featureOf('g', square(0, 0, 2))]);
    const { layers } = await checkZone(zone, [layer], [], options);
    expect(layers[0]!.overlapM2 / zoneM2).toBeCloseTo(1, 6);
    expect(layers[0]!.features.map(({ id }) => id)).toEqual(['g', 'f']);
  });

  it('lists slivers apart and marks conflicts with them', async () => {
    const layer = layerOf('a', [featureOf('thin', square(1.999999, 0, 2))]);
    const { layers, conflicts } = await checkZone(zone, [layer], [ruleOf('r', 'a')], options);
    expect(layers[0]).toMatchObject({ answer: 'overlap', features: [] });
    expect(layers[0]!.slivers[0]!.overlapM2).toBeGreaterThan(0);
    expect(conflicts[0]).toMatchObject({ sliver: true, feature: 'thin' });
  });
});

describe('a zone whose own place is in doubt', () => {
  // 98 m west of the feature's edge.
  const beside = layerOf('a', [featureOf('f', square(3, 0, 2))]);
  const rules = [ruleOf('r', 'a'), ruleOf('w', 'a', { test: { kind: 'within', distanceM: 20 } })];
  const answersFor = async (crs: Parameters<typeof zoneOf>[1]) => {
    const parcels = referenceOf('parcels', { P: square(3, 0, 2) });
    const result = await checkZone(zoneOf(square(0, 0, 2), crs), [beside, parcels], rules, options);
    return {
      off: result.zone.accuracyM,
      all: [result.layers[0]!, ...result.rules, result.parcels].map(({ answer, reason }) => [
        answer,
        reason?.code,
      ]),
    };
  };
  const open = ['unchecked', 'accuracy'];
  const clear = ['clear', undefined];
  it('is called clear of nothing within reach of that doubt', async () => {
    expect(await answersFor({ crs: { code: 'EPSG:2362', from: 'header' } })).toEqual({
      off: 100,
      all: [open, open, open, open],
    });
  });
  it('is called clear when the seven parameters put it in place, or its system needs none', async () => {
    const shift = [-15.4, 120.3, 80.2, 1.1, -2.2, 3.3, 4.4];
    for (const crs of [
      { code: 'EPSG:2362', from: 'header' as const, shift },
      { code: 'EPSG:4526', from: 'header' as const },
    ])
      expect(await answersFor({ crs })).toEqual({ off: undefined, all: [clear, clear, clear, clear] });
  });
  it('from a phone map is off by metres only', async () => {
    const { off, all } = await answersFor({ crs: { code: 'GCJ-02', from: 'user' } });
    expect(off).toBe(10);
    expect(all).toEqual([clear, clear, clear, open]);
  });
});

describe('zones that are none', () => {
  const ring = (...points: [number, number][]) => ({
    type: 'Polygon' as const,
    coordinates: [points],
  });
  const box = (west: number, south: number, east: number, north: number) =>
    ring([west, south], [east, south], [east, north], [west, north], [west, south]);
  it.each([
    ['no number', ring([113, 28], [Number.NaN, 28], [113.1, 28.1], [113, 28]), 'zone-not-in-degrees'],
    ['metres', box(38412300, 3154000, 38412500, 3154200), 'zone-not-in-degrees'],
    ['no ring', { type: 'Polygon' as const, coordinates: [] }, 'zone-empty'],
    ['an empty ring', ring(), 'zone-empty'],
    ['a line', ring([113, 28], [113.1, 28], [113, 28]), 'zone-empty'],
    // A thousandth of a square millimetre would fall under every tolerance and be called clear everywhere.
    ['next to nothing', box(113.1, 28.5, 113.1 + 1e-10, 28.5 + 1e-10), 'zone-empty'],
    ['the 180th meridian', ring([170, 10], [-170, 10], [-170, 20], [170, 20], [170, 10]), 'zone-too-wide'],
    ['the world', box(-180, -90, 180, 90), 'zone-too-wide'],
  ])('%s', async (_, geometry, code) => {
    const around = layerOf('a', [featureOf('f', square(-500, -500, 1000))]);
    await expect(checkZone(zoneOf(geometry), [around], [], options)).rejects.toMatchObject({
      problems: [{ code, where: { feature: 'z1' } }],
    });
  });
  it('takes a zone of a square centimetre, and one of a whole degree far from the town', async () => {
    const layers = [layerOf('a', [featureOf('f', square(-500, -500, 1000))])];
    const small = await checkZone(zoneOf(box(113.1, 28.5, 113.1 + 1e-7, 28.5 + 1e-7)), layers, [], options);
    expect(small.layers[0]).toMatchObject({ answer: 'overlap' });
    expect(small.layers[0]!.overlapM2).toBeCloseTo(small.zone.areaM2, 9);
    const far = await checkZone(zoneOf(box(-60, -30, -59, -29)), layers, [], options);
    expect(far.layers[0]).toMatchObject({ answer: 'clear' });
  });
});

describe('parcels, faults and stopping', () => {
  const all = referenceOf('parcels', { P1: square(0, 0, 1), P2: square(1, 0, 4), P3: square(2, 0, 1) });
  it('lists the parcels taken, in the order of their file', async () => {
    const { parcels } = await checkZone(zone, [all], [], { ...options, geometry: true });
    expect(parcels.items.map(({ id, record }) => [id, record])).toEqual([
      ['P1', 1],
      ['P2', 2],
    ]);
    expect(parcels.items[0]!.share).toBe(1);
    expect(parcels.overlapM2 / zoneM2).toBeCloseTo(0.75, 5);
    expect(parcels.items[1]!.geometry!.type).toBe('MultiPolygon');
  });
  it('counts a fabric that was not loaded as not checked', async () => {
    const { parcels } = await checkZone(zone, [], [], options);
    expect(parcels).toMatchObject({ answer: 'unchecked', reason: { code: 'no-data' } });
  });
  it('refuses zones without area and zones in metres, and repairs one that crosses itself, saying so', async () => {
    const flat = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [113, 28],
          [113.1, 28],
          [113, 28],
        ],
      ],
    };
    await expect(checkZone(zoneOf(flat), [], [], options)).rejects.toThrow(ProblemError);
    const metres = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [500000, 3e6],
          [500010, 3e6],
          [500000, 3000010],
          [500000, 3e6],
        ],
      ],
    };
    await expect(checkZone(zoneOf(metres), [], [], options)).rejects.toThrow(/not a longitude and latitude/);
    const tie = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [113, 28],
          [113.002, 28.002],
          [113.002, 28],
          [113, 28.002],
          [113, 28],
        ],
      ],
    };
    const result = await checkZone(zoneOf(tie), [], [], options);
    expect(result.zone.warnings.map(({ code }) => code)).toEqual(['zone-mended']);
    expect(result.zone.areaM2 / zoneM2).toBeCloseTo(0.5, 2);
  });
  it('stops when asked to, and reports how far it is', async () => {
    const controller = new AbortController();
    const shares: number[] = [];
    const layers = Array.from({ length: 6 }, (_, k) => layerOf(`l${k}`, []));
    const check = checkZone(zone, layers, [], {
      ...options,
      signal: controller.signal,
      progress: (share) => {
        shares.push(share);
        if (shares.length === 3) controller.abort();
      },
    });
    await expect(check).rejects.toThrow(CheckStopped);
    expect(shares.length).toBe(3);
  });
});
