import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { geometryOf } from '../../../../src/geo/formats/from-records.ts';
import { gdb } from '../../../../src/geo/formats/gdb/index.ts';
import { groupFiles, readDataSets, type SourceFile } from '../../../../src/geo/formats/index.ts';
import { formatInput } from '../../../../src/geo/formats/input.ts';
import { defaultLimits } from '../../../../src/geo/formats/limits.ts';
import type { RecordTable } from '../../../../src/geo/formats/types.ts';
import { openLayers } from '../../../../src/geo/layer/open.ts';
import { positions, town } from '../fixture.ts';

const fixtures = resolve(import.meta.dirname, '../../../fixtures/gdb');
const zipped = (name: string): SourceFile => ({
  name,
  bytes: Uint8Array.from(readFileSync(resolve(fixtures, name))),
});
/** The files as a dropped folder hands them over. */
const loose = (name: string): SourceFile[] =>
  Object.entries(unzipSync(zipped(name).bytes)).map(([path, bytes]) => ({ name: path, bytes }));

interface Truth {
  fid: number;
  wkt: string | null;
  properties: Record<string, string | number | null>;
}
const truth = JSON.parse(readFileSync(resolve(fixtures, 'truth.json'), 'utf8')) as Record<
  string,
  Record<string, Truth[]>
>;

const open = async (files: SourceFile[]): Promise<RecordTable[]> =>
  (await gdb.open!(formatInput(files), { limits: defaultLimits }))!;

/** The pairs of numbers of a WKT, whatever its brackets; Z and M are passed over. */
const pairs = (wkt: string) =>
  [...wkt.matchAll(/(-?[\d.]+) (-?[\d.]+)(?: -?[\d.]+)*/g)].map(([, x, y]) => [Number(x), Number(y)]);

const sorted = (list: number[][]) =>
  list.map(([x, y]) => [x, y]).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);

/** GDAL writes dates as `2023/12/31 10:20:30+00`. */
const iso = (value: unknown) =>
  typeof value === 'string' && /^\d{4}\/\d\d\/\d\d /.test(value)
    ? value.replaceAll('/', '-').replace(' 00:00:00+00', '').replace(' ', 'T').replace('+00', '')
    : value;

describe.each([
  ['kinds', 'zipped', [zipped('kinds.gdb.zip')]],
  ['kinds', 'as a folder', loose('kinds.gdb.zip')],
  ['sparse', 'zipped', [zipped('sparse.gdb.zip')]],
] as const)('%s.gdb of GDAL, %s', (which, _how, files) => {
  const layers = truth[which] as Record<string, Truth[]>;
  it('has its layers', async () => {
    expect((await open([...files])).map((table) => table.name)).toEqual(Object.keys(layers));
  });
  it.each(Object.keys(layers))('%s: numbers, shapes and values are those GDAL reads', async (name) => {
    const table = (await open([...files])).find((one) => one.name === name) as RecordTable;
    const rows = layers[name] as Truth[];
    let at = 0;
    for (const raw of table.records()) {
      const { fid, wkt, properties } = rows[at++] as Truth;
      expect(raw.record).toBe(fid);
      const geometry = geometryOf(raw);
      const found = geometry ? sorted(positions(geometry)) : [];
      const expected = wkt ? sorted(pairs(wkt)) : [];
      expect(found.length).toBe(expected.length);
      // GDAL prints 15 digits.
      for (const [i, [x, y]] of found.entries()) {
        expect(x).toBeCloseTo(expected[i]?.[0] as number, 6);
        expect(y).toBeCloseTo(expected[i]?.[1] as number, 6);
      }
      for (const [i, field] of table.fields.entries())
        if (field.name in properties) {
          const value = properties[field.name] ?? null;
          const single = typeof value === 'number' ? Math.fround(raw.values[i] as number) === value : false;
          if (!single) expect(raw.values[i], field.name).toBe(iso(value));
        }
    }
    expect(at).toBe(rows.length);
    expect(table.count).toBe(rows.length);
  });
});

describe('kinds.gdb', () => {
  it('aliases, kinds of columns, what is left out', async () => {
    const [table] = await open([zipped('kinds.gdb.zip')]);
    expect(table).toMatchObject({ name: 'DLTB', alias: '地类图斑' });
    expect(table?.fields.map(({ name, alias, kind }) => [name, alias, kind])).toEqual([
      ['OBJECTID', undefined, 'number'],
      ['DLBM', '地类编码', 'text'],
      ['MC', '名称', 'text'],
      ['N16', undefined, 'number'],
      ['N32', undefined, 'number'],
      ['R32', undefined, 'number'],
      ['R64', undefined, 'number'],
      ['RQ', '日期', 'date'],
    ]);
    expect(table?.problems.map((p) => p.code)).toEqual(['gdb-columns']);
    expect([...(table as RecordTable).records()].length).toBe(4);
  });
  it('single precision keeps the digits that were written', async () => {
    const [table] = await open([zipped('kinds.gdb.zip')]);
    const column = table?.fields.findIndex((field) => field.name === 'R32') as number;
    const values = Array.from((table as RecordTable).records(), (raw) => raw.values[column]);
    expect(values).toEqual([0.1, 12345678, null, null]);
  });
  it('systems: projected, degrees, none', async () => {
    const tables = await open([zipped('kinds.gdb.zip')]);
    const stated = Object.fromEntries(tables.map((table) => [table.name, table.stated?.wkt?.slice(0, 6)]));
    expect(stated).toMatchObject({ DLTB: 'PROJCS', points: 'GEOGCS' });
    const unplaced = tables.find((table) => table.name === 'unplaced');
    expect(unplaced?.stated).toBeUndefined();
    expect(unplaced?.problems.map((p) => p.code)).toEqual(['gdb-crs-missing']);
  });
  it('a table without shapes is said to be one', async () => {
    const codes = (await open([zipped('kinds.gdb.zip')])).find((table) => table.name === 'codes');
    expect(codes?.problems[0]?.code).toBe('gdb-no-geometry');
    const [raw] = [...(codes as RecordTable).records()];
    expect(raw).toMatchObject({ kind: 'none', parts: 0, values: [1, '0101'] });
  });
  it('a table without shapes is no layer to be added; it is named, and the others are there', async () => {
    const { sources, problems } = await openLayers([zipped('kinds.gdb.zip')], { town });
    expect(sources.map(({ table }) => table)).toContain('DLTB');
    expect(sources.map(({ table }) => table)).not.toContain('codes');
    expect(problems.map(({ code, where }) => [code, where?.feature])).toContainEqual([
      'gdb-no-geometry',
      'codes',
    ]);
  });
  it('the files of the folder are one data set, beside others', () => {
    const other = { name: 'a.geojson', bytes: new Uint8Array() };
    const sets = groupFiles([...loose('kinds.gdb.zip'), other, ...loose('sparse.gdb.zip')]);
    expect(sets.length).toBe(3);
  });
  it('read as data sets: each layer in its own system, the unplaced one asked about', async () => {
    const { sets, problems } = await readDataSets([zipped('kinds.gdb.zip')], { town });
    const codes = new Map(sets.map(({ layer, crs }) => [layer, [crs.chosen?.code, crs.confidence]]));
    expect(codes.get('DLTB')).toEqual(['EPSG:4526', 'stated']);
    expect(codes.get('points')?.[0]).toBe('EPSG:4490');
    expect(codes.get('unplaced')?.[1]).toBe('doubtful');
    const land = sets.find(({ layer }) => layer === 'DLTB');
    expect(land).toMatchObject({ format: 'gdb', file: 'kinds.gdb.zip/kinds.gdb' });
    expect(land?.features[0]).toMatchObject({
      landClass: '0101',
      place: { feature: 'DLTB', record: 1 },
      geometry: { type: 'Polygon' },
    });
    expect(problems.map((p) => p.code)).toContain('gdb-no-geometry');
  });
});
