import { type Extent, type ForeignSource, type Layer, ProblemError } from '../../../model/index.ts';
import { type Asker, addressOf, askRange, firstWords } from './ask.ts';
import { propertiesOf, safeGeometry, type Tally } from './feature.ts';
import type { Arrived } from './pages.ts';
import { badFeatures, broken, overLimit, projected } from './problems.ts';

/** Features handed on at a time. */
const portion = 500;
/** The format's first bytes: `fgb`, version 3, `fgb`. */
const magic = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62];
const geographic = new Set([0, 4326, 4490, 84]);

/**
 * The features of a FlatGeobuf file (flatgeobuf.org, with index) within `extent` (degrees), read by byte ranges: header,
 * the branches of the index that touch the extent, then the features themselves.
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
  const [{ HttpReader }, { fromFeature }] = await Promise.all([
    import('flatgeobuf/lib/mjs/http-reader.js'),
    import('flatgeobuf/lib/mjs/geojson/feature.js'),
  ]);
  const tally: Tally = { positions: 0, bad: 0, firstBad: '' };
  let ranges = 0;
  const client = {
    getRange: async (begin: number, length: number) => {
      // A damaged index could ask for parts without end.
      if (++ranges > 2000) throw new Error('too many parts');
      const bytes = await askRange(asker, url, begin, length);
      if (begin === 0 && magic.some((byte, i) => bytes[i] !== byte))
        throw new ProblemError(
          broken(at, url.host, 'FlatGeobuf', firstWords(new TextDecoder().decode(bytes))),
        );
      return bytes.slice().buffer as ArrayBuffer;
    },
  };
  let features: Arrived['features'] = [];
  let count = 0;
  try {
    const reader = await HttpReader.openSource(client);
    const crs = reader.header.crs?.code ?? 0;
    if (!geographic.has(crs)) throw new ProblemError(projected(at, `${url.host} (EPSG:${crs})`, 0, 0));
    const [minX, minY, maxX, maxY] = extent;
    for await (const { id, feature } of reader.selectBbox({ minX, minY, maxX, maxY })) {
      if (asker.signal.aborted) return;
      const raw = fromFeature(id, feature, reader.header);
      const geometry = safeGeometry(raw.geometry, false, tally);
      count++;
      if (!geometry) {
        tally.bad++;
        tally.firstBad ||= `#${id}`;
        continue;
      }
      const own = (raw.properties ?? {}) as Record<string, unknown>;
      features.push({
        type: 'Feature',
        geometry,
        properties: propertiesOf(layer, source, own, undefined, Number(id) + 1),
      });
      if (count >= limits.features || tally.positions >= limits.positions) {
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
