import { readFeature } from '../../../geo/formats/flatgeobuf/feature.ts';
import { type FgbHeader, readHeader } from '../../../geo/formats/flatgeobuf/header.ts';
import { type Extent, type ForeignSource, type Layer, ProblemError } from '../../../model/index.ts';
import { type Asker, addressOf, askRange, firstWords } from './ask.ts';
import { propertiesOf, safeGeometry, type Tally } from './feature.ts';
import { gapBytes, type Hit, type ReadPart, searchIndex } from './fgb-index.ts';
import type { Arrived } from './pages.ts';
import { badFeatures, broken, overLimit, projected, tooLarge } from './problems.ts';

/** Features handed on at a time. */
const portion = 500;
/** Parts of the file, and pages of bytes, that one view may ask for: a damaged index could ask without end. */
const mostParts = 2000;
const mostPages = 8;
/** What is fetched first: a header, and the first levels of the index. */
const firstBytes = 16_384;
const headerBytes = 2 ** 20;
/** The format's first bytes: `fgb`, version 3, `fgb`. */
const magic = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62];
const geographic = new Set(['', 'EPSG:4326', 'EPSG:4490', 'OGC:CRS84', 'OGC:84']);

/** Reads parts of the file, keeping the last one fetched at hand. */
function reader(asker: Asker, url: URL): ReadPart {
  let held: Uint8Array = new Uint8Array();
  let heldAt = 0;
  let parts = 0;
  let total = 0;
  return async (begin, length, ahead) => {
    const at = begin - heldAt;
    if (at < 0 || at + length > held.length) {
      if (++parts > mostParts) throw new Error('too many parts');
      if (!Number.isSafeInteger(begin + length)) throw new Error('a part beyond any file');
      const most = asker.limits.pageBytes;
      held = await askRange(asker, url, begin, Math.max(length, Math.min(ahead, most)));
      heldAt = begin;
      total += held.length;
      if (total > mostPages * most) throw new ProblemError(tooLarge(asker.at, url.host, mostPages * most));
      if (held.length < length) throw new Error('the file ends too early');
      return new DataView(held.buffer, held.byteOffset, length);
    }
    return new DataView(held.buffer, held.byteOffset + at, length);
  };
}

async function openHeader({ at }: Asker, host: string, read: ReadPart): Promise<FgbHeader> {
  const head = await read(0, 12, firstBytes);
  if (magic.some((byte, i) => head.getUint8(i) !== byte)) {
    const start = await read(0, 12, firstBytes);
    throw new ProblemError(broken(at, host, 'FlatGeobuf', firstWords(new TextDecoder().decode(start))));
  }
  const size = head.getUint32(8, true);
  if (size > headerBytes) throw new Error(`a header of ${size} bytes`);
  const header = readHeader(await read(0, 12 + size, firstBytes));
  if (header.nodeSize < 2 || header.count < 1) throw new Error('there is no index');
  const code = header.stated && 'code' in header.stated ? (header.stated.code ?? '') : '';
  if (!geographic.has(code)) throw new ProblemError(projected(at, `${host} (${code})`, 0, 0));
  return header;
}

/** The features of hits in the order of the file; near ones are fetched together. */
async function* featuresOf(header: FgbHeader, hits: readonly Hit[], read: ReadPart) {
  const end = ({ offset, length }: Hit) => offset + (length ?? 4);
  let last = 0;
  for (const [i, hit] of hits.entries()) {
    // How far the file is wanted without a greater gap, from here.
    if (i >= last) {
      last = i + 1;
      while (last < hits.length && (hits[last] as Hit).offset - end(hits[last - 1] as Hit) <= gapBytes)
        last++;
    }
    const ahead = end(hits[last - 1] as Hit) - hit.offset;
    const begin = header.features + hit.offset;
    const size = (await read(begin, 4, ahead)).getUint32(0, true);
    yield { number: hit.number, bytes: await read(begin + 4, size, ahead) };
  }
}

/**
 * The features of a FlatGeobuf file (flatgeobuf.org, with index) within `extent` (degrees), read by byte ranges: header,
 * the branches of the index that touch the extent, then the features themselves. Read here, within the bounds of what
 * came: the format's library believes every count it meets, and a damaged file would hold the page for ever.
 */
export async function* flatgeobufOf(
  asker: Asker,
  layer: Layer,
  source: Extract<ForeignSource, { kind: 'flatgeobuf' }>,
  base: string,
  extent: Extent,
): AsyncGenerator<Arrived, void, void> {
  const { at, limits } = asker;
  const url = addressOf(at, source.url, base);
  const tally: Tally = { positions: 0, bad: 0, firstBad: '' };
  let features: Arrived['features'] = [];
  let count = 0;
  try {
    const read = reader(asker, url);
    const header = await openHeader(asker, url.host, read);
    const hits = await searchIndex(header, extent, limits.features + 1, read);
    for await (const { number, bytes } of featuresOf(header, hits, read)) {
      if (asker.signal.aborted) return;
      count++;
      const raw = sound(() => readFeature(bytes, header, 8));
      const geometry = safeGeometry(raw?.geometry, false, tally);
      if (!raw || !geometry) {
        tally.bad++;
        tally.firstBad ||= `#${number}`;
        continue;
      }
      features.push({
        type: 'Feature',
        geometry,
        properties: propertiesOf(layer, source, raw.properties, undefined, number + 1),
      });
      if ((count >= limits.features && hits.length > count) || tally.positions >= limits.positions) {
        yield { features, problems: [overLimit(at, url.host, count)], done: true, whole: false };
        return;
      }
      if (features.length >= portion) {
        yield { features, problems: [], done: false, whole: false };
        features = [];
      }
    }
  } catch (error) {
    if (error instanceof ProblemError || asker.signal.aborted) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new ProblemError(broken(at, url.host, 'FlatGeobuf', detail.slice(0, 120)));
  }
  const problems = tally.bad ? [badFeatures(at, url.host, tally.bad, tally.firstBad)] : [];
  yield { features, problems, done: true, whole: tally.bad === 0 };
}

/** A feature that is damaged inside is left out; the next one is found by the index all the same. */
function sound<T>(readOne: () => T): T | undefined {
  try {
    return readOne();
  } catch {
    return undefined;
  }
}
