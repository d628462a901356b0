import initSqlJs from 'sql.js';
import { describe, expect, it } from 'vitest';
import { writePrj } from '../../../src/geo/crs/prj.ts';
import { systemOf } from '../../../src/geo/crs/systems.ts';
import { locate, readGeometry } from '../../../src/geo/formats/index.ts';
import { apart, fixture, original, town } from './fixture.ts';

/** GDAL's package of one table in EPSG:4526, changed by some statements. */
async function changed(...statements: string[]) {
  const { Database } = await initSqlJs();
  const db = new Database(fixture('zones.gpkg').bytes);
  db.run('pragma writable_schema = off');
  for (const statement of statements) db.run(statement);
  const bytes = db.export();
  db.close();
  return readGeometry([{ name: 'a.gpkg', bytes }], { town });
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
    const result = await changed(
      system(100_000, 'EPSG:4526'),
      'update gpkg_geometry_columns set srs_id = 100000',
    );
    expect([result.crs.chosen?.code, result.crs.confidence]).toEqual(['EPSG:4526', 'stated']);
    const { features } = locate(result, result.crs.chosen!, town);
    expect(apart(features[0]!.geometry, original.features[0]!.geometry)).toBeLessThan(9e-9);
  });
  it('of several tables moves each by its own system', async () => {
    const result = await changed(system(100_000, 'EPSG:4527'), ...copy(100_000));
    expect(result.features.map(({ crsCode }) => crsCode)).toEqual([
      ...['EPSG:4526', 'EPSG:4526', 'EPSG:4526'],
      'EPSG:4527',
    ]);
  });
  it('leaves out a table whose system nobody knows, and says which', async () => {
    const result = await changed(...copy(-1));
    expect(result.features).toHaveLength(3);
    expect(result.problems).toMatchObject([{ code: 'layers-differ', where: { feature: 'other' } }]);
  });
});
