import {
  type Extent,
  type Feature,
  type ForeignSource,
  jsonErrorAt,
  type Layer,
  type Problem,
  ProblemError,
} from '../../../model/index.ts';
import { firstWords } from './ask.ts';
import { firstPosition, propertiesOf, safeGeometry, type Tally } from './feature.ts';
import { badFeatures, cutShort, elsewhere, notFeatures, notJson, projected, swapped } from './problems.ts';

/** One answer of a paged source, checked. */
export interface Page {
  features: Feature[];
  /** Features the server sent, usable or not. */
  sent: number;
  /** `numberMatched`, where the server gives a sensible one. */
  matched: number | undefined;
  next: string | undefined;
  problems: Problem[];
}

const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;

/**
 * JSON text to a value.
 * @throws ProblemError `remote-not-json` for a page of HTML or an XML exception, `remote-truncated` for half an answer.
 */
export function parsePage(text: string, at: string, host: string): Record<string, unknown> {
  const head = text.replace(/^\uFEFF/, '').trimStart();
  let value: unknown;
  try {
    value = JSON.parse(head);
  } catch {
    // Cut between two words, or inside a text, a number or a word.
    const rest = head.slice(jsonErrorAt(head)).trimEnd();
    const half = /^[[{]/.test(head) && (/^[\w+.-]{0,40}$/.test(rest) || /^"[^"]*$/.test(rest));
    throw new ProblemError(half ? cutShort(at, host) : notJson(at, host, firstWords(head)));
  }
  const { type, features } = (value ?? {}) as { type?: unknown; features?: unknown };
  if (type !== 'FeatureCollection' || !Array.isArray(features))
    throw new ProblemError(notFeatures(at, host, String(type).slice(0, 40)));
  return value as Record<string, unknown>;
}

const inside = ([west, south, east, north]: Extent, x: number, y: number): boolean =>
  x >= west && x <= east && y >= south && y <= north;

/** Whether any position of a geometry, or the box of all of them, touches the extent. */
function touches(extent: Extent, coordinates: unknown): boolean {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === 'number') {
      const [x, y] = value as [number, number];
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    } else for (const part of value) visit(part);
  };
  visit(coordinates);
  return box[0] <= extent[2] && box[2] >= extent[0] && box[1] <= extent[3] && box[3] >= extent[1];
}

/**
 * How a page writes its positions, detected from the first one of each feature against the extent that was asked for.
 * Some servers answer in latitude, longitude or in metres although GeoJSON (RFC 7946) knows neither.
 */
function axesOf(features: readonly unknown[], extent: Extent): 'right' | 'swapped' | 'projected' {
  const firsts = features
    .slice(0, 500)
    .flatMap((one) => [firstPosition((one as { geometry?: unknown } | null)?.geometry)])
    .filter((one) => one !== undefined);
  if (!firsts.length) return 'right';
  const metres = firsts.filter(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 180).length;
  if (metres > firsts.length / 2) return 'projected';
  // A little room: a polygon that reaches into the view may begin outside it.
  const [w, s, e, n] = extent;
  const room: Extent = [w - (e - w), s - (n - s), e + (e - w), n + (n - s)];
  const asIs = firsts.filter(([x, y]) => inside(room, x, y)).length;
  const turned = firsts.filter(([x, y]) => inside(room, y, x)).length;
  return turned > asIs ? 'swapped' : 'right';
}

/** Checks one answer: its features inside `extent` and usable, with what was wrong with it. `first` numbers the rest. */
export function readPage(
  text: string,
  layer: Layer,
  source: ForeignSource,
  host: string,
  extent: Extent,
  first: number,
  tally: Tally,
): Page {
  const at = layer.id;
  const page = parsePage(text, at, host);
  const raw = page['features'] as unknown[];
  const problems: Problem[] = [];
  const axes = axesOf(raw, extent);
  if (axes === 'projected') {
    const [x, y] = firstPosition((raw[0] as { geometry?: unknown } | null)?.geometry) ?? [0, 0];
    throw new ProblemError(projected(at, host, x, y));
  }
  if (axes === 'swapped') problems.push(swapped(at, host));
  const features: Feature[] = [];
  const before = tally.bad;
  let outside = 0;
  raw.forEach((one, index) => {
    const { geometry, properties, id } = (one ?? {}) as Record<string, unknown>;
    const number = first + index + 1;
    // A record without a geometry is allowed by the format and simply not on the map.
    if (geometry === null) return;
    const safe = safeGeometry(geometry, axes === 'swapped', tally);
    if (!safe || !('coordinates' in safe)) {
      tally.bad++;
      tally.firstBad ||= plainId(id, number);
      return;
    }
    if (!touches(extent, safe.coordinates)) {
      outside++;
      return;
    }
    const record =
      typeof properties === 'object' && properties ? (properties as Record<string, unknown>) : {};
    features.push({
      type: 'Feature',
      geometry: safe,
      properties: propertiesOf(layer, source, record, id, number),
    });
  });
  if (outside) problems.push(elsewhere(at, host, outside));
  if (tally.bad > before) problems.push(badFeatures(at, host, tally.bad, tally.firstBad));
  return {
    features,
    sent: raw.length,
    matched: asNumber(page['numberMatched']) ?? asNumber(page['totalFeatures']),
    next: nextOf(page['links']),
    problems,
  };
}

const plainId = (id: unknown, number: number): string =>
  (typeof id === 'string' || typeof id === 'number' ? String(id) : `#${number}`).slice(0, 60);

function nextOf(links: unknown): string | undefined {
  if (!Array.isArray(links)) return undefined;
  const next = links.find((link) => (link as { rel?: unknown } | null)?.rel === 'next') as
    | { href?: unknown }
    | undefined;
  return typeof next?.href === 'string' ? next.href : undefined;
}
