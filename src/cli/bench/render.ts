/**
 * `npm run bench -- render [COUNT …] [rounds=N]`: parcels on the map in four ways, in one browser on the same data and camera:
 * MapLibre's own GeoJSON source (the bare library), deck.gl with binary attributes, PMTiles made beforehand, and the
 * tiles our worker draws from the opened file. Medians of three rounds (one for more than 200,000), the ways taking
 * turns.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { encodeFabric } from '../../geo/parcels/index.ts';
import { fabricTile } from '../../geo/tiles/fabricTile.ts';
import { browserFlags, findBrowser } from '../browser.ts';
import { writePmtiles } from '../package/pmtiles.ts';
import { serveFolder } from '../serve.ts';
import { eachParcel, makeFabric } from './_fabric.ts';
import type { Measured } from './render/page.ts';

const folder = resolve('.cache/render');

function write(count: number): { lon: number; lat: number } {
  const fabric = makeFabric(count);
  writeFileSync(join(folder, `${count}.bin`), encodeFabric(fabric));
  if (count <= 200_000) {
    const parts: string[] = [];
    eachParcel(count, (rings) => {
      const geometry = { type: 'Polygon', coordinates: rings.map((ring) => [...ring, ring[0]]) };
      parts.push(JSON.stringify({ type: 'Feature', id: parts.length, properties: { c: 0 }, geometry }));
    });
    const text = `{"type":"FeatureCollection","features":[${parts.join(',')}]}`;
    writeFileSync(join(folder, `${count}.geojson`), text);
  }
  const root = fabric.tree.boxes.slice(-4) as unknown as [number, number, number, number];
  const [w, s, e, n] = root;
  const tiles = [];
  const row = (lat: number) => (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  for (let z = 8; z <= 14; z++)
    for (let x = Math.floor(((w + 180) / 360) * 2 ** z); x <= Math.floor(((e + 180) / 360) * 2 ** z); x++)
      for (let y = Math.floor(row(n) * 2 ** z); y <= Math.floor(row(s) * 2 ** z); y++) {
        const data = fabricTile(fabric, z, x, y, { code: () => 0, shown: () => true });
        if (data) tiles.push({ z, x, y, data });
      }
  writeFileSync(
    join(folder, `${count}.pmtiles`),
    writePmtiles(tiles, [w, s, e, n], { vector_layers: [{ id: 'parcels', fields: { c: 'Number' } }] }),
  );
  return { lon: (w + e) / 2, lat: (s + n) / 2 };
}

/** Resident memory of processes, MB; NaN where the system does not tell (it does on Linux). */
function residentMb(ids: readonly number[]): number {
  try {
    const pages = ids.map((id) => Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1]));
    return (pages.reduce((sum, n) => sum + n, 0) * 4096) / 2 ** 20;
  } catch {
    return Number.NaN;
  }
}

const median = (values: number[]) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export default async function run(args: string[] = []): Promise<void> {
  const asked = args.find((arg) => arg.startsWith('rounds='));
  const numbers = args.filter((arg) => arg !== asked).map(Number);
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
  const flags = [...browserFlags, '--js-flags=--expose-gc', '--enable-precise-memory-info'];
  try {
    for (const count of counts) {
      const { lon, lat } = write(count);
      for (const zoom of [11, 14]) {
        const ways =
          count <= 200_000 ? ['geojson', 'deck', 'pmtiles', 'fabric'] : ['deck', 'pmtiles', 'fabric'];
        const found = new Map<string, Measured[]>(ways.map((way) => [way, []]));
        const rounds = asked ? Number(asked.slice(7)) : count <= 200_000 ? 3 : 1;
        for (let round = 0; round < rounds; round++)
          for (const way of ways) {
            const browser = await chromium.launch({ executablePath: findBrowser(), args: flags });
            const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
            const system = await browser.newBrowserCDPSession();
            await page.exposeFunction('processMb', async () => {
              const { processInfo } = (await system.send('SystemInfo.getProcessInfo')) as {
                processInfo: { type: string; id: number }[];
              };
              return residentMb(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id));
            });
            const file = `${count}.${way === 'geojson' ? 'geojson' : way === 'pmtiles' ? 'pmtiles' : 'bin'}`;
            const url = new URL(serving.url);
            url.search = `way=${way}&file=${encodeURIComponent(new URL(file, serving.url).href)}&at=${lon},${lat},${zoom}`;
            try {
              await page.goto(url.href);
              await page.waitForFunction(() => 'measured' in globalThis, undefined, { timeout: 60_000 });
              const measured = page.evaluate(
                () => (globalThis as unknown as { measured: Promise<Measured> }).measured,
              );
              const late = new Promise<never>((_, fail) =>
                setTimeout(() => fail(new Error('over 180 s')), 180_000),
              );
              found.get(way)?.push(await Promise.race([measured, late]));
            } catch (error) {
              console.log(`${way}: ${(error as Error).message.split('\n')[0]}`);
            }
            await browser.close();
          }
        console.log(
          `\n${count.toLocaleString('en')} parcels at zoom ${zoom}, software GL, median of ${rounds}`,
        );
        console.log('way        first ms  longest task  heap MB  closed  process MB  closed  frame ms   p95');
        const figure = (way: string, key: keyof Measured) =>
          median((found.get(way) ?? []).map((one) => one[key]));
        for (const way of ways) {
          const of = (key: keyof Measured, digits = 0) => figure(way, key).toFixed(digits);
          console.log(
            `${way.padEnd(9)} ${of('firstMs').padStart(9)} ${of('longestMs').padStart(13)} ${of('heapMb').padStart(8)} ${of('closedMb').padStart(7)} ${of('memoryMb').padStart(11)} ${of('keptMb').padStart(7)} ${of('frameMs', 1).padStart(9)} ${of('frame95Ms', 1).padStart(5)}`,
          );
        }
        const bare = ways.includes('geojson') ? 'geojson' : 'pmtiles';
        const ratio = (key: keyof Measured) => (figure('fabric', key) / figure(bare, key)).toFixed(2);
        console.log(
          `ours against ${bare}: first ${ratio('firstMs')}×, frame ${ratio('frameMs')}×, heap ${ratio('heapMb')}×, process ${ratio('memoryMb')}×`,
        );
      }
    }
  } finally {
    await serving.close();
  }
}
