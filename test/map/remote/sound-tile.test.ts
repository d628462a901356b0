import { readFileSync } from 'node:fs';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { tilesOf } from '../../../src/cli/package/vector-tiles.ts';
import { layerTile } from '../../../src/geo/tiles/layer-tile.ts';
import { tileFault } from '../../../src/map/sources/remote/sound-tile.ts';
import type { LayerData } from '../../../src/model/index.ts';
import { makeFabric } from '../../bench/_fabric.ts';
import { mutate, stream } from '../../bench/_mutate.ts';

const tilesFrom = (layer: string) => {
  const data = JSON.parse(readFileSync(`data/layers/${layer}.geojson`, 'utf8')) as LayerData;
  return [...tilesOf(data, layer)].filter(({ z }) => z <= 12).map(({ data: bytes }) => bytes);
};
const fabric = makeFabric(500);
const good = [
  ...['villages', 'rivers', 'places', 'town-works'].flatMap(tilesFrom),
  layerTile(fabric, 13, 6668, 3419, { code: (p) => p % 9, shown: () => true }) ?? new Uint8Array(),
].filter((bytes) => bytes.length > 0);

/** Points in all features, as the renderer's own library reads them; stops far beyond what a tile can hold. */
function pointsIn(bytes: Uint8Array): number {
  let points = 0;
  for (const layer of Object.values(new VectorTile(new PbfReader(bytes)).layers))
    for (let i = 0; i < layer.length; i++)
      for (const line of layer.feature(i).loadGeometry()) points += line.length;
  return points;
}

/** A tile with one feature of this geometry, every length a single byte. */
const tileWith = (geometry: readonly number[], extent: readonly number[] = [0x80, 0x20]): Uint8Array => {
  const feature = [0x18, 3, 0x22, geometry.length, ...geometry];
  const layer = [0x0a, 1, 0x61, 0x12, feature.length, ...feature, 0x28, ...extent, 0x78, 2];
  return Uint8Array.from([0x1a, layer.length, ...layer]);
};

describe('a look at a vector tile before the renderer has it', () => {
  it('finds nothing wrong with tiles of layers, of parcels, and with empty ones', () => {
    expect(good.length).toBeGreaterThan(20);
    expect(good.map(tileFault).filter(Boolean)).toEqual([]);
    expect(tileFault(new Uint8Array())).toBeUndefined();
  });

  it.each([
    ['a ring closed 2^27 times', [9, 0, 0, 0x87, 0x80, 0x80, 0x80, 0x04, 9, 0, 0], /closed/],
    ['more points than there are bytes', [0xfa, 0xff, 0xff, 0xff, 0x0f, 2, 2], /points in/],
    ['a command that is none', [11, 0, 0], /command 3/],
    ['a number without end', [9, ...Array<number>(12).fill(0xff)], /without end/],
  ])('refuses %s', (_, geometry, words) => expect(tileFault(tileWith(geometry))).toMatch(words));

  it('refuses an extent of nothing and a tile that is cut short', () => {
    expect(tileFault(tileWith([9, 0, 0], [0, 0]))).toMatch(/extent/);
    expect(tileFault(tileWith([9, 0, 0]).subarray(0, 9))).toMatch(/cut short/);
  });

  it('lets through only what is read in bounds: 4,000 damaged tiles', () => {
    let passed = 0;
    for (let seed = 1; seed <= 4000; seed++) {
      const bytes = mutate(good[seed % good.length]!, stream(seed));
      if (tileFault(bytes) !== undefined) continue;
      passed++;
      let points = 0;
      try {
        points = pointsIn(bytes);
      } catch (error) {
        // A tile may still be nonsense: that is an error at once, which the renderer reports.
        expect(error).toBeInstanceOf(Error);
      }
      // A point takes two bytes, closing a ring one.
      expect(points).toBeLessThanOrEqual(bytes.length);
    }
    expect(passed).toBeGreaterThan(400);
    expect(passed).toBeLessThan(3600);
  });
});
