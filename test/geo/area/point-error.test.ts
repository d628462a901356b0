import type { LineString, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { measure, pointError } from '../../../src/geo/area/index.ts';
import { measuredArea, measuredLength } from '../../../src/ui/measured-words.ts';

/** Metres per degree at 28.5° N, by the radii of curvature of GRS 80. */
const [a, f, lat] = [6378137, 1 / 298.257222101, (28.5 * Math.PI) / 180];
const w2 = 1 - f * (2 - f) * Math.sin(lat) ** 2;
const north = ((a * (1 - f * (2 - f))) / w2 ** 1.5) * (Math.PI / 180);
const east = (a / Math.sqrt(w2)) * Math.cos(lat) * (Math.PI / 180);
const at = (x: number, y: number): Position => [113.9 + x / east, 28.5 + y / north];
const square = (side: number): Polygon => ({
  type: 'Polygon',
  coordinates: [[at(0, 0), at(side, 0), at(side, side), at(0, side), at(0, 0)]],
});

describe('the error of what is measured by points', () => {
  it('is √2 of a point’s for a straight line, however many points lie on it', () => {
    const line = (...points: Position[]): LineString => ({ type: 'LineString', coordinates: points });
    expect(pointError(line(at(0, 0), at(900, 0)), 10, 114).lengthM).toBeCloseTo(10 * Math.SQRT2, 3);
    expect(pointError(line(at(0, 0), at(400, 0), at(900, 0)), 10, 114).lengthM).toBeCloseTo(
      10 * Math.SQRT2,
      3,
    );
    // Back to where it came from: the middle point counts twice.
    expect(pointError(line(at(0, 0), at(400, 0), at(0, 1)), 10, 114).lengthM).toBeCloseTo(
      10 * Math.sqrt(6),
      2,
    );
  });

  it('is that of a square known from its formula', () => {
    const { lengthM, areaM2 } = pointError(square(500), 4, 114);
    expect(lengthM).toBeCloseTo(4 * Math.sqrt(8), 2);
    expect(areaM2! / (4 * 500 * Math.SQRT2)).toBeCloseTo(1, 3);
  });

  it('agrees with moving each point and measuring again', () => {
    const ring = [at(0, 0), at(700, 90), at(640, 400), at(310, 300), at(-50, 520)];
    const shape = (points: Position[]): Polygon => ({
      type: 'Polygon',
      coordinates: [[...points, points[0] as Position]],
    });
    const moved = (index: number, dx: number, dy: number) => {
      const [x, y] = ring[index] as [number, number];
      return measure(shape(ring.map((p, i) => (i === index ? [x + dx / east, y + dy / north] : p))), 114);
    };
    let [length, area] = [0, 0];
    ring.forEach((_, index) => {
      for (const [dx, dy] of [
        [0.5, 0],
        [0, 0.5],
      ] as const) {
        const [plus, minus] = [moved(index, dx, dy), moved(index, -dx, -dy)];
        length += (plus.lengthM - minus.lengthM) ** 2;
        area += (plus.areaM2! - minus.areaM2!) ** 2;
      }
    });
    const error = pointError(shape(ring), 7, 114);
    expect(error.lengthM / (7 * Math.sqrt(length))).toBeCloseTo(1, 3);
    expect(error.areaM2! / (7 * Math.sqrt(area))).toBeCloseTo(1, 3);
  });

  it('decides how finely a figure is said', () => {
    expect(measuredLength(12_345, 460).zh).toBe('12.3 公里（±0.5 公里）');
    expect(measuredLength(12_345, 2100).en).toBe('12 km (±3 km)');
    expect(measuredLength(123.4, 0.31).en).toBe('123.4 m (±0.4 m)');
    expect(measuredLength(85, 230).zh).toBe('100 米（±300 米）');
    expect(measuredArea(10_000, 400).map(({ zh }) => zh)).toEqual([
      '15.0 亩（±0.6 亩）',
      '10,000 平方米（±400 平方米）',
    ]);
    expect(measuredArea(3.21e6, 2e5)[1]?.en).toBe('3.2 km² (±0.2 km²)');
  });
});
