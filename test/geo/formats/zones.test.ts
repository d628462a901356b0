import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { locate, readGeometry, type TownContext, toZones } from '../../../src/geo/formats/index.ts';

const town: TownContext = { centre: [113.1, 28.5], centralMeridian: 114 };
const bytes = (text: string) => new TextEncoder().encode(text);
const zonesOf = async (text: string, code: string, name = 'a.txt') =>
  toZones(locate(await readGeometry([{ name, bytes: bytes(text) }], { town }), code, town));
const feature = (geometry: Geometry, properties = {}) =>
  zonesOf(JSON.stringify({ type: 'Feature', properties, geometry }), 'EPSG:4490', 'a.geojson');

const txt = (area: string, points: string[]) =>
  [
    '[属性描述]',
    '坐标系=2000国家大地坐标系',
    '带号=38',
    '[地块坐标]',
    `5,${area},DK-1,地块一,面,,,011,@`,
    ...points,
  ].join('\n');
const square = [
  'J1,1,3154100.000,38411800.000',
  'J2,1,3154100.000,38411900.000',
  'J3,1,3154000.000,38411900.000',
  'J4,1,3154000.000,38411800.000',
  'J1,1,3154100.000,38411800.000',
];
const near = (x: number, y: number) => [113.1 + x / 1000, 28.5 + y / 1000];

describe('zones that share ground', () => {
  // Squares of 100 m: 10,000 m² in the plane.
  const at = (east: number) =>
    square.map((line) =>
      line.replace(/38411(\d+\.\d+)/, (_, rest: string) => (38411000 + Number(rest) + east).toFixed(3)),
    );
  const file = (...east: number[]) =>
    zonesOf(
      [
        '[属性描述]',
        '坐标系=2000国家大地坐标系',
        '带号=38',
        '[地块坐标]',
        ...east.flatMap((by, i) => [`5,1.0000,DK-${i},地块${i},面,,,011,@`, ...at(by)]),
      ].join('\n'),
      'EPSG:4526',
    );
  it('say so, each with the other, and by how much the sum is too large', async () => {
    const { zones, problems } = await file(0, 0, 40, 500);
    expect(zones.map(({ warnings }) => warnings.map(({ code }) => code).sort())).toEqual([
      ['zone-overlaps', 'zone-repeated'],
      ['zone-overlaps', 'zone-repeated'],
      ['zone-overlaps', 'zone-overlaps'],
      [],
    ]);
    // 3 ha are 1.4 ha of ground; the ellipsoidal area is a little under the plane's.
    expect(problems.map(({ code }) => code)).toEqual(['zones-overlap']);
    expect(Number(/多 ([\d.]+) 公顷/.exec(problems[0]!.what.zh)?.[1])).toBeCloseTo(1.6, 2);
  });
  it('do not where they are neighbours', async () => {
    const { zones, problems } = await file(0, 100, 199.999);
    expect([problems, zones.flatMap(({ warnings }) => warnings)]).toEqual([[], []]);
  });
});

describe('zones', () => {
  it('carry name, class, stated area, system and the surveyor’s own figures', async () => {
    const { zones, problems } = await zonesOf(txt('1.0000', square), 'EPSG:4526');
    expect(problems).toEqual([]);
    expect(zones[0]).toMatchObject({
      id: 'a.txt#1',
      name: '地块一',
      landClass: '011',
      statedAreaM2: 10_000,
      crs: { code: 'EPSG:4526', from: 'user' },
      warnings: [],
      origin: 'a.txt',
    });
    expect(zones[0]?.source?.rings[0]?.points[1]).toEqual({ name: 'J2', x: 3154100, y: 38411900 });
  });
  it.each([
    ['10000', '公顷'],
    ['15', '亩写成了公顷'],
    ['0.9', '按界址点计算'],
  ])('say so when the stated area (%s) does not fit', async (area, words) => {
    const { zones } = await zonesOf(txt(area, square), 'EPSG:4526');
    expect(zones[0]?.warnings.map((w) => w.code)).toEqual(['stated-area-differs']);
    expect(zones[0]?.warnings[0]?.what.zh).toContain(words);
  });
  it('keep what was repaired on the way in', async () => {
    const crossed = [square[0], square[2], square[1], square[3], square[4]] as string[];
    const { zones } = await zonesOf(txt('', crossed), 'EPSG:4526');
    expect(zones[0]?.warnings.map((w) => [w.code, w.where?.feature])).toEqual([
      ['self-intersection', 'DK-1'],
    ]);
    const open = await zonesOf(txt('', square.slice(0, 4)), 'EPSG:4526');
    expect(open.zones[0]?.warnings.map((w) => w.code)).toEqual(['ring-not-closed']);
  });
  it('keep the warning of an old datum', async () => {
    const { zones } = await zonesOf(txt('', square), 'EPSG:2362');
    expect(zones[0]?.warnings.map((w) => w.code)).toEqual(['crs-contradicts-file', 'datum-shift-unknown']);
  });
  it('say what stands in one record with an area and is none', async () => {
    const ring = [near(0, 0), near(1, 0), near(1, 1), near(0, 0)];
    const { zones, problems } = await feature({
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', coordinates: [ring] },
        { type: 'Point', coordinates: near(0, 0) },
      ],
    });
    expect([zones.length, problems.map(({ code, lost }) => [code, lost])]).toEqual([
      1,
      [['parts-left-out', 1]],
    ]);
    expect(zones[0]?.warnings.map(({ code }) => code)).toEqual(['source-incomplete']);
  });
  it('are made of lines that close, exactly or nearly', async () => {
    const line = [near(0, 0), near(1, 0), near(1, 1), near(0, 1)];
    const exact = await feature({ type: 'LineString', coordinates: [...line, near(0, 0)] });
    expect(exact.zones[0]?.warnings).toEqual([]);
    const nearly = await feature({ type: 'LineString', coordinates: [...line, near(0, 0.02)] });
    expect(nearly.zones[0]?.warnings.map((w) => w.code)).toEqual(['line-closed']);
    const open = await feature({ type: 'LineString', coordinates: line });
    expect([open.zones, open.rest.length, open.problems[0]?.code]).toEqual([[], 1, 'not-an-area']);
  });
  it('are not made of points, nor of what repair refuses', async () => {
    const point = await feature({ type: 'Point', coordinates: near(0, 0) });
    expect(point.problems.map((p) => p.code)).toEqual(['not-an-area']);
    const flat = await feature({
      type: 'Polygon',
      coordinates: [[near(0, 0), near(1, 1), near(2, 2), near(0, 0)]],
    });
    expect(flat.problems.map((p) => [p.code, p.severity])).toEqual([['encloses-nothing', 'error']]);
  });
  it('50 km away carry a question', async () => {
    const far = await feature({
      type: 'Polygon',
      coordinates: [
        [
          [113, 29.5],
          [113.01, 29.5],
          [113.01, 29.51],
          [113, 29.5],
        ],
      ],
    });
    expect(far.zones[0]?.warnings.map((w) => w.code)).toEqual(['far-from-town']);
  });
});
