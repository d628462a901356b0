/**
 * The page of `npm run bench -- render`: draws one parcel file in one way and measures it. `?way=` is `geojson` (MapLibre's
 * own GeoJSON source), `deck` (deck.gl, binary attributes), `pmtiles` (an archive made beforehand), `fabric` (ours).
 */

import { SolidPolygonLayer } from '@deck.gl/layers';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { addProtocol, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { PMTiles, Protocol } from 'pmtiles';
import { readFabric, runToEnd } from '../../../geo/parcels/index.ts';

setWorkerUrl(workerUrl);

/** The product's own worker, asked as the map asks it. */
function fabricWorker() {
  const worker = new Worker(new URL('../../../worker/fabric.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (answer: unknown) => void>();
  let serial = 0;
  worker.addEventListener('message', ({ data }) => waiting.get(data.id)?.(data.answer));
  return {
    ask: (call: string, args: unknown[], transfer: Transferable[] = []) =>
      new Promise<unknown>((done) => {
        waiting.set(++serial, done);
        worker.postMessage({ id: serial, call, args }, transfer);
      }),
    close: () => worker.terminate(),
  };
}

export interface Measured {
  /** From the beginning of loading to a complete picture, ms. */
  firstMs: number;
  /** Longest task of the main thread until then, ms. */
  longestMs: number;
  /** JavaScript heap of the page after the picture, and after everything was closed, MB. */
  heapMb: number;
  closedMb: number;
  /** Memory of the whole process, workers included, above what it was before, at the same moments, MB; NaN off Linux. */
  memoryMb: number;
  keptMb: number;
  /** Median and 95th percentile of the time between frames while panning, ms. */
  frameMs: number;
  frame95Ms: number;
}

const query = new URL(location.href).searchParams;
const way = query.get('way');
const file = query.get('file') ?? '';
const [lon, lat, zoom] = (query.get('at') ?? '').split(',').map(Number) as [number, number, number];
let longest = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
}).observe({ entryTypes: ['longtask'] });

const heap = (): number => {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  return (
    ((performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize ?? 0) / 2 ** 20
  );
};
/** Answered by the bench, which sees the process from outside. */
const processMb = () => (globalThis as unknown as { processMb(): Promise<number> }).processMb();
const idle = (map: MapLibreMap) => new Promise<void>((done) => map.once('idle', () => done()));
const paint = { 'fill-color': '#3a7', 'fill-opacity': 0.4, 'fill-antialias': false } as const;
const bytes = async () => new Uint8Array(await (await fetch(file)).arrayBuffer());

/** Adds the parcels to the map; the answer takes them away again. */
async function draw(map: MapLibreMap): Promise<() => void> {
  if (way === 'deck') {
    const { rings, firstRing, count } = runToEnd(readFabric(await bytes()));
    // deck.gl takes one ring a polygon in binary form: the shell.
    const startIndices = new Uint32Array(count + 1);
    for (let p = 0; p < count; p++) startIndices[p] = rings.start[firstRing[p]!]!;
    startIndices[count] = rings.xy.length / 2;
    const overlay = new MapLibreOverlay({
      layers: [
        new SolidPolygonLayer({
          id: 'parcels',
          data: {
            length: count,
            startIndices,
            attributes: { getPolygon: { value: rings.xy, size: 2 } },
          } as never,
          _normalize: false,
          positionFormat: 'XY',
          getFillColor: [51, 170, 119, 100],
        }),
      ],
    });
    map.addControl(overlay as never);
    await new Promise((done) => setTimeout(done, 50));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return () => map.removeControl(overlay as never);
  }
  let close = () => {};
  if (way === 'geojson') map.addSource('p', { type: 'geojson', data: file });
  if (way === 'pmtiles') {
    const protocol = new Protocol();
    protocol.add(new PMTiles(file));
    addProtocol('pmtiles', protocol.tile);
    map.addSource('p', { type: 'vector', url: `pmtiles://${file}` });
  }
  if (way === 'fabric') {
    const client = fabricWorker();
    close = () => client.close();
    const whole = await bytes();
    await client.ask('open', [whole], [whole.buffer]);
    addProtocol('fabric', async ({ url }) => {
      const [z, x, y] = url.replace('fabric://', '').split('/').map(Number) as [number, number, number];
      const tile = (await client.ask('tile', [z, x, y])) as Uint8Array | undefined;
      return { data: tile?.buffer ?? new ArrayBuffer(0) };
    });
    map.addSource('p', { type: 'vector', tiles: ['fabric://{z}/{x}/{y}'], maxzoom: 15 });
  }
  map.addLayer({
    id: 'p',
    type: 'fill',
    source: 'p',
    paint,
    ...(way === 'geojson' ? {} : { 'source-layer': 'parcels' }),
  });
  await idle(map);
  return () => {
    map.removeLayer('p');
    map.removeSource('p');
    close();
  };
}

async function pan(map: MapLibreMap): Promise<number[]> {
  const times: number[] = [];
  let last = performance.now();
  for (let step = 0; step < 120; step++) {
    map.panBy([step % 30 < 15 ? 12 : -12, 4], { duration: 0 });
    await new Promise((done) => requestAnimationFrame(done));
    times.push(performance.now() - last);
    last = performance.now();
  }
  return times.sort((a, b) => a - b);
}

async function run(): Promise<Measured> {
  const container = document.querySelector<HTMLElement>('#map')!;
  const map = new MapLibreMap({
    container,
    style: {
      version: 8,
      sources: {},
      layers: [{ id: 'b', type: 'background', paint: { 'background-color': '#eee' } }],
    },
    center: [lon, lat],
    zoom,
    fadeDuration: 0,
    attributionControl: false,
  });
  await idle(map);
  heap();
  const beforeMb = await processMb();
  longest = 0;
  const began = performance.now();
  const close = await draw(map);
  const firstMs = performance.now() - began;
  await new Promise((done) => setTimeout(done, 100));
  const longestMs = longest;
  const heapMb = heap();
  const memoryMb = (await processMb()) - beforeMb;
  const times = await pan(map);
  close();
  await new Promise((done) => setTimeout(done, 1500));
  return {
    firstMs,
    longestMs,
    heapMb,
    closedMb: heap(),
    memoryMb,
    keptMb: (await processMb()) - beforeMb,
    frameMs: times[Math.floor(times.length / 2)]!,
    frame95Ms: times[Math.floor(times.length * 0.95)]!,
  };
}

(globalThis as { measured?: Promise<Measured> }).measured = run();
