import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { locate, readGeometry, writeGeometry } from '../../../src/geo/formats/index.ts';

/** Files as our writers make them, and what GDAL reads of them; see make.sh there. */
const file = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/written/${name}`, import.meta.url)));

const plots = async () => {
  const read = await readGeometry([{ name: 'plots.txt', bytes: file('plots.txt') }]);
  expect(read.problems).toEqual([]);
  return { read, located: locate(read, read.crs.chosen!) };
};
const gdal = (format: string) =>
  JSON.parse(new TextDecoder().decode(file(`${format}.ogr.json`))) as FeatureCollection<
    Polygon | MultiPolygon
  >;

/** Corners of every ring, whichever way round and wherever the writer began. */
const corners = (geometry: Polygon | MultiPolygon): Position[] => {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap((rings) => rings.flatMap((ring) => ring.slice(1)));
};

describe('what GDAL reads of the files we write', () => {
  it.each([
    ['geojson', 'plots.geojson', 'EPSG:4490'],
    ['kml', 'plots.kml', 'EPSG:4490'],
    ['csv', 'plots.csv', 'EPSG:4526'],
    ['shp', 'plots.shp.zip', 'EPSG:4526'],
  ])('%s: every corner to the millimetre, holes and parts where they were', async (format, name, code) => {
    const { read, located } = await plots();
    const { features } = gdal(format);
    expect(features.length).toBe(2);
    for (const [i, { geometry }] of features.entries()) {
      const wanted = read.features[i]!.geometry as Polygon | MultiPolygon;
      expect(geometry.type).toBe(wanted.type);
      const [found, given] = [corners(geometry), corners(wanted)];
      expect(found.length).toBe(given.length);
      for (const [x, y] of given)
        expect(Math.min(...found.map(([u, v]) => Math.hypot(u! - x!, v! - y!)))).toBeLessThan(1e-3);
    }
    // GDAL read what we write now, not what we once wrote.
    const written = await writeGeometry(format, located.features, { code, name: 'plots' });
    if (format !== 'shp') return expect(written.bytes).toEqual(file(name));
    const [now, then] = [unzipSync(written.bytes), unzipSync(file(name))];
    for (const part of ['plots.shp', 'plots.prj', 'plots.cpg']) expect(now[part]).toEqual(then[part]);
  });
});
