import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type * as v from 'valibot';
import { villagesOf } from '../../check/package/in-villages.ts';
import { relinked } from '../../check/package/link-plan.ts';
import {
  assumedM,
  type ReplaceOptions,
  type Row,
  replaceFeatures,
} from '../../check/package/replace-features.ts';
import { villagesIn } from '../../check/package/village-problems.ts';
import { contextOf } from '../../geo/crs/town.ts';
import { locate, readGeometry } from '../../geo/formats/index.ts';
import {
  type Bilingual,
  type Catalogue,
  CatalogueSchema,
  formatProblem,
  itemsOf,
  type LayerData,
  layerFile,
  type Plan,
  ProblemError,
  parseJson,
  problem,
  type Town,
  TownSchema,
} from '../../model/index.ts';
import { checkSchema } from '../../model/schema-problems.ts';
import { filesOf } from '../check/files.ts';
import { writeIndex } from './search-index.ts';
import { validateFolder } from './validate-folder.ts';

export const fail = (code: string, zh: string, en: string, file?: string, remedy?: Bilingual) =>
  new ProblemError(problem(code, { zh, en }, file ? { file } : undefined, remedy));

/** Reads any format the geometry readers know and moves it to longitude and latitude; a doubtful system must be named. */
export async function readOfficial(file: string, town: Town, crs: string | undefined): Promise<Row[]> {
  const context = contextOf(town);
  const read = await readGeometry(filesOf(file), { town: context });
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

/** Lists for every feature the villages it lies in, by area or length. */
export function placeInVillages(data: LayerData, catalogue: Catalogue, folder: string): void {
  const layer = catalogue.layers.find((l) => l.role === 'villages');
  const path = layer && layerFile(layer);
  if (!layer || !path || !existsSync(join(folder, path))) return;
  const villages = villagesIn(
    catalogue,
    new Map([[layer.id, parseJson(readFileSync(join(folder, path), 'utf8'), path) as LayerData]]),
  );
  for (const feature of data.features) feature.properties.villages = villagesOf(feature.geometry, villages);
}

const listed = (data: LayerData) =>
  data.features.map(({ properties }) => [...properties.villages].sort().join()).join(';');

/** The layers whose features lie in other villages by `villages` than they list, with these put right; by file. */
function movedBy(villages: LayerData, of: Catalogue['layers'][number], catalogue: Catalogue, folder: string) {
  const shapes = villagesIn(catalogue, new Map([[of.id, villages]]));
  return catalogue.layers.flatMap((layer) => {
    const path = layerFile(layer);
    if (layer.id === of.id || layer.role === 'neighbours' || !path || !existsSync(join(folder, path)))
      return [];
    const data = parseJson(readFileSync(join(folder, path), 'utf8'), path) as LayerData;
    const before = listed(data);
    for (const feature of data.features) feature.properties.villages = villagesOf(feature.geometry, shapes);
    return listed(data) === before ? [] : [{ id: layer.id, path, data }];
  });
}

function writeLayer(folder: string, path: string, data: LayerData): void {
  const lines = data.features.map((feature) => JSON.stringify(feature));
  writeFileSync(join(folder, path), `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`);
}

/** Lets the plan's items list the features that now name them, in the order they had, and no others of the layer. */
function linkPlan(folder: string, before: LayerData, after: LayerData): void {
  const path = join(folder, 'plan.json');
  const text = readFileSync(path, 'utf8');
  const plan = parseJson(text, 'plan.json') as Plan;
  const next = new Map(relinked(itemsOf(plan), before, after).map((item) => [item.id, item.features]));
  for (const item of itemsOf(plan)) if (next.has(item.id)) item.features = next.get(item.id) ?? [];
  const written = `${JSON.stringify(plan, null, 1)}\n`;
  if (written !== text) writeFileSync(path, written);
}

/** Does `work` and takes it back when it leaves the package with faults it did not have, unless they are asked for. */
export async function keepingValid(
  folder: string,
  files: string[],
  force: boolean,
  work: () => Promise<void>,
): Promise<void> {
  const before = files.map((file) => [file, existsSync(file) ? readFileSync(file) : undefined] as const);
  const faults = new Set(validateFolder(folder).problems.map((p) => formatProblem(p, 'en')));
  const back = () => {
    for (const [file, bytes] of before)
      if (bytes) writeFileSync(file, bytes);
      else rmSync(file, { force: true });
  };
  try {
    await work();
  } catch (error) {
    back();
    throw error;
  }
  const { problems, summary } = validateFolder(folder);
  const fresh = problems.filter((p) => p.severity === 'error' && !faults.has(formatProblem(p, 'en')));
  if (!fresh.length || force) {
    for (const p of fresh) console.error(formatProblem(p, 'en'));
    console.log(summary);
    return;
  }
  back();
  const most = 8;
  throw new ProblemError([
    ...fresh.slice(0, most),
    problem(
      'not-replaced',
      {
        zh: `换入后数据包有 ${fresh.length} 处错误，未作任何改动`,
        en: `the package would have ${fresh.length} faults afterwards; nothing was changed`,
      },
      undefined,
      {
        zh: '--keep 保留文件中没有的原示意要素，--items 指定新要素所属项目；--force 仍然写入，之后自行改正。',
        en: '--keep leaves the old drawing of what the file does not have, --items names the plan items of new features; --force writes it all the same, to be repaired by hand.',
      },
    ),
  ]);
}

/** A file of the package, checked by its schema; throws the problems of one that is broken. */
export function readPart<T extends v.GenericSchema>(
  folder: string,
  name: string,
  schema: T,
): v.InferOutput<T> {
  const raw = parseJson(readFileSync(join(folder, name), 'utf8'), name);
  const { output, problems } = checkSchema(schema, raw, { file: name });
  if (!output) throw new ProblemError(problems);
  return output;
}

/** `npm run package -- replace LAYER FILE [EPSG:…]`: any format the program reads; the links to the plan stay. */
export async function replaceLayer(
  args: string[],
  folder: string,
  options: ReplaceOptions = {},
): Promise<void> {
  const [id, file, crs] = args;
  if (!id || !file)
    throw fail(
      'usage',
      '用法：npm run package -- replace 图层 文件 [EPSG:…] [--accuracy 米] [--keep] [--items 项目,…]',
      'usage: npm run package -- replace LAYER FILE [EPSG:…] [--accuracy METRES] [--keep] [--items ITEM,…]',
    );
  if (!existsSync(file)) throw fail('file-missing', '没有这个文件', 'there is no such file', basename(file));
  const catalogue: Catalogue = readPart(folder, 'layers.json', CatalogueSchema);
  const layer = catalogue.layers.find((l) => l.id === id);
  const path = layer && layerFile(layer);
  if (!layer || !path)
    throw fail(
      'no-layer',
      `没有图层 ${id}；有 ${catalogue.layers.map((l) => l.id).join('、')}`,
      `there is no layer ${id}; there are ${catalogue.layers.map((l) => l.id).join(', ')}`,
      undefined,
      {
        zh: `部门的参考图层（永久基本农田、生态保护红线等）请用 npm run package -- add 文件 --role 用途。`,
        en: 'Bring in a reference layer (permanent basic farmland, ecological redline, …) with npm run package -- add FILE --role ROLE.',
      },
    );
  const town: Town = readPart(folder, 'town.json', TownSchema);
  const rows = await readOfficial(file, town, crs);
  const old = parseJson(readFileSync(join(folder, path), 'utf8'), path) as LayerData;
  const result = replaceFeatures(layer, old, rows, basename(file), town.name.zh, options);
  if (!result.matched && old.features.length && !options.force && !options.items?.length) {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row.properties ?? {})))].slice(0, 12);
    const names = old.features.slice(0, 4).map((f) => `${f.properties.id} ${f.properties.name.zh}`);
    throw fail(
      'nothing-matches',
      `文件的 ${rows.length} 个要素没有一个与图层 ${id} 的编号、代码或名称相同（列：${columns.join('、') || '无'}；图层有 ${names.join('、')}……），未作任何改动`,
      `none of the ${rows.length} features has an id, code or name of layer ${id} (columns: ${columns.join(', ') || 'none'}; the layer has ${names.join(', ')} …); nothing was changed`,
      basename(file),
      {
        zh: '请在文件中加一列 id，或用 --items 项目,… 作为新要素加入。',
        en: 'Give the file a column id, or bring the features in as new ones with --items ITEM,….',
      },
    );
  }
  if (layer.role !== 'villages') placeInVillages(result.data, catalogue, folder);
  const moved = layer.role === 'villages' ? movedBy(result.data, layer, catalogue, folder) : [];
  const files = [path, ...moved.map((one) => one.path), 'plan.json', 'search.json'];
  const paths = files.map((name) => join(folder, name));
  await keepingValid(folder, paths, options.force ?? false, async () => {
    writeLayer(folder, path, result.data);
    for (const one of moved) writeLayer(folder, one.path, one.data);
    linkPlan(folder, old, result.data);
    if (existsSync(join(folder, 'search.json'))) await writeIndex([], folder);
  });
  console.log(`${id}: ${result.matched} features replaced with their links kept`);
  if (moved.length) console.log(`  villages computed again in: ${moved.map((one) => one.id).join(', ')}`);
  if (result.loose.length) console.log(`  new: ${result.loose.join(', ')}`);
  if (result.gone.length)
    console.log(`  ${options.keep ? 'kept as they were' : 'left out'}: ${result.gone.join(', ')}`);
  if (result.assumed)
    console.log(
      `  accuracy not stated, taken as ${assumedM} m for ${result.assumed}: name it with --accuracy METRES`,
    );
}
