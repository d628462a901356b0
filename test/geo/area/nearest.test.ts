import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { distanceTo } from '../../../src/geo/area/index.ts';

const square: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [113, 28],
      [113.1, 28],
      [113.1, 28.1],
      [113, 28.1],
      [113, 28],
    ],
    [
      [113.04, 28.04],
      [113.06, 28.04],
      [113.06, 28.06],
      [113.04, 28.06],
      [113.04, 28.04],
    ],
  ],
};
/** Length of a degree of the meridian at 28.05°, WGS 84, metres: a(1−e²)/(1−e² sin²φ)^1.5 · π/180. */
const meridian = (lat: number) => {
  const e2 = 0.0066943799901413165;
  return ((6378137 * (1 - e2)) / (1 - e2 * Math.sin((lat * Math.PI) / 180) ** 2) ** 1.5) * (Math.PI / 180);
};

describe('distanceTo', () => {
  it('is 0 inside and counts from the edge of a hole', () => {
    expect(distanceTo(113.02, 28.02, square)).toBe(0);
    expect(distanceTo(113.05, 28.055, square)).toBeCloseTo(0.005 * meridian(28.0575), 1);
  });
  it('is the meridian arc due north of an edge', () => {
    expect(distanceTo(113.05, 28.2, square)).toBeCloseTo(0.1 * meridian(28.15), 1);
    expect(
      distanceTo(113.05, 27.9, {
        type: 'LineString',
        coordinates: [
          [113, 28],
          [113.1, 28],
        ],
      }),
    ).toBeCloseTo(0.1 * meridian(27.95), 1);
  });
  it('takes the nearest of many, and none of nothing', () => {
    const points: Geometry = {
      type: 'MultiPoint',
      coordinates: [
        [114, 28],
        [113, 28.01],
        [113, 29],
      ],
    };
    expect(distanceTo(113, 28, points)).toBeCloseTo(0.01 * meridian(28.005), 2);
    expect(distanceTo(113, 28, { type: 'MultiPoint', coordinates: [] })).toBe(Infinity);
  });
});
