import { type Problem, ProblemError } from '../../../model/index.ts';
import { free } from '../../columns/free.ts';
import { leavesOf, openSqlite } from '../sqlite/file.ts';
import { columnsOf, rowsOf, type SchemaEntry, schemaOf } from '../sqlite/schema.ts';
import { windows } from '../sqlite/windows.ts';
import type { FormatInput, FormatOptions, RecordTable } from '../types.ts';
import { type Layer, layerOf } from './layer.ts';
import { viewLeftOut, walHints } from './problems.ts';
import { packageTable } from './table.ts';

const isNamed = (name: string) => (one: { name: string }) => one.name.toLowerCase() === name.toLowerCase();

/**
 * The feature tables read from the pages of the database, several times as fast as through the engine and without a copy
 * of it. Nothing where something is not plain — a table without row numbers, columns that are worked out, a damaged
 * schema — which is `readPackage`'s.
 */
export async function openPackage(
  input: FormatInput,
  { limits }: FormatOptions,
): Promise<RecordTable[] | undefined> {
  const file = openSqlite(input.bytes);
  const schema = file && schemaOf(file);
  if (!file || !schema) return undefined;
  const register = (name: string) => {
    const entry = schema.find(isNamed(name));
    const columns = entry && columnsOf(entry.sql);
    return columns && rowsOf(file, entry.root, columns);
  };
  const systems = new Map(register('gpkg_spatial_ref_sys')?.map((row) => [row['srs_id'], row]));
  const listed = register('gpkg_geometry_columns')?.flatMap((row) => {
    const entry = schema.find(isNamed(String(row['table_name'])));
    const system = systems.get(row['srs_id'] ?? null);
    const layer = layerOf(row['table_name'], row['column_name'], {
      organization: system?.['organization'],
      code: system?.['organization_coordsys_id'],
      definition: system?.['definition'],
    });
    return entry ? [{ entry, layer }] : [];
  });
  if (!listed?.length) return undefined;
  const main = input.files.find(({ bytes }) => bytes === input.bytes);
  // Its rows are read page by page, once for a look and once for all: in between nobody needs to hold it.
  const again = main?.owned && main.again;
  const pages = again ? { ...file, page: windows(again, file.size, file.pageSize) } : file;
  const layerTables: { layer: Layer; entry: SchemaEntry; table: RecordTable | undefined }[] = listed.map(
    ({ entry, layer }) => {
      const columns = entry.type === 'table' ? columnsOf(entry.sql) : undefined;
      const leaves = columns && leavesOf(file, entry.root);
      const table = leaves && packageTable(pages, layer, { columns, leaves }, limits);
      return { layer, entry, table };
    },
  );
  if (layerTables.some(({ entry, table }) => !table && entry.type !== 'view')) return undefined;
  const tables = layerTables.flatMap(({ table }) => table ?? []);
  // What is wrong beside the tables stands with the first.
  const beside: Problem[] = [
    ...walHints(input).hints,
    ...layerTables.flatMap(({ layer, entry }) => (entry.type === 'view' ? [viewLeftOut(layer)] : [])),
  ];
  if (!tables.length) throw new ProblemError(beside);
  const [only] = tables as [RecordTable];
  only.problems.unshift(...beside);
  if (again) free(input.bytes);
  // Other tables may still be asked for.
  else if (tables.length === 1 && main?.owned)
    only.release = (what) => {
      if (what === 'all') free(main.bytes);
    };
  return tables;
}
