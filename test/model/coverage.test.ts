import { describe, expect, it } from 'vitest';
import { clausesOf, coverageOf, type Plan, planWords, sentencesOf } from '../../src/model/index.ts';

const item = (id: string, ...cites: [number, number][]) => ({
  id,
  cites: cites.map(([start, end]) => ({ start, end, quote: '' })),
});
const plan = (items: object[], noCommitment: [number, number][] = []): Plan =>
  ({
    chapters: [{ sections: [{ items }] }],
    noCommitment: noCommitment.map(([start, end]) => ({ start, end })),
  }) as unknown as Plan;

describe("the plan's words", () => {
  const left = (...residue: [number, number][]) =>
    ({ residue: residue.map(([start, end]) => ({ start, end, quote: '' })) }) as unknown as Plan;
  it('are the text without what its conversion left there', () => {
    const text = '[a]甲乙[b]丙';
    expect(planWords(undefined, text, 0, 9)).toBe(text);
    expect(planWords(left([5, 8], [0, 3]), text, 0, 9)).toBe('甲乙丙');
    expect(planWords(left([0, 3], [5, 8]), text, 1, 7)).toBe('甲乙');
    expect(planWords(left([0, 3], [5, 8]), text, 6, 7)).toBe('');
    expect(planWords(left([0, 3], [5, 8]), text, 3, 5)).toBe('甲乙');
  });
});

describe('sentences', () => {
  it('end at full stops and line ends, closing quotation marks included', () => {
    const text = '标题\n  甲说：“乙。”丙！\n\n丁';
    expect(sentencesOf(text).map((s) => s.text)).toEqual(['标题', '甲说：“乙。”', '丙！', '丁']);
  });
  it('carry offsets into the text', () => {
    const text = ' 甲，乙。\r\n丙；丁。';
    for (const s of sentencesOf(text)) {
      expect(text.slice(s.start, s.end)).toBe(s.text);
      for (const c of clausesOf(s)) expect(text.slice(c.start, c.end)).toBe(c.text);
    }
    expect(
      sentencesOf(text)
        .flatMap(clausesOf)
        .map((c) => c.text),
    ).toEqual(['甲，', '乙。', '丙；', '丁。']);
  });
  it('of no text are none', () => expect(sentencesOf(' \n\t\n')).toEqual([]));
});

describe('coverage', () => {
  const text = '甲甲，乙乙。丙丙。';
  it('counts a clause as cited when any of it is', () => {
    const c = coverageOf(plan([item('1.1-1', [1, 2], [4, 5]), item('1.1-2', [7, 8])]), text);
    expect(c).toMatchObject({ commitments: 2, items: 2, uncited: 0 });
    expect(c.sentences.map((s) => s.items)).toEqual([['1.1-1'], ['1.1-2']]);
  });
  it('finds the uncited clause of a sentence that is half cited', () => {
    const c = coverageOf(plan([item('1.1-1', [0, 3], [6, 9])]), text);
    expect(c.uncited).toBe(1);
    expect(c.sentences[0]?.uncited.map((u) => u.text)).toEqual(['乙乙。']);
  });
  it('lets noCommitment free whole clauses only', () => {
    expect(coverageOf(plan([], [[0, 9]]), text)).toMatchObject({ commitments: 0, uncited: 0 });
    expect(coverageOf(plan([], [[0, 2]]), text).uncited).toBe(2);
  });
  it('does not take a citation that only touches the end', () => {
    expect(coverageOf(plan([item('1.1-1', [0, 6])]), text).sentences[1]?.items).toEqual([]);
  });
});
