/**
 * `npm run bench -- render [COUNT …] [rounds=N] [ways=…] [kinds=…] [zooms=…]`: a parcel file opened on the map, by ours, by
 * the bare library that opens the same file, and by deck.gl with binary attributes, in one browser with the same camera,
 * taking turns: GeoJSON (up to 200,000 parcels, which text can hold), FlatGeobuf and PMTiles. Medians of three rounds, of
 * one for more than 200,000.
 */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Feature, Position } from 'geojson';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { browserFlags, findBrowser } from '../../src/cli/browser.ts';
import { writePmtiles } from '../../src/cli/package/pmtiles.ts';
import { serveFolder } from '../../src/cli/serve.ts';
import { layerTile } from '../../src/geo/tiles/layer-tile.ts';
import { eachParcel, makeFabric } from './_fabric.ts';
import { rendererMb } from './_memory.ts';
import type { Measured } from './render/page.ts';

const folder = resolve('.cache/render');
/** More parcels than this are longer as text than a string may be. */
const mostAsText = 200_000;
/** Longer than this no user waits; the bare library may need it for a million parcels. */
const limitMs = 120_000;

/** FlatGeobuf by its own library, some thousand parcels at a time: a million as GeoJSON would not fit. */
function writeFlatGeobuf(count: number, path: string): void {
  const file = openSync(path, 'w');
  let features: Feature[] = [];
  let first = true;
  const flush = () => {
    const bytes = serialize({ type: 'FeatureCollection', features });
    // Every part has its own header (eight bytes of magic, a length, the header): only the first one's stays.
    const skip = first ? 0 : 12 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
    writeSync(file, bytes, skip);
    first = false;
    features = [];
  };
  eachParcel(count, (rings, id) => {
    const coordinates = rings.map((ring) => [...ring, ring[0] as Position]);
    features.push({ type: 'Feature', properties: { id }, geometry: { type: 'Polygon', coordinates } });
    if (features.length === 50_000) flush();
  });
  if (features.length) flush();
  closeSync(file);
}

function writeGeoJson(count: number, path: string): void {
  const parts: string[] = [];
  eachParcel(count, (rings, id) => {
    const geometry = { type: 'Polygon', coordinates: rings.map((ring) => [...ring, ring[0]]) };
    parts.push(JSON.stringify({ type: 'Feature', id: parts.length, properties: { id }, geometry }));
  });
  writeFileSync(path, `{"type":"FeatureCollection","features":[${parts.join(',')}]}`);
}

function write(count: number): { lon: number; lat: number } {
  const fabric = makeFabric(count);
  writeFlatGeobuf(count, join(folder, `${count}.fgb`));
  if (count <= mostAsText) writeGeoJson(count, join(folder, `${count}.geojson`));
  const root = fabric.tree.boxes.slice(-4) as unknown as [number, number, number, number];
  const [w, s, e, n] = root;
  const tiles = [];
  const row = (lat: number) => (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  for (let z = 8; z <= 14; z++)
    for (let x = Math.floor(((w + 180) / 360) * 2 ** z); x <= Math.floor(((e + 180) / 360) * 2 ** z); x++)
      for (let y = Math.floor(row(n) * 2 ** z); y <= Math.floor(row(s) * 2 ** z); y++) {
        const data = layerTile(fabric, z, x, y, { code: () => 0, shown: () => true });
        if (data) tiles.push({ z, x, y, data });
      }
  writeFileSync(
    join(folder, `${count}.pmtiles`),
    writePmtiles(tiles, [w, s, e, n], { vector_layers: [{ id: 'parcels', fields: { c: 'Number' } }] }),
  );
  return { lon: (w + e) / 2, lat: (s + n) / 2 };
}

const median = (values: number[]) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** One page in a browser of its own; undefined, and said, when it fails or takes too long. */
async function measure(url: string): Promise<Measured | undefined> {
  const args = [...browserFlags, '--js-flags=--expose-gc', '--enable-precise-memory-info'];
  const browser = await chromium.launch({ executablePath: findBrowser(), args });
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    await page.exposeFunction('processMb', () => rendererMb(browser));
    await page.goto(url);
    await page.waitForFunction(() => 'measured' in globalThis, undefined, { timeout: 60_000 });
    const measured = page.evaluate(() => (globalThis as unknown as { measured: Promise<Measured> }).measured);
    const late = new Promise<never>((_, fail) =>
      setTimeout(() => fail(new Error(`over ${limitMs / 1000} s`)), limitMs),
    );
    return await Promise.race([measured, late]);
  } catch (error) {
    const way = new URL(url).searchParams.get('way');
    console.log(`${way}: ${(error as Error).message.split('\n')[0]}`);
    return undefined;
  } finally {
    await browser.close();
  }
}

const columns: [string, keyof Measured, number][] = [
  ['first ms', 'firstMs', 0],
  ['longest task', 'longestMs', 0],
  ['heap MB', 'heapMb', 0],
  ['closed', 'closedMb', 0],
  ['process MB', 'memoryMb', 0],
  ['closed', 'keptMb', 0],
  ['frame ms', 'frameMs', 1],
  ['p95', 'frame95Ms', 1],
];

function report(title: string, rounds: number, found: ReadonlyMap<string, Measured[]>): void {
  console.log(`\n${title}, software GL, median of ${rounds}`);
  console.log(['way     ', ...columns.map(([name]) => name.padStart(12))].join(' '));
  const figure = (way: string, key: keyof Measured) => median((found.get(way) ?? []).map((one) => one[key]));
  for (const way of found.keys())
    console.log(
      [
        way.padEnd(8),
        ...columns.map(([, key, digits]) => figure(way, key).toFixed(digits).padStart(12)),
      ].join(' '),
    );
  const ratio = (key: keyof Measured) => (figure('ours', key) / figure('maplibre', key)).toFixed(2);
  console.log(
    `ours against the bare library: first ${ratio('firstMs')}×, longest task ${ratio('longestMs')}×, heap ${ratio('heapMb')}×, process ${ratio('memoryMb')}×, frame ${ratio('frameMs')}×`,
  );
}

export default async function run(args: string[] = []): Promise<void> {
  const option = (name: string) => args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
  const numbers = args.filter((arg) => !arg.includes('=')).map(Number);
  const asked = option('rounds');
  /** Whether a part of the whole is wanted: all are, unless the parts are named. */
  const wanted = (name: string, part: string) => option(name)?.split(',').includes(part) ?? true;
  const counts = numbers.length ? numbers : [100_000, 1_000_000];
  mkdirSync(folder, { recursive: true });
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    define: { 'import.meta.env.DEV': 'false' },
    build: {
      outDir: join(folder, 'out'),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: join(import.meta.dirname, 'render/page.ts'),
        output: { entryFileNames: 'page.js' },
      },
    },
  });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><meta charset="utf-8"><style>body{margin:0}#map{width:100vw;height:100vh}</style><div id="map"></div><script type="module" src="./out/page.js"></script>',
  );
  const serving = await serveFolder(folder);
  try {
    for (const count of counts) {
      const { lon, lat } = write(count);
      const all = count <= mostAsText ? ['geojson', 'fgb', 'pmtiles'] : ['fgb', 'pmtiles'];
      const kinds = all.filter((kind) => wanted('kinds', kind));
      const rounds = asked ? Number(asked) : count <= mostAsText ? 3 : 1;
      for (const zoom of [11, 14].filter((one) => wanted('zooms', String(one))))
        for (const kind of kinds) {
          const every = kind === 'pmtiles' ? ['maplibre', 'ours'] : ['maplibre', 'deck', 'ours'];
          const ways = every.filter((way) => wanted('ways', way));
          const found = new Map<string, Measured[]>(ways.map((way) => [way, []]));
          for (let round = 0; round < rounds; round++)
            for (const way of ways) {
              const url = new URL(serving.url);
              const file = new URL(`${count}.${kind}`, serving.url).href;
              url.search = `way=${way}&file=${encodeURIComponent(file)}&at=${lon},${lat},${zoom}`;
              const measured = await measure(url.href);
              if (measured) found.get(way)?.push(measured);
            }
          report(`${count.toLocaleString('en')} parcels from ${kind} at zoom ${zoom}`, rounds, found);
        }
    }
  } finally {
    await serving.close();
  }
}
