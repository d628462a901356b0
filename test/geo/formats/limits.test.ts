import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { formats, groupFiles, readGeometry } from '../../../src/geo/formats/index.ts';
import { defaultLimits, type Limits } from '../../../src/geo/formats/limits.ts';
import type { ProblemError } from '../../../src/model/index.ts';
import { fixture, text } from './fixture.ts';

const refused = async (file: { name: string; bytes: Uint8Array }, limits: Partial<Limits> = {}) => {
  try {
    await readGeometry([file], { limits });
    return 'read';
  } catch (error) {
    const [first] = (error as { problems: { code: string; what: { en: string } }[] }).problems;
    return `${first?.code}: ${first?.what.en}`;
  }
};
const points = (count: number) => Array.from({ length: count }, (_, i) => [113 + i / 1e5, 28 + i / 1e5]);
const line = (count: number) => JSON.stringify({ type: 'LineString', coordinates: points(count) });

describe('limits', () => {
  it('are stated', () =>
    expect(defaultLimits).toEqual({
      bytes: 268_435_456,
      unpackedBytes: 536_870_912,
      zipRatio: 250,
      zipEntries: 2_000,
      vertices: 5_000_000,
      features: 500_000,
      rings: 20_000,
      depth: 64,
      problems: 200,
    }));
  it('size and vertices', async () => {
    expect(await refused(text(line(100)), { bytes: 50 })).toMatch(
      /^over-limit: The file size in bytes is \d+, over the limit of 50/,
    );
    expect(await refused(text(line(100)), { vertices: 99 })).toMatch(/vertices is 100, over the limit of 99/);
    expect(await refused(text(line(100)), { vertices: 100 })).toBe('read');
  });
  it('features', async () => {
    const rows = `lon,lat,name\n${points(9)
      .map((p) => `${p.join(',')},a`)
      .join('\n')}`;
    expect(await refused(text(rows), { features: 8 })).toMatch(/features is 9, over the limit of 8/);
  });
  it('a zip bomb: 30 MB of zeros in 30 kB are not unpacked', async () => {
    const bomb = zipSync({ 'a.shp': new Uint8Array(30 * 2 ** 20) }, { level: 9 });
    expect(bomb.length).toBeLessThan(60_000);
    expect(await refused({ name: 'a.zip', bytes: bomb })).toMatch(
      /^over-limit: The compression ratio is \d+, over the limit of 250/,
    );
    expect(await refused({ name: 'a.zip', bytes: bomb }, { zipRatio: 1e9, unpackedBytes: 2 ** 20 })).toMatch(
      /unpacked size/,
    );
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}.shp`, new Uint8Array(4)])),
    );
    expect(await refused({ name: 'a.zip', bytes: many }, { zipEntries: 20 })).toMatch(
      /files in the archive is 30/,
    );
  });
  it('nesting: brackets, collections, elements', async () => {
    const collections = (n: number) =>
      `${'{"type":"GeometryCollection","geometries":['.repeat(n)}{"type":"Point","coordinates":[113,28]}${']}'.repeat(n)}`;
    expect(await refused(text(collections(25)))).toBe('read');
    expect(await refused(text(collections(80)))).toMatch(/depth of nesting is 65/);
    expect(
      await refused(text(`{"type":"Polygon","coordinates":${'['.repeat(1e5)}${']'.repeat(1e5)}}`)),
    ).toMatch(/depth of nesting is 65/);
    expect(await refused(text(`${'GEOMETRYCOLLECTION ('.repeat(500)}POINT (1 2)${')'.repeat(500)}`))).toMatch(
      /^bad-wkt/,
    );
    expect(await refused(text(`<kml>${'<Folder>'.repeat(100)}${'</Folder>'.repeat(100)}</kml>`))).toMatch(
      /depth of nesting is 65/,
    );
  });
  it('entities are not expanded', async () =>
    expect(
      await refused(text('<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "b">]><kml>&a;</kml>')),
    ).toMatch(/^xml-entities/));
  it('problems (500 bad cells) are listed up to the limit and then counted', async () => {
    const rows = `name,lon,lat\n${'a,113,28\nb,113.1,28\nc,113.1,28.1\n'.repeat(10)}${'d,x,y\n'.repeat(500)}`;
    const { problems } = await readGeometry([text(rows)]);
    expect(problems).toHaveLength(201);
    expect(problems.at(-1)?.what.en).toContain('300 more');
  });
});

describe('the limits as the guide states them', () => {
  it('are the ones enforced', () => {
    const guide = readFileSync(new URL('../../../docs/2-package-format.md', import.meta.url), 'utf8');
    const l = defaultLimits;
    const figure = (value: number) => value.toLocaleString('en-US');
    for (const row of [
      `| ${l.bytes / 2 ** 20} MB `,
      `| ${l.unpackedBytes / 2 ** 20} MB, ${figure(l.zipEntries)} files, ${l.zipRatio} times its size |`,
      `| ${figure(l.features)}, ${figure(l.vertices)}, ${figure(l.rings)} `,
      `| ${l.depth} `,
      `| ${l.problems}, the rest is counted `,
    ])
      expect(guide).toContain(row);
  });
});

describe('what was handed over', () => {
  it('loose shapefile parts are one data set, other files one each', () => {
    const files = ['a.shp', 'A.dbf', 'a.prj', 'b.shp', 'c.txt', 'c.kml'].map((name) => text('', name));
    expect(groupFiles(files).map((set) => set.map((f) => f.name))).toEqual([
      ['a.shp', 'A.dbf', 'a.prj'],
      ['b.shp'],
      ['c.txt'],
      ['c.kml'],
    ]);
  });
  it.each([
    ['no files', [], 'no-file'],
    ['an empty file', [text('')], 'empty-file'],
    ['two data sets', [text(line(4), 'a.json'), text(line(4), 'b.json')], 'several-data-sets'],
    ['something else', [text('Dear sir,\nplease find\n', 'a.doc')], 'format-unknown'],
    ['a table of nothing but its header', [text('X,Y\n', 'a.csv')], 'no-geometry'],
    ['a table of figures with units', [text('X,Y\n3154000.1m,38410000.2m\n', 'a.csv')], 'table-coordinate'],
    [
      'a cut GeoJSON',
      [text('{"type":"FeatureCollection","features":[\n{"type":"Fea', 'a.json')],
      'json-syntax',
    ],
    [
      'an archive without anything',
      [{ name: 'a.zip', bytes: zipSync({ 'a.doc': new Uint8Array(3) }) }],
      'no-data-set',
    ],
  ])('%s', async (_what, files, code) => {
    const failed = await readGeometry(files).then(undefined, (error: ProblemError) => error);
    expect(failed.problems[0]?.code).toBe(code);
  });
  it('a damaged record of a shapefile is named and the others survive', async () => {
    const shp = fixture('loose.shp');
    // Number of parts of the second record (header 100, first record 8 + 208 bytes).
    const first = new DataView(shp.bytes.buffer).getInt32(104) * 2;
    new DataView(shp.bytes.buffer).setInt32(108 + first + 8 + 36, 99_999, true);
    const result = await readGeometry([shp, fixture('loose.dbf')]);
    expect(result.features.map((f) => f.name)).toEqual(['一号地块', '吉祥里']);
    expect(result.problems.find((p) => p.severity === 'error')).toMatchObject({
      code: 'shp-record',
      where: { record: 2 },
    });
  });
  it('a feature of a GeoJSON with a bad position is named to the coordinate', async () => {
    const bad = {
      type: 'Polygon',
      coordinates: [
        [
          [113, 28],
          [113, 'x'],
          [114, 29],
          [113, 28],
        ],
      ],
    };
    const good = { type: 'Point', coordinates: [113, 28] };
    const result = await readGeometry([
      text(JSON.stringify({ type: 'FeatureCollection', features: [bad, good] })),
    ]);
    expect(result.features).toHaveLength(1);
    expect(result.problems[0]).toMatchObject({
      code: 'bad-geometry',
      where: { record: 1, field: 'geometry.coordinates[0][1]' },
    });
  });
  it('every format has a name in both languages', () => {
    for (const format of formats)
      expect([format.id, format.name.zh.length > 1, format.name.en.length > 1]).toEqual([
        format.id,
        true,
        true,
      ]);
  });
});
