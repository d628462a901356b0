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
import { checkSchema } from '../../model/schema-problems.ts';
import { type Dem, heightAt, readDem } from './dem.ts';
import { TerrainModelSchema, terrainOf } from './terrain-model.ts';
import { latOf, lonOf, tileAt, tileSize, writeTiles } from './tiles.ts';

const zooms = [8, 12] as const;
/** Share of the town that has to have heights of its own. */
const leastMeasured = 0.95;

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

/** Height of the first of the models that has one there, metres. */
const groundOf = (dems: readonly Dem[]) => (lon: number, lat: number) => {
  for (const dem of dems) {
    const h = heightAt(dem, lon, lat);
    if (h !== undefined) return h;
  }
  return undefined;
};

/** Share of an extent, 0 to 1, that has a height: of a grid of 101 × 101 places. */
function covered(ground: ReturnType<typeof groundOf>, [w, s, e, n]: Extent): number {
  const steps = 100;
  let heights = 0;
  for (let i = 0; i <= steps; i++)
    for (let j = 0; j <= steps; j++)
      if (ground(w + ((e - w) * i) / steps, s + ((n - s) * j) / steps) !== undefined) heights++;
  return heights / (steps + 1) ** 2;
}

/**
 * The ground with its gaps closed: a place without a height takes that of its neighbour to the west, and before the
 * first one the lowest there is, so that no cliff down to the sea is drawn.
 */
function closed(ground: ReturnType<typeof groundOf>, dems: readonly Dem[]) {
  let lowest = Number.POSITIVE_INFINITY;
  // Where there is no height, no comparison holds.
  for (const { heights } of dems) for (const h of heights) if (h < lowest) lowest = h;
  let last = lowest;
  let row = Number.NaN;
  return (lon: number, lat: number): number => {
    if (lat !== row) last = lowest;
    row = lat;
    last = ground(lon, lat) ?? last;
    return last;
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
    const dems = await Promise.all(args.map(readDem));
    const ground = groundOf(dems);
    const inTown = covered(ground, town.extent);
    // Nothing of the old relief is touched before it is sure that there is a new one.
    if (inTown === 0)
      throw new ProblemError(
        problem('dem-elsewhere', {
          zh: `高程模型没有 ${town.extent.map((d) => d.toFixed(3)).join('、')} 一带（本镇）的高程`,
          en: `the height models have no height in ${town.extent.map((d) => d.toFixed(3)).join(', ')}, the town`,
        }),
      );
    const around = covered(ground, extent);
    const percent = (share: number) => (100 * (1 - share)).toFixed(1);
    // What is mostly filled in is not measured.
    if (inTown < leastMeasured)
      throw new ProblemError(
        problem(
          'dem-partial',
          {
            zh: `高程模型缺本镇 ${percent(inTown)} % 的高程`,
            en: `the height models lack the height of ${percent(inTown)} % of the town`,
          },
          undefined,
          { zh: '请一并给出其余图幅。', en: 'Give the other sheets as well.' },
        ),
      );
    if (around < 1)
      console.log(
        `no height for ${percent(inTown)} % of the town and ${percent(around)} % of the map: filled from beside`,
      );
    result = writeTiles(out, extent, zooms, closed(ground, dems));
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
