import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestEdits } from '../../../src/store/search/match.ts';
import { type Entry, search } from '../../../src/store/search/search.ts';

const entries: Entry[] = [
  {
    ref: 'item:3.1-1',
    zh: '玉池山省级风景名胜区',
    en: 'Yuchi Mountain scenic area',
    syllables: 'yu chi shan sheng ji feng jing ming sheng qu'.split(' '),
  },
  { ref: 'feature:peak', zh: '影珠山', en: 'Yingzhu Mountain', syllables: 'ying zhu shan'.split(' ') },
  {
    ref: 'item:2.1-2',
    zh: '国道东移',
    en: 'Shift the national highway east',
    syllables: 'guo dao dong yi'.split(' '),
  },
  { ref: 'text:1-40', zh: '加快推进玉池片区易地扶贫搬迁集中安置区建设。', en: '' },
];
const readings = { 御: 'yu', 池: 'chi', 山: 'shan', 玉: 'yu' };
const first = (query: string) => search(entries, query, { readings })[0]?.entry.zh;

describe('search', () => {
  it.each([
    '玉池山',
    '玉池',
    'ycs',
    'yuchishan',
    'yuchis',
    'yu chi shan',
    'YCS',
    'yuchi',
    'scenic',
    '御池山',
    'yuchisan',
    'yuhcishan',
  ])('finds 玉池山 by %s', (query) => {
    expect(first(query)).toBe('玉池山省级风景名胜区');
  });
  it.each([
    ['yzs', '影珠山'],
    ['guodao', '国道东移'],
    ['gddy', '国道东移'],
    ['highway', '国道东移'],
    ['2.1-2', '国道东移'],
    ['3.1', '玉池山省级风景名胜区'],
    ['搬迁', '加快推进玉池片区易地扶贫搬迁集中安置区建设。'],
  ])('answers %s with %s', (query, title) => {
    expect(first(query)).toBe(title);
  });
  it.each(['', '   ', 'xqzw', '喀什', '{}[]'])('answers nothing to "%s"', (query) =>
    expect(search(entries, query, { readings })).toEqual([]),
  );
  it('never fails and never answers with a wrong order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (query) => {
        const scores = search(entries, query, { readings }).map((hit) => hit.score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
    );
  });
});

describe('nearestEdits', () => {
  /** Levenshtein distance by its definition, over every stretch: slow and plain. */
  const distance = (a: string, b: string): number =>
    !a || !b
      ? a.length + b.length
      : Math.min(
          distance(a.slice(1), b) + 1,
          distance(a, b.slice(1)) + 1,
          distance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
        );
  it('is the least distance to any stretch of the text', () => {
    const word = (max: number) =>
      fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: max }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(word(4), word(5), (query, text) => {
        let best = query.length;
        for (let i = 0; i <= text.length; i++)
          for (let j = i; j <= text.length; j++) best = Math.min(best, distance(query, text.slice(i, j)));
        expect(nearestEdits(query, text)).toBe(best);
      }),
      { numRuns: 200 },
    );
  });
});
