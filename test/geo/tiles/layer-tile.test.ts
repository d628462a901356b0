import { VectorTile } from '@mapbox/vector-tile';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { eachInBox, idOf, packFeatures, placeOf } from '../../../src/geo/layer/index.ts';
import type { LooseFeature } from '../../../src/geo/layer/records.ts';
import { layerTile, tileBounds } from '../../../src/geo/tiles/layer-tile.ts';
import { featureInfo, layerView } from '../../../src/geo/tiles/view.ts';
import { makeFabric } from '../../bench/_fabric.ts';

const fabric = makeFabric(2000);
const all = { code: () => 0, shown: () => true };
const read = (bytes: Uint8Array | undefined) =>
  new VectorTile(new PbfReader(bytes ?? new Uint8Array())).layers['parcels']!;
/** The tile that holds a place at a level (OGC 17-083r4, WebMercatorQuad). */
function tileOf(z: number, lon: number, lat: number): [number, number] {
  const n = 2 ** z;
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  return [Math.floor(((lon + 180) / 360) * n), Math.floor(y * n)];
}

describe('tiles of a parcel fabric, read by another library', () => {
  const [x, y] = tileOf(14, 113.012, 28.411);
  it('hold every parcel of the tile, at its place to half a pixel', () => {
    const layer = read(layerTile(fabric, 14, x, y, all));
    const [w, s, e, n] = tileBounds(14, x, y);
    const inside = new Set<number>();
    for (let p = 0; p < fabric.count; p++) {
      const [bw, bs, be, bn] = fabric.tree.boxes.subarray(4 * p, 4 * p + 4) as unknown as number[];
      if (bw! < e && be! > w && bs! < n && bn! > s) inside.add(p);
    }
    const seen = new Set<number>();
    for (let i = 0; i < layer.length; i++) {
      const feature = layer.feature(i);
      const p = feature.id as number;
      seen.add(p);
      if (!inside.has(p)) continue;
      const geometry = feature.toGeoJSON(x, y, 14).geometry;
      const rings =
        geometry.type === 'Polygon'
          ? geometry.coordinates
          : (geometry as GeoJSON.MultiPolygon).coordinates.flat();
      const xs = rings.flat().map((at) => at[0]!);
      const ys = rings.flat().map((at) => at[1]!);
      const box = fabric.tree.boxes.subarray(4 * p, 4 * p + 4);
      // Half a pixel of a 512-pixel tile.
      const [dx, dy] = [(e - w) / 1024, (n - s) / 1024];
      expect(Math.abs(Math.min(...xs) - box[0]!)).toBeLessThan(dx);
      expect(Math.abs(Math.max(...xs) - box[2]!)).toBeLessThan(dx);
      expect(Math.abs(Math.min(...ys) - box[1]!)).toBeLessThan(dy);
      expect(Math.abs(Math.max(...ys) - box[3]!)).toBeLessThan(dy);
    }
    expect(inside.size).toBeGreaterThan(500);
    expect([...inside].filter((p) => !seen.has(p))).toEqual([]);
  });

  it('wind shells and holes as the format asks', () => {
    const layer = read(layerTile(fabric, 14, x, y, all));
    let holes = 0;
    for (let i = 0; i < layer.length; i++) {
      const rings = layer.feature(i).loadGeometry();
      rings.forEach((ring, index) => {
        const area = ring.reduce((sum, at, k) => {
          const next = ring[(k + 1) % ring.length]!;
          return sum + at.x * next.y - next.x * at.y;
        }, 0);
        // Positive in tile units, whose y points down, is a shell.
        if (index > 0 && area < 0) holes++;
        if (index === 0) expect(area).toBeGreaterThan(0);
      });
    }
    expect(holes).toBeGreaterThan(5);
  });

  it('carry the class of every parcel and leave out what is filtered', () => {
    const layer = read(layerTile(fabric, 14, x, y, { code: (p) => p % 300, shown: (p) => p % 3 !== 0 }));
    expect(layer.length).toBeGreaterThan(300);
    for (let i = 0; i < layer.length; i++) {
      const { id, properties } = layer.feature(i);
      expect(properties['c']).toBe((id as number) % 300);
      expect((id as number) % 3).not.toBe(0);
    }
  });

  it.each([9, 11])(
    'become cells where parcels are too small to see, which cover what the parcels cover: level %i',
    (z) => {
      const [tx, ty] = tileOf(z, 113.01, 28.41);
      const layer = read(layerTile(fabric, z, tx, ty, all));
      let area = 0;
      for (let i = 0; i < layer.length; i++) {
        expect(layer.feature(i).id).toBeUndefined();
        const [ring] = layer.feature(i).loadGeometry();
        const xs = ring!.map((at) => at.x);
        const ys = ring!.map((at) => at.y);
        area += (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
      }
      const [w, s, e, n] = tileBounds(z, tx, ty);
      const root = fabric.tree.boxes.slice(-4);
      const covered = ((root[2]! - root[0]!) / (e - w)) * ((root[3]! - root[1]!) / (n - s)) * 4096 * 4096;
      // Two thousand parcels.
      expect(layer.length).toBeLessThan(400);
      expect(area / covered).toBeGreaterThan(0.9);
      expect(area / covered).toBeLessThan(1.35);
    },
  );

  it('are nothing where there are no parcels', () => {
    expect(layerTile(fabric, 14, 0, 0, all)).toBeUndefined();
  });

  it('cut what reaches far out of a tile, so that the numbers fit', () => {
    const [dx, dy] = tileOf(22, 113.012, 28.411);
    const layer = read(layerTile(fabric, 22, dx, dy, all));
    expect(layer.length).toBeGreaterThan(0);
    for (let i = 0; i < layer.length; i++)
      for (const ring of layer.feature(i).loadGeometry())
        for (const at of ring) expect(Math.max(Math.abs(at.x), Math.abs(at.y))).toBeLessThan(16_384);
  });
});

describe('a layer on the map', () => {
  const features = Array.from({ length: 50 }, (_, k): LooseFeature => {
    const x = 113 + k / 1000;
    const ring = [
      [x, 28],
      [x + 0.0009, 28],
      [x + 0.0009, 28.001],
      [x, 28.001],
      [x, 28],
    ];
    return {
      properties: { DKBM: `D${k}`, 地类: k % 5 ? '水田' : '林地', serial: k * 1000.5 },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  });
  const layer = packFeatures(features);
  const at = (f: number) => featureInfo(layer, f);

  it('gives its columns, and a feature by number with all its values', () => {
    // The most frequent first.
    expect(layerView(layer).classes('地类')).toMatchObject({ values: ['水田', '林地'], counts: [40, 10] });
    const info = at(placeOf(layer, 'D7')!)!;
    expect(info).toMatchObject({
      record: 8,
      id: 'D7',
      properties: { DKBM: 'D7', 地类: '水田', serial: 7003.5 },
    });
    const [[ring]] = (info.geometry as MultiPolygon).coordinates as [[Position[]]];
    const [given] = (features[7]!.geometry as Polygon).coordinates;
    expect(new Set(ring.map(String))).toEqual(new Set(given!.map(String)));
    expect(at(50)).toBeUndefined();
    expect(at(-1)).toBeUndefined();
  });

  it('is coloured by a column and shows only the values asked for', () => {
    const view = layerView(layer);
    view.look({ colourBy: '地类', filter: { column: '地类', values: ['林地'] } });
    const [tx, ty] = tileOf(13, 113.025, 28.0005);
    const tile = read(view.tile(13, tx, ty));
    expect(tile.length).toBeGreaterThan(2);
    for (let i = 0; i < tile.length; i++) {
      expect(tile.feature(i).properties['c']).toBe(2);
      expect(at(tile.feature(i).id as number)?.properties['地类']).toBe('林地');
    }
  });

  it('is searched by whole identifiers', () => {
    const found = at(placeOf(layer, 'D37')!)!;
    expect(found).toMatchObject({ id: 'D37', record: 38 });
    expect(found.extent.map((edge) => edge.toFixed(4))).toEqual([
      '113.0370',
      '28.0000',
      '113.0379',
      '28.0010',
    ]);
    expect(placeOf(layer, 'D')).toBeUndefined();
    expect(placeOf(layer, '')).toBeUndefined();
  });

  it('gives eight values a class of their own, the rest one together, none to what has no value', () => {
    const kinds = Array.from({ length: 55 }, (_, k) => Math.floor((Math.sqrt(8 * k + 1) - 1) / 2));
    const many = kinds.map((kind, k): LooseFeature => {
      const [ring] = (features[0]!.geometry as Polygon).coordinates;
      return {
        properties: { DKBM: `E${k}`, ...(kind === 3 ? {} : { kind: `k${kind}` }) },
        geometry: { type: 'Polygon', coordinates: [ring!.map(([x, y]) => [x! + k / 1000, y!])] },
      };
    });
    const packed = packFeatures(many);
    const view = layerView(packed);
    expect(view.classes('kind')?.values).toEqual(['k9', 'k8', 'k7', 'k6', 'k5', 'k4', 'k2', 'k1', 'k0']);
    view.look({ colourBy: 'kind', filter: { column: 'kind', values: ['k9', 'k0', ''] } });
    const seen = new Map<string, unknown>();
    const [west, row] = tileOf(13, 113, 28.0005);
    const [east] = tileOf(13, 113.055, 28.0005);
    for (let x = west; x <= east; x++) {
      const tile = read(view.tile(13, x, row));
      for (let i = 0; i < tile.length; i++) {
        const { id, properties } = tile.feature(i);
        seen.set(String(featureInfo(packed, id as number)?.properties['kind'] ?? ''), properties['c']);
      }
    }
    expect(Object.fromEntries(seen)).toEqual({ k9: 1, k0: 9, '': 0 });
  });

  it('keeps the order of ids under the fabric', () => {
    let count = 0;
    eachInBox(fabric, [113, 28, 114, 29], () => count++);
    expect(count).toBe(fabric.count);
    expect(idOf(fabric, 0)).toMatch(/^P/);
  });
});
