import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/geo/columns/columns.ts';
import { packFeatures } from '../../../src/geo/layer/index.ts';
import { attributesOf } from '../../../src/geo/layer/packed.ts';

const texts = [
  ...['', '0101', 'é', '水田', '第12村3组', '（旱地）', '\ufeff水田', 'a\ufeffb', '𠮷田村', '👨‍👩‍👧'],
  ...['田'.repeat(21), '田'.repeat(22), 'x'.repeat(64), 'x'.repeat(65), '\u07ff\u0800\uffff', '\u0000'],
];

describe('texts of a column', () => {
  it('are those the platform decodes, whatever characters and length they have', () => {
    const encoded = texts.map((text) => new TextEncoder().encode(text));
    let end = 0;
    const ends = Uint32Array.from(encoded.map(({ length }) => (end += length)));
    const bytes = Uint8Array.from(encoded.flatMap((part) => [...part]));
    const column = { name: 'a', kind: 'text' as const, codes: new Uint8Array(), bytes, ends };
    const decoder = new TextDecoder();
    expect(texts.map((_, k) => textOf(column, k + 1))).toEqual(encoded.map((part) => decoder.decode(part)));
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
