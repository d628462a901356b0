import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crc32 } from '../../../src/geo/formats/crc32.ts';

/** Bit by bit, as ISO 3309 defines it. */
function defined(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

it('a checksum is the one the standard defines, whatever the length', () => {
  // The check value published with the polynomial.
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(7), (bytes, from) => {
      expect(crc32(bytes.subarray(from))).toBe(defined(bytes.subarray(from)));
    }),
  );
});
