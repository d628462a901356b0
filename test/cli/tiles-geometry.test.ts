import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import type { Geometry, Position } from 'geojson';
import { PbfReader } from 'pbf';
import { PMTiles, tileIdToZxy } from 'pmtiles';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { propertiesOf } from '../../src/map/sources/remote/feature.ts';
import { CatalogueSchema, type ForeignSource, type LayerData } from '../../src/model/index.ts';
import { stream } from '../bench/_mutate.ts';

/*
 * The shapes of a package's tiles against its GeoJSON. Nothing of the writer is used to look: the archive is read by the
 * PMTiles library, tiles by Mapbox's, and places are projected here (Web Mercator in units of the world's width).
 */

const layers = ['villages', 'neighbours', 'scenic', 'rivers', 'highways', 'town-works', 'places'] as const;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-shape-'));
  cpSync('data', join(folder, 'data'), { recursive: true });
  const ran = spawnSync(
    resolve('node_modules/.bin/tsx'),
    [resolve('src/cli/package.ts'), 'tiles', ...layers],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(ran.stderr).toBe('');
  expect(ran.status).toBe(0);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

type Point = readonly [number, number];
const project = ([lon = 0, lat = 0]: Position): Point => [
  lon / 360 + 0.5,
  0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI),
];

interface Shape {
  kind: 'Point' | 'LineString' | 'Polygon';
  /** Points, lines or closed rings, of the world's width. */
  parts: Point[][];
}
function shapeOf(geometry: Geometry): Shape {
  if (geometry.type === 'GeometryCollection') throw new Error('not in these layers');
  const kind = geometry.type.replace('Multi', '') as Shape['kind'];
  const depth = { Point: 0, LineString: 1, Polygon: 2 }[kind] + (geometry.type.startsWith('Multi') ? 1 : 0);
  const lists =
    depth === 0 ? [[geometry.coordinates]] : depth === 1 ? [geometry.coordinates] : geometry.coordinates;
  const lines = depth === 3 ? lists.flat() : lists;
  return { kind, parts: (lines as Position[][]).map((line) => line.map(project)) };
}

function fromPiece([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
function fromParts(point: Point, parts: readonly Point[][]): number {
  let nearest = Infinity;
  for (const part of parts)
    for (let i = 0; i < part.length; i++)
      nearest = Math.min(nearest, fromPiece(point, part[Math.max(0, i - 1)]!, part[i]!));
  return nearest;
}
const within = ([x, y]: Point, rings: readonly Point[][]): boolean => {
  let inside = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[ax, ay], [bx, by]] = [ring[i]!, ring[j]!];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  return inside;
};

interface Piece {
  /** The tile's place and width, of the world's. */
  box: { x: number; y: number; width: number };
  shape: Shape;
  properties: Record<string, unknown>;
}
/** All that an archive holds at a level, by the id of the feature. */
async function piecesAt(layer: string, level: number): Promise<Map<string, Piece[]>> {
  const bytes = readFileSync(join(folder, `data/layers/${layer}.pmtiles`));
  const archive = new PMTiles({
    getKey: () => layer,
    getBytes: async (offset, length) => ({
      data: Uint8Array.from(bytes.subarray(offset, offset + length)).buffer,
    }),
  });
  const header = await archive.getHeader();
  const entries = await archive.cache.getDirectory(
    archive.source,
    header.rootDirectoryOffset,
    header.rootDirectoryLength,
    header,
  );
  const found = new Map<string, Piece[]>();
  for (const { tileId, runLength } of entries)
    for (let id = tileId; id < tileId + runLength; id++) {
      const [z, tx, ty] = tileIdToZxy(id);
      if (z !== level) continue;
      const tile = (await archive.getZxy(z, tx, ty))!;
      const read = new VectorTile(new PbfReader(tile.data)).layers[layer]!;
      const width = 2 ** -z;
      for (let i = 0; i < read.length; i++) {
        const feature = read.feature(i);
        const at = (p: { x: number; y: number }): Point => [
          (tx + p.x / read.extent) * width,
          (ty + p.y / read.extent) * width,
        ];
        const kind = (['Point', 'LineString', 'Polygon'] as const)[feature.type - 1]!;
        const parts = feature.loadGeometry().map((line) => line.map(at));
        const piece = {
          box: { x: tx * width, y: ty * width, width },
          shape: { kind, parts },
          properties: feature.properties,
        };
        const key = String(feature.properties['id']);
        found.set(key, [...(found.get(key) ?? []), piece]);
      }
    }
  expect(header.numAddressedTiles).toBeGreaterThan(0);
  return found;
}
const sourceOf = (layer: string) =>
  JSON.parse(readFileSync(`data/layers/${layer}.geojson`, 'utf8')) as LayerData;
const holds = ({ x, y, width }: Piece['box'], [px, py]: Point) =>
  px >= x && px < x + width && py >= y && py < y + width;

describe.each(layers)('npm run package -- tiles: %s', (layer) => {
  const { features } = sourceOf(layer);

  // At the deepest level only rounding moves a point; at the others lines are straightened by three units, too.
  it.each([
    [14, 1],
    [11, 4.5],
    [8, 4.5],
  ])('is at level %i the shape of its source, to %f tile units', async (level, units) => {
    const unit = 2 ** -level / 4096;
    const pieces = await piecesAt(layer, level);
    expect([...pieces.keys()].sort()).toEqual(features.map(({ properties }) => properties.id).sort());
    const next = stream(level);
    for (const { geometry, properties } of features) {
      const source = shapeOf(geometry);
      const own = pieces.get(properties.id)!;
      expect(new Set(own.map(({ shape }) => shape.kind))).toEqual(new Set([source.kind]));
      const off = (point: Point) => fromParts(point, source.parts) / unit;
      for (const { box, shape } of own) {
        // The piece's border is the source's, but for where it is cut, 64 units beyond the tile.
        const cut = (at: number, from: number) => {
          const place = (at - from) / unit;
          return place <= -63 || place >= 4096 + 63;
        };
        for (const [x, y] of shape.parts.flat())
          if (!cut(x, box.x) && !cut(y, box.y)) expect(off([x, y])).toBeLessThanOrEqual(units);
      }
      // And every point of the source is there, in the tile it lies in.
      for (const point of source.parts.flat()) {
        const there = own.filter(({ box }) => holds(box, point));
        expect(there.length).toBeGreaterThan(0);
        const nearest = Math.min(...there.map(({ shape }) => fromParts(point, shape.parts)));
        expect(nearest / unit).toBeLessThanOrEqual(units);
      }
      if (source.kind !== 'Polygon') continue;
      // What is inside is inside, holes and all: at 300 places around it.
      const [xs, ys] = [0, 1].map((axis) => source.parts.flat().map((p) => p[axis]!)) as [number[], number[]];
      const [west, north] = [Math.min(...xs), Math.min(...ys)];
      const [width, height] = [Math.max(...xs) - west, Math.max(...ys) - north];
      for (let i = 0; i < 300; i++) {
        const point: Point = [west + next() * width, north + next() * height];
        if (off(point) <= units) continue;
        const drawn = own.some(({ box, shape }) => holds(box, point) && within(point, shape.parts));
        expect(drawn).toBe(within(point, source.parts));
      }
    }
  });

  it('gives the page the properties it had', async () => {
    const catalogue = v.parse(
      CatalogueSchema,
      JSON.parse(readFileSync(join(folder, 'data/layers.json'), 'utf8')),
    );
    const entry = catalogue.layers.find(({ id }) => id === layer)!;
    const pieces = await piecesAt(layer, 14);
    for (const { properties } of features) {
      const [piece] = pieces.get(properties.id)!;
      const again = propertiesOf(entry, entry.source as ForeignSource, piece!.properties, undefined, 0);
      const { note: _, ...stated } = properties;
      const declared = new Set(entry.attributes.map(({ key }) => key));
      const common = ['id', 'name', 'planItems', 'basis', 'accuracyM', 'source', 'villages'];
      const wanted = Object.entries(stated).filter(([key]) => common.includes(key) || declared.has(key));
      expect(again).toEqual(Object.fromEntries(wanted));
    }
  });
});
