import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import {
  areaFigures,
  areaText,
  gaussKruger,
  geodesicArea,
  geodesicDistance,
  geodesicLength,
  geodesicRingArea,
  karneyRingArea,
  lengthText,
  planeArea,
  toHa,
  toMu,
} from '../../../src/geo/area/index.ts';

interface Figures {
  rings: { name: string; ring: Position[]; perimeterM: number; areaM2: number }[];
  gaussKruger: { cm: number; lon: number; lat: number; north: number; east: number }[];
}
const stored = JSON.parse(
  readFileSync(new URL('../../fixtures/area/figures.json', import.meta.url), 'utf8'),
) as Figures;

describe('geodesic area and length against GeographicLib', () => {
  it.each(stored.rings)('$name', ({ ring, areaM2, perimeterM }) => {
    const tolerance = Math.max(1e-9 * Math.abs(areaM2), 1e-3);
    expect(Math.abs(geodesicRingArea(ring) - areaM2)).toBeLessThan(tolerance);
    expect(Math.abs(karneyRingArea(ring) - areaM2)).toBeLessThan(tolerance);
    const closed = [...ring, ring[0]!];
    const length = geodesicLength({ type: 'LineString', coordinates: closed });
    expect(Math.abs(length - perimeterM)).toBeLessThan(1e-6 + perimeterM * 1e-10);
  });

  it('measures a degree of the meridian and of the equator', () => {
    // The equator is a circle of radius a; the meridian quadrant of GRS 80 is 10 001 965.729 m (Moritz 2000).
    expect(geodesicDistance(0, 0, 1, 0)).toBeCloseTo((Math.PI / 180) * 6378137, 6);
    expect(geodesicDistance(7, 0, 7, 90)).toBeCloseTo(10_001_965.7293, 3);
  });
});

describe('the local series', () => {
  const star = (radius: number, turns: number[], lat: number): Position[] =>
    turns.map((r, i) => {
      const a = (2 * Math.PI * i) / turns.length;
      return [113.1 + radius * r * Math.cos(a), lat + radius * r * Math.sin(a)];
    });
  it('equals Karney to 1e-9, beyond the rounding of his JavaScript', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-5, max: 0.02, noNaN: true }),
        fc.array(fc.double({ min: 0.3, max: 1.3, noNaN: true }), { minLength: 3, maxLength: 40 }),
        fc.double({ min: -70, max: 70, noNaN: true }),
        (radius, turns, lat) => {
          const ring = star(radius, turns, lat);
          const karney = karneyRingArea(ring);
          expect(Math.abs(geodesicRingArea(ring) - karney)).toBeLessThan(3e-4 + 1e-9 * Math.abs(karney));
        },
      ),
      { numRuns: 300 },
    );
  });
  it('is additive: a ring cut by a chord is its two parts', () => {
    const ring = star(0.001, [1, 0.6, 1.2, 0.9, 0.7, 1.1, 0.8], 28.5);
    const [a, b] = [ring.slice(0, 4), [ring[3]!, ...ring.slice(4), ring[0]!]];
    expect(geodesicRingArea(a) + geodesicRingArea(b)).toBeCloseTo(geodesicRingArea(ring), 7);
  });
});

describe('areas of geometries', () => {
  const square = (x: number, y: number, size: number): Position[] => [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
  it('takes holes off, whichever way they are wound, and adds parts', () => {
    const outer = Math.abs(geodesicRingArea(square(113, 28, 0.01)));
    const hole = Math.abs(geodesicRingArea(square(113.002, 28.002, 0.002)));
    const holed = {
      type: 'Polygon' as const,
      coordinates: [square(113, 28, 0.01), square(113.002, 28.002, 0.002)],
    };
    expect(geodesicArea(holed)).toBeCloseTo(outer - hole, 6);
    const parts = {
      type: 'MultiPolygon' as const,
      coordinates: [holed.coordinates, [square(113.1, 28, 0.002).reverse()]],
    };
    const other = Math.abs(geodesicRingArea(square(113.1, 28, 0.002)));
    expect(geodesicArea({ type: 'GeometryCollection', geometries: [parts] })).toBeCloseTo(
      outer - hole + other,
      6,
    );
  });
  it('gives lines and points no area, and points no length', () => {
    expect(
      geodesicArea({
        type: 'LineString',
        coordinates: [
          [113, 28],
          [113, 29],
        ],
      }),
    ).toBe(0);
    expect(planeArea({ type: 'Point', coordinates: [113, 28] }, 114)).toBe(0);
    expect(geodesicLength({ type: 'Point', coordinates: [113, 28] })).toBe(0);
  });
});

describe('Gauss–Krüger', () => {
  it.each(stored.gaussKruger)(
    '$lon, $lat on CM $cm is where PROJ puts it',
    ({ cm, lon, lat, north, east }) => {
      const here = gaussKruger(lon, lat, cm);
      expect(here.north).toBeCloseTo(north, 5);
      expect(here.east).toBeCloseTo(east, 5);
    },
  );
  it('enlarges areas by the square of its scale, 1 + (distance from the meridian)²/R²', () => {
    const ring: Position[] = [
      [113.1, 28.5],
      [113.101, 28.5],
      [113.101, 28.501],
      [113.1, 28.501],
      [113.1, 28.5],
    ];
    const polygon = { type: 'Polygon' as const, coordinates: [ring] };
    const east = 500_000 - gaussKruger(113.1005, 28.5005, 114).east;
    const expected = 1 + (east / 6_367_000) ** 2;
    expect(planeArea(polygon, 114) / geodesicArea(polygon)).toBeCloseTo(expected, 6);
  });
});

describe('units', () => {
  it('knows 亩 and 公顷', () => {
    expect(toMu(10_000)).toBe(15);
    expect(toMu(10_000 / 15)).toBeCloseTo(1, 12);
    expect(toHa(7655)).toBeCloseTo(0.7655, 12);
    expect(areaFigures(1_234_567.891, 2)).toEqual({ mu: '1,851.85', ha: '123.4568', m2: '1,234,567.89' });
    expect(areaText(10_000).zh).toBe('15.00 亩（1.0000 公顷，10,000 m²）');
  });
  it('writes next to nothing below zero as 0', () => {
    expect(areaFigures(-0.001, 2)).toEqual({ mu: '0.00', ha: '0.0000', m2: '0.00' });
    expect(areaFigures(-10_000, 2).m2).toBe('-10,000.00');
  });
  it('writes lengths in metres, then kilometres', () => {
    expect(lengthText(999.94).zh).toBe('999.9 米');
    expect(lengthText(1234.5).en).toBe('1.235 km');
  });
});
