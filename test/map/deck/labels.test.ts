import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/map/deck/figures.ts';
import { columnTexts, emsOf, numberPlaces } from '../../../src/map/deck/labels.ts';

const column = (zh: string, total: number): Column => ({
  code: zh,
  name: { zh, en: zh },
  at: [0, 0],
  total,
  parts: [],
});

describe('texts over columns', () => {
  it('name every column where there is room', () => {
    const columns = [column('甲村', 9), column('乙村', 3)];
    const at = [
      [100, 100],
      [400, 100],
    ] as const;
    expect(columnTexts(columns, at, 20, 'zh')).toEqual(['甲村 9', '乙村 3']);
  });
  it('leave the figure where the name has no room, and the higher column the choice', () => {
    const columns = [column('甲村', 9), column('乙村', 3), column('丙村', 1)];
    const at = [
      [100, 100],
      [150, 100],
      [102, 101],
    ] as const;
    expect(columnTexts(columns, at, 20, 'zh')).toEqual(['甲村 9', '3', '']);
  });
  it('never lie on each other', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 500 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 25 }), (at) => {
        const columns = at.map((_, index) => column('长长的村名', 25 - index));
        const texts = columnTexts(columns, at, 20, 'zh');
        expect(texts[0]).not.toBe('');
        for (let i = 0; i < at.length; i++)
          for (let j = 0; j < i; j++) {
            const [a, b] = [at[i] as [number, number], at[j] as [number, number]];
            if (!texts[i] || !texts[j]) continue;
            const apart = ((emsOf(texts[i] as string) + emsOf(texts[j] as string)) / 2) * 20;
            expect(Math.abs(a[0] - b[0]) >= apart || Math.abs(a[1] - b[1]) >= 20).toBe(true);
          }
      }),
    );
  });
});

describe('numbers on lines', () => {
  it('stand at the middle of a line alone, and apart on lines that cross there', () => {
    const across: [number, number][] = [
      [0, 0],
      [2, 0],
    ];
    const along: [number, number][] = [
      [1, -1],
      [1, 1],
    ];
    const [first, second] = numberPlaces([[across], [along]]);
    expect(first).toEqual([1, 0]);
    expect(Math.hypot((second?.[0] ?? 0) - 1, second?.[1] ?? 0)).toBeCloseTo(0.9, 9);
  });
});
