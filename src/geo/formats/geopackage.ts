import type { Database, SqlJsStatic } from 'sql.js';
import { asProblems, type Place, type Problem, ProblemError, problem, warning } from '../../model/index.ts';
import { knownAttributes } from './attributes.ts';
import { overLimit, ProblemList, withoutGeometry } from './problems.ts';
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

/** Feature tables by the package's own register. Views are not run, since they can hold any query, but named. */
function layersOf(db: Database): (Layer & { view: boolean })[] {
  const sql = `select g.table_name as t, g.column_name as c, s.organization as o, s.organization_coordsys_id as n,
    s.definition as d, m.type as v
    from gpkg_geometry_columns g join sqlite_master m on m.name = g.table_name and m.type in ('table', 'view')
    left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id limit 1000`;
  return [...rows(db, sql)].map(({ t, c, o, n, d, v }) => ({
    table: String(t),
    column: String(c),
    view: v === 'view',
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
  let empty = 0;
  const blobs = new Map<string, number>();
  for (const row of rows(db, `select * from ${quote(layer.table)} limit ${limits.features + 1}`)) {
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

const binaryLeftOut = (count: number, where: Place): Problem => ({
  ...warning(
    'binary-attribute',
    {
      zh: `该字段是二进制内容（照片、附件等），${count} 个值未读入。`,
      en: `The column holds binary content (photos, attachments); ${count} values were left out.`,
    },
    where,
  ),
  lost: count,
});

const viewLeftOut = (layer: Layer): Problem => ({
  ...warning(
    'gpkg-view',
    {
      zh: '该图层是视图，不是实际的表，未读入。',
      en: 'The layer is a view (a stored query) and was not read.',
    },
    { feature: layer.table },
    { zh: '请把它导出为普通图层。', en: 'Export it as a layer of its own.' },
  ),
  lost: 1,
});

/**
 * Programs that keep a database open write what is new into a `-wal` file beside it; copied without that file the
 * database is an old state, or empty. SQLite's header says so in bytes 18 and 19 (file format, 1.3.3).
 */
const isWal = (bytes: Uint8Array): boolean => bytes[18] === 2 || bytes[19] === 2;

const walHint = (given: boolean): Problem =>
  warning(
    'gpkg-wal',
    given
      ? {
          zh: '最新的改动还在旁边的 -wal 文件里，没有合入，未读入。',
          en: 'The latest changes are still in the -wal file beside it and were not read.',
        }
      : {
          zh: '文件是在程序打开着它时复制的：最新的改动可能还在旁边的 -wal 文件里，这里读到的可能是旧内容。',
          en: 'The file was copied while a program had it open: the latest changes may still be in the -wal file beside it, and what was read may be an old state.',
        },
    undefined,
    {
      zh: '请关闭正在使用它的程序（如 QGIS），待 -wal 文件消失后重新复制、导入。',
      en: 'Close the program that uses it (QGIS, say), wait until the -wal file is gone, then copy and import it again.',
    },
  );

let engine: Promise<SqlJsStatic> | undefined;
const sqlite = async (url: string | undefined): Promise<SqlJsStatic> => {
  engine ??= import('sql.js').then(({ default: init }) => init(url ? { locateFile: () => url } : undefined));
  return engine;
};

async function read(input: FormatInput, options: FormatOptions): Promise<Parsed[]> {
  const { Database } = await sqlite(options.sqlWasmUrl);
  const wal = isWal(input.bytes);
  const beside = input.files.some(({ name, bytes }) => /-wal$/i.test(name) && bytes.length > 32);
  const bytes = wal ? input.bytes.slice() : input.bytes;
  // Without its companions the database is opened as one that never had them.
  if (wal) bytes.fill(1, 18, 20);
  const hints = wal || beside ? [walHint(beside)] : [];
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
  } finally {
    db.close();
  }
}

/** SQLite holds more than GeoPackages: map tiles, SpatiaLite, a program's own data. */
const noFeatureTables = (): Problem =>
  problem(
    'gpkg-no-tables',
    {
      zh: '这个 SQLite 数据库里没有 GeoPackage 的图形表（可能是地图切片 MBTiles、SpatiaLite 或其他程序的数据）。',
      en: 'This SQLite database has no feature table of a GeoPackage (it may be tiles, SpatiaLite or another program’s data).',
    },
    undefined,
    {
      zh: '请在 QGIS 中导出为 GeoPackage 或 Shapefile 后导入。',
      en: 'Export it from QGIS as GeoPackage or Shapefile and import that.',
    },
  );

/** OGC GeoPackage (SQLite): all feature tables. */
export const geopackage: Format = {
  id: 'geopackage',
  name: { zh: 'GeoPackage', en: 'GeoPackage' },
  extensions: ['gpkg'],
  everyday: 8,
  detect: ({ bytes }) => new TextDecoder('latin1').decode(bytes.subarray(0, 16)) === magic,
  read,
};
