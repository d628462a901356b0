import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { distanceTo, geodesicArea } from '../../../src/geo/area/index.ts';
import { reachOf } from '../../../src/map/reach/shape.ts';

describe('where something drawn may really be', () => {
  it('is a circle of the true size round a point', () => {
    const area = geodesicArea(reachOf({ type: 'Point', coordinates: [113.14, 28.52] }, 4000));
    expect(area / (Math.PI * 4000 ** 2)).toBeGreaterThan(0.985);
    expect(area / (Math.PI * 4000 ** 2)).toBeLessThan(1.01);
  });
  it('has its edge everywhere as far off as said, of lines and areas too', () => {
    const lon = fc.integer({ min: 113_060, max: 113_200 }).map((n) => n / 1000);
    const lat = fc.integer({ min: 28_470, max: 28_630 }).map((n) => n / 1000);
    const position = fc.tuple(lon, lat);
    fc.assert(
      fc.property(fc.array(position, { minLength: 2, maxLength: 6 }), (line) => {
        fc.pre(new Set(line.map(String)).size === line.length);
        const geometry: Geometry = { type: 'LineString', coordinates: line };
        for (const [x, y] of reachOf(geometry, 3000).coordinates.flat(2) as [number, number][]) {
          const metres = distanceTo(x, y, geometry);
          expect(metres).toBeGreaterThan(2940);
          expect(metres).toBeLessThan(3060);
        }
      }),
      { numRuns: 60 },
    );
    const square: Geometry = {
      type: 'Polygon',
      coordinates: [
        [
          [113.1, 28.5],
          [113.12, 28.5],
          [113.12, 28.52],
          [113.1, 28.52],
          [113.1, 28.5],
        ],
      ],
    };
    for (const [x, y] of reachOf(square, 2000).coordinates.flat(2) as [number, number][])
      expect(Math.abs(distanceTo(x, y, square) - 2000)).toBeLessThan(40);
  });
});
