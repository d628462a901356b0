import type { Database, SqlJsStatic } from 'sql.js';
import { asProblems, ProblemError, problem } from '../../model/index.ts';
import { knownAttributes } from './attributes.ts';
import { overLimit, ProblemList } from './problems.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature } from './types.ts';
import { readWkb } from './wkb.ts';

const magic = 'SQLite format 3\u0000';
const envelopes = [0, 32, 48, 48, 64];

interface Layer {
  table: string;
  column: string;
  code?: string;
  /** The text that defines its system. */
  wkt?: string;
}

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

/** Feature tables by the package's own register. Views are not run: they can hold any query. */
function layersOf(db: Database): Layer[] {
  const sql = `select g.table_name as t, g.column_name as c, s.organization as o, s.organization_coordsys_id as n,
    s.definition as d
    from gpkg_geometry_columns g join sqlite_master m on m.name = g.table_name and m.type = 'table'
    left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id limit 1000`;
  return [...rows(db, sql)].map(({ t, c, o, n, d }) => ({
    table: String(t),
    column: String(c),
    ...(typeof o === 'string' && typeof n === 'number' && n > 0 ? { code: `${o.toUpperCase()}:${n}` } : {}),
    ...(typeof d === 'string' && /^\w+\s*\[/.test(d) ? { wkt: d } : {}),
  }));
}

/** A layer's system by its own code, else by the text that defines it. */
const statedBy = ({ table, code, wkt }: Layer): Pick<Parsed, 'stated'> =>
  code || wkt
    ? { stated: { ...(code ? { code } : {}), ...(wkt ? { wkt } : {}), words: `${table}: ${code ?? 'WKT'}` } }
    : {};

/** The header before the WKB: GP, version, flags, srs, envelope (GeoPackage 1.3, 2.1.3); undefined for empty shapes. */
function geometryOf(blob: unknown, maxDepth: number) {
  if (!(blob instanceof Uint8Array)) return undefined;
  const envelope = envelopes[((blob[3] ?? 0) >> 1) & 7];
  if (blob[0] !== 0x47 || blob[1] !== 0x50 || blob.length < 8 || envelope === undefined)
    throw new ProblemError(
      problem('gpkg-geometry', { zh: '图形的 GP 头有误。', en: 'The GP header of the geometry is wrong.' }),
    );
  if (blob[3] !== undefined && blob[3] & 0x10) return undefined;
  return readWkb(blob, 8 + envelope, maxDepth);
}

function readLayer(
  db: Database,
  layer: Layer,
  { limits }: FormatOptions,
  problems: ProblemList,
): ReadFeature[] {
  const features: ReadFeature[] = [];
  let record = 0;
  for (const row of rows(db, `select * from ${quote(layer.table)} limit ${limits.features + 1}`)) {
    const place = { feature: layer.table, record: ++record };
    if (record > limits.features) throw overLimit('features', record, limits.features);
    try {
      const geometry = geometryOf(row[layer.column], limits.depth);
      if (!geometry) continue;
      const properties = Object.fromEntries(
        Object.entries(row).filter(([key, value]) => key !== layer.column && !(value instanceof Uint8Array)),
      );
      features.push({ geometry, properties, ...knownAttributes(properties), place });
    } catch (error) {
      for (const one of asProblems(error, place)) problems.add(one);
    }
  }
  return features;
}

let engine: Promise<SqlJsStatic> | undefined;
const sqlite = async (url: string | undefined): Promise<SqlJsStatic> => {
  engine ??= import('sql.js').then(({ default: init }) => init(url ? { locateFile: () => url } : undefined));
  return engine;
};

async function read(input: FormatInput, options: FormatOptions): Promise<Parsed[]> {
  const { Database } = await sqlite(options.sqlWasmUrl);
  const db = new Database(input.bytes);
  try {
    db.run('pragma trusted_schema = off');
    return layersOf(db).map((layer): Parsed => {
      const problems = new ProblemList(options.limits.problems);
      const features = readLayer(db, layer, options, problems);
      return { layer: layer.table, features, problems: problems.done(), ...statedBy(layer) };
    });
  } finally {
    db.close();
  }
}

/** OGC GeoPackage (SQLite): all feature tables. */
export const geopackage: Format = {
  id: 'geopackage',
  name: { zh: 'GeoPackage', en: 'GeoPackage' },
  extensions: ['gpkg'],
  detect: ({ bytes }) => new TextDecoder('latin1').decode(bytes.subarray(0, 16)) === magic,
  read,
};
