import type { MultiPolygon, Polygon } from 'geojson';
import sqlWasmUrl from 'sql.js/dist/sql-wasm.wasm?url';
import { type Handlers, serveCalls } from '../check/rpc.ts';
import { asOneZone, chosenRecords, titlesOf } from '../geo/formats/choose.ts';
import { type LocateResult, locate, type ReadResult, readDataSets, toZones } from '../geo/formats/index.ts';
import type { ReadCalls } from '../geo/formats/reading.ts';
import type { TownContext } from '../geo/formats/types.ts';

/** Reads files off the page's thread and keeps what was read, until the user has settled how to take it. */
let sets: readonly ReadResult[] = [];
let town: TownContext | undefined;

/** As many shapes, and positions in them, as a preview can show without weighing on the page. */
const previewShapes = 2_000;
const previewPositions = 6_000;
const previewNames = 12;

/** The areas among the first shapes; the first of all is shown however large it is. */
function areas(features: LocateResult['features']): (Polygon | MultiPolygon)[] {
  const polygons: (Polygon | MultiPolygon)[] = [];
  let positions = 0;
  for (const { geometry } of features.slice(0, previewShapes)) {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') continue;
    const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
    positions += rings.reduce((sum, ring) => sum + ring.length, 0);
    if (polygons.length && positions > previewPositions) break;
    polygons.push(geometry);
  }
  return polygons;
}

/** Least time between two reports of progress, ms. */
const reportEvery = 50;

function setOf(index: number): ReadResult {
  const read = sets[index];
  if (!read) throw new Error('nothing was read');
  return read;
}

/** The chosen records of a data set, moved to longitude and latitude. */
function placed({ set, choice, only }: ReadCalls['preview']['takes']): LocateResult {
  const read = setOf(set);
  return locate({ ...read, features: [...chosenRecords(read.features, only)] }, choice, town);
}

const handlers: Handlers<ReadCalls> = {
  async read({ files, town: around }, { progress }) {
    town = around;
    let last = 0;
    const handed = await Promise.all(
      files.map(async ({ name, content }) => ({
        name,
        bytes: content instanceof Blob ? new Uint8Array(await content.arrayBuffer()) : content,
      })),
    );
    const dataSets = await readDataSets(handed, {
      ...(town ? { town } : {}),
      sqlWasmUrl,
      progress: (share) => {
        const now = performance.now();
        if (now - last < reportEvery) return;
        last = now;
        progress(share);
      },
    });
    sets = dataSets.sets;
    const summaries = sets.map(({ features, ...rest }) => ({ ...rest, count: features.length }));
    return { sets: summaries, problems: dataSets.problems };
  },
  preview(takes) {
    const { crs, problems, features } = placed(takes);
    return {
      crs,
      problems,
      shapes: areas(features),
      lines: features
        .slice(0, previewShapes)
        .flatMap(({ geometry }) => (geometry.type.includes('Polygon') ? [] : [geometry])),
      count: features.length,
      names: titlesOf(setOf(takes.set).features, previewNames),
    };
  },
  rows({ set, choice }) {
    const { features, problems } = locate(setOf(set), choice, town);
    const rows = features.map(({ geometry, properties, name }) => ({
      geometry,
      properties: name ? { name, ...properties } : properties,
    }));
    return { rows, problems };
  },
  take(takes) {
    const located = placed(takes);
    const zones = toZones(located, takes.options);
    if (takes.as === 'each') return zones;
    const stem = located.file.replace(/^.*\//, '').replace(/\.[^.]+$/, '');
    const zone = asOneZone(zones.zones, located.layer ?? stem);
    return { ...zones, zones: zone ? [zone] : [] };
  },
};

const serve = serveCalls(handlers, (reply, transfer) =>
  (self as unknown as DedicatedWorkerGlobalScope).postMessage(reply, transfer),
);
addEventListener('message', (event: MessageEvent<unknown>) => void serve(event.data));
