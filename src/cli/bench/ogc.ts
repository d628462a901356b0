/**
 * Remote layers against a real server: MapServer over a GeoJSON of 10,000 fields, by OGC API – Features and by WFS 2.0,
 * through the readers the page uses; every view is compared with the net the data was made from.
 */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'vite';
import { startMapServer } from './_mapserver.ts';

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
  const server = await startMapServer('.cache/ogc/fields.geojson');
  console.log(server.version);
  console.log('view      service        features  requests      KB  ms/request');
  const provenance = { basis: 'official', accuracyM: 1, source: { zh: '测试', en: 'test' } };
  const shared = { provenance, fields: {}, limit: 500, parameters: {} };
  const sources = [
    {
      kind: 'ogc-features',
      url: `${server.url}fields/ogcapi`,
      collection: 'fields',
      ...shared,
      parameters: { f: 'json' },
    },
    { kind: 'wfs', url: `${server.url}wfs`, typeName: 'fields', format: 'geojson', ...shared },
  ];
  const limits = { timeoutMs: 60_000, pageBytes: 8 * 2 ** 20, pages: 40, features: 20_000, positions: 1e6 };
  try {
    for (const { name, extent } of views)
      for (const source of sources) {
        const layer = { id: 'fields', source, attributes: [] };
        const asker = { at: 'fields', limits, signal: new AbortController().signal };
        const ids = new Set<string>();
        const problems: string[] = [];
        let whole = false;
        Object.assign(server.counted, { requests: 0, bytes: 0 });
        const began = performance.now();
        for await (const part of loadView(asker, layer, source, server.url, extent)) {
          for (const { properties } of part.features) ids.add(properties.id.replace('fields.', ''));
          problems.push(...part.problems.map((p: { code: string }) => p.code));
          whole = part.whole;
        }
        const ms = performance.now() - began;
        const { requests, bytes } = server.counted;
        console.log(
          `${name.padEnd(9)} ${source.kind.padEnd(14)} ${String(ids.size).padStart(8)} ${String(requests).padStart(9)} ${(bytes / 1000).toFixed(0).padStart(7)}  ${(ms / requests).toFixed(0).padStart(9)}${problems.length ? `  ${problems}` : ''}`,
        );
        assert.deepEqual(ids, expected(extent), `${source.kind} over ${name}`);
        assert.equal(whole, true);
      }
  } finally {
    await server.close();
  }
  console.log('Every view equals the net the data was made from.');
}
