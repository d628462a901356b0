import { area, booleanPointInPolygon, pointToLineDistance, polygonToLine } from '@turf/turf';
import fc from 'fast-check';
import type { Geometry, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { labelPoint } from '../../src/geo/plane/label-point.ts';
import { fitPadding, metersPerPixelAt } from '../../src/map/camera/camera.ts';
import { edgesWithin } from '../../src/map/sources/edges.ts';
import { createDrawnCache, drawFeatures } from '../../src/map/sources/features.ts';
import { collection, feature, layer, point, square } from './fixture.ts';

function nameOf(geometry: Geometry): [number, number] {
  const found = labelPoint(geometry);
  if (!found) throw new Error('no place for a name');
  return found.at as [number, number];
}

/** A star round (113, 28): never self-crossing. */
const stars = fc
  .array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 5, maxLength: 24 })
  .map((radii): Polygon => {
    const ring = radii.map((r, i): Position => {
      const turn = (2 * Math.PI * i) / radii.length;
      return [113 + 0.1 * r * Math.cos(turn), 28 + 0.1 * r * Math.sin(turn)];
    });
    return { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] };
  });

describe('where the name of an area is written', () => {
  it('lies in the area', () => {
    fc.assert(
      fc.property(stars, (star) => {
        const at = nameOf(star);
        expect(booleanPointInPolygon(at, star)).toBe(true);
      }),
    );
  });
  it('is the middle of a square, and of the widest part of a dumbbell', () => {
    const [x, y] = nameOf(square(113, 28, 0.1));
    expect(x).toBeCloseTo(113.05, 3);
    expect(y).toBeCloseTo(28.05, 3);
    const handle: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [4, 0],
          [4, 1.8],
          [8, 1.8],
          [8, 1],
          [10, 1],
          [10, 3],
          [8, 3],
          [8, 2.2],
          [4, 2.2],
          [4, 4],
          [0, 4],
          [0, 0],
        ],
      ],
    };
    const [hx, hy] = nameOf(handle);
    expect(Math.hypot(hx - 2, hy - 2)).toBeLessThan(0.2);
  });
  it('keeps out of holes', () => {
    const ring: Polygon = {
      type: 'Polygon',
      coordinates: [
        ...(square(113, 28, 0.1) as Polygon).coordinates,
        ...(square(113.02, 28.02, 0.06) as Polygon).coordinates.map((r) => [...r].reverse()),
      ],
    };
    const at = nameOf(ring);
    expect(booleanPointInPolygon(at, ring)).toBe(true);
    const edge = polygonToLine(ring);
    expect(edge.type).toBe('Feature');
    if (edge.type === 'Feature' && edge.geometry.type === 'MultiLineString')
      for (const coordinates of edge.geometry.coordinates)
        expect(
          pointToLineDistance(at, { type: 'LineString', coordinates }, { units: 'meters' }),
        ).toBeGreaterThan(600);
  });
  it('is in the largest part of several, and there is none for lines and points', () => {
    const parts = {
      type: 'MultiPolygon' as const,
      coordinates: [
        (square(113, 28, 0.01) as Polygon).coordinates,
        (square(114, 29, 0.1) as Polygon).coordinates,
      ],
    };
    expect(nameOf(parts)[0]).toBeCloseTo(114.05, 3);
    expect(labelPoint(point(113, 28))).toBeUndefined();
  });
  it('orders areas as their true areas do', () => {
    fc.assert(
      fc.property(stars, stars, (a, b) => {
        const [trueA, trueB] = [area(a), area(b)];
        fc.pre(Math.abs(trueA / trueB - 1) > 0.01);
        const [sizeA, sizeB] = [labelPoint(a)?.size as number, labelPoint(b)?.size as number];
        expect(sizeA > sizeB).toBe(trueA > trueB);
      }),
    );
  });
});

describe('neighbours cut off at a frame', () => {
  it('keep the lines between them and lose those along the frame', () => {
    const [left, right] = [square(0, 0, 1), square(1, 0, 1)];
    const found = edgesWithin([left, right]);
    // The two squares share the line from (1, 0) to (1, 1): once from each side.
    expect(found?.edges.coordinates.map((line) => line.map((p) => p.join()).sort())).toEqual([
      ['1,0', '1,1'],
      ['1,0', '1,1'],
    ]);
    expect(found?.frame.coordinates[0]).toEqual([
      [0, 0],
      [2, 0],
      [2, 1],
      [0, 1],
      [0, 0],
    ]);
  });
  it('are nothing without polygons', () => expect(edgesWithin([])).toBeUndefined());
});

describe('features in drawing form', () => {
  const data = collection(feature('a', square(113, 28, 0.1)), feature('b', point(113, 28), 'official'));
  it('keep layer and id, and say what they are', () => {
    const drawn = drawFeatures(layer({ id: 's' }), data, undefined, () => 'underway');
    expect(
      drawn.collection.features.map((f) => [
        f.properties.layer,
        f.properties.id,
        f.properties.part,
        f.properties.soft,
        f.properties.status,
      ]),
    ).toEqual([
      ['s', 'a', 'area', 1, 'underway'],
      ['s', 'a', 'name', 1, 'underway'],
      ['s', 'b', 'point', 0, 'underway'],
    ]);
    expect(drawn).toMatchObject({ areas: true, lines: false, points: true, soft: true, firm: true });
  });
  it('are rebuilt only when data, filter or status changed', () => {
    const cache = createDrawnCache();
    const own = layer({ id: 's' });
    const first = cache(own, data, undefined, () => 'underway');
    expect(cache(own, data, new Set(['a', 'b', 'elsewhere']), () => 'underway')).toBe(first);
    const filtered = cache(own, data, new Set(['a']), () => 'underway');
    expect(filtered.collection.features).toHaveLength(2);
    const done = cache(own, data, new Set(['a']), () => 'done');
    expect(done).not.toBe(filtered);
    const context = layer({ id: 'v', role: 'villages' });
    const villages = cache(context, data, undefined, () => 'underway');
    expect(cache(context, data, undefined, () => 'done')).toBe(villages);
  });
});

describe('the camera', () => {
  it('knows the ground in a pixel', () => {
    // 2π · 6,378,137 m over 512 px at level 0; halved at each level; by the cosine of the latitude.
    expect(metersPerPixelAt(0, 0)).toBeCloseTo(78271.517, 3);
    expect(metersPerPixelAt(10, 60)).toBeCloseTo(78271.517 / 1024 / 2, 3);
  });
  it('leaves room for the map however much is covered', () => {
    fc.assert(
      fc.property(
        fc.nat(2000),
        fc.nat(2000),
        fc.nat(2000),
        fc.nat(2000),
        fc.integer({ min: 200, max: 2000 }),
        (top, right, bottom, left, size) => {
          const padding = fitPadding({ top, right, bottom, left }, size, size);
          expect(padding.left + padding.right).toBeLessThanOrEqual(size - 120 + 1e-6);
          expect(padding.top + padding.bottom).toBeLessThanOrEqual(size - 120 + 1e-6);
        },
      ),
    );
    expect(fitPadding({ top: 10, right: 20, bottom: 30, left: 340 }, 1440, 900)).toEqual({
      top: 10,
      right: 20,
      bottom: 30,
      left: 340,
    });
  });
});
