import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import initSqlJs from 'sql.js';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../src/geo/columns/columns.ts';
import { growingColumn } from '../../../src/geo/columns/growing.ts';
import { writePrj } from '../../../src/geo/crs/prj.ts';
import { systemOf } from '../../../src/geo/crs/systems.ts';
import { geometryOf as shapeOf } from '../../../src/geo/formats/from-records.ts';
import { geopackage } from '../../../src/geo/formats/geopackage/index.ts';
import { locate, readDataSets } from '../../../src/geo/formats/index.ts';
import { formatInput } from '../../../src/geo/formats/input.ts';
import { defaultLimits } from '../../../src/geo/formats/limits.ts';
import { settledChoice } from '../../../src/geo/layer/doubt.ts';
import { type LayerSource, openLayers, type PackedResult } from '../../../src/geo/layer/open.ts';
import { runToEnd } from '../../../src/geo/layer/read.ts';
import { ProblemError } from '../../../src/model/index.ts';
import { mutate, stream } from '../../bench/_mutate.ts';
import { apart, fixture, original, town } from './fixture.ts';

/** GDAL's package of one table in EPSG:4526, changed by some statements. */
async function changed(...statements: string[]) {
  const { Database } = await initSqlJs();
  const db = new Database(fixture('zones.gpkg').bytes);
  db.run('pragma writable_schema = off');
  for (const statement of statements) db.run(statement);
  const bytes = db.export();
  db.close();
  return readDataSets([{ name: 'a.gpkg', bytes }], { town });
}
const copy = (srs: number) => [
  'create table other as select * from "地块" limit 1',
  `insert into gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m)
     select 'other', column_name, geometry_type_name, ${srs}, z, m from gpkg_geometry_columns limit 1`,
];
const system = (id: number, code: string) =>
  `insert into gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition)
     values ('own', ${id}, 'NONE', ${id}, '${writePrj(systemOf(code)!)}')`;

describe('a GeoPackage', () => {
  it('with a system of the office’s own is read by the text that defines it', async () => {
    const { sets } = await changed(
      system(100_000, 'EPSG:4526'),
      'update gpkg_geometry_columns set srs_id = 100000',
    );
    const [result] = sets as [(typeof sets)[number]];
    expect([result.crs.chosen?.code, result.crs.confidence]).toEqual(['EPSG:4526', 'stated']);
    const { features } = locate(result, result.crs.chosen!, town);
    expect(apart(features[0]!.geometry, original.features[0]!.geometry)).toBeLessThan(9e-9);
  });
  it('of several tables hands out each with its own system', async () => {
    const { sets } = await changed(system(100_000, 'EPSG:4527'), ...copy(100_000));
    expect(sets.map(({ layer, features, crs }) => [layer, features.length, crs.confidence])).toEqual([
      ['地块', 3, 'stated'],
      ['other', 1, 'doubtful'],
    ]);
    // Its numbers carry another zone than its system: what it states is on offer beside the fix.
    expect(sets[1]?.crs.alternatives[0]?.code).toBe('EPSG:4527');
  });
  it('asks about a table whose system nobody knows', async () => {
    const { sets } = await changed(...copy(-1));
    expect(sets.map(({ layer, crs }) => [layer, crs.confidence])).toEqual([
      ['地块', 'stated'],
      ['other', 'doubtful'],
    ]);
  });
  it('that is a plain SQLite database is said to be one, not a damaged package', async () => {
    const { Database } = await initSqlJs();
    const db = new Database();
    db.run('create table a (b)');
    const bytes = db.export();
    db.close();
    const { sets, problems } = await readDataSets([{ name: 'a.db', bytes }], { town });
    expect([sets, problems.map(({ code }) => code)]).toEqual([[], ['gpkg-no-tables']]);
    expect(problems[0]?.what.zh).toContain('SQLite');
  });
});

/** GDAL's packages, and one changed by some statements, as layers. */
const layersOf = (bytes: Uint8Array, name = 'a.gpkg') => openLayers([{ name, bytes }], { town });
async function altered(file: Uint8Array, ...statements: string[]): Promise<Uint8Array> {
  const { Database } = await initSqlJs();
  const db = new Database(file);
  // GDAL's keep its index with functions of its own.
  const triggers = db.exec("select name from sqlite_master where type = 'trigger'")[0]?.values ?? [];
  for (const [name] of triggers) db.run(`drop trigger "${name}"`);
  for (const statement of statements) db.run(statement);
  const bytes = db.export();
  db.close();
  return bytes;
}
const dltb = Uint8Array.from(
  readFileSync(resolve(import.meta.dirname, '../../fixtures/case/DLTB_2k_4526.gpkg')),
);
const take = (source: LayerSource) => runToEnd(source.pack(settledChoice(source.crs)!));

describe('a GeoPackage as layers, read page by page,', () => {
  it.each([
    ['land use', dltb],
    ['zones', fixture('zones.gpkg').bytes],
  ])('has the shapes and values the database engine gives: %s', async (_, bytes) => {
    const [table] = (await geopackage.open!(formatInput([{ name: 'a.gpkg', bytes }]), {
      limits: defaultLimits,
    }))!;
    const growing = table!.fields.map((field) => growingColumn(field, 16));
    const own = Array.from(table!.records(growing), (raw) => ({
      record: raw.record,
      geometry: shapeOf(raw),
    }));
    const columns = growing.map((column) => column.finish(own.length));
    const { features } = (await readDataSets([{ name: 'a.gpkg', bytes }], { town })).sets[0]!;
    expect(own.length).toBe(features.length);
    for (const [k, { geometry, properties, place }] of features.entries()) {
      expect(own[k]!.record).toBe(place.record);
      expect(apart(own[k]!.geometry!, geometry)).toBe(0);
      expect(columns.map((column) => [column.name, valueAt(column, k)])).toEqual(
        Object.entries(properties).map(([name, value]) => [name, value === '' ? null : value]),
      );
    }
  });
  it('gives numbers of single precision as they were written', async () => {
    const bytes = await altered(
      dltb,
      'alter table "DLTB" add column "SYD" FLOAT',
      // What OGR puts into such a column for 1.1: the single that is nearest.
      'update "DLTB" set "SYD" = 1.10000002384185791015625',
    );
    const { sources } = await layersOf(bytes);
    const { columns } = take(sources[0]!).packed;
    const column = columns.find(({ name }) => name === 'SYD');
    expect(column && valueAt(column, 0)).toBe(1.1);
  });
  it('leaves what is not plain to the engine, with the same answer', async () => {
    const plain = await layersOf(dltb);
    const bytes = await altered(
      dltb,
      'create table copy (fid integer, geom blob, "TBMJ" real, primary key (fid)) without rowid',
      'insert into copy select fid, geom, "TBMJ" from "DLTB"',
      `insert into gpkg_geometry_columns select 'copy', column_name, geometry_type_name, srs_id, z, m from gpkg_geometry_columns`,
    );
    const { sources } = await layersOf(bytes);
    expect(sources.map(({ table, count }) => [table, count])).toEqual([
      ['DLTB', 2122],
      ['copy', 2122],
    ]);
    const [own, engine] = [take(plain.sources[0]!), take(sources[1]!)];
    const area = ({ packed }: PackedResult) => packed.areaM2.reduce((a, b) => a + b);
    // Read by the engine, long edges are not divided where they are moved.
    expect(area(engine) / area(own)).toBeCloseTo(1, 9);
  });
  it('names a view, and what is bytes only', async () => {
    const bytes = await altered(
      dltb,
      'create view "看" as select * from "DLTB"',
      `insert into gpkg_geometry_columns select '看', column_name, geometry_type_name, srs_id, z, m from gpkg_geometry_columns`,
      'alter table "DLTB" add column "照片" BLOB',
      `update "DLTB" set "照片" = x'0102' where fid <= 12`,
    );
    const { sources } = await layersOf(bytes);
    expect(sources.map(({ table }) => table)).toEqual(['DLTB']);
    const [source] = sources as [LayerSource];
    const { problems } = take(source);
    expect([...source.problems, ...problems].map(({ code, lost }) => [code, lost])).toEqual([
      ['gpkg-view', 1],
      ['binary-attribute', 12],
    ]);
    expect(source.fields.some(({ name }) => name === '照片')).toBe(false);
  });
  it('of which a table is empty names it, and hands out the others', async () => {
    const empty = [
      'create table "空" (fid integer primary key, geom blob, a text)',
      "insert into gpkg_geometry_columns select '空', 'geom', geometry_type_name, srs_id, z, m from gpkg_geometry_columns",
    ];
    const { sources, problems } = await layersOf(await altered(dltb, ...empty));
    expect(sources.map(({ table }) => table)).toEqual(['DLTB']);
    expect(problems.map(({ code, severity, where }) => [code, severity, where?.feature])).toEqual([
      ['empty-layer', 'info', '空'],
    ]);
    const none = await layersOf(await altered(dltb, 'delete from "DLTB"'));
    expect([none.sources.length, none.problems.map(({ code }) => code)]).toEqual([0, ['no-geometry']]);
  });
  it('copied without its -wal, or beside files without shapes, says so as a layer, too', async () => {
    const lost = await openLayers([fixture('field/wal_lost.gpkg')], { town });
    expect(lost.problems.map(({ code }) => code)).toEqual(['gpkg-wal', 'no-geometry']);
    const folder = [
      { name: 'case/DLTB.gpkg', bytes: dltb },
      { name: 'case/说明.doc', bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]) },
    ];
    const { sources, problems } = await openLayers(folder, { town });
    expect(sources).toHaveLength(1);
    expect(problems.map(({ code, what }) => [code, what.zh.includes('说明.doc')])).toEqual([
      ['files-passed-over', true],
    ]);
    const nothing = await openLayers(folder.slice(1), { town });
    expect(nothing.problems.map(({ code }) => code)).toEqual(['no-data-set', 'files-passed-over']);
  });
  it('cut short gives the records that are there and says that others are not', async () => {
    const { sources } = await layersOf(dltb.slice(0, Math.floor(dltb.length * 0.7)));
    const [source] = sources as [LayerSource];
    expect(source.problems.map(({ code }) => code)).toContain('gpkg-damaged');
    const { packed } = take(source);
    expect(packed.count).toBeGreaterThan(200);
    expect(packed.count).toBeLessThan(2122);
  });
  it('survives any damage: problems, or layers, never anything else', async () => {
    for (const file of [fixture('zones.gpkg').bytes, dltb])
      for (let seed = 1; seed <= 150; seed++) {
        const bytes = mutate(file, stream(seed));
        const { sources, problems } = await layersOf(bytes);
        expect(
          problems.filter(({ code }) => code === 'unexpected'),
          `seed ${seed}`,
        ).toEqual([]);
        for (const source of sources)
          try {
            const choice = source.crs.chosen ?? 'EPSG:4526';
            const read = runToEnd(source.pack(choice));
            expect(
              read.problems.filter(({ code }) => code === 'unexpected'),
              `seed ${seed}`,
            ).toEqual([]);
          } catch (error) {
            expect(error, `seed ${seed}`).toBeInstanceOf(ProblemError);
          }
      }
  });
});
