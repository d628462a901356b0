import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { flatArea, flatten, type RingSet, ringsOf } from '../../../src/geo/plane/rings.ts';
import { join } from '../../../src/geo/plane/robust.ts';
import { withoutSharedEdges } from '../../../src/geo/plane/shared-edges.ts';

const square = (x: number, y: number, side = 1): RingSet =>
  flatten([
    [
      [
        [x, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
      ],
    ],
  ]);

/** How often the rings wind around a place that lies on no edge: edges crossing the ray to the east, by direction. */
function winding({ xy, start }: RingSet, px: number, py: number): number {
  let turns = 0;
  for (let r = 0; r + 1 < start.length; r++)
    for (let i = start[r]!; i < start[r + 1]!; i++) {
      const j = i + 1 < start[r + 1]! ? i + 1 : start[r]!;
      const [ax, ay, bx, by] = [xy[2 * i]!, xy[2 * i + 1]!, xy[2 * j]!, xy[2 * j + 1]!];
      if (ay > py === by > py) continue;
      if (ax + ((py - ay) * (bx - ax)) / (by - ay) > px) turns += by > ay ? 1 : -1;
    }
  return turns;
}

describe('edges that neighbours share', () => {
  it('go from a chessboard whose every square is there, which leaves its outline', () => {
    const board = Array.from({ length: 64 }, (_, k) => square(k % 8, Math.floor(k / 8)));
    const around = withoutSharedEdges(join(board));
    expect(around.start.length - 1).toBe(1);
    expect(around.xy.length / 2).toBe(32);
    expect(flatArea(around)).toBe(64);
  });
  it('leave a hole where a square is missing, and nothing alone as it was', () => {
    const ring = [0, 1, 2, 3, 5, 6, 7, 8].map((k) => square(k % 3, Math.floor(k / 3)));
    expect(flatArea(withoutSharedEdges(join(ring)))).toBe(8);
    const apart = join([square(0, 0), square(5, 5)]);
    expect(withoutSharedEdges(apart)).toBe(apart);
  });
  it('change the winding of no place, however squares lie on one another', () => {
    const squares = fc.array(
      fc.record({
        x: fc.integer({ min: 0, max: 5 }),
        y: fc.integer({ min: 0, max: 5 }),
        side: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(squares, (list) => {
        const all = join(list.map(({ x, y, side }) => square(x, y, side)));
        const around = withoutSharedEdges(all);
        expect(around.xy.length).toBeLessThanOrEqual(all.xy.length);
        for (let r = 0; r + 1 < around.start.length; r++)
          expect(ringsOf(around, r, r + 1).xy.length).toBeGreaterThanOrEqual(6);
        for (let x = 0; x < 9; x++)
          for (let y = 0; y < 9; y++) {
            const place: Position = [x + 0.5, y + 0.5];
            const covering = list.filter(
              (one) => x >= one.x && x < one.x + one.side && y >= one.y && y < one.y + one.side,
            );
            expect(winding(around, ...(place as [number, number]))).toBe(covering.length);
          }
      }),
    );
  });
});
