import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { geodesicArea } from '../../../src/geo/area/index.ts';
import { signedArea2 } from '../../../src/geo/plane/area.ts';
import { faultsOf, type RepairOptions, repair } from '../../../src/geo/repair/index.ts';
import { lattice, named, tame, tangle } from './cases.ts';

/** Name, valid for GEOS?, planar area of its ST_MakeValid in 1e-6 square degrees; see test/fixtures/repair/make.ts. */
const geos = readFileSync(resolve(import.meta.dirname, '../../fixtures/repair/geos.tsv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t') as [string, '0' | '1', string]);

function shapeOf(name: string): Polygon | MultiPolygon {
  const number = Number(name.split('-')[1]);
  if (name.startsWith('lattice-')) return lattice(number);
  if (name.startsWith('tame-')) return tame(number);
  if (name.startsWith('tangle-')) return tangle(number);
  return named[name] as Polygon | MultiPolygon;
}

const partsOf = (g: Polygon | MultiPolygon) => (g.type === 'Polygon' ? [g.coordinates] : g.coordinates);
/** Planar area in 1e-6 square degrees, shells less holes. */
const planar = (g: Polygon | MultiPolygon) =>
  partsOf(g).reduce(
    (sum, part) => sum + part.reduce((s, ring, i) => s + ((i ? -1 : 1) * Math.abs(signedArea2(ring))) / 2, 0),
    0,
  ) * 1e6;
const codes = (name: string, options?: RepairOptions) => {
  const result = repair(named[name] as Polygon, options);
  return { ...result, codes: result.changes.map((c) => c.code), area: planar(result.geometry) };
};

function expectSound(g: Polygon | MultiPolygon): void {
  expect(faultsOf(g)).toEqual([]);
  for (const part of partsOf(g))
    for (const [i, ring] of part.entries()) {
      expect(ring[0]).toEqual(ring.at(-1));
      expect(signedArea2(ring) > 0).toBe(i === 0);
    }
}

describe('validity', () => {
  it('agrees with GEOS on 673 shapes', () => {
    expect(geos).toHaveLength(673);
    const disagree = geos.filter(
      ([name, valid]) => (faultsOf(shapeOf(name)).length === 0) !== (valid === '1'),
    );
    expect(disagree).toEqual([]);
  });
});

describe('repair', () => {
  it.each(['once', 'exclude'] as const)(
    'gives a valid, well wound shape for 673 nasty ones (%s)',
    (overlap) => {
      let repaired = 0;
      for (const [name] of geos) {
        const result = repair(shapeOf(name), { overlap, outsideHole: 'part' });
        if (result.refused) expect(result.refused.code).toBe('encloses-nothing');
        else {
          expectSound(result.geometry);
          repaired++;
        }
      }
      expect(repaired).toBe(667);
    },
  );
  it('has the area GEOS gives to 150 rings that cross themselves (even-odd)', () => {
    const rows = geos.filter(([name]) => name.startsWith('tangle'));
    expect(rows).toHaveLength(150);
    for (const [name, , area] of rows) {
      const result = repair(shapeOf(name), { overlap: 'exclude' });
      expect(result.refused).toBeUndefined();
      expect(Math.abs(planar(result.geometry) - Number(area)), name).toBeLessThan(1e-4);
    }
  });
  it('leaves a sound shape as it is, to the last digit', () => {
    for (const [name, valid] of geos) {
      if (valid !== '1' || !name.startsWith('tame')) continue;
      const shape = shapeOf(name);
      const points = (g: Polygon | MultiPolygon) => partsOf(g).flat(2).map(String).sort();
      const result = repair(shape);
      expect(points(result.geometry)).toEqual(points(shape));
      expect(result.changes.filter((c) => c.code !== 'rewound')).toEqual([]);
    }
  });
  it('never throws, and what it repairs stays repaired (300 random shapes)', () => {
    const coordinate = fc.integer({ min: 0, max: 12 }).map((n) => n / 1000);
    const position = fc.tuple(coordinate, coordinate).map(([x, y]): Position => [113 + x, 28 + y]);
    const ring = fc.array(position, { minLength: 0, maxLength: 14 });
    fc.assert(
      fc.property(fc.array(fc.array(ring, { maxLength: 3 }), { maxLength: 3 }), (coordinates) => {
        const first = repair({ type: 'MultiPolygon', coordinates }, { overlap: 'once', outsideHole: 'drop' });
        if (first.refused) return;
        expectSound(first.geometry);
        expect(repair(first.geometry)).toEqual({ geometry: first.geometry, changes: [] });
      }),
      { numRuns: 300 },
    );
  });
});

describe('what repair says and does, fault by fault', () => {
  it('turns rings', () => expect(codes('square-clockwise').codes).toEqual(['rewound']));
  it('closes rings and removes repeated points', () => {
    const open = {
      type: 'Polygon',
      coordinates: [
        [
          [113, 28],
          [113.01, 28],
          [113.01, 28],
          [113.01, 28.01],
        ],
      ],
    } as Polygon;
    const result = repair(open);
    expect(result.changes.map((c) => c.code)).toEqual(['ring-closed', 'duplicate-points']);
    expectSound(result.geometry);
  });
  it('takes off spikes and slits without moving area', () => {
    for (const name of ['spike', 'slit']) {
      const result = codes(name);
      expect(result.codes[0]).toBe('spikes-removed');
      expect(result.area).toBeCloseTo(100, 6);
    }
  });
  it('makes two triangles of a bow-tie and says how much area moved', () => {
    const result = codes('bow-tie');
    expect(result.codes).toEqual(['self-intersection']);
    expect(result.area).toBeCloseTo(50, 6);
    expect(result.geometry.type).toBe('MultiPolygon');
    // Signed, the two triangles cancel: all of the area moved. 50e-6 square degrees at 28° are 5.4e5 m².
    expect(result.changes[0]?.movedAreaM2).toBeCloseTo(geodesicArea(result.geometry), -4);
  });
  it('refuses to choose where a boundary runs round the same ground twice', () => {
    const twice: Position[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
      [0, 0],
      [5, 0],
      [5, 5],
      [0, 5],
      [0, 0],
    ].map(([x = 0, y = 0]) => [113 + x / 1000, 28 + y / 1000 + (x === 5 || y === 5 ? 0.0001 : 0)]);
    const shape: Polygon = { type: 'Polygon', coordinates: [twice] };
    expect(repair(shape).refused?.code).toBe('overlap-ambiguous');
    const once = planar(repair(shape, { overlap: 'once' }).geometry);
    const exclude = planar(repair(shape, { overlap: 'exclude' }).geometry);
    expect(once - exclude).toBeGreaterThan(24);
  });
  it('merges overlapping parts and holes, once counted', () => {
    const parts = codes('parts-overlapping');
    expect(parts.codes).toEqual(['parts-merged']);
    expect(parts.area).toBeCloseTo(175, 6);
    // 25e-6 square degrees at 28.0075° N: 25e-6 × (π/180)² × M × N cos φ.
    expect(parts.changes[0]?.movedAreaM2).toBeGreaterThan(272_000);
    expect(parts.changes[0]?.movedAreaM2).toBeLessThan(274_500);
    const holes = codes('holes-overlapping');
    expect(holes.codes).toEqual(['holes-merged']);
    expect(holes.area).toBeCloseTo(100 - 28, 6);
    expect(codes('parts-sharing-edge').area).toBeCloseTo(200, 6);
    expect(codes('part-inside-part').area).toBeCloseTo(100, 6);
  });
  it('asks about a hole outside its shell, and cuts one that reaches out', () => {
    const shape: Polygon = {
      type: 'Polygon',
      coordinates: [
        named['square']?.coordinates[0] as Position[],
        (named['parts-sharing-edge'] as MultiPolygon).coordinates[1]?.[0]?.map(([x = 0, y = 0]) => [
          x + 0.005,
          y,
        ]) as Position[],
      ],
    };
    expect(repair(shape).refused?.code).toBe('hole-outside-shell');
    expect(planar(repair(shape, { outsideHole: 'part' }).geometry)).toBeCloseTo(200, 6);
    expect(planar(repair(shape, { outsideHole: 'drop' }).geometry)).toBeCloseTo(100, 6);
    const across = codes('hole-across-shell');
    expect(across.codes).toEqual(['hole-trimmed']);
    expect(across.area).toBeCloseTo(96, 6);
  });
  it('drops a ring drawn twice instead of letting it cancel', () => {
    const ring = named['square']?.coordinates[0] as Position[];
    const result = repair({ type: 'MultiPolygon', coordinates: [[ring], [[...ring].reverse()]] });
    expect(result.changes.map((c) => c.code)).toEqual(['ring-repeated']);
    expect(planar(result.geometry)).toBeCloseTo(100, 6);
  });
  it('splits a shape whose holes cut it apart', () => {
    const result = codes('hole-touching-twice');
    expect(result.codes).toEqual(['parts-split']);
    expect(result.geometry.type).toBe('MultiPolygon');
    expect(result.area).toBeCloseTo(80, 6);
  });
  it('refuses what encloses nothing', () => {
    expect(codes('hole-equal-to-shell').refused?.code).toBe('encloses-nothing');
    expect(repair({ type: 'MultiPolygon', coordinates: [] }).refused?.code).toBe('encloses-nothing');
    expect(
      repair({
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [2, 2],
            [3, 3],
            [1, 1],
          ],
        ],
      }).refused?.code,
    ).toBe('encloses-nothing');
  });
});
