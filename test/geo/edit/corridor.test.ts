import fc from 'fast-check';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { geodesicArea, geodesicDistance } from '../../../src/geo/area/index.ts';
import { corridor } from '../../../src/geo/edit/corridor.ts';
import { metricFrame } from '../../../src/geo/edit/frame.ts';
import { locate, readGeometry, toZones } from '../../../src/geo/formats/index.ts';
import { polygonsOf } from '../../../src/geo/plane/polygons.ts';
import { faultsOf } from '../../../src/geo/repair/index.ts';
import { ProblemError } from '../../../src/model/index.ts';

const frame = metricFrame(113.1, 28.5);
/** Positions given in metres east and north of a place in the town. */
const line = (...points: [number, number][]): Position[] => points.map((point) => frame.toLonLat(point));
const corners = (geometry: Polygon | MultiPolygon) => polygonsOf(geometry).flatMap((rings) => rings.flat());
const distance = ([a = 0, b = 0]: Position, [c = 0, d = 0]: Position) => geodesicDistance(a, b, c, d);

describe('a line with a width', () => {
  it('straight: four corners at the widths from the ends, flat, on the right sides', () => {
    const [start, end] = line([0, 0], [300, 400]) as [Position, Position];
    const made = corridor([[start, end]], { leftM: 7, rightM: 4.5 });
    const found = polygonsOf(made)[0]?.[0] as Position[];
    // The two ends of the centre line lie on the flat ends.
    expect(found.slice(1).length).toBeGreaterThanOrEqual(4);
    for (const [from, widths] of [
      [start, [7, 4.5]],
      [end, [7, 4.5]],
    ] as const)
      for (const width of widths)
        expect(Math.min(...found.map((p) => Math.abs(distance(p, from) - width)))).toBeLessThan(1e-4);
    expect(geodesicArea(made) / (500 * 11.5)).toBeCloseTo(1, 6);
    // Left of a line to the north-east is north-west of it.
    const [west] = [...found].sort((a, b) => (a[0] as number) - (b[0] as number));
    expect(distance(west as Position, start)).toBeCloseTo(7, 4);
  });
  it.each([
    [1, 200],
    [-1, -200],
  ] as const)('a right-angled turn has its mitred corner and no more (%i)', (sign, y) => {
    const [l, r] = [12, 5];
    const made = corridor([line([0, 0], [100, 0], [100, y])], { leftM: l, rightM: r });
    // Both legs, with the square outside the corner added and the one inside counted once.
    const expected = 300 * (l + r) + sign * (r * r - l * l);
    // 5 in a million: 0.04 mm along the boundary.
    expect(geodesicArea(made) / expected).toBeCloseTo(1, 5);
    expect(corners(made).length).toBe(7);
  });
  it('a line that returns to its start is a ring road: a square less a square', () => {
    const side = 200;
    const square = line([0, 0], [side, 0], [side, side], [0, side], [0, 0]);
    // Drawn counter-clockwise, its left is inside.
    square[4] = square[0] as Position;
    const made = corridor([square], { leftM: 6, rightM: 9 });
    expect(polygonsOf(made)[0]?.length).toBe(2);
    expect(geodesicArea(made) / ((side + 18) ** 2 - (side - 12) ** 2)).toBeCloseTo(1, 5);
  });
  it('one side may be nothing', () => {
    const made = corridor([line([0, 0], [0, 100])], { leftM: 0, rightM: 20 });
    expect(geodesicArea(made) / 2000).toBeCloseTo(1, 6);
    for (const [x] of corners(made)) expect(x).toBeGreaterThan(113.1 - 1e-9);
  });
  it('a sharp turn is cut square, not drawn out to a spike', () => {
    const tip = line([500, 0]);
    const made = corridor([line([0, 0], [500, 0], [0, 10])], { leftM: 10, rightM: 10 });
    for (const corner of corners(made)) {
      const beyond = distance(corner, tip[0] as Position);
      const [x = 0] = frame.toPlane(corner);
      if (x > 500) expect(beyond).toBeLessThan(10 * Math.SQRT2 + 0.01);
    }
  });
  it('holds along 60 km of line: every corner is its width from the line, to a millimetre', () => {
    const far = line([0, 0], [30_000, 20_000]);
    const made = corridor([far], { leftM: 30, rightM: 30 });
    for (const corner of corners(made)) {
      const nearest = Math.min(...far.map((p) => distance(corner, p)));
      if (nearest > 1) expect(nearest).toBeCloseTo(30, 3);
    }
  });
  it('any line gives a valid area of at least its longest segment', () => {
    const point = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }));
    fc.assert(
      fc.property(
        fc.uniqueArray(point, { minLength: 2, maxLength: 8, selector: String }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (points, leftM, rightM) => {
          const made = corridor([line(...points)], { leftM, rightM });
          const longest = Math.max(
            ...points.slice(1).map(([x, y], i) => Math.hypot(x - points[i]![0], y - points[i]![1])),
          );
          expect(geodesicArea(made)).toBeGreaterThan(longest * (leftM + rightM) * 0.999_99);
          expect(faultsOf(made, 1)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
  it('widths out of reason and lines without length are refused', () => {
    const straight = [line([0, 0], [9, 0])];
    for (const [leftM, rightM] of [
      [0, 0],
      [-1, 5],
      [Number.NaN, 1],
      [3_000, 1],
    ] as const)
      expect(() => corridor(straight, { leftM, rightM })).toThrow(ProblemError);
    expect(() => corridor([line([1, 1], [1, 1])], { leftM: 1, rightM: 1 })).toThrow(/no two different/);
  });
});

describe('from a file', () => {
  const wkt = '"LINESTRING(113.1 28.5,113.101 28.5)"';
  const read = async () => {
    const bytes = new TextEncoder().encode(`name,wkt\n路,${wkt}\n`);
    const result = await readGeometry([{ name: '路.csv', bytes }]);
    return locate(result, 'EPSG:4490');
  };
  it('an open line is a zone once its widths are given, and says so', async () => {
    const located = await read();
    expect(toZones(located).zones).toEqual([]);
    const { zones } = toZones(located, { widths: { leftM: 10, rightM: 12 } });
    expect(zones[0]).toMatchObject({
      name: '路',
      centreLine: {
        lines: [
          [
            [113.1, 28.5],
            [113.101, 28.5],
          ],
        ],
        leftM: 10,
        rightM: 12,
      },
    });
    expect(zones[0]?.warnings.find((w) => w.code === 'made-from-line')?.what.zh).toContain(
      '左宽 10 米，右宽 12 米',
    );
    const length = geodesicDistance(113.1, 28.5, 113.101, 28.5);
    expect(geodesicArea(zones[0]!.geometry) / (length * 22)).toBeCloseTo(1, 5);
  });
});
