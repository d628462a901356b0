import { readFileSync } from 'node:fs';
import type { MultiLineString, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { packFeatures } from '../../../src/geo/layer/index.ts';
import { distanceWithin, overlayLayer, prepareZone } from '../../../src/geo/overlay/index.ts';

/** See thin.py, which has GEOS and PROJ say it. */
interface Case {
  name: string;
  zone: Position[][][];
  lines: Position[][];
  points: Position[];
  length: number;
  m: number;
  whole: number;
  covered: number[];
  meets: boolean;
  apart: number | null;
}
const cases = JSON.parse(
  readFileSync(new URL('../../fixtures/overlay/thin.json', import.meta.url), 'utf8'),
) as Case[];

const planar = (lines: readonly Position[][]): number =>
  lines
    .flatMap((line) => line.slice(1).map(([x, y], i) => Math.hypot(x! - line[i]![0]!, y! - line[i]![1]!)))
    .reduce((a, b) => a + b, 0);

describe('lines and points in a zone, against GEOS', () => {
  it('has the figures', () => expect(cases.length).toBeGreaterThan(250));
  it.each(cases)('$name', ({ zone: coordinates, lines, points, length, m, whole, covered, meets, apart }) => {
    const zone = prepareZone({ type: 'MultiPolygon', coordinates });
    const geometry = { type: 'MultiLineString' as const, coordinates: lines };
    const layer = packFeatures([
      { properties: {}, geometry },
      ...points.map((at) => ({ properties: {}, geometry: { type: 'Point' as const, coordinates: at } })),
    ]);
    const { thin, count, failed } = overlayLayer(zone, layer);
    expect([count, failed]).toEqual([0, []]);

    const hits = thin.filter(({ kind }) => kind === 'line');
    const found = hits.flatMap(({ geometry }) => (geometry as MultiLineString).coordinates);
    // A double at 113° is good to 1.4e-14°; GEOS rounds the points where it cuts, as we do.
    expect(Math.abs(planar(found) - length)).toBeLessThan(1e-12);
    expect(Math.abs(hits.reduce((sum, { lengthM }) => sum + lengthM, 0) - m)).toBeLessThan(1e-5);
    expect(hits.length).toBe(length > 0 ? 1 : 0);
    for (const { share } of hits) expect(share).toBeCloseTo(m / whole, 6);

    const inside = thin.filter(({ kind }) => kind === 'point').map(({ feature }) => layer.row[feature]! - 1);
    expect(inside.sort((a, b) => a - b)).toEqual(covered);

    const distance = distanceWithin(zone, geometry, 5000);
    expect(distance === 0).toBe(meets);
    // The plane GEOS reckoned in has one scale; over 500 m that is good to 1e-4.
    expect(Math.abs(distance - (apart ?? 0))).toBeLessThan(1e-6 + 1e-4 * (apart ?? 0));
  });
});
