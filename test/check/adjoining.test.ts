import type { MultiPolygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { adjoining } from '../../src/check/boundary/adjoining.ts';

const at = (x: number, y: number): Position => [113.1 + x / 1e4, 28.5 + y / 1e4];
const box = (w: number, s: number, e: number, n: number): Position[][] => [
  [at(w, s), at(e, s), at(e, n), at(w, n), at(w, s)],
];
const multi = (...parts: Position[][][]): MultiPolygon => ({ type: 'MultiPolygon', coordinates: parts });

describe('四至', () => {
  const zone = { geometry: { type: 'Polygon' as const, coordinates: box(0, 0, 20, 20) } };
  it('name what lies on each side, in the order of the boundary, and say where nothing is known', () => {
    const ground = [
      { geometry: multi(box(20, 0, 40, 20)), label: '甲村 水田' },
      // North in two halves, walked clockwise from the west.
      { geometry: multi(box(0, 20, 10, 40)), label: '乙村 旱地' },
      { geometry: multi(box(10, 20, 20, 40)), label: '丙村 果园' },
      // A sliver of the south, too short to be named.
      { geometry: multi(box(0, -20, 1, 0)), label: '碎块' },
      // What lies under the zone itself adjoins nothing.
      { geometry: multi(box(0, 0, 20, 20)), label: '自身' },
    ];
    expect(adjoining(zone, ground, 114)).toEqual({
      east: ['甲村 水田'],
      south: [''],
      west: [''],
      north: ['乙村 旱地', '丙村 果园'],
    });
  });
  it('leave out what lies between two parts of the zone, and the holes', () => {
    const parts = multi(box(0, 0, 10, 20), box(10, 0, 20, 20));
    const ground = [{ geometry: multi(box(-50, -50, 70, 70)), label: '周围' }];
    const all = { east: ['周围'], south: ['周围'], west: ['周围'], north: ['周围'] };
    expect(adjoining({ geometry: parts }, ground, 114)).toEqual(all);
    const holed = { type: 'Polygon' as const, coordinates: [...box(0, 0, 20, 20), box(5, 5, 10, 10)[0]!] };
    const inHole = [...ground, { geometry: multi(box(6, 6, 9, 9)), label: '洞里' }];
    expect(adjoining({ geometry: holed }, inHole, 114)).toEqual(all);
  });
});
