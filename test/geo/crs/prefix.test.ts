import { describe, expect, it } from 'vitest';
import { locate, type ReadResult, readGeometry, toZones } from '../../../src/geo/formats/index.ts';
import { positions, readFixture, text, town } from '../formats/fixture.ts';

// Five points of the town in zone 38, as every case below has them before something is put wrong.
const square: [number, number][] = [
  [3154100, 411800],
  [3154100, 411900],
  [3154000, 411900],
  [3154000, 411800],
  [3154100, 411800],
];
// The same place in the 6° zone 19: echo 113.0999 28.5 | cs2cs EPSG:4490 EPSG:4508 (about 205 km east of 111°E).
const sixDegrees: [number, number][] = square.map(([x, y]) => [x + 5_440, y + 293_700]);
const points = (list: readonly [number, number][], prefix: number | '') =>
  list.map(([x, y], i) => `J${(i % 4) + 1},1,${x}.000,${prefix}${y}.000`);
const txt = (lines: string[], head: Record<string, string>) =>
  [
    '[属性描述]',
    ...Object.entries(head).map(([k, v]) => `${k}=${v}`),
    '[地块坐标]',
    '5,1.0,DK-1,甲,面,,,,@',
    ...lines,
  ].join('\r\n');
const cgcs = { 坐标系: '2000国家大地坐标系', 几度分带: '3', 计量单位: '米' };
const read = (content: string, name = 'a.txt', context: typeof town | undefined = town) =>
  readGeometry([text(content, name)], context ? { town: context } : {});
const lonOf = (result: ReadResult, choice: Parameters<typeof locate>[1]) => {
  const [first] = positions(locate(result, choice, town).features[0]!.geometry);
  return first?.[0] as number;
};

describe('a wrong zone prefix inside Y', () => {
  const wrong: [string, string, string][] = [
    ['39, with no 带号', txt(points(square, 39), cgcs), '39'],
    ['39, with 带号=39', txt(points(square, 39), { ...cgcs, 带号: '39' }), '39'],
    ['39, with 带号=38', txt(points(square, 39), { ...cgcs, 带号: '38' }), '39'],
    ['37, with 带号=37', txt(points(square, 37), { ...cgcs, 带号: '37' }), '37'],
    ['19 of the 6° zones for 38 of the 3°', txt(points(square, 19), { ...cgcs, 几度分带: '6' }), '19'],
    ['37 in a bare TXT', points(square, 37).join('\n'), '37'],
  ];
  it.each(wrong)('%s: named, the fix one key away, nothing applied', async (_, content, prefix) => {
    const { crs, problems } = await read(content);
    expect([crs.mistake?.code, crs.confidence]).toEqual(['zone-prefix-wrong', 'doubtful']);
    // As written it stays the choice: far away; the fix comes next, in the town.
    expect(crs.chosen?.writtenPrefix).toBeUndefined();
    expect(crs.chosen?.distanceKm).toBeGreaterThan(200);
    const [fix] = crs.alternatives;
    expect(fix).toMatchObject({ code: 'EPSG:4526', writtenPrefix: Number(prefix) });
    expect(fix?.distanceKm).toBeLessThan(5);
    for (const words of [crs.mistake?.what.zh, crs.mistake?.what.en]) {
      expect(words).toContain(prefix);
      expect(words).toContain(`${fix?.landsAt[0].toFixed(4)}°E`);
      expect(words).toMatch(/29\d (?:公里|km)/);
    }
    expect(problems.map(({ code }) => code)).toContain('zone-prefix-wrong');
  });
  it('says that 3° and 6° zones were mixed up, and finds the 6° zone for 3° numbers', async () => {
    const three = await read(txt(points(square, 19), cgcs));
    expect(three.crs.mistake?.what.zh).toContain('混用');
    const six = await read(txt(points(sixDegrees, 38), { ...cgcs, 几度分带: '6', 带号: '19' }));
    expect(six.crs.alternatives[0]).toMatchObject({ code: 'EPSG:4497', writtenPrefix: 38 });
    expect(six.crs.alternatives[0]?.distanceKm).toBeLessThan(10);
  });
  it('lands where the right prefix lands when the fix is taken, says so in every zone, and keeps right figures', async () => {
    const result = await read(txt(points(square, 39), { ...cgcs, 带号: '39' }));
    const right = await read(txt(points(square, 38), { ...cgcs, 带号: '38' }));
    const fix = result.crs.alternatives[0]!;
    expect(lonOf(result, fix)).toBe(lonOf(right, right.crs.chosen!));
    const located = locate(result, fix, town);
    expect(located.problems.map(({ code }) => code)).toEqual(['zone-prefix-replaced']);
    const [zone] = toZones(located).zones;
    expect(zone?.warnings.map(({ code }) => code)).toEqual(['zone-prefix-replaced']);
    expect(zone?.warnings[0]?.what.zh).toContain('减 1,000,000 米');
    expect(zone?.source?.rings[0]?.points[0]).toMatchObject({ x: 3154100, y: 38411800 });
    // What the command line is given as --crs means the same.
    expect(lonOf(result, 'EPSG:4526')).toBe(lonOf(right, right.crs.chosen!));
    // As written it lands where it says, and the doubt stays with the zone.
    const far = toZones(locate(result, result.crs.chosen!, town)).zones[0];
    expect(far?.warnings.map(({ code }) => code)).toEqual(['zone-prefix-wrong', 'far-from-town']);
  });
  it('in a shapefile or GeoJSON that states zone 38, and in a table without a word', async () => {
    const ring = square.map(([x, y]) => [39_000_000 + y, x]);
    const json = { type: 'Polygon', coordinates: [ring], crs: { properties: { name: 'EPSG:4526' } } };
    const stated = await read(JSON.stringify(json), 'a.geojson');
    expect([stated.crs.mistake?.code, stated.crs.chosen?.code, stated.crs.confidence]).toEqual([
      'zone-prefix-wrong',
      'EPSG:4526',
      'doubtful',
    ]);
    expect(stated.crs.alternatives.slice(0, 2)).toMatchObject([
      { code: 'EPSG:4526', writtenPrefix: 39 },
      { code: 'EPSG:4527' },
    ]);
    const table = await read(`X,Y\n${square.map(([x, y]) => `${x},83${y}`).join('\n')}`, 'a.csv');
    expect([table.crs.mistake?.code, table.crs.confidence, table.crs.chosen]).toEqual([
      'zone-prefix-wrong',
      'unknown',
      undefined,
    ]);
    expect(table.crs.alternatives[0]).toMatchObject({ code: 'EPSG:4526', writtenPrefix: 83 });
  });
  it('with the axes swapped as well', async () => {
    const swapped = square.map(([x, y], i) => `J${i},1,39${y},${x}`);
    const { crs } = await read(txt(swapped, cgcs));
    expect(crs.alternatives[0]).toMatchObject({ code: 'EPSG:4526', writtenPrefix: 39, swapAxes: true });
    expect(crs.alternatives[0]?.distanceKm).toBeLessThan(5);
  });
});

describe('a head that contradicts the prefix', () => {
  it('near the town: the prefix rules, and every zone says so', async () => {
    const heads: Record<string, string>[] = [
      { 带号: '37' },
      { 带号: '38', 几度分带: '6' },
      { 中央经线: '111°' },
    ];
    for (const head of heads) {
      const result = await read(txt(points(square, 38), { ...cgcs, ...head }));
      expect(result.crs).toMatchObject({ confidence: 'likely', mistake: { code: 'zone-header-differs' } });
      const { zones } = toZones(locate(result, result.crs.chosen!, town));
      expect(zones[0]?.warnings.map(({ code }) => code)).toEqual(['zone-header-differs']);
    }
  });
  it('where no town is known: a question, with either reading on offer', async () => {
    const { crs } = await read(txt(points(square, 39), { ...cgcs, 带号: '38' }), 'a.txt', undefined);
    expect([crs.confidence, crs.chosen?.code]).toEqual(['doubtful', 'EPSG:4527']);
    expect(crs.alternatives[0]).toMatchObject({ code: 'EPSG:4526', writtenPrefix: 39 });
  });
});

describe('points that stray', () => {
  it('one vertex with another prefix is named with its numbers', async () => {
    const lines = points(square, 38).with(1, 'J2,1,3154100.000,37411900.000');
    const located = locate(await read(txt(lines, { ...cgcs, 带号: '38' })), 'EPSG:4526', town);
    expect(located.problems.map(({ code }) => code)).toEqual(['stray-point']);
    expect(located.problems[0]?.what.zh).toMatch(/第 2 个点（J2）.*37411900/);
    expect(located.problems[0]?.where?.feature).toBe('DK-1');
  });
});

describe('the reason given for a system', () => {
  it('is its name, never the text of a .prj', async () => {
    const names = ['shp-gbk-4526.zip', 'zones.gpkg', 'zones.fgb', 'zones-4526.geojson'];
    for (const name of names) {
      const { crs } = await readFixture(name);
      expect(crs.chosen?.why.zh).toMatch(/2000国家大地坐标系 3°带 第38带/);
      expect(crs.chosen?.why.en).toMatch(/CGCS2000 3° zone 38/);
      expect(JSON.stringify(crs)).not.toMatch(/PROJCS|GEOGCS|PARAMETER/);
    }
  });
});
