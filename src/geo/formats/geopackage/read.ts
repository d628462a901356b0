import type { Database, SqlJsStatic } from 'sql.js';
import { asProblems, ProblemError } from '../../../model/index.ts';
import { knownAttributes } from '../attributes.ts';
import { binaryLeftOut, overLimit, ProblemList, withoutGeometry } from '../problems.ts';
import type { FormatInput, FormatOptions, Parsed, ReadFeature } from '../types.ts';
import { readWkb } from '../wkb.ts';
import { type Layer, layerOf, shapeStart, statedBy } from './layer.ts';
import { badHeader, noFeatureTables, viewLeftOut, walHints } from './problems.ts';

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Rows as objects; blobs as Uint8Array. */
function* rows(db: Database, sql: string): Generator<Record<string, unknown>> {
  const statement = db.prepare(sql);
  try {
    while (statement.step()) yield statement.getAsObject();
  } finally {
    statement.free();
  }
}

/** Feature tables by the package's own register. Views are not run, since they can hold any query, but named. */
function layersOf(db: Database): (Layer & { view: boolean })[] {
  const sql = `select g.table_name as t, g.column_name as c, s.organization as o, s.organization_coordsys_id as n,
    s.definition as d, m.type as v
    from gpkg_geometry_columns g join sqlite_master m on m.name = g.table_name and m.type in ('table', 'view')
    left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id limit 1000`;
  return [...rows(db, sql)].map(({ t, c, o, n, d, v }) => ({
    ...layerOf(t, c, { organization: o, code: n, definition: d }),
    view: v === 'view',
  }));
}

/** The columns of a table; whole numbers beyond 2^53, which a double would round, as texts. */
function columnsOf(db: Database, table: string): string {
  const names = [...rows(db, `pragma table_xinfo(${quote(table)})`)].flatMap(({ name, hidden }) =>
    hidden === 1 ? [] : [quote(String(name))],
  );
  const exact = (one: string) =>
    `case when typeof(${one}) = 'integer' and ${one} not between -9007199254740991 and 9007199254740991 then cast(${one} as text) else ${one} end as ${one}`;
  return names.map(exact).join(', ') || '*';
}

/** The geometry in a blob; undefined for empty shapes. */
function geometryOf(blob: unknown, maxDepth: number) {
  if (!(blob instanceof Uint8Array)) return undefined;
  const start = shapeStart(blob, 0, blob.length);
  if (start === undefined) throw badHeader();
  return start < 0 ? undefined : readWkb(blob, start, maxDepth);
}

function readLayer(
  db: Database,
  layer: Layer,
  { limits }: FormatOptions,
  problems: ProblemList,
): ReadFeature[] {
  const features: ReadFeature[] = [];
  let record = 0;
  let empty = 0;
  const blobs = new Map<string, number>();
  for (const row of rows(
    db,
    `select ${columnsOf(db, layer.table)} from ${quote(layer.table)} limit ${limits.features + 1}`,
  )) {
    const place = { feature: layer.table, record: ++record };
    if (record > limits.features) throw overLimit('features', record, limits.features);
    try {
      const geometry = geometryOf(row[layer.column], limits.depth);
      if (!geometry) {
        empty++;
        continue;
      }
      const properties: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(row)) {
        if (key === layer.column) continue;
        if (value instanceof Uint8Array) blobs.set(key, (blobs.get(key) ?? 0) + 1);
        else properties[key] = value;
      }
      features.push({ geometry, properties, ...knownAttributes(properties), place });
    } catch (error) {
      for (const one of asProblems(error, place)) problems.add(one);
    }
  }
  if (empty) problems.add(withoutGeometry(empty, { feature: layer.table }));
  for (const [field, count] of blobs) problems.add(binaryLeftOut(count, { feature: layer.table, field }));
  return features;
}

let engine: Promise<SqlJsStatic> | undefined;
const sqlite = async (url: string | undefined): Promise<SqlJsStatic> => {
  engine ??= import('sql.js').then(({ default: init }) => init(url ? { locateFile: () => url } : undefined));
  return engine;
};

/** All feature tables by the database engine itself, as features; any database it can open. */
export async function readPackage(input: FormatInput, options: FormatOptions): Promise<Parsed[]> {
  const { Database } = await sqlite(options.sqlWasmUrl);
  const { wal, hints } = walHints(input);
  const bytes = wal ? input.bytes.slice() : input.bytes;
  // Without its companions the database is opened as one that never had them.
  if (wal) bytes.fill(1, 18, 20);
  const db = new Database(bytes);
  try {
    db.run('pragma trusted_schema = off');
    const register = "select 1 from sqlite_master where name = 'gpkg_geometry_columns'";
    const layers = [...rows(db, register)].length ? layersOf(db) : [];
    if (!layers.length) throw new ProblemError([...hints, noFeatureTables()]);
    return layers.map((layer, i): Parsed => {
      const problems = new ProblemList(options.limits.problems);
      for (const hint of i ? [] : hints) problems.add(hint);
      if (layer.view) problems.add(viewLeftOut(layer));
      const features = layer.view ? [] : readLayer(db, layer, options, problems);
      return { layer: layer.table, features, problems: problems.done(), ...statedBy(layer) };
    });
  } catch (error) {
    // The engine's own words say nothing; that the file is cut short does.
    if (hints.length && !(error instanceof ProblemError)) throw new ProblemError(hints);
    throw error;
  } finally {
    db.close();
  }
}
