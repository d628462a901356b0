import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Feature, FeatureCollection, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { geodesicArea } from '../../../src/geo/area/index.ts';
import {
  buffersOf,
  bytesOf,
  decodeLayer,
  idOf,
  type PackedLayer,
  packFeatures,
  valueAt,
} from '../../../src/geo/layer/index.ts';
import { readFirstLayer } from '../../../src/geo/layer/open.ts';
import { summaryOf } from '../../../src/geo/layer/summary.ts';
import { ProblemError } from '../../../src/model/index.ts';
import { encoded } from './_encoded.ts';

const square = (x: number, y: number, size: number): Position[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const feature = (id: string, coordinates: Position[][]): Feature<Polygon> => ({
  type: 'Feature',
  properties: { DKBM: id, area: 1.5, count: 3 },
  geometry: { type: 'Polygon', coordinates },
});
/** Squares of 1e-3 degree in rows of ten, the third with a hole, ids in Chinese. */
const collection: FeatureCollection<Polygon> = {
  type: 'FeatureCollection',
  features: Array.from({ length: 60 }, (_, k) => {
    const [x, y] = [113 + (k % 10) * 1e-3, 28 + Math.floor(k / 10) * 1e-3];
    const hole = square(x + 3e-4, y + 3e-4, 2e-4).reverse();
    return feature(`地块${k}`, k === 2 ? [square(x, y, 1e-3), hole] : [square(x, y, 1e-3)]);
  }),
};
const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const load = async (bytes: Uint8Array, name = 'parcels'): Promise<PackedLayer> =>
  (await readFirstLayer([{ name, bytes }])).packed;

/** Parcels by record: id, area, rings as they lie in the arrays. */
const contents = (fabric: PackedLayer) =>
  Array.from({ length: fabric.count }, (_, p) => ({
    record: fabric.record[fabric.row[p]!]! - 1,
    id: idOf(fabric, p),
    areaM2: fabric.areaM2[p]!,
    values: fabric.columns.map((column) => valueAt(column, fabric.row[p]!)),
    xy: [
      ...fabric.rings.xy.slice(
        2 * fabric.rings.start[fabric.firstRing[p]!]!,
        2 * fabric.rings.start[fabric.firstRing[p + 1]!]!,
      ),
    ],
  })).sort((a, b) => a.record - b.record);

describe('a parcel fabric', () => {
  const flatGeobuf = serialize(collection);
  it.each([
    ['GeoJSON', text(collection)],
    ['FlatGeobuf', flatGeobuf],
    ['FlatGeobuf at an odd offset', new Uint8Array([0, 0, 0, ...flatGeobuf]).subarray(3)],
  ])('is read from %s with ids, areas and holes', async (_, bytes) => {
    const fabric = await load(bytes);
    const parcels = contents(fabric);
    expect(parcels.map(({ id }) => id)).toEqual(collection.features.map((one) => one.properties?.['DKBM']));
    parcels.forEach(({ areaM2, record }) => {
      expect(areaM2).toBeCloseTo(geodesicArea(collection.features[record]!.geometry), 5);
    });
    expect(parcels[2]!.areaM2 / parcels[3]!.areaM2).toBeCloseTo(0.96, 5);
  });

  it('is read from a FlatGeobuf of one parcel with an index, as GDAL writes it', async () => {
    const file = resolve(import.meta.dirname, '../../fixtures/remote/one.fgb');
    const fabric = await load(Uint8Array.from(readFileSync(file)));
    expect(contents(fabric).map(({ id, xy }) => [id, xy.slice(0, 2)])).toEqual([['f.0', [113, 28]]]);
  });

  it('keeps neighbours together and boxes around what is in them', async () => {
    const { tree, count, rings, firstRing } = await load(flatGeobuf);
    for (let p = 0; p < count; p++) {
      const box = tree.boxes.subarray(4 * p, 4 * p + 4);
      for (let i = rings.start[firstRing[p]!]!; i < rings.start[firstRing[p + 1]!]!; i++) {
        expect(rings.xy[2 * i]).toBeGreaterThanOrEqual(box[0]!);
        expect(rings.xy[2 * i + 1]).toBeLessThanOrEqual(box[3]!);
      }
    }
    expect([...tree.boxes.subarray(-4)]).toEqual([113, 28, 113 + 9e-3 + 1e-3, 28 + 5e-3 + 1e-3]);
  });

  it('is kept and read again without losing a bit, attributes too', async () => {
    const decimal = await load(text(collection));
    const kept = encoded(decimal);
    expect(contents(decodeLayer(kept))).toEqual(contents(decimal));
    const again = decodeLayer(kept);
    expect(again).toEqual(decimal);
    // What a list says of it is kept, too, and is what going through it gives.
    expect(summaryOf(again)).toEqual(summaryOf(structuredClone(again)));
    expect(summaryOf(again).polygons).toBe(again.count);
    // From any place in a larger buffer.
    const shifted = new Uint8Array(kept.length + 3);
    shifted.set(kept, 3);
    expect(contents(decodeLayer(shifted.subarray(3)))).toEqual(contents(decimal));
  });

  it('holds no more than half again the bytes of its coordinates, the index apart', () => {
    const ring = (k: number): Position[] =>
      Array.from({ length: 16 }, (_, i) => {
        const turn = (2 * Math.PI * i) / 16;
        return [113 + k * 1e-3 + 4e-4 * Math.cos(turn), 28 + 4e-4 * Math.sin(turn)];
      });
    const fabric = packFeatures(Array.from({ length: 500 }, (_, k) => feature(`P${k}`, [ring(k)])));
    const { coordinates, tables } = bytesOf(fabric);
    expect(coordinates).toBe(500 * 16 * 16);
    expect(tables).toBeLessThan(0.5 * coordinates);
    const moved = structuredClone(fabric, { transfer: buffersOf(fabric) });
    expect(fabric.rings.xy.length).toBe(0);
    expect(moved.count).toBe(500);
    expect(idOf(moved, 0)).toMatch(/^P\d+$/);
  });

  it('makes crossing rings simple, and lists what has no area', () => {
    const bowTie = [
      [113, 28],
      [113.001, 28.001],
      [113.001, 28],
      [113, 28.001],
      [113, 28],
    ];
    const flat = [
      [113, 28],
      [113.001, 28],
      [113, 28],
    ];
    const none = { properties: {}, geometry: null };
    const broken = { ...none, geometry: { type: 'Polygon', coordinates: [null] } as unknown as Polygon };
    const fabric = packFeatures([
      feature('tie', [bowTie]),
      feature('flat', [flat]),
      none,
      broken,
      feature('good', [square(113, 28, 1e-3)]),
    ]);
    expect([...fabric.repaired]).toEqual([1]);
    expect([...fabric.dropped]).toEqual([2, 3, 4]);
    const [tie, good] = contents(fabric);
    expect(tie!.areaM2 / good!.areaM2).toBeCloseTo(0.5, 4);
  });

  it('takes the property that is named, or the record number', () => {
    const plain = { ...collection.features[0]!, properties: { code: 'X7' } };
    expect(idOf(packFeatures([plain], 'code'), 0)).toBe('X7');
    expect(idOf(packFeatures([{ ...plain, properties: null }]), 0)).toBe('1');
  });
});

describe('files that are no good', () => {
  it('are refused with the reason', async () => {
    await expect(load(new TextEncoder().encode('hello'))).rejects.toThrow(ProblemError);
    const stray = { ...collection, features: [feature('a', [square(500, 95, 1)])] };
    await expect(load(serialize(stray, 4490))).rejects.toThrow(ProblemError);
  });
  it('are known to be damaged by any byte of a kept layer', async () => {
    const kept = encoded(await load(serialize(collection)));
    const from = 16;
    for (let at = from; at < kept.length; at++)
      for (const flip of [1, 0x10, 0x80, 0xff]) {
        const bytes = kept.slice();
        bytes[at] = (bytes[at] as number) ^ flip;
        expect(() => decodeLayer(bytes), `byte ${at}`).toThrow(ProblemError);
      }
  });
  it('survive any damage: a problem, or a layer, never anything else', async () => {
    const good = serialize(collection);
    const kept = encoded(await load(good));
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        async (isKept, changes, cut) => {
          const file = isKept ? kept : good;
          const bytes = file.slice(0, cut % 3 ? file.length : cut % file.length);
          for (const [at, value] of changes)
            if (bytes.length) bytes[at % Math.min(bytes.length, 4000)] = value;
          try {
            const layer = isKept ? decodeLayer(bytes) : await load(bytes);
            expect(layer.count).toBeGreaterThanOrEqual(0);
          } catch (error) {
            expect(error).toBeInstanceOf(ProblemError);
          }
        },
      ),
      { numRuns: 600 },
    );
  });
});
