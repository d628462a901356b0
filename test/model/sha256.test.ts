import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256 } from '../../src/model/sha256.ts';

const reference = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

describe('sha256', () => {
  it('agrees with OpenSSL on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(sha256(bytes)).toBe(reference(bytes));
      }),
    );
  });
  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 128])('agrees at the block boundary %i', (length) => {
    const bytes = new Uint8Array(length).fill(0xa5);
    expect(sha256(bytes)).toBe(reference(bytes));
  });
  it('takes text as UTF-8', () => expect(sha256('规划 plan')).toBe(reference('规划 plan')));
});

describe('canonicalJson', () => {
  it('says the same of equal values whatever the order of their keys', () => {
    expect(canonicalJson({ b: [1, { z: null, a: 'x' }], a: undefined, c: true })).toBe(
      '{"b":[1,{"a":"x","z":null}],"c":true}',
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
