/** The committed layers and the measures the tests of the sketch need, independent of the generator's own code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import geographiclib from 'geographiclib-geodesic';
import type { Feature as Any, FeatureCollection, Position } from 'geojson';

const { Geodesic } = geographiclib;
export const root = join(import.meta.dirname, '../..');
export const layer = (id: string): Any[] =>
  (JSON.parse(readFileSync(join(root, `data/layers/${id}.geojson`), 'utf8')) as FeatureCollection).features;
export const feature = (id: string, within: string): Any => {
  const found = layer(within).find((f) => f.properties?.['id'] === id);
  if (!found) throw new Error(`no feature ${id}`);
  return found;
};
export const facts = JSON.parse(readFileSync(join(import.meta.dirname, 'facts.json'), 'utf8'));

/** Square metres on the ellipsoid, outer minus holes (GeographicLib). */
export function areaOf(f: Any): number {
  const g = f.geometry;
  const parts = g.type === 'Polygon' ? [g.coordinates] : g.type === 'MultiPolygon' ? g.coordinates : [];
  const ring = (r: Position[]) => {
    const p = Geodesic.WGS84.Polygon(false);
    for (const q of r.slice(0, -1)) p.AddPoint(q[1] as number, q[0] as number);
    return Math.abs(p.Compute(false, true).area as number);
  };
  return parts.reduce((s, rings) => s + rings.reduce((t, r, i) => (i ? t - ring(r) : ring(r)), 0), 0);
}

/** Metres between two places on the ellipsoid. */
export const distance = (a: Position, b: Position): number =>
  Geodesic.WGS84.Inverse(a[1] as number, a[0] as number, b[1] as number, b[0] as number).s12 as number;

export const lengthOf = (line: Position[]): number =>
  line.slice(1).reduce((s, p, i) => s + distance(line[i] as Position, p), 0);

/** Ray crossing; a point on the edge may fall to either side. */
export function inside(p: Position, ring: Position[]): boolean {
  let odd = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] as [number, number];
    const [bx, by] = ring[i] as [number, number];
    if (ay > p[1]! !== by > p[1]! && p[0]! < ax + ((p[1]! - ay) * (bx - ax)) / (by - ay)) odd = !odd;
  }
  return odd;
}

export const ringOf = (f: Any): Position[] => {
  if (f.geometry.type === 'Polygon') return f.geometry.coordinates[0] as Position[];
  if (f.geometry.type === 'MultiPolygon') return f.geometry.coordinates[0]?.[0] as Position[];
  throw new Error('not a polygon');
};
export const lineOf = (f: Any): Position[] => {
  if (f.geometry.type === 'LineString') return f.geometry.coordinates;
  if (f.geometry.type === 'MultiLineString') return f.geometry.coordinates[0] as Position[];
  throw new Error('not a line');
};
export const pointOf = (f: Any): Position => {
  if (f.geometry.type !== 'Point') throw new Error('not a point');
  return f.geometry.coordinates;
};

const walked = new WeakMap<Position[], { p: Position; at: number }[]>();

/** The line in steps of at most 10 m, with the metres from its start. */
export function walk(line: Position[]): { p: Position; at: number }[] {
  const known = walked.get(line);
  if (known) return known;
  const out: { p: Position; at: number }[] = [];
  let run = 0;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1] as Position;
    const b = line[i] as Position;
    const d = distance(a, b);
    const n = Math.ceil(d / 10);
    for (let k = 0; k < n; k++)
      out.push({
        p: [a[0]! + ((b[0]! - a[0]!) * k) / n, a[1]! + ((b[1]! - a[1]!) * k) / n],
        at: run + (d * k) / n,
      });
    run += d;
  }
  out.push({ p: line.at(-1) as Position, at: run });
  walked.set(line, out);
  return out;
}

/** Metres from a place to the nearest of a line's 10 m steps. */
export const nearestTo = (p: Position, line: Position[]): { d: number; at: number } =>
  (() => {
    // The nearest step by plane geometry at this latitude; only its distance is taken on the ellipsoid.
    let best = walk(line)[0] as { p: Position; at: number };
    let least = Number.POSITIVE_INFINITY;
    for (const step of walk(line)) {
      const d = ((step.p[0]! - p[0]!) * 0.8795) ** 2 + (step.p[1]! - p[1]!) ** 2;
      if (d < least) {
        least = d;
        best = step;
      }
    }
    return { d: distance(p, best.p), at: best.at };
  })();
