import type { Geometry } from 'geojson';
import { type Basis, bases, type Feature, type ForeignSource, type Layer } from '../../../model/index.ts';

/** Depth of the coordinate arrays of each geometry type; collections are not drawn. */
const depths: Record<string, number> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};
const usualIds = ['id', 'fid', 'gid', 'objectid', 'OBJECTID', 'code', 'DKBM', 'ZDDM', 'BSM'];
const usualNames = ['name', 'NAME', 'zh', 'name_zh', 'MC', 'DKMC', 'title'];

/** A tally of what may be used up, and what was wrong with the features left out. */
export interface Tally {
  positions: number;
  bad: number;
  firstBad: string;
}

/** Copies coordinates that are what their depth asks, all numbers finite; undefined otherwise. */
function copied(value: unknown, depth: number, swap: boolean, tally: Tally): unknown {
  if (!Array.isArray(value)) return undefined;
  if (depth === 0) {
    const [x, y] = value as unknown[];
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
      return undefined;
    tally.positions++;
    return swap ? [y, x] : [x, y];
  }
  const parts: unknown[] = [];
  for (const part of value) {
    const copy = copied(part, depth - 1, swap, tally);
    if (copy === undefined) return undefined;
    parts.push(copy);
  }
  return parts.length ? parts : undefined;
}

/** The geometry with two finite numbers a position, or undefined. Heights are dropped: the map has its own ground. */
export function safeGeometry(raw: unknown, swap: boolean, tally: Tally): Geometry | undefined {
  const { type, coordinates } = (raw ?? {}) as { type?: unknown; coordinates?: unknown };
  const depth = typeof type === 'string' && Object.hasOwn(depths, type) ? depths[type] : undefined;
  if (depth === undefined) return undefined;
  const copy = copied(coordinates, depth, swap, tally);
  return copy === undefined ? undefined : ({ type, coordinates: copy } as Geometry);
}

/** A first position, whatever stands there; to detect the system of a whole page. */
export function firstPosition(raw: unknown): [number, number] | undefined {
  let value = (raw as { coordinates?: unknown } | null | undefined)?.coordinates;
  for (let depth = 0; depth < 4 && Array.isArray(value); depth++) {
    if (typeof value[0] === 'number' && typeof value[1] === 'number') return [value[0], value[1]];
    value = value[0];
  }
  return undefined;
}

const plain = (value: unknown): string | undefined =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number'
    ? String(value).slice(0, 200)
    : undefined;

/** Ids may hold only word characters: every other is written as its code, so that different ids stay different. */
const safeId = (id: string): string =>
  id.slice(0, 100).replace(/[^A-Za-z0-9_-]/g, (sign) => `.${(sign.codePointAt(0) as number).toString(16)}`);

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );

/**
 * Properties of a foreign feature as the package's own: what the feature says itself, then what its source says.
 * `number` names a feature without any identifier.
 */
export function propertiesOf(
  layer: Layer,
  source: ForeignSource,
  raw: Record<string, unknown>,
  id: unknown,
  number: number,
): Feature['properties'] {
  const { provenance, fields } = source;
  const value = (names: readonly string[]) =>
    names.map((name) => (Object.hasOwn(raw, name) ? plain(raw[name]) : undefined)).find(Boolean);
  const rawId = fields.id
    ? value([fields.id])
    : (plain(id) ?? value([...usualIds, 'name', 'NAME']) ?? String(number));
  const bilingual = raw['name'] as { zh?: unknown; en?: unknown } | undefined;
  const kept: Record<string, unknown> = {};
  for (const { key, type } of layer.attributes) {
    const value = Object.hasOwn(raw, key) ? raw[key] : undefined;
    if (typeof value === 'string') kept[key] = type === 'number' ? Number(value) : value.slice(0, 500);
    else if (typeof value === 'number' && Number.isFinite(value))
      kept[key] = type === 'number' ? value : String(value);
  }
  const zh = (fields.zh ? value([fields.zh]) : (plain(bilingual?.zh) ?? value(usualNames))) ?? rawId ?? '';
  const en = (fields.en ? value([fields.en]) : (plain(bilingual?.en) ?? value(['en', 'name_en']))) ?? zh;
  const said = raw['accuracyM'];
  const basis = bases.includes(raw['basis'] as Basis) ? (raw['basis'] as Basis) : provenance.basis;
  return {
    ...kept,
    // Features cut from the package's own layers keep their ids, so that plan items find them.
    id:
      source.kind === 'pmtiles' && rawId && /^[\w.-]+$/.test(rawId)
        ? rawId
        : `${layer.id}.${safeId(rawId ?? '')}`,
    name: { zh: zh || `${number}`, en: en || `${number}` },
    planItems: listOf(raw['planItems']),
    basis,
    accuracyM: typeof said === 'number' && said >= 0 ? said : provenance.accuracyM,
    source: {
      zh: plain(raw['source_zh']) ?? provenance.source.zh,
      en: plain(raw['source_en']) ?? provenance.source.en,
    },
    villages: listOf(raw['villages']).filter((code) => /^\d{12}$/.test(code)),
  };
}
