import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { packFeatures } from '../../../src/geo/layer/index.ts';
import { labelsIn } from '../../../src/geo/layer/labels.ts';
import { coversPoint, prepareZone } from '../../../src/geo/overlay/index.ts';

/** A U of this side, whose middle is outside it. */
const shape = (x: number, y: number, side: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0.8, 1],
      [0.8, 0.2],
      [0.2, 0.2],
      [0.2, 1],
      [0, 1],
      [0, 0],
    ].map(([u, v]) => [x + side * u!, y + side * v!]),
  ],
});
const shapes = [shape(113, 28.5, 0.01), shape(113.02, 28.5, 0.001), shape(113.04, 28.5, 0.02)];
const layer = packFeatures(shapes.map((geometry, k) => ({ geometry, properties: { k } })));
const wanted = { box: [112, 28, 114, 29], room: [0.002, 0.001], most: 10 } as const;
const texts = (change: Partial<Parameters<typeof labelsIn>[1]> = {}) =>
  labelsIn(layer, { ...wanted, ...change }, (f) => `${layer.row[f]}`)
    .map(({ text }) => text)
    .sort();

describe('labels of polygons', () => {
  it('stand inside those that have room, the largest first where there are too many', () => {
    expect(texts()).toEqual(['0', '2']);
    expect(texts({ room: [0.0001, 0.0001] })).toEqual(['0', '1', '2']);
    expect(texts({ most: 1 })).toEqual(['2']);
    expect(texts({ box: [112, 28, 113.005, 29] })).toEqual(['0']);
    for (const { at, text } of labelsIn(layer, wanted, (f) => `${layer.row[f]}`))
      expect(coversPoint(prepareZone(shapes[Number(text)]!, 8), at[0]!, at[1]!)).toBe(true);
    expect(labelsIn(layer, wanted, () => '')).toEqual([]);
  });
});
