import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkZone } from '../../../src/check/index.ts';
import { featureOf, layerOf, options, square, zoneOf } from '../../check/fixture.ts';

type Square = Parameters<typeof square>;

const overlap = async (zone: Square, parcel: Square): Promise<number> => {
  const layer = layerOf('a', [featureOf('p', square(...parcel))]);
  return (await checkZone(zoneOf(square(...zone)), [layer], [], options)).layers[0]?.overlapM2 ?? 0;
};

describe('shapes of less than 0.1 m²', () => {
  it('overlap alike whichever of the two is the zone, down to a hundredth of a square metre', async () => {
    // A thousandth of a degree is 98 m by 111 m here: these squares measure 0.01 to 0.1 m².
    const size = fc.double({ min: 0.001, max: 0.003, noNaN: true });
    const shift = fc.double({ min: -0.002, max: 0.002, noNaN: true });
    await fc.assert(
      fc.asyncProperty(size, shift, shift, async (side, x, y) => {
        const tiny: Square = [1 + x, 1 + y, side];
        const large: Square = [0, 0, 1];
        const [asZone, asParcel] = [await overlap(tiny, large), await overlap(large, tiny)];
        // Corners lie on a grid of 0.1 mm.
        expect(Math.abs(asZone - asParcel)).toBeLessThan(1e-5);
        const inside = Math.max(0, Math.min(side, -x)) * Math.max(0, Math.min(side, -y));
        const perUnit = (await overlap(large, large)) / 1;
        expect(Math.abs(asZone - inside * perUnit)).toBeLessThan(2e-4);
      }),
      { numRuns: 60 },
    );
  });
});
