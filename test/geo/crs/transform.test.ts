import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPrj, writePrj } from '../../../src/geo/crs/prj.ts';
import { gaussSystem, systemOf, systems } from '../../../src/geo/crs/systems.ts';
import { fromLonLat, toLonLat } from '../../../src/geo/crs/transform.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/crs');
const table = (name: string) =>
  readFileSync(resolve(fixtures, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));

describe('projections against PROJ (test/fixtures/crs/make.sh)', () => {
  const rows = table('proj.tsv').map((r) => [r[0], ...r.slice(1).map(Number)] as [string, ...number[]]);
  it('covers every projected system', () => {
    const covered = new Set(rows.map(([code]) => `EPSG:${code}`));
    const projected = systems.filter((s) => s.kind !== 'geographic' && s.kind !== 'obfuscated');
    expect(projected.map((s) => s.code).filter((code) => !covered.has(code))).toEqual([]);
    expect(projected.length).toBe(204);
  });
  it('projects and unprojects within 0.1 mm', () => {
    let worst = 0;
    for (const [code, lon = 0, lat = 0, east = 0, north = 0] of rows) {
      const system = systemOf(code);
      if (!system) continue;
      const [x, y] = fromLonLat(system.code)([lon, lat]);
      const [u, v] = toLonLat(system.code)([east, north]);
      worst = Math.max(
        worst,
        Math.abs(x - east),
        Math.abs(y - north),
        Math.hypot(u - lon, v - lat) * 111_320,
      );
    }
    expect(worst).toBeLessThan(1.2e-4);
  });
  it('applies the seven parameters as coordinate-frame rotations', () => {
    const shift = [-15.4, 120.3, 80.2, 1.1, -2.2, 3.3, 4.4];
    for (const [east = 0, north = 0, lon = 0, lat = 0] of table('helmert.tsv').map((r) => r.map(Number))) {
      const [u, v] = toLonLat('EPSG:2362', shift)([east, north]);
      expect(Math.hypot(u - lon, v - lat)).toBeLessThan(1e-9);
      const [x, y] = fromLonLat('EPSG:2362', shift)([lon, lat]);
      expect(Math.hypot(x - east, y - north)).toBeLessThan(1e-3);
    }
  });
});

describe('systems', () => {
  it('knows the codes of domain.md', () => {
    expect(gaussSystem('CGCS2000', 3, 114, true)?.code).toBe('EPSG:4526');
    expect(gaussSystem('CGCS2000', 3, 114, false)?.code).toBe('EPSG:4547');
    expect(gaussSystem('CGCS2000', 6, 111, true)?.code).toBe('EPSG:4497');
    expect(gaussSystem('CGCS2000', 6, 111, false)?.code).toBe('EPSG:4508');
    expect(gaussSystem('Xian80', 3, 114, true)?.code).toBe('EPSG:2362');
    expect(gaussSystem('Xian80', 3, 114, false)?.code).toBe('EPSG:2383');
  });
  it.each([
    ['4526', 'EPSG:4526'],
    ['epsg:4526', 'EPSG:4526'],
    ['urn:ogc:def:crs:EPSG::4526', 'EPSG:4526'],
    ['urn:ogc:def:crs:EPSG:6.18:4526', 'EPSG:4526'],
    ['http://www.opengis.net/def/crs/EPSG/0/4526', 'EPSG:4526'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
    ['EPSG:900913', 'EPSG:3857'],
    ['gcj02', 'GCJ-02'],
    ['BD09', 'BD-09'],
  ])('reads the code %s', (written, code) => expect(systemOf(written)?.code).toBe(code));
  it.each(['', 'EPSG:', 'EPSG:99999', 'constructor', '__proto__', 'EPSG:27700'])(
    'does not know "%s"',
    (code) => expect(systemOf(code)).toBeUndefined(),
  );
  it('comes back to the place it started from, in every system (300 places)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...systems),
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.double({ min: 18, max: 53, noNaN: true }),
        (system, offset, lat) => {
          const lon = (system.centralMeridian ?? 110) + offset;
          const [u, v] = toLonLat(system.code)(fromLonLat(system.code)([lon, lat]));
          expect(Math.hypot(u - lon, v - lat)).toBeLessThan(2e-9);
        },
      ),
      { numRuns: 300 },
    );
  });
  it('moves GCJ-02 and BD-09 by hundreds of metres, and back', () => {
    for (const [code, least, most] of [
      ['GCJ-02', 300, 800],
      ['BD-09', 700, 1700],
    ] as const) {
      const [x, y] = fromLonLat(code)([113.1, 28.5]);
      const metres = Math.hypot((x - 113.1) * Math.cos(0.497), y - 28.5) * 111_320;
      expect(metres).toBeGreaterThan(least);
      expect(metres).toBeLessThan(most);
    }
  });
});

describe('.prj', () => {
  it.each(table('names.tsv') as [string, string, string][])(
    'recognises EPSG:%s as %s',
    (code, _form, wkt) => {
      const found = readPrj(wkt).system;
      // A 6° and a 3° zone of the same meridian without prefix are one projection; both answers are right.
      const wanted = systemOf(code);
      expect([found?.datum, found?.centralMeridian, found?.falseEasting]).toEqual([
        wanted?.datum,
        wanted?.centralMeridian,
        wanted?.falseEasting,
      ]);
    },
  );
  it('writes what ESRI writes', () => {
    for (const [code, form, wkt] of table('names.tsv') as [string, string, string][]) {
      const system = systemOf(code);
      if (form !== 'WKT1_ESRI' || !system) continue;
      if (/^(21|23)/.test(code) && system.zoneWidth === 6) continue; // GDAL has its own titles for these
      expect(writePrj(system)).toBe(wkt);
    }
  });
  it('reads back everything it writes', () => {
    for (const system of systems) {
      const wkt = writePrj(system);
      if (wkt) expect(readPrj(wkt).system?.code).toBe(system.code);
    }
  });
  it.each([
    '',
    'PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936"]]',
    'LOCAL_CS["x"]',
    'PROJCS["x",GEOGCS["CGCS2000"],PROJECTION["Albers"]]',
  ])('claims nothing about %s', (wkt) => expect(readPrj(wkt).system).toBeUndefined());
});
