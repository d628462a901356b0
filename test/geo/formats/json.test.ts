import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonText } from '../../../src/geo/formats/json.ts';
import { type Problem, ProblemError } from '../../../src/model/index.ts';

function fault(text: string): Problem {
  try {
    parseJsonText(text, 1000);
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0] as Problem;
    throw error;
  }
  throw new Error(`it is JSON: ${text}`);
}

describe('a text that is not JSON', () => {
  it.each([
    ['{"a": [1, NaN, 2]}', 'NaN, 2]}'],
    ['{"a": 1,}', '}'],
    ['[1, 2,]', ']'],
    ['{"a": 1 // remark\n}', '// remark }'],
    ["{'a': 1}", "'a': 1}"],
    ['{"a": [1, 2}}', '}}'],
    ['{"a": 01}', '01}'],
    ['{"a"; 1}', '; 1}'],
    ['{"a": 1} {"b": 2}', '{"b": 2}'],
    ['{"a": "line\nend"}', '"line end"}'],
  ])('%s is wrong where it is', (text, rest) => {
    expect(fault(text).what.en).toBe(`The JSON is wrong here: "${rest}".`);
  });
  it.each([
    ['{"a": "', 'x', '\n"}'],
    ['["', '\\n', '\\q"]'],
    ['["', '\\n', '" 1]'],
  ])('is passed once: %s then %j 50,000 times', (before, part, after) => {
    // A search that tries every way to read a string would not come back.
    expect(fault(before + part.repeat(50_000) + after).what.en).toContain('The JSON is wrong here');
  });
  it('names the line', () => {
    expect(fault('{\n"a": 1,\n"b": NaN\n}').where).toEqual({ line: 3 });
  });
  it('that is cut short says so, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), (text, at) => {
        // What is left of a number may be a number, what is left of a word is none.
        const cut = `[${text}`
          .slice(0, 1 + (at % (text.length + 1)))
          .replace(/(?:[\w.+-]+|\\u?[\da-f]*)$/, '');
        expect(fault(cut).what.en).toBe('The JSON is not whole: it breaks off here.');
      }),
    );
  });
  it('is found at its first wrong sign', () => {
    fc.assert(
      fc.property(fc.array(fc.json({ maxDepth: 3 }), { minLength: 1 }), (list) => {
        const text = `[${list.join(',')},@]`;
        expect(fault(text).what.en).toBe('The JSON is wrong here: "@]".');
      }),
    );
  });
});
