import { booleanPointInPolygon, circle, length, lineString } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureOf } from '../../../src/map/deck/figures.ts';
import { interiorPoint } from '../../../src/map/deck/interior.ts';
import { easeOut, stretch } from '../../../src/map/deck/motion.ts';
import { packageOf } from '../../store/tour/small-package.ts';

const disc = fc
  .record({
    lon: fc.double({ min: 113, max: 113.05, noNaN: true }),
    lat: fc.double({ min: 28.5, max: 28.55, noNaN: true }),
    km: fc.double({ min: 2, max: 8, noNaN: true }),
  })
  .map(({ lon, lat, km }) => circle([lon, lat], km, { steps: 40, units: 'kilometers' }));

describe('a point inside', () => {
  it('lies in every one of overlapping areas', () => {
    fc.assert(
      fc.property(disc, disc, (a, b) => {
        const at = interiorPoint([a.geometry, b.geometry]);
        // Areas that only touch between two of the parallels may have no common stretch.
        if (!at) return;
        expect(booleanPointInPolygon(at, a)).toBe(true);
        expect(booleanPointInPolygon(at, b)).toBe(true);
      }),
    );
    expect(interiorPoint([circle([113, 28], 1).geometry, circle([113.01, 28], 1).geometry])).not.toBe(
      undefined,
    );
  });
  it('is not found where areas have nothing in common, and avoids holes', () => {
    expect(interiorPoint([circle([113, 28], 1).geometry, circle([114, 28], 1).geometry])).toBe(undefined);
    const outer = circle([113, 28], 5).geometry.coordinates[0]!;
    const hole = circle([113, 28], 3).geometry.coordinates[0]!;
    const ring = { type: 'Polygon' as const, coordinates: [outer, hole] };
    expect(booleanPointInPolygon(interiorPoint([ring])!, ring)).toBe(true);
  });
});

describe('motion', () => {
  it('grows from nothing to the whole', () => {
    expect([easeOut(-1), easeOut(0), easeOut(1), easeOut(9)]).toEqual([0, 0, 1, 1]);
  });
  it('cuts a stretch of the right length from a path', () => {
    const point = fc.tuple(
      fc.double({ min: 113, max: 113.2, noNaN: true }),
      fc.double({ min: 28.5, max: 28.52, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 2, maxLength: 12 }),
        fc.double({ min: 0, max: 0.45, noNaN: true }),
        fc.double({ min: 0.5, max: 1, noNaN: true }),
        (path, from, to) => {
          const whole = length(lineString(path));
          fc.pre(whole > 0.1);
          const part = stretch(path, from, to);
          // The spherical length and the local scale differ by the change of cos(latitude) over 0.02°.
          expect(length(lineString(part)) / whole).toBeCloseTo(to - from, 3);
        },
      ),
    );
    expect(
      stretch(
        [
          [113, 28],
          [113, 28],
        ],
        0,
        1,
      ),
    ).toEqual([]);
    expect(
      stretch(
        [
          [113, 28],
          [114, 28],
        ],
        0.5,
        0.5,
      ),
    ).toEqual([]);
  });
});

describe('figures', () => {
  const pkg = packageOf({ chapters: [[], [3, 1], [1]], display: {} });
  it('count the commitments of each village by chapter', () => {
    const figure = figureOf(pkg, { kind: 'columns' });
    expect(
      figure?.kind === 'columns' && figure.columns.map(({ code, total, parts }) => ({ code, total, parts })),
    ).toEqual([
      {
        code: '100000000001',
        total: 3,
        parts: [
          { chapter: 1, count: 2 },
          { chapter: 2, count: 1 },
        ],
      },
      { code: '100000000002', total: 1, parts: [{ chapter: 1, count: 1 }] },
    ]);
    expect(figure?.caption.zh).toContain('3 项');
  });
  it('are nothing when the package has nothing for them', () => {
    const settings = { kind: 'routes' as const, item: '1.1-1', features: ['f.1.1-1.0'] };
    expect(figureOf(pkg, { kind: 'routes', settings })).toBe(undefined);
    expect(figureOf(packageOf({ chapters: [[0]], display: {} }), { kind: 'columns' })).toBe(undefined);
  });
});
