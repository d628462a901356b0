import type { Extent, Feature, ForeignSource, Layer, Problem } from '../../../model/index.ts';
import { type Asker, addressOf, askText } from './ask.ts';
import type { Tally } from './feature.ts';
import { type Page, readPage } from './page.ts';
import { fewerThanSaid, nextElsewhere, overLimit, repeats } from './problems.ts';

/** What has arrived of a view so far. */
export interface Arrived {
  /** Those not seen before. */
  features: Feature[];
  problems: Problem[];
  /** Nothing more will come; `whole` then says whether all of the view is here. */
  done: boolean;
  whole: boolean;
}

type Paged = Extract<ForeignSource, { kind: 'ogc-features' | 'wfs' }>;

/** Seven decimals are a centimetre; more only make addresses long. */
const degrees = (value: number): string => String(Number(value.toFixed(7)));

/** The first request of an OGC API – Features collection (OGC 17-069r4, 7.15): longitude first, CRS84. */
function itemsAddress(source: Extract<Paged, { kind: 'ogc-features' }>, base: URL, bbox: string): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/collections/${encodeURIComponent(source.collection)}/items`;
  url.searchParams.set('limit', String(source.limit));
  url.searchParams.set('bbox', bbox);
  for (const [name, value] of Object.entries(source.parameters)) url.searchParams.set(name, value);
  return url;
}

/** A WFS 2.0 GetFeature by key-value pairs (OGC 09-025r2, 11): the URN form of EPSG:4326 puts latitude first. */
function featureAddress(
  source: Extract<Paged, { kind: 'wfs' }>,
  base: URL,
  [west, south, east, north]: Extent,
  start: number,
): URL {
  const url = new URL(base);
  const urn = 'urn:ogc:def:crs:EPSG::4326';
  const parameters = {
    service: 'WFS',
    version: '2.0.0',
    request: 'GetFeature',
    typeNames: source.typeName,
    outputFormat: source.format,
    srsName: urn,
    bbox: `${[south, west, north, east].map(degrees).join(',')},${urn}`,
    count: String(source.limit),
    startIndex: String(start),
    ...source.parameters,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

/**
 * The features of a paged service within `extent` (degrees), page by page. Servers are not trusted: a next page that
 * leaves the service, forgets the extent or repeats what came is not followed blindly, counts are checked against what
 * arrived, and the limits end everything.
 * @throws ProblemError when a page cannot be had; what was yielded before stays good.
 */
export async function* pagesOf(
  asker: Asker,
  layer: Layer,
  source: Paged,
  base: string,
  extent: Extent,
): AsyncGenerator<Arrived, void, void> {
  const { at, limits } = asker;
  const start = addressOf(at, source.url, base);
  const bbox = extent.map(degrees).join(',');
  const seen = new Set<string>();
  const tally: Tally = { positions: 0, bad: 0, firstBad: '' };
  let sent = 0;
  let url =
    source.kind === 'wfs' ? featureAddress(source, start, extent, 0) : itemsAddress(source, start, bbox);
  for (let number = 1; ; number++) {
    const page: Page = readPage(await askText(asker, url), layer, source, start.host, extent, sent, tally);
    sent += page.sent;
    const fresh = page.features.filter(({ properties: { id } }) => !seen.has(id) && seen.add(id));
    const problems = [...page.problems];
    const end = (whole: boolean): Arrived => ({ features: fresh, problems, done: true, whole });

    if (page.features.length > 0 && !fresh.length) {
      problems.push(repeats(at, start.host));
      return yield end(false);
    }
    const next =
      page.sent === 0 ? undefined : following(asker, source, page, start, bbox, extent, sent, problems);
    if (!next) {
      const said = page.matched ?? 0;
      if (said > sent) problems.push(fewerThanSaid(at, start.host, said, sent));
      const left = problems.some((p) => p.code === 'remote-next' || p.code === 'remote-count');
      return yield end(!left && tally.bad === 0);
    }
    const full =
      seen.size >= limits.features || tally.positions >= limits.positions || number >= limits.pages;
    if (full) {
      problems.push(overLimit(at, start.host, seen.size));
      return yield end(false);
    }
    yield { features: fresh, problems, done: false, whole: false };
    url = next;
  }
}

/** The address of the page after `page`; undefined at the end. */
function following(
  { at }: Asker,
  source: Paged,
  page: Page,
  start: URL,
  bbox: string,
  extent: Extent,
  sent: number,
  problems: Problem[],
): URL | undefined {
  if (source.kind === 'wfs') {
    // A server may hold its pages shorter than asked for, so only its own count or an empty page is the end.
    if (page.matched !== undefined && sent >= page.matched) return undefined;
    return featureAddress(source, start, extent, sent);
  }
  if (page.next === undefined) return undefined;
  let next: URL;
  try {
    next = new URL(page.next, start);
  } catch {
    problems.push(nextElsewhere(at, start.host, page.next));
    return undefined;
  }
  if (next.origin !== start.origin) {
    problems.push(nextElsewhere(at, start.host, page.next));
    return undefined;
  }
  // MapServer 8.0 leaves the extent out of its next links, which would walk through the whole collection.
  if (!next.searchParams.has('bbox')) next.searchParams.set('bbox', bbox);
  for (const [name, value] of Object.entries(source.parameters))
    if (!next.searchParams.has(name)) next.searchParams.set(name, value);
  return next;
}
