import { describe, expect, it } from 'vitest';
import { gaussKruger, geodesicArea, measure } from '../../../src/geo/area/index.ts';
import { zoneOf } from '../../../src/geo/crs/systems.ts';

describe('measuring', () => {
  it('has no difference between ellipsoid and plane along the central meridian', () => {
    const { lengthM, planeLengthM, areaM2 } = measure(
      {
        type: 'LineString',
        coordinates: [
          [114, 28],
          [114, 28.01],
          [114, 28.05],
        ],
      },
      114,
    );
    expect(planeLengthM).toBeCloseTo(lengthM, 6);
    expect(areaM2).toBeUndefined();
    // A degree of the meridian at its middle latitude, by its radius of curvature there (GRS 80 figures).
    const [a, f, lat] = [6378137, 1 / 298.257222101, (28.025 * Math.PI) / 180];
    const e2 = f * (2 - f);
    const radius = (a * (1 - e2)) / (1 - e2 * Math.sin(lat) ** 2) ** 1.5;
    expect(Math.abs(lengthM - (radius * 0.05 * Math.PI) / 180)).toBeLessThan(1e-3);
  });

  it('stretches the plane by y²/2R² of the distance from the meridian, and areas by twice that', () => {
    const [lon, lat, d] = [115.3, 28, 1e-4];
    const square = [
      [lon, lat],
      [lon + d, lat],
      [lon + d, lat + d],
      [lon, lat + d],
      [lon, lat],
    ];
    const { lengthM, planeLengthM, areaM2, planeAreaM2 } = measure(
      { type: 'Polygon', coordinates: [square] },
      114,
    );
    const y = gaussKruger(lon + d / 2, lat + d / 2, 114).east - 500_000;
    const [a, f] = [6378137, 1 / 298.257222101];
    const e2 = f * (2 - f);
    const w2 = 1 - e2 * Math.sin((lat * Math.PI) / 180) ** 2;
    const r2 = (a * a * (1 - e2)) / (w2 * w2);
    const scale = 1 + y ** 2 / (2 * r2) + y ** 4 / (24 * r2 ** 2);
    expect(planeLengthM / lengthM).toBeCloseTo(scale, 7);
    expect((planeAreaM2 ?? 0) / (areaM2 ?? 1)).toBeCloseTo(scale ** 2, 7);
    expect(areaM2).toBe(Math.abs(geodesicArea({ type: 'Polygon', coordinates: [square] })));
  });

  it('uses the zone of the survey, else that of the town', () => {
    expect(zoneOf('EPSG:4526', 111)).toEqual({ width: 3, centralMeridian: 114 });
    expect(zoneOf('EPSG:4497', 114)).toEqual({ width: 6, centralMeridian: 111 });
    expect(zoneOf('EPSG:4490', 114)).toEqual({ width: 3, centralMeridian: 114 });
    expect(zoneOf('', 111)).toEqual({ width: 3, centralMeridian: 111 });
  });
});
