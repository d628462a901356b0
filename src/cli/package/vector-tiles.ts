import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { type Box, emptyBox, extentOf } from '../../geo/plane/extent.ts';
import {
  bases,
  type Catalogue,
  CatalogueSchema,
  type Feature,
  type LayerData,
  layerFile,
  ProblemError,
  parseJson,
  problem,
} from '../../model/index.ts';
import { checkSchema } from '../../model/schema-problems.ts';
import { type Tile, writePmtiles } from './pmtiles.ts';

/** Files of at least this size become tiles when no layer is named, bytes. */
const largeBytes = 2_000_000;
const maxzoom = 14;

/** What a tile carries of a feature: flat values, from which the page makes the same properties again. */
function flat(properties: Feature['properties']): Record<string, string | number> {
  const { id, name, planItems, basis, accuracyM, source, villages, note: _, ...own } = properties;
  const rest = Object.entries(own).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return {
    ...Object.fromEntries(rest),
    id,
    zh: name.zh,
    en: name.en,
    basis,
    accuracyM,
    source_zh: source.zh,
    source_en: source.en,
    ...(planItems.length ? { planItems: planItems.join(',') } : {}),
    ...(villages.length ? { villages: villages.join(',') } : {}),
  };
}

const boxOfLayer = ({ features }: LayerData): Box =>
  extentOf(features.map(({ geometry }) => geometry)) ?? emptyBox();

/** All tiles of a layer down to level 14 which hold anything. */
export function* tilesOf(data: LayerData, layer: string): Generator<Tile> {
  const flattened = {
    type: 'FeatureCollection' as const,
    features: data.features.map((f) => ({ ...f, properties: flat(f.properties) })),
  };
  const index = new GeoJSONVT(flattened, {
    maxZoom: maxzoom,
    extent: 4096,
    buffer: 64,
    tolerance: 3,
    indexMaxZoom: 0,
  });
  const [w, s, e, n] = boxOfLayer(data);
  const row = (lat: number) => (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  for (let z = 0; z <= maxzoom; z++) {
    const count = 2 ** z;
    const at = (share: number) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    for (let x = at((w + 180) / 360); x <= at((e + 180) / 360); x++)
      for (let y = at(row(n)); y <= at(row(s)); y++) {
        const tile = index.getTile(z, x, y);
        if (tile?.features.length)
          yield { z, x, y, data: fromGeojsonVt({ [layer]: tile }, { version: 2, extent: 4096 }) };
      }
  }
}

/** The catalogue with a layer's source turned to its archive; what its features say least of all stands for the rest. */
function withArchive(catalogue: Catalogue, id: string, url: string, file: string, data: LayerData): unknown {
  const worst = bases[Math.max(...data.features.map(({ properties }) => bases.indexOf(properties.basis)))];
  const accuracyM = Math.max(...data.features.map(({ properties }) => properties.accuracyM));
  const source = data.features[0]?.properties.source;
  return {
    ...catalogue,
    layers: catalogue.layers.map((layer) =>
      layer.id === id
        ? {
            ...layer,
            source: {
              kind: 'pmtiles',
              url,
              sourceLayer: id,
              file,
              provenance: { basis: worst, accuracyM, source },
            },
          }
        : layer,
    ),
  };
}

/**
 * `npm run package -- tiles [LAYER …]`: writes `tiles/<layer>.pmtiles` for the layers named, or for every file of 2 MB or
 * more, and turns their entries in `layers.json` to them. The GeoJSON stays: it is what a zone is checked against.
 */
export async function writeTiles(args: string[], folder: string): Promise<void> {
  const file = join(folder, 'layers.json');
  const raw = parseJson(readFileSync(file, 'utf8'), 'layers.json');
  const { output: catalogue, problems } = checkSchema(CatalogueSchema, raw, { file: 'layers.json' });
  if (!catalogue) throw new ProblemError(problems);
  const unknown = args.filter((id) => !catalogue.layers.some((layer) => layer.id === id));
  if (unknown.length)
    throw new ProblemError(
      problem(
        'layer-unknown',
        { zh: `没有图层 ${unknown}`, en: `there is no layer ${unknown}` },
        { file: 'layers.json' },
      ),
    );
  let next: unknown = raw;
  for (const layer of catalogue.layers) {
    const path = layerFile(layer);
    if (!path || !existsSync(join(folder, path))) continue;
    if (args.length ? !args.includes(layer.id) : statSync(join(folder, path)).size < largeBytes) continue;
    const data = parseJson(readFileSync(join(folder, path), 'utf8'), path) as LayerData;
    if (!args.length && data.features.some(({ properties }) => properties.planItems?.length)) {
      console.log(`${layer.id}: left as it is, since plan items name its features`);
      continue;
    }
    const url = `layers/${basename(path).replace(/\.\w+$/, '')}.pmtiles`;
    const archive = writePmtiles(tilesOf(data, layer.id), boxOfLayer(data), {
      name: layer.name.zh,
      vector_layers: [{ id: layer.id, fields: {} }],
    });
    writeFileSync(join(folder, url), archive);
    next = withArchive(next as Catalogue, layer.id, url, path, data);
    console.log(`${url}: ${data.features.length} features, ${(archive.length / 1e6).toFixed(2)} MB`);
  }
  if (next === raw) console.log('No layer is large enough; name one to turn it into tiles all the same.');
  else writeFileSync(file, `${JSON.stringify(next, null, 1)}\n`);
}
