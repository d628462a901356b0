import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Layer, LayerData, Town } from '../../src/model/index.ts';
import { leastIn, zoomLimits } from '../../src/store/zoom-limits.ts';

const town = JSON.parse(readFileSync('data/town.json', 'utf8')) as Town;
const layer = (role: string, accuracyM: number) => ({
  layer: { role } as Layer,
  data: { features: [{ properties: { accuracyM } }] } as unknown as LayerData,
});

describe('how near and how far the map goes', () => {
  it('stops where the best-known place is as uncertain as the screen is wide', () => {
    const { most } = zoomLimits(town, [layer('subject', 4000), layer('boundary', 3000)], false);
    // 3 km over 1,500 pixels: two metres to the pixel, which Web Mercator has at level 15 here.
    const perPixel = (40_075_016.7 * Math.cos((28.6 * Math.PI) / 180)) / (512 * 2 ** most);
    expect(perPixel).toBeCloseTo(2, 2);
  });
  it('goes on where something is surveyed, on a base map and in the workbench', () => {
    expect(zoomLimits(town, [layer('subject', 4000), layer('subject', 2)], false).most).toBe(18.5);
    expect(zoomLimits(town, [layer('subject', 4000)], true)).toEqual({ least: 7, most: 18.5 });
    // Lines of the counties around and names of places show nothing of the town.
    expect(zoomLimits(town, [layer('subject', 4000), layer('neighbours', 300)], false).most).toBeLessThan(15);
  });
  it('keeps the surroundings from shrinking to a spot', () => {
    const { least } = zoomLimits(town, [], false);
    const [west, , east] = town.surroundings;
    const wide = (width: number, height: number) =>
      ((east - west) / 360) * 512 * 2 ** leastIn(least, width, height);
    expect(wide(390, 844)).toBeGreaterThan(299);
    // Two thirds of a large window's height.
    expect(wide(1440, 900)).toBeGreaterThan(600);
    expect(leastIn(least, 300, 200)).toBe(least);
  });
});
