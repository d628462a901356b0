import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanItem } from '../../../src/model/index.ts';
import { ellipsis, ownWords } from '../../../src/store/tour/own-words.ts';
import { isQuiet } from '../../../src/store/tour/quiet.ts';

const item = (...quotes: string[]) =>
  ({ cites: quotes.map((quote) => ({ start: 0, end: quote.length, quote })) }) as unknown as PlanItem;

describe("the plan's own words", () => {
  it('stay whole when they are short', () => {
    expect(ownWords(item('加快推进金山路商业街开发建设'))).toBe('加快推进金山路商业街开发建设');
  });

  it('are cut between clauses, and the cut is marked', () => {
    expect(ownWords(item('加快国道东移桃花路建设，构建对接长沙新通道，促进产城融合'), 24)).toBe(
      '加快国道东移桃花路建设，构建对接长沙新通道……',
    );
  });

  it('are never changed and never run on', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'加快建设，。；、一二三四'),
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 20, max: 120 }),
        (quotes, limit) => {
          const words = ownWords(item(...quotes), limit);
          const all = quotes.map((quote) => quote.trim());
          for (const part of words.split(ellipsis).filter(Boolean))
            expect(all.some((quote) => quote.includes(part))).toBe(true);
          expect(words.length).toBeLessThanOrEqual(limit + 12 + 4 * ellipsis.length);
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
