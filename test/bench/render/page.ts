/**
 * The page of `npm run bench -- render`: opens one parcel file in one way and measures it. `?way=` is `maplibre` (the bare
 * library: its own GeoJSON source, after the FlatGeobuf library where the file is one, or the PMTiles library's
 * protocol), `deck` (deck.gl with binary attributes) or `ours` (what the workbench does with an opened file).
 */

import { SolidPolygonLayer } from '@deck.gl/layers';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Feature } from 'geojson';
import {
  addProtocol,
  type LayerSpecification,
  Map as MapLibreMap,
  type SourceSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { FileSource, PMTiles, Protocol } from 'pmtiles';
import { layerWorker } from '../../../src/check/layer-worker.ts';
import { readFirstLayer } from '../../../src/geo/layer/open.ts';
import { fabricPart } from '../../../src/map/fabric/layer.ts';
import { closeFabric, openArchive, showLayer } from '../../../src/map/fabric/open.ts';
import { createStore, type FabricState } from '../../../src/store/index.ts';

setWorkerUrl(workerUrl);

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
const url = query.get('file') ?? '';
const kind = url.slice(url.lastIndexOf('.') + 1);
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
/** The file as a user would hand it over. */
const picked = async () => new File([await (await fetch(url)).blob()], `parcels.${kind}`);

async function drawDeck(map: MapLibreMap): Promise<() => void> {
  const bytes = new Uint8Array(await (await picked()).arrayBuffer());
  const { packed } = await readFirstLayer([{ name: `parcels.${kind}`, bytes }]);
  const { rings, firstRing, count } = packed;
  // deck.gl takes one ring a polygon in binary form: the shell.
  const startIndices = new Uint32Array(count + 1);
  for (let p = 0; p < count; p++) startIndices[p] = rings.start[firstRing[p]!]!;
  startIndices[count] = rings.xy.length / 2;
  const attributes = { getPolygon: { value: rings.xy, size: 2 } };
  const overlay = new MapLibreOverlay({
    layers: [
      new SolidPolygonLayer({
        id: 'parcels',
        data: { length: count, startIndices, attributes } as never,
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

interface Drawn {
  id: string;
  source: SourceSpecification;
  layers: LayerSpecification[];
  close(): void;
}

/** The workbench's own way, from opening the file to the style it draws parcels with. */
async function ours(): Promise<Drawn> {
  const store = createStore(location.href);
  const file = await picked();
  const name = { zh: file.name, en: file.name };
  if (kind === 'pmtiles') await openArchive(store, file);
  else
    await showLayer(
      store,
      await layerWorker().loadLayer(
        { name: file.name, content: file },
        { id: 'parcels', role: 'parcels', from: 'reference', name },
      ),
    );
  const [fabric] = store.state.fabrics.value as [FabricState];
  const { sources, passes } = fabricPart(fabric, 'light');
  const [[id, source]] = Object.entries(sources) as [[string, SourceSpecification]];
  return { id, source, layers: passes.ground ?? [], close: () => closeFabric(store, fabric.id) };
}

/** How a page with nothing but the library would do it; fills, and outlines from the level on where ours has them. */
async function bare(): Promise<Drawn> {
  const base = { source: 'p', ...(kind === 'pmtiles' ? { 'source-layer': 'parcels' } : {}) };
  const layers: LayerSpecification[] = [
    {
      ...base,
      id: 'fill',
      type: 'fill',
      paint: { 'fill-color': '#3a7', 'fill-opacity': 0.16, 'fill-antialias': false },
    },
    { ...base, id: 'line', type: 'line', minzoom: 13, paint: { 'line-color': '#555', 'line-width': 0.35 } },
  ];
  const as = (source: SourceSpecification): Drawn => ({ id: 'p', source, layers, close: () => {} });
  if (kind === 'geojson') return as({ type: 'geojson', data: url });
  const file = await picked();
  if (kind === 'pmtiles') {
    const protocol = new Protocol();
    protocol.add(new PMTiles(new FileSource(file)));
    addProtocol('pmtiles', protocol.tile);
    return as({ type: 'vector', url: `pmtiles://${file.name}` });
  }
  const features: Feature[] = [];
  for await (const feature of deserialize(new Uint8Array(await file.arrayBuffer())))
    features.push(feature as Feature);
  return as({ type: 'geojson', data: { type: 'FeatureCollection', features } });
}

/** Adds the parcels to the map; the answer takes them away again. */
async function draw(map: MapLibreMap): Promise<() => void> {
  if (way === 'deck') return drawDeck(map);
  const { id, source, layers, close } = await (way === 'ours' ? ours() : bare());
  map.addSource(id, source);
  for (const layer of layers) map.addLayer(layer);
  await idle(map);
  return () => {
    for (const layer of layers) map.removeLayer(layer.id);
    map.removeSource(id);
    close();
  };
}

async function pan(map: MapLibreMap): Promise<number[]> {
  const times: number[] = [];
  let last = performance.now();
  // Where a frame takes seconds, as deck.gl's do without a graphics card, a few of them tell it.
  const until = last + 20_000;
  for (let step = 0; step < 120 && last < until; step++) {
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
