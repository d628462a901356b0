import { expect, it } from 'vitest';
import { coversPoint, prepareZone } from '../../../src/geo/overlay/index.ts';
import { zoneFeatures } from '../../../src/map/draw/zones.ts';

/** A square with a hole over its middle, and a second part. */
const zone = {
  type: 'MultiPolygon' as const,
  coordinates: [
    [
      [
        [113, 28],
        [113.1, 28],
        [113.1, 28.1],
        [113, 28.1],
        [113, 28],
      ],
      [
        [113.02, 28.02],
        [113.02, 28.08],
        [113.08, 28.08],
        [113.08, 28.02],
        [113.02, 28.02],
      ],
    ],
    [
      [
        [113.2, 28],
        [113.21, 28],
        [113.21, 28.01],
        [113.2, 28],
      ],
    ],
  ],
};

it('names a zone once, inside it', () => {
  const { features: made } = zoneFeatures([
    { id: 'a', name: '甲地块', geometry: zone, active: true },
    { id: 'b', name: '', geometry: zone, active: false },
  ]);
  const named = made.filter(({ properties }) => properties?.['named']);
  expect(named.map(({ properties, geometry }) => [properties?.['name'], geometry.type])).toEqual([
    ['甲地块', 'Point'],
  ]);
  const [place] = named.flatMap(({ geometry }) => (geometry.type === 'Point' ? [geometry.coordinates] : []));
  const [lon = 0, lat = 0] = place ?? [];
  expect(coversPoint(prepareZone(zone, 8), lon, lat)).toBe(true);
  expect(made.filter(({ geometry }) => geometry.type === 'MultiPolygon')).toHaveLength(2);
});
