import initSqlJs from 'sql.js';
import { describe, expect, it } from 'vitest';
import { writePrj } from '../../../src/geo/crs/prj.ts';
import { systemOf } from '../../../src/geo/crs/systems.ts';
import { locate, readDataSets } from '../../../src/geo/formats/index.ts';
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
