import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Geometry } from 'geojson';
import {
  type LocateResult,
  locate,
  type ReadFeature,
  type ReadOptions,
  type ReadResult,
  readGeometry,
  type SourceFile,
  type TownContext,
} from '../../../src/geo/formats/index.ts';
import { signedArea2 } from '../../../src/geo/plane/area.ts';
import { eachPosition } from '../../../src/geo/plane/walk.ts';

export const town: TownContext = { centre: [113.1, 28.5], centralMeridian: 114 };
const folder = resolve(import.meta.dirname, '../../fixtures/formats');

/** Bytes in an array of their own, as a browser's FileReader gives them. */
export const fixture = (name: string): SourceFile => ({
  name,
  bytes: Uint8Array.from(readFileSync(resolve(folder, name))),
});
export const text = (content: string, name = 'a.txt'): SourceFile => ({
  name,
  bytes: new TextEncoder().encode(content),
});

export const readFixture = (names: string | string[], options: ReadOptions = { town }): Promise<ReadResult> =>
  readGeometry([names].flat().map(fixture), options);

/** Read and placed by the guess itself. */
export async function placed(names: string | string[]): Promise<LocateResult> {
  const result = await readFixture(names);
  if (!result.crs.chosen) throw new Error(`no guess for ${names}`);
  return locate(result, result.crs.chosen, town);
}

export const positions = (geometry: Geometry): number[][] => {
  const list: number[][] = [];
  eachPosition(geometry, (p) => list.push(p));
  return list;
};

const sets = (geometry: Geometry) =>
  new Set(positions(geometry).map((p) => p.map((c) => c.toFixed(6)).join(',')));

/** Largest distance in degrees between the vertices of two geometries, whatever order rings and points come in. */
export function apart(a: Geometry, b: Geometry): number {
  const [p, q] = [positions(a), positions(b)];
  if (sets(a).size !== sets(b).size) return Infinity;
  const one = (from: number[][], to: number[][]) =>
    Math.max(
      ...from.map(([x = 0, y = 0]) => Math.min(...to.map(([u = 0, v = 0]) => Math.hypot(x - u, y - v)))),
    );
  return Math.max(one(p, q), one(q, p));
}

export const original = JSON.parse(readFileSync(resolve(folder, 'zones.geojson'), 'utf8')) as {
  features: { geometry: Geometry; properties: Record<string, unknown> }[];
};

/** The area of polygons in the file's own plane, holes taken off. */
export function planeArea({ geometry }: ReadFeature): number {
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  return polygons.reduce(
    (sum, [shell = [], ...holes]) =>
      sum +
      Math.abs(signedArea2(shell)) / 2 -
      holes.reduce((all, hole) => all + Math.abs(signedArea2(hole)) / 2, 0),
    0,
  );
}
