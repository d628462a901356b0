import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flow, type Piece } from '../../src/ui/atlas/flow.ts';

const pieces = fc.array(
  fc.record({ height: fc.integer({ min: 1, max: 60 }), kept: fc.boolean() }) as fc.Arbitrary<Piece>,
  { maxLength: 60 },
);

describe('words divided over columns', () => {
  it('keeps every piece, in order, in columns that hold it', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 0, max: 200 }), (list, first) => {
        const height = 200;
        const columns = flow(list, first, height);
        expect(columns.flat()).toEqual(list.map((_, i) => i));
        expect(columns.slice(1).every((one) => one.length > 0)).toBe(true);
        columns.forEach((column, at) => {
          const used = column.reduce((sum, i) => sum + (list[i]?.height ?? 0), 0);
          // Only headings upon headings, which go together, can be higher than a column.
          const room = at ? height : first;
          const parts = column.filter((i) => !list[i]?.kept || i === list.length - 1).length;
          if (parts > 1) expect(used).toBeLessThanOrEqual(room);
        });
      }),
    );
  });
  it('leaves no heading behind at the foot of a column', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 0, max: 200 }), (list, first) => {
        for (const column of flow(list, first, 200)) {
          const last = column.at(-1);
          if (last !== undefined && last < list.length - 1) expect(list[last]?.kept).toBe(false);
        }
      }),
    );
  });
});
