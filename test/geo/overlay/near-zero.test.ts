import fc from 'fast-check';
import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { checkZone } from '../../../src/check/index.ts';
import { leastM2 } from '../../../src/geo/area/index.ts';
import { toZones } from '../../../src/geo/formats/index.ts';
import { ProblemError } from '../../../src/model/index.ts';
import { featureOf, layerOf, options, square } from '../../check/fixture.ts';

type Square = Parameters<typeof square>;

/** As a file's zone goes: repaired or refused, then checked. */
async function overlap(zone: Polygon, parcel: Polygon): Promise<number | string> {
  const { zones, problems } = toZones({
    file: 'a.geojson',
    crs: { code: 'EPSG:4490', from: 'header' },
    problems: [],
    features: [{ geometry: zone, source: zone, properties: {}, place: { record: 1 } }],
  });
  const [one] = zones;
  if (!one) return problems.map(({ code }) => code).join();
  const layer = layerOf('a', [featureOf('p', parcel)]);
  const result = await checkZone(one, [layer], [], options).catch((error: unknown) => {
    if (error instanceof ProblemError) return error.problems.map(({ code }) => code).join();
    throw error;
  });
  if (typeof result === 'string') return result;
  const { layers } = result;
  expect(layers[0]?.answer).toBe(layers[0]?.features.length ? 'overlap' : 'clear');
  return layers[0]?.overlapM2 ?? 0;
}

describe('shapes of less than 0.1 m²', () => {
  it('overlap alike whichever of the two is the zone, down to a hundredth of a square metre', async () => {
    // A thousandth of a degree is 98 m by 111 m here: these squares measure 0.01 to 0.1 m².
    const size = fc.double({ min: 0.001, max: 0.003, noNaN: true });
    const shift = fc.double({ min: -0.002, max: 0.002, noNaN: true });
    await fc.assert(
      fc.asyncProperty(size, shift, shift, async (side, x, y) => {
        const tiny: Square = [1 + x, 1 + y, side];
        const large: Square = [0, 0, 1];
        const asZone = Number(await overlap(square(...tiny), square(...large)));
        const asParcel = Number(await overlap(square(...large), square(...tiny)));
        // Corners lie on a grid of 0.1 mm.
        expect(Math.abs(asZone - asParcel)).toBeLessThan(1e-5);
        const inside = Math.max(0, Math.min(side, -x)) * Math.max(0, Math.min(side, -y));
        const perUnit = Number(await overlap(square(...large), square(...large)));
        expect(Math.abs(asZone - inside * perUnit)).toBeLessThan(2e-4);
      }),
      { numRuns: 60 },
    );
  });

  it('are answered or refused alike whichever of the two is the zone, down to a square millimetre', async () => {
    const across = fc.double({ min: -4, max: -0.5, noNaN: true });
    await fc.assert(
      fc.asyncProperty(across, across, fc.boolean(), async (p, q, whole) => {
        // Metres by metres, from 0.1 mm to 0.3 m, inside the large square or across its side.
        const [width, height] = [10 ** p, 10 ** q];
        const [west, south] = [113.101 - (whole ? 1e-4 : width / 2 / 97_900), 28.5003];
        const [east, north] = [west + width / 97_900, south + height / 110_800];
        const tiny: Polygon = {
          type: 'Polygon',
          coordinates: [
            [
              [west, south],
              [east, south],
              [east, north],
              [west, north],
              [west, south],
            ],
          ],
        };
        const [asZone, asParcel] = [
          await overlap(tiny, square(0, 0, 1)),
          await overlap(square(0, 0, 1), tiny),
        ];
        const area = width * height;
        const m2 = area * (whole ? 1 : 0.5);
        // The metres of a degree are rounded above, and a double near 113° moves a side by 1.4e-9 m: within 1 %
        // of the least area either answer is right.
        const near = (value: number) => Math.abs(value / leastM2 - 1) < 0.01;
        if (!near(area)) {
          if (area < leastM2) expect(asZone).toBe('encloses-nothing');
          else if (!near(m2) && m2 < leastM2) expect(asZone).toBe(0);
        }
        if (!near(m2) && m2 < leastM2) expect(asParcel).toBe(0);
        if (!near(m2) && m2 > leastM2) {
          expect(Math.abs(Number(asZone) - m2)).toBeLessThan(0.01 * m2);
          expect(Math.abs(Number(asZone) - Number(asParcel))).toBeLessThan(1e-3 * m2);
        }
      }),
      { numRuns: 150, examples: [[-3.988509853991823, -2.0114901460081773, false]] },
    );
  });
});
