import { describe, expect, it } from 'vitest';
import { plainNumber } from '../../src/check/report/attributes.ts';

describe('a number of an attribute', () => {
  it.each([
    [1.1, '1.1', 1],
    [3933.33, '3933.33', 2],
    // Sums in double precision, as field calculators leave them.
    [0.1 + 0.2, '0.3', 1],
    [1234.5600000000002, '1234.56', 2],
    [1.1000000001, '1.1000000001', 10],
    [9007199254740991, '9007199254740991', 0],
    [4306811072080001, '4306811072080001', 0],
    [-2.5e-7, '-2.5e-7', 8],
    [0, '0', 0],
  ])('%d is written %s', (value, text, decimals) => {
    const cell = plainNumber(value);
    expect([cell.zh, cell.en, cell.number?.decimals]).toEqual([text, text, decimals]);
  });
});
