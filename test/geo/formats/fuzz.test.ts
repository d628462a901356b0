import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGeometry } from '../../../src/geo/formats/index.ts';
import { ProblemError } from '../../../src/model/index.ts';
import { fixturesIn, fuzzOnce } from '../../bench/_fuzz.ts';

const folder = resolve(import.meta.dirname, '../../fixtures');
const fixtures = ['formats', 'txt', 'gdb']
  .flatMap((name) => fixturesIn(resolve(folder, name)))
  .filter((f) => f.files.length);

describe('damaged files (longer: npm run bench -- fuzz)', () => {
  it('has every fixture', () => expect(fixtures.length).toBeGreaterThanOrEqual(20));
  it.each(fixtures.map((f) => [f.name, f] as const))(
    '60 damaged copies of %s end in a result or a Problem',
    async (_name, { files }) => {
      const broken: unknown[] = [];
      for (let seed = 1; seed <= 60; seed++) {
        const outcome = await fuzzOnce(files, seed);
        if (typeof outcome !== 'string') broken.push([seed, outcome.broken]);
      }
      expect(broken).toEqual([]);
    },
  );
  it('1,500 texts of the signs these formats use end in a result or a Problem', async () => {
    const sign = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      '(',
      ')',
      ',',
      '，',
      '@',
      '\n',
      '\r\n',
      '\t',
      ' ',
      '=',
      '"',
      '<',
      '>',
      '/',
      '°',
      '′',
      '″',
      '-',
      '.',
      'J1',
      '1',
      '面',
      '113.1',
      '28.5',
      '38411800.5',
      '3154100.5',
      'POLYGON',
      'POINT',
      '"type":',
      '"Feature"',
      '"Polygon"',
      '"coordinates":',
      '[属性描述]',
      '[地块坐标]',
      '坐标系',
      '<kml>',
      '<gpx>',
      '0\nSECTION\n',
      '经度',
      'x',
      'y',
      '\u0000',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(sign, { maxLength: 60 }), async (signs) => {
        const bytes = new TextEncoder().encode(signs.join(''));
        try {
          const result = await readGeometry([{ name: 'a', bytes }]);
          expect(result.features.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
          expect((error as ProblemError).problems.map((p) => p.code)).not.toContain('unexpected');
        }
      }),
      { numRuns: 1_500 },
    );
  });
});
