import type { MultiPolygon, Polygon } from 'geojson';
import sqlWasmUrl from 'sql.js/dist/sql-wasm.wasm?url';
import { asOneZone, chosenRecords, titlesOf } from '../geo/formats/choose.ts';
import { type LocateResult, locate, type ReadResult, readDataSets, toZones } from '../geo/formats/index.ts';
import type { ReadReply, ReadRequest } from '../geo/formats/session.ts';
import { asProblems } from '../model/index.ts';

/** Reads files off the page's thread and keeps what was read, until the user has settled how to take it. */
let sets: readonly ReadResult[] = [];
let town: ReadRequest['town'];

/** As many shapes, and positions in them, as a preview can show without weighing on the page. */
const previewShapes = 2_000;
const previewPositions = 6_000;
const previewNames = 12;

/** The areas among the first shapes; the first of all is shown however large it is. */
function areas(located: LocateResult): (Polygon | MultiPolygon)[] {
  const found: (Polygon | MultiPolygon)[] = [];
  let positions = 0;
  for (const { geometry } of located.features.slice(0, previewShapes)) {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') continue;
    const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
    positions += rings.reduce((sum, ring) => sum + ring.length, 0);
    if (found.length && positions > previewPositions) break;
    found.push(geometry);
  }
  return found;
}

async function answer(request: ReadRequest, say: (reply: ReadReply) => void): Promise<void> {
  const { id } = request;
  if (request.op === 'read') {
    town = request.town;
    let last = 0;
    const files = await Promise.all(
      request.files.map(async ({ name, content }) => ({
        name,
        bytes: content instanceof Blob ? new Uint8Array(await content.arrayBuffer()) : content,
      })),
    );
    const found = await readDataSets(files, {
      ...(town ? { town } : {}),
      sqlWasmUrl,
      progress: (share) => {
        const now = performance.now();
        if (now - last < 50) return;
        last = now;
        say({ id, progress: share });
      },
    });
    sets = found.sets;
    const summaries = sets.map(({ features, ...rest }) => ({ ...rest, count: features.length }));
    say({ id, done: { sets: summaries, problems: found.problems } });
    return;
  }
  const read = sets[request.set];
  if (!read) throw new Error('nothing was read');
  if (request.op === 'rows') {
    const { features, problems } = locate(read, request.choice, town);
    const rows = features.map(({ geometry, properties, name }) => ({
      geometry,
      properties: name ? { name, ...properties } : properties,
    }));
    say({ id, done: { rows, problems } });
    return;
  }
  const features = [...chosenRecords(read.features, request.only)];
  const located = locate({ ...read, features }, request.choice, town);
  if (request.op === 'preview')
    say({
      id,
      done: {
        crs: located.crs,
        problems: located.problems,
        shapes: areas(located),
        lines: located.features
          .slice(0, previewShapes)
          .flatMap(({ geometry }) => (geometry.type.includes('Polygon') ? [] : [geometry])),
        count: located.features.length,
        names: titlesOf(read.features, previewNames),
      },
    });
  else {
    const taken = toZones(located, request.options);
    if (request.as === 'one') {
      const stem = located.file.replace(/^.*\//, '').replace(/\.[^.]+$/, '');
      const zone = asOneZone(taken.zones, located.layer ?? stem);
      taken.zones = zone ? [zone] : [];
    }
    say({ id, done: taken });
  }
}

addEventListener('message', (event: MessageEvent<ReadRequest>) => {
  const say = (reply: ReadReply) => postMessage(reply);
  answer(event.data, say).catch((error: unknown) =>
    say({ id: event.data.id, problems: [...asProblems(error)] }),
  );
});
