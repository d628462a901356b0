import { cpSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles, type Source } from 'pmtiles';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writePmtiles } from '../../src/cli/package/pmtiles.ts';
import { writeTiles } from '../../src/cli/package/vector-tiles.ts';
import { CatalogueSchema, type LayerData } from '../../src/model/index.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-'));
  cpSync('data', folder, { recursive: true });
  vi.spyOn(console, 'log').mockReturnValue();
  await writeTiles(['villages', 'places'], folder);
  vi.restoreAllMocks();
});
afterAll(() => rmSync(folder, { recursive: true }));

const fileSource = (path: string): Source => {
  const file = openSync(path, 'r');
  return {
    getKey: () => path,
    getBytes: async (offset, length) => {
      const bytes = Buffer.alloc(length);
      const read = readSync(file, bytes, 0, length, offset);
      return { data: new Uint8Array(bytes.subarray(0, read)).buffer };
    },
  };
};
const memory = (bytes: Uint8Array): Source => ({
  getKey: () => 'memory',
  getBytes: async (offset, length) => ({ data: bytes.slice(offset, offset + length).buffer as ArrayBuffer }),
});

describe('npm run package -- tiles, read by the PMTiles library', () => {
  it('holds every feature of the layer with its properties', async () => {
    const archive = new PMTiles(fileSource(join(folder, 'layers/villages.pmtiles')));
    const data: LayerData = JSON.parse(readFileSync('data/layers/villages.geojson', 'utf8'));
    const { maxZoom, tileType } = await archive.getHeader();
    expect([maxZoom, tileType]).toEqual([14, 1]);
    const { data: bytes } = (await archive.getZxy(8, 208, 106)) ?? { data: new ArrayBuffer(0) };
    const layer = new VectorTile(new PbfReader(bytes)).layers['villages']!;
    const found = new Map(
      Array.from({ length: layer.length }, (_, i) => {
        const { properties } = layer.feature(i);
        return [properties['id'], properties];
      }),
    );
    expect([...found.keys()].sort()).toEqual(data.features.map((f) => f.properties.id).sort());
    for (const { properties } of data.features)
      expect(found.get(properties.id)).toMatchObject({
        zh: properties.name.zh,
        basis: properties.basis,
        accuracyM: properties.accuracyM,
      });
  });
  it('turns the catalogue to the archives and leaves it valid', () => {
    const catalogue = v.parse(CatalogueSchema, JSON.parse(readFileSync(join(folder, 'layers.json'), 'utf8')));
    const sources = catalogue.layers.flatMap(({ source }) => (typeof source === 'object' ? [source] : []));
    expect(sources.map((one) => [one.kind, one.url])).toEqual(
      expect.arrayContaining([
        ['pmtiles', 'layers/villages.pmtiles'],
        ['pmtiles', 'layers/places.pmtiles'],
      ]),
    );
    const before = v.parse(CatalogueSchema, JSON.parse(readFileSync('data/layers.json', 'utf8')));
    expect(catalogue.layers.length).toBe(before.layers.length);
  });
});

describe('the archive writer', () => {
  it('finds each of 30,000 tiles again, equal ones kept once, through leaf directories', async () => {
    const tiles = Array.from({ length: 30_000 }, (_, k) => ({
      z: 9,
      x: k % 200,
      y: Math.floor(k / 200),
      data: new TextEncoder().encode(k % 7 === 0 ? 'sea' : `tile ${k * 7919}`),
    }));
    const bytes = writePmtiles(tiles, [-180, -80, 0, 80], { name: 'x' });
    const archive = new PMTiles(memory(bytes));
    const header = await archive.getHeader();
    expect(header.numAddressedTiles).toBe(30_000);
    expect(header.numTileContents).toBe(1 + tiles.filter((_, k) => k % 7 !== 0).length);
    expect(header.leafDirectoryLength).toBeGreaterThan(0);
    for (let k = 0; k < tiles.length; k += 997) {
      const { z, x, y, data } = tiles[k]!;
      const got = await archive.getZxy(z, x, y);
      expect(new TextDecoder().decode(got?.data)).toBe(new TextDecoder().decode(data));
    }
    expect(await archive.getZxy(9, 300, 300)).toBeUndefined();
  });
});
