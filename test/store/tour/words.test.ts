import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanItem } from '../../../src/model/index.ts';
import { ellipsis, lengthOf, ownWords, type Words } from '../../../src/store/tour/own-words.ts';
import { isQuiet } from '../../../src/store/tour/quiet.ts';

const text =
  '第一句。加快国道东移桃花路建设，构建对接长沙新通道。加快弼时新镇区开发建设，以产业带就业。\n下一段。'.replaceAll(
    '弼时',
    '某某',
  );
const item = (...quotes: string[]) =>
  ({
    cites: quotes.map((quote) => ({
      start: text.indexOf(quote),
      end: text.indexOf(quote) + quote.length,
      quote,
    })),
  }) as unknown as PlanItem;
const shown = (words: Words[]) => words.map((part) => (part.cited ? `[${part.text}]` : part.text)).join('');

describe("the plan's own words", () => {
  it('are the sentence around the passage, with the passage distinguished', () => {
    expect(shown(ownWords(item('桃花路'), text))).toBe('加快国道东移[桃花路]建设，构建对接长沙新通道。');
  });
  it('show every passage of the item that lies in the sentence', () => {
    expect(shown(ownWords(item('国道东移', '新通道'), text))).toBe(
      '加快[国道东移]桃花路建设，构建对接长沙[新通道]。',
    );
  });
  it('are cut between clauses when the sentence is long, and the cut is marked', () => {
    expect(shown(ownWords(item('桃花路'), text, 16))).toBe('加快国道东移[桃花路]建设……');
  });
  it('take in the clauses around, the verb before a list first, and mark what is left out on either side', () => {
    const long =
      '抓住机遇，加快推进甲项目和乙项目，加快启动路面改造、供排水、污水处理厂等工程，完善配套设施。';
    const quote = '污水处理厂';
    const start = long.indexOf(quote);
    const one = { cites: [{ start, end: start + quote.length, quote }] } as unknown as PlanItem;
    expect(shown(ownWords(one, long, 28))).toBe('……加快启动路面改造、供排水、[污水处理厂]等工程……');
  });
  it('go on to passages elsewhere while there is room', () => {
    expect(shown(ownWords(item('第一句。', '加快弼时新镇区'.replace('弼时', '某某')), text, 40))).toBe(
      '[第一句。]……[加快某某新镇区]开发建设……',
    );
    expect(shown(ownWords(item('第一句。', '新镇区'), text, 8))).toBe('[第一句。]');
  });
  it('are the quote alone when the text is not there or is another', () => {
    expect(shown(ownWords(item('桃花路'), undefined))).toBe('[桃花路]');
    expect(shown(ownWords(item('桃花路'), `改${text}`))).toBe('[桃花路]');
  });
  it('are never changed and never run on', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'加快建设，。；、一二三\n'), minLength: 2, maxLength: 300 }),
        fc.nat(250),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 20, max: 120 }),
        (body, from, length, limit) => {
          const start = Math.min(from, body.length - 1);
          const quote = body.slice(start, start + length);
          fc.pre(quote.trim().length > 0);
          const cites = [{ start, end: start + quote.length, quote }];
          const words = ownWords({ cites } as unknown as PlanItem, body, limit);
          const joined = words.map((part) => part.text).join('');
          for (const part of joined.split(ellipsis)) expect(body).toContain(part);
          expect(lengthOf(words)).toBeLessThanOrEqual(limit * 1.5 + 2 * ellipsis.length);
          expect(words.some((part) => part.cited)).toBe(true);
        },
      ),
    );
  });
});

describe('quiet hours', () => {
  const at = (time: string) => new Date(`2026-11-23T${time}:00`);
  it.each([
    ['18:00', '07:30', '17:59', false],
    ['18:00', '07:30', '18:00', true],
    ['18:00', '07:30', '23:59', true],
    ['18:00', '07:30', '00:00', true],
    ['18:00', '07:30', '07:29', true],
    ['18:00', '07:30', '07:30', false],
    ['12:00', '14:00', '13:00', true],
    ['12:00', '14:00', '14:00', false],
    ['00:00', '24:00', '12:00', true],
    ['09:00', '09:00', '09:00', false],
    ['evening', '07:30', '03:00', false],
    ['25:00', '07:30', '03:00', false],
    ['22:75', '07:30', '03:00', false],
  ])('%s to %s at %s: %s', (from, to, time, quiet) => expect(isQuiet({ from, to }, at(time))).toBe(quiet));
  it('are none when none are set', () => expect(isQuiet(null, at('03:00'))).toBe(false));
});
