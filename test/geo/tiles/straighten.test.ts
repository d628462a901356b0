import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { straighten } from '../../../src/geo/tiles/straighten.ts';

type Point = readonly [number, number];
const straightened = (ring: readonly Point[], tolerance: number): Point[] => {
  const points = Float64Array.from(ring.flat());
  const count = straighten(points, ring.length, tolerance);
  return Array.from({ length: count }, (_, i) => [points[2 * i]!, points[2 * i + 1]!] as const);
};
/** Distance of a point from the piece between two others. */
function fromPiece([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

describe('straightening a ring', () => {
  it('takes nothing but points, and none that is farther from the new border than the tolerance', () => {
    const at = fc.integer({ min: -60, max: 60 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(at, at), { minLength: 4, maxLength: 40 }),
        fc.constantFrom(1, 3, 8),
        (ring, tolerance) => {
          const kept = straightened(ring, tolerance);
          let from = 0;
          const places = kept.map((point) => {
            const place = ring.findIndex(([x, y], i) => i >= from && x === point[0] && y === point[1]);
            from = place + 1;
            return place;
          });
          expect(places.every((place) => place >= 0)).toBe(true);
          expect(places[0]).toBe(0);
          ring.forEach((point, i) => {
            const later = places.findIndex((place) => place > i);
            const after = later < 0 ? kept.length : later;
            const [a, b] = [kept[after - 1]!, kept[after % kept.length]!];
            expect(fromPiece(point, a, b)).toBeLessThanOrEqual(tolerance + 1e-9);
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('leaves corners, and takes what lies along straight lines', () => {
    const square = [
      [0, 0],
      [40, 1],
      [100, 0],
      [100, 100],
      [60, 99],
      [0, 100],
      [1, 50],
    ] as const;
    expect(straightened(square, 3)).toEqual([
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
    ]);
    expect(straightened(square, 0)).toEqual(square);
  });

  it('follows a spike out and back', () => {
    const spike = [
      [0, 0],
      [100, 0],
      [50, 1],
      [50, 50],
    ] as const;
    expect(straightened(spike, 3)).toContainEqual([100, 0]);
  });
});
