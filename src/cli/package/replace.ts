import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { booleanIntersects } from '@turf/turf';
import { locate, readGeometry } from '../../geo/formats/index.ts';
import {
  type Catalogue,
  CatalogueSchema,
  type Feature,
  formatProblem,
  type LayerData,
  layerFile,
  ProblemError,
  parseJson,
  problem,
  TownSchema,
} from '../../model/index.ts';
import { checkSchema } from '../../model/schemaProblems.ts';
import { rewound } from './rewind.ts';
import { writeIndex } from './searchIndex.ts';

type Loose = { properties: Record<string, unknown> | null; geometry: Feature['geometry'] | null };

const fail = (code: string, zh: string, en: string, file?: string) =>
  new ProblemError(problem(code, { zh, en }, file ? { file } : undefined));

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
/** Ways in which files of offices name a feature. */
const nameKeys = ['name', 'NAME', '名称', 'Name', 'XMMC', 'MC', 'title'];

function nameOf(properties: Record<string, unknown>): string {
  for (const key of nameKeys) {
    const value = properties[key];
    if (text(value)) return text(value);
    if (typeof value === 'object' && value) return text((value as { zh?: unknown }).zh);
  }
  return '';
}

/**
 * The layer with new geometry. A feature takes over the id, plan items and attributes of the old one with its id or,
 * failing that, its name (with or without 示意 in brackets); one that matches none comes in with no links and is listed
 * in `loose`; old ones that nothing matches are listed in `gone` and left out.
 */
export function replaceFeatures(
  old: LayerData,
  fresh: readonly Loose[],
  source: Feature['properties']['source'],
): { data: LayerData; matched: number; loose: string[]; gone: string[] } {
  const plain = (name: string) => name.replace(/（示意）|\(sketch\)/g, '').trim();
  const left = new Map(old.features.map((f) => [f.properties.id, f]));
  const loose: string[] = [];
  let matched = 0;
  const features = fresh.flatMap((one, i): Feature[] => {
    if (!one.geometry) return [];
    const properties = one.properties ?? {};
    const id = text(properties['id']);
    const name = nameOf(properties);
    const twin =
      left.get(id) ??
      [...left.values()].find((f) => name && plain(f.properties.name.zh) === plain(name)) ??
      [...left.values()].find((f) => name && plain(f.properties.name.en) === plain(name));
    const geometry = rewound(one.geometry);
    const basis = (text(properties['basis']) || 'official') as Feature['properties']['basis'];
    const accuracyM = typeof properties['accuracyM'] === 'number' ? properties['accuracyM'] : 1;
    if (twin) {
      left.delete(twin.properties.id);
      matched++;
      const { note, ...kept } = twin.properties;
      void note;
      const shown = { zh: plain(kept.name.zh), en: plain(kept.name.en) };
      return [{ type: 'Feature', properties: { ...kept, name: shown, basis, accuracyM, source }, geometry }];
    }
    const label = name || `#${i + 1}`;
    loose.push(label);
    return [
      {
        type: 'Feature',
        properties: {
          id: /^[\w.-]+$/.test(id) ? id : `new.${i + 1}`,
          name: { zh: label, en: label },
          planItems: [],
          basis,
          accuracyM,
          source,
          villages: [],
        },
        geometry,
      },
    ];
  });
  return { data: { type: 'FeatureCollection', features }, matched, loose, gone: [...left.keys()] };
}

/** The file with its companions, where it is the .shp of a shapefile. */
function withCompanions(file: string): { name: string; bytes: Uint8Array }[] {
  const stem = basename(file)
    .replace(/\.[^.]*$/, '.')
    .toLowerCase();
  const names = /\.shp$/i.test(file)
    ? readdirSync(dirname(file)).filter((name) => name.toLowerCase().startsWith(stem))
    : [basename(file)];
  return names.map((name) => ({ name, bytes: readFileSync(join(dirname(file), name)) }));
}

/** Reads any format the geometry readers know and moves it to longitude and latitude; a doubtful system must be named. */
async function readOfficial(file: string, folder: string, crs: string | undefined): Promise<Loose[]> {
  const { output: town } = checkSchema(
    TownSchema,
    parseJson(readFileSync(join(folder, 'town.json'), 'utf8'), 'town.json'),
    {},
  );
  const context = town && {
    centre: [(town.extent[0] + town.extent[2]) / 2, (town.extent[1] + town.extent[3]) / 2] as const,
    centralMeridian: town.centralMeridian,
  };
  const read = await readGeometry(withCompanions(file), context ? { town: context } : {});
  const { chosen, confidence, alternatives } = read.crs;
  const sure = chosen && (confidence === 'stated' || confidence === 'likely') ? chosen : undefined;
  const choice = crs ?? sure;
  if (!choice) {
    const codes = [chosen?.code, ...alternatives.map((a) => a.code)].filter(Boolean).join(', ');
    throw fail(
      'crs-doubtful',
      `坐标系不明，请在命令后写明，可能是 ${codes}`,
      `the coordinate system is in doubt: name it after the file; it may be ${codes}`,
      basename(file),
    );
  }
  const located = locate(read, choice, context);
  for (const p of located.problems) console.error(formatProblem(p, 'en'));
  return located.features.map((f) => ({
    geometry: f.geometry,
    properties: f.name ? { name: f.name, ...f.properties } : f.properties,
  }));
}

/** Lists for every feature the villages it touches. */
function placeInVillages(data: LayerData, catalogue: Catalogue, folder: string): void {
  const layer = catalogue.layers.find((l) => l.role === 'villages');
  const path = layer && layerFile(layer);
  if (!path || !existsSync(join(folder, path))) return;
  const villages = (parseJson(readFileSync(join(folder, path), 'utf8'), path) as LayerData).features;
  for (const feature of data.features)
    feature.properties.villages = villages
      .filter((village) => booleanIntersects(village, feature))
      .flatMap((village) => village.properties.villages);
}

/** `npm run package -- replace LAYER FILE [EPSG:…]`: any format the program reads; the links to the plan stay. */
export async function replaceLayer(args: string[], folder: string): Promise<void> {
  const [id, file, crs] = args;
  if (!id || !file)
    throw fail(
      'usage',
      '用法：npm run package -- replace 图层 文件 [EPSG:…]',
      'usage: npm run package -- replace LAYER FILE [EPSG:…]',
    );
  if (!existsSync(file)) throw fail('file-missing', '没有这个文件', 'there is no such file', basename(file));
  const catalogueFile = join(folder, 'layers.json');
  const { output, problems } = checkSchema(
    CatalogueSchema,
    parseJson(readFileSync(catalogueFile, 'utf8'), 'layers.json'),
    { file: 'layers.json' },
  );
  const catalogue: Catalogue | undefined = output;
  if (!catalogue) throw new ProblemError(problems);
  const layer = catalogue.layers.find((l) => l.id === id);
  const path = layer && layerFile(layer);
  if (!layer || !path)
    throw fail(
      'no-layer',
      `没有图层 ${id}；有 ${catalogue.layers.map((l) => l.id).join('、')}`,
      `there is no layer ${id}; there are ${catalogue.layers.map((l) => l.id).join(', ')}`,
    );
  const fresh = await readOfficial(file, folder, crs);
  const old = parseJson(readFileSync(join(folder, path), 'utf8'), path) as LayerData;
  const source = { zh: `部门资料：${basename(file)}`, en: `Official data: ${basename(file)}` };
  const result = replaceFeatures(old, fresh, source);
  if (layer.role !== 'villages') placeInVillages(result.data, catalogue, folder);
  const lines = result.data.features.map((f) => JSON.stringify(f));
  writeFileSync(join(folder, path), `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`);
  console.log(`${id}: ${result.matched} features replaced with their links kept`);
  for (const name of result.loose) console.log(`  without a link: ${name} (add its plan items by hand)`);
  for (const name of result.gone) console.log(`  left out: ${name} (remove it from plan.json, or add it)`);
  if (existsSync(join(folder, 'search.json'))) await writeIndex([], folder);
  console.log('Now run: npm run validate');
}
