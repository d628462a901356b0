import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Geometry } from 'geojson';
import { attributesOf } from '../../check/package/columns.ts';
import {
  assumedM,
  type ReplaceOptions,
  type Row,
  replaceFeatures,
} from '../../check/package/replace-features.ts';
import {
  CatalogueSchema,
  type LayerData,
  type LayerRole,
  LayerRolesSchema,
  parseJson,
  TownSchema,
} from '../../model/index.ts';
import { fail, keepingValid, placeInVillages, readOfficial, readPart } from './replace.ts';
import { writeIndex } from './search-index.ts';

export interface AddOptions extends ReplaceOptions {
  /** What the layer is to the rules: an id of `layer-roles.json`. */
  role?: string | undefined;
  /** Id of the layer; its role unless given. */
  layer?: string | undefined;
  /** Year of the data. */
  date?: string | undefined;
}

/** The one kind of geometry the rows have, `mixed` where there are several. */
function geometryOf(rows: readonly Row[]): 'point' | 'line' | 'polygon' | 'mixed' {
  const kindOf = ({ type }: Geometry) =>
    type.endsWith('Point') ? 'point' : type.endsWith('LineString') ? 'line' : 'polygon';
  const kinds = new Set(rows.map(({ geometry }) => kindOf(geometry)));
  return kinds.size === 1 ? ([...kinds][0] as 'point' | 'line' | 'polygon') : 'mixed';
}

function roleOf(roles: readonly LayerRole[], id: string | undefined): LayerRole {
  const role = roles.find((one) => one.id === id);
  if (role) return role;
  const roleList = roles.map((one) => `${one.id}（${one.name.zh}）`);
  throw fail(
    'no-role',
    id ? `layer-roles.json 中没有用途 ${id}；有 ${roleList.join('、')}` : '请用 --role 写明图层的用途',
    id
      ? `layer-roles.json has no role ${id}; there are ${roles.map((one) => one.id).join(', ')}`
      : 'name what the layer is with --role',
  );
}

/**
 * `npm run package -- add FILE [EPSG:…] --role ROLE`: a file becomes a reference layer of the package, which belongs to no
 * plan item and fills the slot of every rule that names its role.
 */
export async function addLayer(args: string[], folder: string, options: AddOptions = {}): Promise<void> {
  const [file, crs] = args;
  if (!file)
    throw fail(
      'usage',
      '用法：npm run package -- add 文件 [EPSG:…] --role 用途 [--layer 图层编号] [--accuracy 米] [--date 年]',
      'usage: npm run package -- add FILE [EPSG:…] --role ROLE [--layer ID] [--accuracy METRES] [--date YEAR]',
    );
  if (!existsSync(file)) throw fail('file-missing', '没有这个文件', 'there is no such file', basename(file));
  const { roles } = readPart(folder, 'layer-roles.json', LayerRolesSchema);
  const role = roleOf(roles, options.role);
  const catalogue = readPart(folder, 'layers.json', CatalogueSchema);
  const id = options.layer ?? role.id;
  if (catalogue.layers.some((layer) => layer.id === id))
    throw fail('layer-exists', `已有图层 ${id}`, `there is a layer ${id} already`, undefined, {
      zh: `更新它请用 npm run package -- replace ${id} 文件；另加一个请用 --layer 另起编号。`,
      en: `To update it: npm run package -- replace ${id} FILE; to add another, name it with --layer.`,
    });
  const town = readPart(folder, 'town.json', TownSchema);
  // Ids are the layer's own: those of the file may be of another layer of the package.
  const rows = (await readOfficial(file, town, crs)).map(({ geometry, properties }) => {
    const { id: foreign, ...rest } = properties ?? {};
    void foreign;
    return { geometry, properties: rest };
  });
  const attributes = attributesOf(rows);
  const empty: LayerData = { type: 'FeatureCollection', features: [] };
  const { data, assumed } = replaceFeatures(
    { id, attributes },
    empty,
    rows,
    basename(file),
    town.name.zh,
    options,
  );
  placeInVillages(data, catalogue, folder);
  const source = `layers/${id}.geojson`;
  const raw = parseJson(readFileSync(join(folder, 'layers.json'), 'utf8'), 'layers.json') as {
    groups: { id: string }[];
    layers: { role?: string }[];
  };
  const at = raw.layers.findIndex((layer) => (layer.role ?? 'subject') === 'subject');
  const { colour, pattern } = role.look;
  raw.layers.splice(at < 0 ? raw.layers.length : at, 0, {
    id,
    name: role.name,
    group: raw.groups[0]?.id,
    source,
    role: role.id,
    geometry: geometryOf(rows),
    symbol: { colour, pattern, width: 1.5 },
    date: options.date ?? String(new Date().getFullYear()),
    attributes,
  } as { role?: string });
  const files = [source, 'layers.json', 'search.json'].map((name) => join(folder, name));
  await keepingValid(folder, files, options.force ?? false, async () => {
    const lines = data.features.map((f) => JSON.stringify(f));
    writeFileSync(
      join(folder, source),
      `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`,
    );
    writeFileSync(join(folder, 'layers.json'), `${JSON.stringify(raw, null, 1)}\n`);
    if (existsSync(join(folder, 'search.json'))) await writeIndex([], folder);
  });
  console.log(`${id}: ${data.features.length} features added as ${role.name.en}`);
  if (assumed)
    console.log(
      `  accuracy not stated, taken as ${assumedM} m for ${assumed}: name it with --accuracy METRES`,
    );
}
