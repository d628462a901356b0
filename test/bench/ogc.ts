/**
 * Remote layers against a real server: MapServer over a GeoPackage of 10,000 fields, by OGC API – Features and by WFS 2.0,
 * through the readers the page uses, then by the built app in a browser; every view is compared with the net the data was
 * made from. At last the server is stopped, and the app has to say so and go on.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'vite';
import { findMapServer, startMapServer } from './_mapserver.ts';
import { visitFields } from './ogc/app.ts';

const side = 100;
const views: { name: string; extent: [number, number, number, number] }[] = [
  { name: 'street', extent: [113.2005, 28.2005, 113.2295, 28.2295] },
  { name: 'village', extent: [113.1005, 28.1005, 113.2995, 28.2995] },
  { name: 'town', extent: [113.0005, 28.0005, 113.5995, 28.5995] },
];

/** What of the net of fields touches an extent, worked out from the net itself. */
const expected = ([w, s, e, n]: readonly [number, number, number, number]): Set<string> => {
  const found = new Set<string>();
  for (let k = 0; k < side * side; k++) {
    const [x, y] = [113 + (k % side) / 100, 28 + Math.floor(k / side) / 100];
    if (x <= e && x + 0.009 >= w && y <= n && y + 0.009 >= s) found.add(`f${k}`);
  }
  return found;
};

function writeFields(path: string): void {
  const features = Array.from({ length: side * side }, (_, k) => {
    const [x, y] = [113 + (k % side) / 100, 28 + Math.floor(k / side) / 100];
    const [e, n] = [x + 0.009, y + 0.009];
    const ring = [
      [x, y],
      [e, y],
      [e, n],
      [x, n],
      [x, y],
    ];
    return {
      type: 'Feature',
      properties: { id: `f${k}`, kind: k % 2 ? '林地' : '耕地' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  });
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', name: 'fields', features }));
}

export default async function run(): Promise<void> {
  mkdirSync('.cache/ogc', { recursive: true });
  writeFields('.cache/ogc/fields.geojson');
  const geopackage = '.cache/ogc/fields.gpkg';
  rmSync(geopackage, { force: true });
  const { converter } = findMapServer();
  execFileSync(converter, ['-f', 'GPKG', geopackage, '.cache/ogc/fields.geojson', '-nln', 'fields']);
  // The readers belong to the page: they are bundled as the page has them and run here.
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: 'src/map/sources/remote/load.ts',
      outDir: '.cache/ogc/out',
      rollupOptions: { output: { entryFileNames: 'load.mjs' } },
    },
  });
  const { loadView } = await import(new URL(`file://${process.cwd()}/.cache/ogc/out/load.mjs`).href);
  const server = await startMapServer(geopackage, '.cache/ogc/fields.geojson');
  console.log(server.version);
  const provenance = { basis: 'official', accuracyM: 1, source: { zh: '测试', en: 'test' } };
  const shared = { provenance, fields: {} };
  const sourcesOf = (name: string, limit: number) => [
    {
      kind: 'ogc-features',
      url: `${server.url}fields/ogcapi`,
      collection: name,
      ...shared,
      limit,
      parameters: { f: 'json' },
    },
    {
      kind: 'wfs',
      url: `${server.url}wfs`,
      typeName: name,
      format: 'geojson',
      ...shared,
      limit,
      parameters: {},
    },
  ];
  /** MapServer 8.0 over a GeoPackage answers every page with the first one, so there a view is asked for in one. */
  const stores = [
    { store: 'GeoPackage, one page', sources: sourcesOf('fields', 5000) },
    { store: 'GeoJSON, pages of 500', sources: sourcesOf('paged', 500) },
    { store: 'GeoPackage, pages of 500', sources: sourcesOf('fields', 500) },
  ];
  const limits = { timeoutMs: 60_000, pageBytes: 8 * 2 ** 20, pages: 40, features: 20_000, positions: 1e6 };
  const take = async (source: { kind: string }, extent: (typeof views)[number]['extent']) => {
    const layer = { id: 'fields', source, attributes: [] };
    const asker = { at: 'fields', limits, signal: new AbortController().signal };
    const ids = new Set<string>();
    const problems: string[] = [];
    let whole = false;
    Object.assign(server.counted, { requests: 0, bytes: 0, boxes: [] });
    const began = performance.now();
    for await (const part of loadView(asker, layer, source, server.url, extent)) {
      for (const { properties } of part.features) ids.add(properties.id.replace('fields.', ''));
      problems.push(...part.problems.map((p: { code: string }) => p.code));
      whole = part.whole;
    }
    return { ids, problems, whole, ms: performance.now() - began };
  };
  try {
    for (const { store, sources } of stores) {
      console.log(`\n${store}\nview      service        features  requests      KB  ms/request`);
      for (const { name, extent } of views)
        for (const source of sources) {
          const { ids, problems, whole, ms } = await take(source, extent);
          const { requests, bytes } = server.counted;
          const told = problems.length ? `  told: ${problems}` : '';
          console.log(
            `${name.padEnd(9)} ${source.kind.padEnd(14)} ${String(ids.size).padStart(8)} ${String(requests).padStart(9)} ${(bytes / 1000).toFixed(0).padStart(7)}  ${(ms / requests).toFixed(0).padStart(9)}${told}`,
          );
          const all = expected(extent);
          // A server that lies is reported, and its view is not called whole; every other view is equal to the net.
          if (problems.includes('remote-repeats')) assert.ok(!whole && [...ids].every((id) => all.has(id)));
          else assert.deepEqual([ids, whole], [all, true], `${source.kind} over ${name}`);
          if (store !== 'GeoPackage, pages of 500') assert.deepEqual(problems, []);
        }
    }
    const sources = sourcesOf('fields', 5000);
    Object.assign(server.counted, { requests: 0, bytes: 0, boxes: [] });
    const { layers, afterwards } = await visitFields(sources, server);
    for (const { kind, ids, ms } of layers) {
      const { box } = server.counted.boxes.find(({ wfs }) => wfs === (kind === 'wfs')) as { box: string };
      const [a, b, c, d] = box.split(',').slice(0, 4).map(Number) as [number, number, number, number];
      const extent = kind === 'wfs' ? ([b, a, d, c] as const) : ([a, b, c, d] as const);
      assert.deepEqual(new Set(ids), expected(extent), `${kind} in the app`);
      console.log(
        `app       ${kind.padEnd(14)} ${String(ids.length).padStart(8)} on the map after ${ms.toFixed(0)} ms`,
      );
    }
    console.log(`server stopped: ${afterwards.said.join('; ')}; ${afterwards.items} plan items still listed`);
    assert.ok(afterwards.said.length > 0 && afterwards.items > 20);
  } finally {
    await server.close();
  }
  console.log('Every view that was called whole equals the net the data was made from.');
}
