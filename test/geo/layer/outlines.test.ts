import { describe, expect, it } from 'vitest';
import { outlinesIn } from '../../../src/geo/layer/outlines.ts';
import { eachParcel, makeFabric } from '../../bench/_fabric.ts';

describe('borders of parcels in a box', () => {
  const fabric = makeFabric(400);
  const all: number[][] = [];
  eachParcel(400, (rings) => {
    const [xs, ys] = [rings[0]!.map((p) => p[0]!), rings[0]!.map((p) => p[1]!)];
    all.push([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), rings.length]);
  });
  const box: [number, number, number, number] = [113.002, 28.402, 113.004, 28.4045];
  const touching = all.filter(([w, s, e, n]) => w! <= box[2] && e! >= box[0] && s! <= box[3] && n! >= box[1]);
  it('are those of every parcel that touches it, holes too, closed', () => {
    const rings = outlinesIn(fabric, { box, most: 1000 })!;
    expect(rings).toHaveLength(touching.reduce((sum, one) => sum + one[4]!, 0));
    expect(touching.length).toBeGreaterThan(5);
    for (const ring of rings) expect(ring[0]).toEqual(ring.at(-1));
  });
  it('are left out when there are too many', () => {
    expect(outlinesIn(fabric, { box, most: touching.length - 1 })).toBeNull();
    expect(outlinesIn(fabric, { box, most: touching.length })).not.toBeNull();
    expect(outlinesIn(fabric, { box: [0, 0, 1, 1], most: 10 })).toEqual([]);
  });
});
