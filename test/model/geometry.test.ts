import { describe, expect, it } from 'vitest';
import { geometryProblems, selfCrossing } from '../../src/model/geometry-problems.ts';

const box: [number, number, number, number] = [113, 28, 114, 29];
const codes = (geometry: unknown) => geometryProblems(geometry, box, {}).map((p) => p.code);
const polygon = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings });
const square = [
  [113.1, 28.1],
  [113.2, 28.1],
  [113.2, 28.2],
  [113.1, 28.2],
  [113.1, 28.1],
];
const hole = [
  [113.12, 28.12],
  [113.12, 28.15],
  [113.15, 28.15],
  [113.15, 28.12],
  [113.12, 28.12],
];

describe('geometry that is right', () => {
  it.each([
    { type: 'Point', coordinates: [113.5, 28.5] },
    { type: 'Point', coordinates: [113.5, 28.5, 120] },
    { type: 'MultiPoint', coordinates: [[113.5, 28.5]] },
    { type: 'LineString', coordinates: square },
    polygon(square),
    polygon(square, hole),
    { type: 'MultiPolygon', coordinates: [[square]] },
  ])('$type has no problem', (g) => expect(codes(g)).toEqual([]));
});

describe('geometry that is not', () => {
  it.each<[string, unknown]>([
    ['no-geometry', null],
    ['no-geometry', 'POINT(1 2)'],
    ['no-geometry', { type: 'MultiPolygon', coordinates: [] }],
    ['geometry-type', { type: 'Circle', coordinates: [] }],
    ['geometry-type', { type: 'GeometryCollection', geometries: [] }],
    ['geometry-type', { type: 'toString', coordinates: [] }],
    ['geometry-type', {}],
    ['coordinates', { type: 'Point', coordinates: '113,28' }],
    ['coordinates', { type: 'Point', coordinates: [113] }],
    ['coordinates', { type: 'Point', coordinates: [113, null] }],
    ['coordinates', { type: 'Point', coordinates: [113, Number.NaN] }],
    ['coordinates', { type: 'Point', coordinates: [113, Number.POSITIVE_INFINITY] }],
    ['coordinates', { type: 'Polygon', coordinates: square }],
    ['coordinates', { type: 'Polygon' }],
    ['swapped', { type: 'Point', coordinates: [28.5, 113.5] }],
    ['projected', { type: 'Point', coordinates: [38412345.678, 3153432.123] }],
    ['far-away', { type: 'Point', coordinates: [0, 0] }],
    ['line-short', { type: 'LineString', coordinates: [[113.5, 28.5]] }],
    ['ring-short', polygon(square.slice(0, 3))],
    ['ring-short', polygon([])],
    ['ring-not-closed', polygon(square.slice(0, 4))],
    [
      'ring-empty',
      polygon([
        [113.1, 28.1],
        [113.2, 28.1],
        [113.3, 28.1],
        [113.1, 28.1],
      ]),
    ],
    ['winding', polygon([...square].reverse())],
    ['winding', polygon(square, [...hole].reverse())],
    [
      'self-intersection',
      polygon([
        [113.1, 28.1],
        [113.3, 28.1],
        [113.1, 28.3],
        [113.35, 28.3],
        [113.1, 28.1],
      ]),
    ],
  ])('%s', (code, g) => expect(codes(g)).toContain(code));
});

describe('self-crossing', () => {
  it('finds a ring that touches itself at a vertex', () => {
    const eight = [
      [0, 0],
      [1, 0],
      [0.5, 0.5],
      [1, 1],
      [0, 1],
      [0.5, 0.5],
      [0, 0],
    ];
    expect(selfCrossing(eight)).toEqual([0.5, 0.5]);
  });
  it('finds a vertex on another edge', () => {
    expect(
      selfCrossing([
        [0, 0],
        [2, 0],
        [2, 2],
        [1, 0],
        [0, 2],
        [0, 0],
      ]),
    ).toBeDefined();
  });
  it('lets a comb of 4,000 teeth pass', () => {
    const teeth = Array.from({ length: 4000 }, (_, i) => [i, i % 2 ? 1 : 0.5]);
    expect(selfCrossing([[0, 0], [3999, 0], ...teeth.reverse(), [0, 0]])).toBeUndefined();
  });
});
