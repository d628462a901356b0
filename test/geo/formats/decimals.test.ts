import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { locate, readGeometry } from '../../../src/geo/formats/index.ts';
import { apart, text, town } from './fixture.ts';

const read = (content: string, name = 'a.csv') => readGeometry([text(content, name)], { town });
const degrees: [string, string][] = [
  ['113.1000', '28.5000'],
  ['113.1010', '28.5000'],
  ['113.1010', '28.4990'],
  ['113.1000', '28.5000'],
];
const metres: [string, string][] = [
  ['3154183.736', '38411884.310'],
  ['3154184.400', '38411982.125'],
  ['3154073.250', '38411982.500'],
  ['3154183.736', '38411884.310'],
];
const comma = (cell: string) => cell.replace('.', ',');
const thousands = (cell: string) => Number(cell).toLocaleString('en-US', { minimumFractionDigits: 3 });
const table = (rows: readonly [string, string][], sign: string, write: (cell: string) => string, head = '') =>
  head + rows.map((row) => row.map(write).join(sign)).join('\r\n');
const ring = (rows: readonly [string, string][]): Polygon => ({
  type: 'Polygon',
  coordinates: [rows.map((row) => row.map(Number))],
});

describe('decimal commas in tables', () => {
  it.each([
    ['semicolons', table(degrees, ';', comma)],
    ['semicolons and a header', table(degrees, ';', comma, '经度;纬度\r\n')],
    ['tabs', table(degrees, '\t', comma, 'lon\tlat\r\n')],
    ['quotes', table(degrees, ',', (cell) => `"${comma(cell)}"`, 'lon,lat\r\n')],
    ['full-width signs', table(degrees, '；', (cell) => cell.replace('.', '，'))],
    ['degrees, minutes and seconds', '113°6′0,0″;28°30′0,0″\n113°6′3,6″;28°30′0,0″\n113°6′3,6″;28°29′56,4″'],
  ])('degrees parted by %s', async (_, content) => {
    const result = await read(content);
    expect(apart(locate(result, 'EPSG:4490', town).features[0]!.geometry, ring(degrees))).toBeLessThan(1e-9);
    expect(result.problems.map(({ code, severity }) => [code, severity])).toContainEqual([
      'decimal-comma',
      'info',
    ]);
  });
  it.each([
    ['semicolons', table(metres, ';', comma, '点号;X;Y\r\n').replace(/\r\n(?=\d)/g, '\r\nJ1;')],
    ['tabs, with thousands apart', table(metres, '\t', thousands, 'X\tY\r\n')],
    [
      'semicolons, European thousands',
      table(metres, ';', (c) => comma(thousands(c).replaceAll(',', ' ')).replaceAll(' ', '.'), 'X;Y\r\n'),
    ],
    ['quotes, with thousands apart', table(metres, ',', (c) => `"${thousands(c)}"`, 'X,Y\r\n')],
  ])('metres parted by %s', async (_, content) => {
    const result = await read(content);
    expect(result.features).toHaveLength(1);
    expect(apart(result.features[0]!.geometry, ring(metres.map(([x, y]) => [y, x])))).toBeLessThan(1e-9);
  });
  it('is refused, with its line, where commas part the cells as well', async () => {
    for (const content of [
      table(degrees, ',', comma, '经度,纬度\r\n'),
      table(metres, ',', comma, 'X,Y\r\n'),
      `点号,X,Y\r\n${metres.map((row, i) => `J${i},${row.map(comma).join(',')}`).join('\r\n')}`,
    ])
      await expect(read(content)).rejects.toMatchObject({
        problems: [{ code: 'decimal-comma-cut', where: { line: 2 } }],
      });
    // Without a header there is nothing to count against: no columns are claimed.
    await expect(read(table(degrees, ',', comma))).rejects.toMatchObject({
      problems: [{ code: 'no-coordinate-columns' }],
    });
  });
  it('leaves other columns as they are written', async () => {
    const { features } = await read('name;亩数;经度;纬度\n甲;1,5;113,1;28,5\n乙;2,5;113,2;28,6');
    expect(features.map(({ properties }) => properties['亩数'])).toEqual(['1,5', '2,5']);
  });
});

describe('several geometries', () => {
  it('in well-known text, one a line, are one by one', async () => {
    const one = 'POLYGON ((113.1 28.5, 113.101 28.5, 113.101 28.499, 113.1 28.5))';
    for (const sign of ['\n', '\r\n', ';\n', '; '])
      expect(
        (await read([one, one.replaceAll('28.5', '28.6'), `SRID=4490;${one}`].join(sign))).features,
      ).toHaveLength(3);
  });
});

describe('semicolons', () => {
  it('part WKT from other cells', async () => {
    const { features } = await read(
      'id;wkt\n1;POLYGON ((113.1 28.5, 113.101 28.5, 113.101 28.499, 113.1 28.5))',
    );
    expect(apart(features[0]!.geometry, ring(degrees))).toBeLessThan(1e-9);
  });
  it('part the pairs of a map service, on one line or on many', async () => {
    const pairs = degrees.map((row) => row.join(','));
    for (const content of [pairs.join(';'), `${pairs.join(';\n')};`, pairs.join('; ')])
      expect(apart((await read(content)).features[0]!.geometry, ring(degrees))).toBeLessThan(1e-9);
  });
});

describe('勘测定界 TXT', () => {
  const head = (unit: string) =>
    `[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n计量单位=${unit}\n带号=38\n[地块坐标]\n4,0.5,DK-1,甲,面,,,,@\n`;
  const lines = (write: (x: string, y: string, i: number) => string) =>
    metres.map(([x, y], i) => write(x, y, i)).join('\n');
  const own = ring(metres.map(([x, y]) => [y, x]));
  it.each([
    ['semicolons', (x: string, y: string) => `J1;1;${comma(x)};${comma(y)}`],
    ['commas', (x: string, y: string) => `J1,1,${comma(x)},${comma(y)}`],
    ['commas, no ring', (x: string, y: string) => `J1,${comma(x)},${comma(y)}`],
  ])('decimal commas parted by %s', async (_, write) => {
    const result = await read(head('米') + lines(write), 'a.txt');
    expect(result.problems.map(({ code, where }) => [code, where?.line])).toEqual([['decimal-comma', 8]]);
    expect(apart(result.features[0]!.geometry, own)).toBeLessThan(1e-9);
  });
  it('half a decimal comma is a line that cannot be read', async () => {
    await expect(
      read(head('米') + lines((x, y) => `J1,1,${comma(x)},${Math.round(Number(y))}`), 'a.txt'),
    ).rejects.toMatchObject({
      problems: [{ code: 'txt-line', where: { line: 8 } }, {}, {}, {}, { code: 'plot-left-out' }],
    });
  });
  it.each([
    ['米', 1],
    ['米（m）', 1],
    ['千米', 1000],
    ['公里', 1000],
    ['km', 1000],
    ['毫米', 0.001],
    ['厘米', 0.01],
  ])('计量单位=%s', async (unit, factor) => {
    const written = lines((x, y) =>
      [`J1,1`, ...[x, y].map((c) => (Number(c) / factor).toFixed(6))].join(','),
    );
    const result = await read(head(unit) + written, 'a.txt');
    expect(apart(result.features[0]!.geometry, own)).toBeLessThan(2e-3);
    expect(result.problems.map(({ code }) => code)).toEqual(factor === 1 ? [] : ['unit-converted']);
    expect(result.crs).toMatchObject({ confidence: 'stated', chosen: { code: 'EPSG:4526' } });
  });
  it.each(['千米', '毫米', '英尺'])('计量单位=%s over metres: metres, and reported', async (unit) => {
    const result = await read(head(unit) + lines((x, y) => `J1,1,${x},${y}`), 'a.txt');
    expect(result.problems).toMatchObject([{ code: 'unit-ignored', where: { field: '计量单位' } }]);
    expect(apart(result.features[0]!.geometry, own)).toBeLessThan(1e-9);
  });
  it.each([
    ['米', 1000],
    ['英尺', 0.3048],
    ['千米', 100],
  ])('计量单位=%s over numbers that are not: refused, with both', async (unit, factor) => {
    const written = lines(
      (x, y) => `J1,1,${(Number(x) / factor).toFixed(4)},${(Number(y) / factor).toFixed(4)}`,
    );
    await expect(read(head(unit) + written, 'a.txt')).rejects.toMatchObject({
      problems: [{ code: 'unit-unclear', where: { file: 'a.txt', field: '计量单位' } }],
    });
  });
  it('another projection is a question', async () => {
    const { crs, problems } = await read(
      head('米').replace('几度', '投影类型=UTM\n几度') + lines((x, y) => `J1,1,${x},${y}`),
      'a.txt',
    );
    expect(crs.confidence).toBe('doubtful');
    expect(problems).toMatchObject([{ code: 'projection-other', where: { field: '投影类型' } }]);
  });
});
