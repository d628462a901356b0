import { describe, expect, it } from 'vitest';
import { geodesicArea, geodesicLength } from '../../src/geo/area/index.ts';
import { measuresOf } from '../../src/ui/feature-measures.ts';
import { feature, square } from '../map/fixture.ts';

const one = (basis: string, accuracyM: number, geometry = square(113, 28, 0.1)) => {
  const made = feature('a', geometry, basis as 'open-data');
  return { ...made, properties: { ...made.properties, accuracyM } };
};

describe('the measures of a feature', () => {
  it('are no finer than open data are known, and say by how much they may be off', () => {
    const geometry = square(113, 28, 0.1);
    // 109 km² within a border of 42 km: 300 m to either side of it are 12.5 km².
    const [area, off] = [geodesicArea(geometry as never), 300 * geodesicLength(geometry as never)];
    expect([area / 1e6, off / 1e6].map(Math.round)).toEqual([109, 13]);
    expect(measuresOf(one('open-data', 300)).area).toEqual({
      zh: '160,000 亩（±20,000 亩），110 平方公里（±20 平方公里）',
      en: '160,000 mu (±20,000 mu), 110 km² (±20 km²)',
    });
    const line = {
      type: 'LineString',
      coordinates: [
        [113, 28],
        [113.1, 28],
      ],
    } as never;
    expect(measuresOf(one('open-data', 300, line)).length?.zh).toBe('9.8 公里（±0.6 公里）');
  });
  it('are printed whole of a survey, and roughly of a sketch', () => {
    expect(measuresOf(one('survey', 0.5)).area?.zh).toMatch(/^163,\d{3}\.\d\d 亩/);
    expect(measuresOf(one('open-data', 0)).area?.zh).toMatch(/^163,\d{3}\.\d\d 亩/);
    expect(measuresOf(one('schematic', 4000)).area?.zh).toBe('约 110 km²，示意');
  });
});
