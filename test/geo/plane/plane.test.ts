import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { planarArea, signedArea2 } from '../../../src/geo/plane/area.ts';
import { boxesMeet, boxHolds, boxOf, boxOfPositions } from '../../../src/geo/plane/box.ts';
import { extentOf } from '../../../src/geo/plane/extent.ts';
import { inRing, inRings, locatePoint } from '../../../src/geo/plane/inside.ts';
import { flatArea, flatten, toMultiPolygon } from '../../../src/geo/plane/rings.ts';
import { crossingsAt } from '../../../src/geo/plane/scan.ts';

/** A ring around the origin whose corners lie on a circle: its area is the closed form n/2 r² sin 2π/n. */
const regular = (corners: number, radius: number, [x, y]: Position = [0, 0]): Position[] => {
  const ring = Array.from({ length: corners }, (_, i): Position => {
    const turn = (2 * Math.PI * i) / corners;
    return [(x as number) + radius * Math.cos(turn), (y as number) + radius * Math.sin(turn)];
  });
  return [...ring, ring[0] as Position];
};
const areaOfRegular = (corners: number, radius: number) =>
  (corners / 2) * radius ** 2 * Math.sin((2 * Math.PI) / corners);
const flat = (ring: readonly Position[]) => Float64Array.from(ring.flat());

const polygon = fc.record({
  corners: fc.integer({ min: 3, max: 40 }),
  radius: fc.double({ min: 0.001, max: 100, noNaN: true }),
  middle: fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -90, max: 90, noNaN: true }),
  ),
});

describe('planar primitives', () => {
  it('give the area of a regular polygon, whichever way its ring is held', () => {
    fc.assert(
      fc.property(polygon, ({ corners, radius, middle }) => {
        const ring = regular(corners, radius, middle);
        const area = areaOfRegular(corners, radius);
        const near = (value: number) => Math.abs(value - area) <= 1e-9 * area + 1e-12 * radius;
        expect(near(signedArea2(ring) / 2)).toBe(true);
        expect(near(-signedArea2([...ring].reverse()) / 2)).toBe(true);
        expect(near(planarArea(flat(ring), 0, ring.length))).toBe(true);
        expect(near(planarArea(flat(ring), 0, ring.length - 1))).toBe(true);
      }),
    );
  });

  it('take the hole from the shell, and keep both through flat rings', () => {
    const hole = regular(4, 1).reverse();
    const set = flatten([[regular(6, 3), hole]]);
    expect(flatArea(set)).toBeCloseTo(areaOfRegular(6, 3) - 2, 12);
    expect(toMultiPolygon(set).coordinates.map((rings) => rings.length)).toEqual([2]);
    expect(flatArea(flatten(toMultiPolygon(set).coordinates))).toBe(flatArea(set));
  });

  it('say alike whether a point is inside: by distance in a circle, and in a hole not', () => {
    fc.assert(
      fc.property(
        polygon,
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 7, noNaN: true }),
        ({ corners, radius, middle: [x, y] }, away, turn) => {
          // Between the circles inside and around the polygon, the answer depends on the direction.
          fc.pre(away > 1.001 || away < 0.999 * Math.cos(Math.PI / corners));
          const ring = regular(corners, radius, [x, y]);
          const at = [x + away * radius * Math.cos(turn), y + away * radius * Math.sin(turn)] as const;
          const inside = away < 1;
          expect(inRings([ring], ...at)).toBe(inside);
          expect(locatePoint(ring, [...at])).toBe(inside ? 1 : -1);
          expect(inRing(flat(ring), 0, corners, ...at)).toBe(inside);
          // The shell holds twice the radius even where it is a triangle, whose incircle is half its size.
          expect(inRings([regular(corners, 5 * radius, [x, y]), ring], ...at)).toBe(!inside);
        },
      ),
    );
    const square = [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
      [0, 0],
    ];
    for (const onLine of [
      [1, 0],
      [2, 1],
      [0, 0],
    ])
      expect(locatePoint(square, onLine)).toBe(0);
  });

  it('cut a circle at the chord of its height', () => {
    const ring = regular(720, 5);
    for (const y of [-3, 0.01, 4]) {
      const half = Math.sqrt(25 - y * y);
      const at = crossingsAt([ring, regular(4, 1, [50, 0])], y);
      expect(at.length).toBe(Math.abs(y) < 1 ? 4 : 2);
      expect(at[0]).toBeCloseTo(-half, 3);
      expect(at[1]).toBeCloseTo(half, 3);
    }
    expect(crossingsAt([ring], 6)).toEqual([]);
  });

  it('box what they are given, and nothing as nothing', () => {
    fc.assert(
      fc.property(fc.array(polygon, { minLength: 1, maxLength: 5 }), (polygons) => {
        const rings = polygons.map(({ corners, radius, middle }) => regular(corners, radius, middle));
        const boxes = rings.map(boxOfPositions);
        const all = extentOf(rings.map((ring) => ({ type: 'Polygon', coordinates: [ring] })));
        expect(all).toEqual(
          [0, 1, 2, 3].map((k) => (k < 2 ? Math.min : Math.max)(...boxes.map((box) => box[k] as number))),
        );
        for (const [i, box] of boxes.entries()) {
          expect(boxOf(flat(rings[i] as Position[]), 0, (rings[i] as Position[]).length)).toEqual(box);
          expect(all && boxHolds(all, box) && boxesMeet(box, all)).toBe(true);
        }
      }),
    );
    expect(extentOf([{ type: 'GeometryCollection', geometries: [] }])).toBeUndefined();
    expect(boxesMeet([0, 0, 1, 1], [1, 1, 2, 2])).toBe(true);
    expect(boxesMeet([0, 0, 1, 1], [1.1, 0, 2, 1])).toBe(false);
  });
});
