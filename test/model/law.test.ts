import { expect, it } from 'vitest';
import { lawProblems } from '../../src/model/law-problems.ts';
import type { Law, Rule } from '../../src/model/rule.ts';

const name = (zh: string) => ({ zh, en: zh });
const rule = (law: Rule['law'], inForce?: Rule['inForce']): Rule => ({
  ...{ id: 'r', name: name('规则'), severity: 'restricted', role: 'x', test: { kind: 'overlap' }, law },
  ...(inForce ? { inForce } : {}),
});
const cite = (from: string, until?: string): Law => ({
  ...{ name: name('水污染防治法'), article: name('第六十五条') },
  inForce: { from, ...(until ? { until } : {}) },
});
const words = (one: Rule) => lawProblems([one]).map(({ what }) => what.zh);

it('asks for a law that is still in force, unless the rule itself has ended', () => {
  const ended = cite('2018-01-01', '2026-08-14');
  expect(words(rule([cite('2026-08-15'), ended]))).toEqual([]);
  expect(words(rule([ended]))).toEqual([expect.stringContaining('所引法律均已失效')]);
  expect(words(rule([ended], { from: '2018-01-01', until: '2026-08-14' }))).toEqual([]);
});

it('asks for article and days, and for no law written as a sentence', () => {
  const { article: _, ...bare } = cite('2018-01-01');
  expect(words(rule([bare]))).toEqual([expect.stringContaining('没有写明条款')]);
  expect(words(rule(name('《水法》第四十三条')))).toEqual([expect.stringContaining('name、article')]);
  expect(words(rule(name('本镇规划所列工程')))).toEqual([]);
});
