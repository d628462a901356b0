import { describe, expect, it } from 'vitest';
import { asOneZone, chosenRecords } from '../../../src/geo/formats/choose.ts';
import type { ReadFeature } from '../../../src/geo/formats/types.ts';
import { warning, type Zone } from '../../../src/model/index.ts';

const records = ['东村一组', '东村二组', undefined, '西村', '东村三组'].map(
  (name, index): ReadFeature => ({
    geometry: { type: 'Point', coordinates: [index, 0] },
    properties: {},
    ...(name ? { name } : {}),
    place: {},
  }),
);
const numbers = (words: string) => chosenRecords(records, words).map((one) => records.indexOf(one) + 1);

describe('choosing records of a file', () => {
  it('takes all of them without a word', () => {
    expect(numbers('  ')).toEqual([1, 2, 3, 4, 5]);
  });
  it('takes numbers, ranges and parts of names, in the order of the file', () => {
    expect(numbers('4-9，2')).toEqual([2, 4, 5]);
    expect(numbers('西村、3')).toEqual([3, 4]);
    expect(numbers('东村')).toEqual([1, 2, 5]);
  });
  it('takes nothing when nothing is called so', () => {
    expect(numbers('南村 7-')).toEqual([]);
  });
});

describe('several zones as one', () => {
  const note = warning('odd', { zh: '同一提示', en: 'the same note' });
  const zone = (west: number, more: Partial<Zone> = {}): Zone => ({
    id: `z${west}`,
    name: `z${west}`,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, 28],
          [west + 0.01, 28],
          [west + 0.01, 28.01],
          [west, 28.01],
          [west, 28],
        ],
      ],
    },
    crs: { code: 'EPSG:4490', from: 'user' },
    warnings: [note],
    origin: 'f.geojson',
    statedAreaM2: 100,
    ...more,
  });

  it('joins what touches, adds up what is stated and keeps each warning once', () => {
    const one = asOneZone([zone(113), zone(113.01), zone(113.05)], '整片') as Zone;
    expect(one.name).toBe('整片');
    expect(one.geometry.type).toBe('MultiPolygon');
    expect(one.geometry.coordinates).toHaveLength(2);
    expect(one.statedAreaM2).toBe(300);
    expect(one.warnings).toEqual([note]);
  });
  it('states no area when one of them states none, and no class when they differ', () => {
    const { statedAreaM2: _, ...silent } = zone(113.01, { landClass: '0101' });
    const one = asOneZone([zone(113, { landClass: '0201' }), silent], '整片') as Zone;
    expect(one.statedAreaM2).toBeUndefined();
    expect(one.landClass).toBeUndefined();
  });
});
