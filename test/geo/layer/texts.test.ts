import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/geo/columns/columns.ts';
import { packFeatures } from '../../../src/geo/layer/index.ts';
import { attributesOf } from '../../../src/geo/layer/packed.ts';

const texts = [
  ...['', '0101', 'é', '水田', '第12村3组', '（旱地）', '\ufeff水田', 'a\ufeffb', '𠮷田村', '👨‍👩‍👧'],
  ...['田'.repeat(21), '田'.repeat(22), 'x'.repeat(64), 'x'.repeat(65), '\u07ff\u0800\uffff', '\u0000'],
];

/** What a column of these texts, as bytes, gives for each. */
function decoded(parts: readonly Uint8Array[]): string[] {
  let end = 0;
  const ends = Uint32Array.from(parts.map(({ length }) => (end += length)));
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  const column = { name: 'a', kind: 'text' as const, codes: new Uint8Array(), bytes, ends };
  return parts.map((_, k) => textOf(column, k + 1));
}

describe('texts of a column', () => {
  it('are those the platform decodes, whatever characters and length they have', () => {
    const encoded = texts.map((text) => new TextEncoder().encode(text));
    const decoder = new TextDecoder();
    expect(decoded(encoded)).toEqual(encoded.map((part) => decoder.decode(part)));
  });

  it('are those the platform decodes of bytes that are no UTF-8, cut off in the middle of a character too', () => {
    // Most bytes begin or go on with a character, so that nearly right ones are met, not only noise.
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0x41, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xe6, 0xed, 0xa0, 0xef, 0xf0),
    );
    const part = fc.array(byte, { minLength: 1, maxLength: 12 }).map((list) => Uint8Array.from(list));
    const decoder = new TextDecoder();
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        expect(decoded(parts)).toEqual(parts.map((one) => decoder.decode(one)));
      }),
      { numRuns: 2000 },
    );
  });

  it('come out of a packed layer as they went in', () => {
    const said = texts.filter((text) => text && !text.startsWith('\ufeff'));
    const layer = packFeatures(
      said.map((text, k) => ({
        geometry: { type: 'Point', coordinates: [113 + k / 100, 28] },
        properties: { text },
      })),
    );
    const found = Array.from({ length: layer.count }, (_, f) => attributesOf(layer, f).text);
    expect(new Set(found)).toEqual(new Set(said));
  });
});
