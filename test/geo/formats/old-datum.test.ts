import { describe, expect, it } from 'vitest';
import { unmovedDatum } from '../../../src/geo/crs/notes.ts';
import { readGeometry, type WriteFeature, writeGeometry } from '../../../src/geo/formats/index.ts';
import { triangle } from '../../triangle.ts';
import { town } from './fixture.ts';

const zone: WriteFeature = {
  geometry: triangle,
  properties: { DKMC: '地块一' },
  name: '地块一',
  unmoved: 'Xian80',
};

describe('places of an old datum without parameters', () => {
  it('are those of a system of it, and not those that were moved', () => {
    expect(unmovedDatum({ code: 'EPSG:2362' })).toBe('Xian80');
    expect(unmovedDatum({ code: 'EPSG:4214' })).toBe('Beijing54');
    expect(unmovedDatum({ code: 'EPSG:2362', shift: [1, 2, 3, 0, 0, 0, 0] })).toBeUndefined();
    expect(unmovedDatum({ code: 'EPSG:4526' })).toBeUndefined();
  });
  it.each([
    ['geojson', 'EPSG:4490', 'a.geojson'],
    ['kml', 'EPSG:4490', 'a.kml'],
    ['csv', 'EPSG:4526', 'a.csv'],
    ['shp', 'EPSG:4526', 'a.zip'],
    ['txt', 'EPSG:4526', 'a.txt'],
  ])('carry a word on it into %s', async (format, code, name) => {
    const said = async (features: WriteFeature[], system = code) => {
      const { bytes } = await writeGeometry(format, features, { code: system });
      const read = await readGeometry([{ name, bytes }], { town });
      expect(read.features).toHaveLength(1);
      return format === 'txt' ? read.head?.['坐标说明'] : read.features[0]?.properties['datum'];
    };
    expect(await said([zone])).toMatch(/^由1980西安坐标系.*没有七参数.*100 米$/);
    const { unmoved: _, ...moved } = zone;
    expect(await said([moved])).toBeUndefined();
    if (code === 'EPSG:4526') expect(await said([zone], 'EPSG:2362')).toBeUndefined();
  });
});
