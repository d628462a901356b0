import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { readGeometry } from '../../../src/geo/formats/index.ts';
import { planeArea, text, town } from './fixture.ts';

/*
 * Areas by hand: squares of 100 m by 80 m (8,000 m²) and of 40 m (1,600 m²), a circle of 50 m radius.
 */

type Codes = readonly (number | string)[];
const section = (name: string, content: Codes, end: Codes = [0, 'ENDSEC']): Codes => [
  ...[0, 'SECTION', 2, name],
  ...content,
  ...end,
];
const drawing = (...codes: Codes[]) => readGeometry([text(codes.flat().join('\n'), 'a.dxf')], { town });
const entities = (...list: Codes[]) => drawing(section('ENTITIES', list.flat()), [0, 'EOF']);
const [X, Y] = [412000, 3154000];
const corners = [
  [X, Y],
  [X + 100, Y],
  [X + 100, Y + 80],
  [X, Y + 80],
] as const;
const island = [
  [X + 20, Y + 20],
  [X + 60, Y + 20],
  [X + 60, Y + 60],
  [X + 20, Y + 60],
] as const;
type Points = readonly (readonly [number, number])[];
const xy = (points: Points): Codes => points.flatMap(([x, y]) => [10, x, 20, y]);
const polyline = (points: Points, layer = '0'): Codes => [
  ...[0, 'LWPOLYLINE', 8, layer, 90, points.length, 70, 0],
  ...xy(points),
];
const closed = (points: Points, layer = '0'): Codes => polyline([...points, points[0]!], layer);

describe('outlines of a drawing', () => {
  it('open polylines that meet end to end are one boundary, with ends a millimetre apart, too', async () => {
    const [a, b, c, d] = corners;
    const { features, problems } = await entities(
      polyline([a, b, c]),
      polyline([[c[0], c[1] + 0.0008], d, a]),
    );
    expect(features.map(({ geometry }) => geometry.type)).toEqual(['Polygon']);
    expect(planeArea(features[0]!)).toBeCloseTo(8000, 0);
    expect(problems.map(({ code }) => code)).toEqual(['dxf-lines-joined']);
    const apart = await entities(polyline([a, b, c]), polyline([[c[0], c[1] + 0.5], d, a]));
    expect(apart.features.map(({ geometry }) => geometry.type)).toEqual(['LineString', 'LineString']);
  });
  it('a polygon of AutoCAD Map (MPOLYGON), with its hole and with bulges', async () => {
    const path = (points: Points, bulge?: number): Codes => [
      ...[92, 2, 73, 1, 72, bulge === undefined ? 0 : 1, 93, points.length],
      ...points.flatMap(([x, y]) => [10, x, 20, y, ...(bulge === undefined ? [] : [42, bulge])]),
    ];
    const polygon = (...paths: Codes[]): Codes => [
      ...[0, 'MPOLYGON', 8, 'DK', 70, 1, 10, 0, 20, 0, 30, 0, 210, 0, 220, 0, 230, 1, 2, '', 71, 0],
      ...[91, paths.length],
      ...paths.flat(),
      ...[76, 0, 52, 0, 41, 1, 77, 0, 78, 0, 11, 0, 21, 0, 99, 0],
    ];
    const round = [
      [X, Y],
      [X + 100, Y],
    ] as const;
    const { features, problems } = await entities(
      polygon(path(corners), path(island)),
      polygon(path(round, 1)),
    );
    expect(features.map(planeArea)[0]).toBeCloseTo(6400, 6);
    expect(Math.abs(planeArea(features[1]!) / (Math.PI * 2500) - 1)).toBeLessThan(3e-5);
    expect(problems).toEqual([]);
  });
  it('the boundary of a hatch that is a circle of two vertices', async () => {
    const { features } = await entities([
      ...[0, 'HATCH', 8, '0', 10, 0, 20, 0, 30, 0, 2, 'SOLID', 70, 1, 71, 0, 91, 1],
      ...[92, 2, 72, 1, 73, 1, 93, 2, 10, X, 20, Y, 42, 1, 10, X + 100, 20, Y, 42, 1, 97, 0],
      ...[75, 0, 76, 1, 98, 0],
    ]);
    expect(Math.abs(planeArea(features[0]!) / (Math.PI * 2500) - 1)).toBeLessThan(3e-5);
  });
  it('blocks that insert each other are drawn once, an external reference is named', async () => {
    const block = (name: string, flags: number, ...content: Codes[]): Codes => [
      ...[0, 'BLOCK', 2, name, 70, flags, 10, 0, 20, 0],
      ...content.flat(),
      ...[0, 'ENDBLK'],
    ];
    const insert = (name: string, x: number, y: number): Codes => [
      0,
      'INSERT',
      8,
      '0',
      2,
      name,
      10,
      x,
      20,
      y,
    ];
    const local = [
      [0, 0],
      [100, 0],
      [100, 80],
      [0, 80],
    ] as const;
    const { features, problems } = await drawing(
      section('BLOCKS', [
        ...block('A', 0, closed(local), insert('B', 0, 0)),
        ...block('B', 0, insert('A', 200, 0)),
        ...block('PLAN', 4),
      ]),
      section('ENTITIES', [...insert('A', X, Y), ...insert('PLAN', X, Y)]),
      [0, 'EOF'],
    );
    expect(features).toHaveLength(1);
    expect(problems.map(({ code, lost }) => [code, lost])).toEqual([['dxf-passed-over', 2]]);
    expect(problems[0]!.what.zh).toContain('INSERT ×1、外部参照 ×1');
  });
  it('characters written by their codes are read, in names of layers, too', async () => {
    const { features } = await entities(
      closed(corners, '\\U+5730\\U+5757'),
      closed(
        island.map(([x, y]) => [x + 500, y] as const),
        '\\M+5B5D8\\M+5BFE9',
      ),
    );
    expect(features.map(({ name }) => name)).toEqual(['地块', '地块']);
  });
  it('a drawing that ends before its entities do says that some are lost', async () => {
    const whole = [...closed(corners), ...closed(island.map(([x, y]) => [x + 500, y] as const))];
    const { problems } = await drawing(section('ENTITIES', whole, []));
    expect(problems.map(({ code, lost }) => [code, lost])).toEqual([['dxf-cut-short', 1]]);
    expect((await entities(whole)).problems).toEqual([]);
    // What stands behind the entities is of no use here.
    expect((await drawing(section('ENTITIES', whole), section('OBJECTS', [], []))).problems).toEqual([]);
  });
  it('what is drawn and not shown is left out by name, and counts as lost', async () => {
    const hidden = [...closed(island.map(([x, y]) => [x + 500, y] as const)), 60, 1];
    const { features, problems } = await entities(closed(corners), hidden);
    expect((features[0]!.geometry as Polygon).coordinates).toHaveLength(1);
    expect(problems[0]!.what).toMatchObject({
      zh: expect.stringContaining('单独隐藏 1 个'),
      en: expect.stringContaining('1 hidden by themselves'),
    });
    const layers = section('TABLES', [
      ...[0, 'TABLE', 2, 'LAYER', 0, 'LAYER', 2, '旧', 70, 1, 62, 7],
      ...[0, 'LAYER', 2, '草', 70, 0, 62, -3, 0, 'LAYER', 2, 'JZD', 70, 0, 62, 1, 0, 'ENDTAB'],
    ]);
    const on = (layer: string, by: number) =>
      closed(
        island.map(([x, y]) => [x + by, y] as const),
        layer,
      );
    const frozen = await drawing(
      layers,
      section('ENTITIES', [...on('旧', 500), ...on('草', 1000), ...on('jzd', 1500), ...on('草', 2000)]),
    );
    expect(frozen.features.map(({ name }) => name)).toEqual(['jzd']);
    expect(frozen.problems.map(({ code, lost }) => [code, lost])).toEqual([['dxf-unseen', 3]]);
  });
});
