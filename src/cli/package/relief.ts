import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  type Bilingual,
  type Extent,
  ProblemError,
  parseJson,
  problem,
  type Town,
  TownSchema,
} from '../../model/index.ts';
import { checkSchema } from '../../model/schemaProblems.ts';
import { type Dem, heightAt, readDem } from './dem.ts';
import { TerrainModelSchema, terrainOf } from './terrainModel.ts';
import { latOf, lonOf, tileAt, tileSize, writeTiles } from './tiles.ts';

const zooms = [8, 12] as const;

/** The extent of the whole tiles of the deepest level which touch `extent`. */
function tileExtent(extent: Extent): Extent {
  const z = zooms[1];
  const [x0, y0] = tileAt(extent[0], extent[3], z);
  const [x1, y1] = tileAt(extent[2], extent[1], z);
  return [
    lonOf(x0 * tileSize, z),
    latOf((y1 + 1) * tileSize, z),
    lonOf((x1 + 1) * tileSize, z),
    latOf(y0 * tileSize, z),
  ];
}

/** The extent with room round it: half again as wide and high. */
const widened = ([w, s, e, n]: Extent): Extent => [
  w - (e - w) / 4,
  s - (n - s) / 4,
  e + (e - w) / 4,
  n + (n - s) / 4,
];

function read<T>(
  path: string,
  name: string,
  check: (value: unknown) => { output?: T; problems: unknown[] },
): T {
  if (!existsSync(path))
    throw new ProblemError(
      problem('file-missing', { zh: '没有这个文件', en: 'there is no such file' }, { file: name }),
    );
  const { output, problems } = check(parseJson(readFileSync(path, 'utf8'), name));
  if (!output) throw new ProblemError(problems as ConstructorParameters<typeof ProblemError>[0]);
  return output;
}

function measured(dems: Dem[]): { height: (lon: number, lat: number) => number; missing: () => number } {
  let asked = 0;
  let missing = 0;
  return {
    height: (lon, lat) => {
      asked++;
      for (const dem of dems) {
        const h = heightAt(dem, lon, lat);
        if (h !== undefined) return h;
      }
      missing++;
      return 0;
    },
    missing: () => missing / asked,
  };
}

/**
 * `npm run package -- relief [DEM …]`: terrain tiles for the town and half its size round it. With height models they
 * are measured; without, they are modelled from `relief.json` in the seeds folder, and `town.json` says which.
 */
export async function writeRelief(args: string[], folder: string): Promise<void> {
  const townFile = join(folder, 'town.json');
  const town: Town = read(townFile, 'town.json', (v) => checkSchema(TownSchema, v, { file: 'town.json' }));
  const extent = widened(town.extent);
  const out = join(folder, 'basemap/relief');
  let source: Bilingual;
  let result: { tiles: number; bytes: number };
  if (args.length) {
    const ground = measured(await Promise.all(args.map(readDem)));
    result = writeTiles(out, extent, zooms, ground.height);
    const share = ground.missing();
    if (share === 1)
      throw new ProblemError(
        problem('dem-elsewhere', {
          zh: `高程模型不在 ${extent.map((d) => d.toFixed(3)).join('、')} 一带`,
          en: `the height models do not reach ${extent.map((d) => d.toFixed(3)).join(', ')}`,
        }),
      );
    if (share > 0)
      console.log(`${(100 * share).toFixed(1)} % of the pixels have no height and are drawn at 0 m`);
    const names = args.map((a) => basename(a)).join(', ');
    source = { zh: `高程模型 ${names}`, en: `Height model ${names}` };
  } else {
    const path = join(dirname(folder), 'seeds/relief.json');
    const model = read(path, 'seeds/relief.json', (v) =>
      checkSchema(TerrainModelSchema, v, { file: 'seeds/relief.json' }),
    );
    result = writeTiles(out, extent, zooms, terrainOf(model, tileExtent(extent)));
    source = model.source;
  }
  const raw = parseJson(readFileSync(townFile, 'utf8'), 'town.json') as Record<string, unknown>;
  raw['terrain'] = {
    tiles: 'basemap/relief/{z}/{x}/{y}.png',
    minzoom: zooms[0],
    maxzoom: zooms[1],
    extent: extent.map((d) => Math.round(d * 1e6) / 1e6),
    kind: args.length ? 'measured' : 'modelled',
    source,
  };
  writeFileSync(townFile, `${JSON.stringify(raw, null, 2)}\n`);
  console.log(`${result.tiles} tiles, ${(result.bytes / 1e6).toFixed(2)} MB`);
}
