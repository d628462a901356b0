import fc from 'fast-check';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { geodesicArea, geodesicDistance } from '../../../src/geo/area/index.ts';
import { buffer } from '../../../src/geo/edit/buffer.ts';
import { closeRing } from '../../../src/geo/edit/close-ring.ts';
import { common } from '../../../src/geo/edit/common.ts';
import { cutOut } from '../../../src/geo/edit/cut-out.ts';
import { metricFrame } from '../../../src/geo/edit/frame.ts';
import { bearingTo, gridOf, pointAt } from '../../../src/geo/edit/point-at.ts';
import { rectangle, uprightRectangle } from '../../../src/geo/edit/rectangle.ts';
import { split } from '../../../src/geo/edit/split.ts';
import { unite } from '../../../src/geo/edit/unite.ts';
import { insertVertex, moveVertex, removeRing, removeVertex } from '../../../src/geo/edit/vertices.ts';
import { polygonsOf } from '../../../src/geo/plane/polygons.ts';

const square = (x: number, y: number, size: number): Polygon =>
  uprightRectangle([113.1 + x, 28.5 + y], [113.1 + x + size, 28.5 + y + size]);
/**
 * Shoelace area in the plane of degrees, times a square degree's metres here. Cutting at a point of a straight edge does
 * not change it, where the ellipsoidal area of a long edge changes by the sliver between edge and geodesic.
 */
const flatArea = (geometry: Polygon | MultiPolygon): number =>
  polygonsOf(geometry).reduce(
    (sum, rings) =>
      sum +
      rings.reduce((own, ring, r) => {
        const [x0, y0] = ring[0] as [number, number];
        const twice = ring.reduce((s, p, i) => {
          const q = ring[(i + 1) % ring.length] as Position;
          return (
            s +
            ((p[0] as number) - x0) * ((q[1] as number) - y0) -
            ((q[0] as number) - x0) * ((p[1] as number) - y0)
          );
        }, 0);
        return own + (r ? -1 : 1) * Math.abs(twice / 2);
      }, 0),
    0,
  ) * 1.085e10;
const total = (list: readonly (Polygon | MultiPolygon)[]) =>
  list.reduce((sum, one) => sum + flatArea(one), 0);
const code = (run: () => unknown): string => {
  try {
    run();
    return 'none';
  } catch (error) {
    return (error as { problems: { code: string }[] }).problems[0]?.code ?? String(error);
  }
};
/** A star-shaped ring around a point: always simple. */
const star = fc
  .array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 3, maxLength: 20 })
  .map((radii) =>
    closeRing(
      radii.map((r, i): Position => {
        const angle = (2 * Math.PI * i) / radii.length;
        return [113.1 + 0.01 * r * Math.cos(angle), 28.5 + 0.01 * r * Math.sin(angle)];
      }),
    ),
  );

describe('split', () => {
  it('divides without losing or doubling anything, for any shape and line through its middle', () => {
    fc.assert(
      fc.property(star, fc.double({ min: 0, max: 6.28, noNaN: true }), (shape, angle) => {
        const [dx, dy] = [0.02 * Math.cos(angle), 0.02 * Math.sin(angle)];
        const parts = split(shape, [
          [113.1 - dx, 28.5 - dy],
          [113.1 + dx, 28.5 + dy],
        ]);
        const whole = flatArea(shape);
        expect(Math.abs(total(parts) - whole)).toBeLessThan(whole * 1e-9 + 1e-6);
        for (const [i, a] of parts.entries())
          for (const b of parts.slice(i + 1)) expect(flatArea(common(a, b))).toBeLessThan(1e-3);
      }),
      { numRuns: 60 },
    );
  });
  it('follows a bent line and keeps holes', () => {
    const shape = cutOut(square(0, 0, 0.01), square(0.004, 0.004, 0.002));
    const parts = split(shape, [
      [113.099, 28.503],
      [113.105, 28.5035],
      [113.112, 28.506],
    ]);
    expect(parts).toHaveLength(2);
    expect(total(parts)).toBeCloseTo(flatArea(shape), 4);
  });
  it('carries a line that ends inside straight on', () => {
    const [left, right] = split(square(0, 0, 0.01), [
      [113.104, 28.504],
      [113.104, 28.506],
    ]) as [Polygon, Polygon];
    expect(Math.max(...(left.coordinates[0] as Position[]).map((p) => p[0] as number))).toBe(113.104);
    expect(Math.min(...(right.coordinates[0] as Position[]).map((p) => p[0] as number))).toBe(113.104);
  });
  it('names what is wrong with a line', () => {
    const shape = square(0, 0, 0.01);
    const line = (...points: [number, number][]) => points.map(([x, y]) => [113.1 + x, 28.5 + y]);
    expect(code(() => split(shape, line([0.02, 0], [0.02, 0.01])))).toBe('cut-misses');
    expect(code(() => split(shape, line([0, 0.005], [0, 0.005])))).toBe('cut-too-short');
    expect(
      code(() => split(shape, line([-0.01, 0.005], [0.008, 0.005], [0.006, 0.008], [0.004, -0.01]))),
    ).toBe('cut-crosses-itself');
  });
});

describe('unite and cut out', () => {
  it('obey |A ∪ B| = |A| + |B| − |A ∩ B| and |A − B| = |A| − |A ∩ B|', () => {
    fc.assert(
      fc.property(star, star, (a, b) => {
        const shared = flatArea(common(a, b));
        const [areaA, areaB] = [flatArea(a), flatArea(b)];
        expect(Math.abs(flatArea(unite([a, b])) - (areaA + areaB - shared))).toBeLessThan(0.001);
        if (areaA - shared > 1)
          expect(Math.abs(flatArea(cutOut(a, b)) - (areaA - shared))).toBeLessThan(0.001);
      }),
      { numRuns: 60 },
    );
  });
  it('join neighbours into one part and keep strangers apart', () => {
    expect(unite([square(0, 0, 0.01), square(0.01, 0, 0.01)]).type).toBe('Polygon');
    expect(unite([square(0, 0, 0.01), square(0.02, 0, 0.01)]).coordinates).toHaveLength(2);
  });
  it('make a hole inside and refuse to leave nothing', () => {
    expect(cutOut(square(0, 0, 0.01), square(0.002, 0.002, 0.001)).coordinates).toHaveLength(2);
    expect(code(() => cutOut(square(0, 0, 0.01), square(-0.001, -0.001, 0.02)))).toBe('nothing-left');
  });
});

describe('buffer', () => {
  it('has the area of square, sides and rounded corners', () => {
    const side = 400;
    const frame = metricFrame(113.1, 28.5);
    const at = (x: number, y: number) => frame.toLonLat([x, y]);
    const shape = closeRing([at(0, 0), at(side, 0), at(side, side), at(0, side)]);
    for (const d of [5, 50, 200]) {
      const expected = side ** 2 + 4 * side * d + Math.PI * d ** 2;
      expect(Math.abs(geodesicArea(buffer(shape, d)) / expected - 1)).toBeLessThan(2e-5);
    }
    expect(Math.abs(geodesicArea(buffer(shape, -50)) / 300 ** 2 - 1)).toBeLessThan(2e-6);
  });
  it('puts every new point at the distance asked for, on the ellipsoid', () => {
    const ring = buffer(rectangle([113.1, 28.5], [113.1, 28.5001], [113.1001, 28.5]), 1000)
      .coordinates[0] as Position[];
    const corners = rectangle([113.1, 28.5], [113.1, 28.5001], [113.1001, 28.5]).coordinates[0] as Position[];
    for (const [x, y] of ring) {
      const nearest = Math.min(
        ...corners.map((c) => geodesicDistance(x as number, y as number, c[0] as number, c[1] as number)),
      );
      expect(nearest).toBeGreaterThan(999.98);
      expect(nearest).toBeLessThan(1001.2);
    }
  });
  it('says so when nothing is left', () => {
    expect(code(() => buffer(square(0, 0, 0.001), -500))).toBe('nothing-left');
  });
});

describe('points by bearing and distance', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 359.9, noNaN: true }),
        fc.double({ min: 0.5, max: 20_000, noNaN: true }),
        (bearing, metres) => {
          const back = bearingTo([113.1, 28.5], pointAt([113.1, 28.5], bearing, metres));
          expect(back.metres).toBeCloseTo(metres, 6);
          expect(Math.abs(((back.bearing - bearing + 540) % 360) - 180)).toBeLessThan(1e-6);
        },
      ),
    );
  });
  it('in the grid differ from the true ones by the convergence', () => {
    // Convergence of the meridian: (λ − λ0) sin φ = (113.1 − 114) · sin 28.5° = −0.4295°.
    const grid = pointAt([113.1, 28.5], 0, 1000, 'grid', 114);
    const { bearing } = bearingTo([113.1, 28.5], grid);
    expect(((bearing + 180) % 360) - 180).toBeCloseTo(-0.4295, 3);
    const [east, north] = gridOf([113.1, 28.5], 114);
    const [east2, north2] = gridOf(grid, 114);
    expect(east2 - east).toBeCloseTo(0, 5);
    expect(north2 - north).toBeCloseTo(1000, 5);
  });
});

describe('rectangle', () => {
  it('has right angles and equal opposite sides on the ground', () => {
    const ring = rectangle([113.1, 28.5], [113.102, 28.501], [113.1, 28.504]).coordinates[0] as Position[];
    const [a, b, c, d] = ring as [Position, Position, Position, Position];
    expect(bearingTo(b, c).metres).toBeCloseTo(bearingTo(a, d).metres, 3);
    const turn = bearingTo(b, c).bearing - bearingTo(b, a).bearing;
    expect(Math.abs(Math.abs(((turn + 540) % 360) - 180) - 90)).toBeLessThan(1e-3);
  });
  it('runs counter-clockwise whichever side is drawn', () => {
    for (const c of [28.504, 28.496]) {
      const ring = rectangle([113.1, 28.5], [113.102, 28.5], [113.1, c]).coordinates[0] as Position[];
      const sum = ring.slice(1).reduce((s, p, i) => {
        const q = ring[i] as Position;
        return s + ((p[0] as number) - (q[0] as number)) * ((p[1] as number) + (q[1] as number) - 57);
      }, 0);
      expect(sum).toBeLessThan(0);
    }
  });
});

describe('vertices', () => {
  const shape = cutOut(square(0, 0, 0.01), square(0.002, 0.002, 0.001));
  const path = { part: 0, ring: 0, index: 0 };
  it('move with the closing point', () => {
    const ring = moveVertex(shape, path, [113.099, 28.499]).coordinates[0] as Position[];
    expect(ring[0]).toEqual([113.099, 28.499]);
    expect(ring.at(-1)).toEqual([113.099, 28.499]);
  });
  it('are inserted after the one named and removed again', () => {
    const more = insertVertex(shape, path, [113.105, 28.499]);
    expect((more.coordinates[0] as Position[])[1]).toEqual([113.105, 28.499]);
    expect(removeVertex(more, { ...path, index: 1 })).toEqual(shape);
  });
  it('stay three: the outer ring refuses, a hole goes', () => {
    const triangle = closeRing([
      [0, 0],
      [1, 0],
      [0, 1],
    ]);
    expect(code(() => removeVertex(triangle, path))).toBe('too-few-vertices');
    const once = removeVertex(shape, { part: 0, ring: 1, index: 0 });
    expect(removeVertex(once, { part: 0, ring: 1, index: 0 }).coordinates).toHaveLength(1);
    expect(removeRing(shape, { part: 0, ring: 1 }).coordinates).toHaveLength(1);
  });
});

describe('closing a ring', () => {
  it('drops repeats, closes and winds it', () => {
    expect(
      closeRing([
        [0, 0],
        [0, 1],
        [0, 1],
        [1, 0],
        [0, 0],
      ]).coordinates,
    ).toEqual([
      [
        [1, 0],
        [0, 1],
        [0, 0],
        [1, 0],
      ],
    ]);
  });
  it('names too few points and a straight line', () => {
    expect(
      code(() =>
        closeRing([
          [0, 0],
          [1, 1],
        ]),
      ),
    ).toBe('too-few-vertices');
    expect(
      code(() =>
        closeRing([
          [0, 0],
          [1, 1],
          [2, 2],
        ]),
      ),
    ).toBe('no-area');
  });
});
