import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonErrorAt, type ProblemError, parseJson } from '../../src/model/index.ts';

const place = (text: string) => {
  try {
    parseJson(text, 'a.json');
  } catch (error) {
    return (error as ProblemError).problems[0]?.where;
  }
  return undefined;
};

describe('JSON with a place for its faults', () => {
  it.each([
    ['{"a":1,}', 1, 7],
    ['{\n "a": 1\n "b": 2\n}', 3, 11],
    ['[1, 2', 1, 5],
    ['', 1, 0],
    ['{"a": tru}', 1, 6],
    ['{"a": 01}', 1, 7],
    ["{'a': 1}", 1, 1],
    ['[1] x', 1, 4],
    ['{"a": "line\nbreak"}', 1, 6],
    ['{"a": "\\x"}', 1, 6],
  ])('%j fails on line %i', (text, line, at) => {
    expect(jsonErrorAt(text)).toBe(at);
    expect(place(text)).toEqual({ file: 'a.json', line });
  });
  it('takes a byte-order mark', () => expect(parseJson('\uFEFF{"a":1}', 'a')).toEqual({ a: 1 }));
  it('finds nothing wrong before the end of valid JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 1);
        expect(jsonErrorAt(text)).toBe(text.length);
      }),
    );
  });
  it('stops at the first character of any damage', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), (value) => {
        const text = JSON.stringify(value);
        expect(jsonErrorAt(`${text}]`)).toBe(text.length);
      }),
    );
  });
  it('is not brought down by depth or length', () => {
    expect(jsonErrorAt('['.repeat(200_000))).toBe(200_000);
    expect(jsonErrorAt(`"${'x'.repeat(3_000_000)}`)).toBe(0);
  });
});
