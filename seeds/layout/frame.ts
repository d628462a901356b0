/**
 * The drawing board of the schematic layout: a local plane in metres round the middle of the town, smooth curves,
 * deterministic noise and geodesic measures. Everything here is a pure function, so that the same facts give the same
 * file, byte for byte.
 */
import geographiclib from 'geographiclib-geodesic';
import type { Position } from 'geojson';

const { Geodesic } = geographiclib;

/** Longitude, latitude in degrees. */
export type LonLat = readonly [number, number];
/** East, north in metres from `centre`. */
export type Plane = readonly [number, number];

const centre: LonLat = [113.13, 28.555];
const a = 6378137;
const e2 = 0.00669438002290079;
const phi = (centre[1] * Math.PI) / 180;
const w = Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
/** Metres a degree, from the radii of curvature of the WGS 84 ellipsoid at the centre. */
const perLat = (((a * (1 - e2)) / w ** 3) * Math.PI) / 180;
const perLon = ((a / w) * Math.cos(phi) * Math.PI) / 180;

export const toPlane = (p: Position | LonLat): Plane => [
  ((p[0] as number) - centre[0]) * perLon,
  ((p[1] as number) - centre[1]) * perLat,
];
export const toLonLat = (p: Plane): LonLat => [centre[0] + p[0] / perLon, centre[1] + p[1] / perLat];

const decimals = 1e6;
/** Six decimals: 0.1 m, far finer than any of this is known, and enough for shared corners to stay shared. */
export const round = (p: Position | LonLat): [number, number] => [
  Math.round((p[0] as number) * decimals) / decimals,
  Math.round((p[1] as number) * decimals) / decimals,
];

/** Signed area in square metres of a closed ring on the ellipsoid (Karney 2013); counter-clockwise is positive. */
export function geodesicArea(ring: readonly (Position | LonLat)[]): number {
  const polygon = Geodesic.WGS84.Polygon(false);
  for (const [lon, lat] of ring.slice(0, -1)) polygon.AddPoint(lat as number, lon as number);
  return polygon.Compute(false, true).area ?? Number.NaN;
}

/** Metres along a line on the ellipsoid. */
export function geodesicLength(line: readonly (Position | LonLat)[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) {
    const [x0, y0] = line[i - 1] as LonLat;
    const [x1, y1] = line[i] as LonLat;
    sum += Geodesic.WGS84.Inverse(y0, x0, y1, x1, Geodesic.DISTANCE).s12 as number;
  }
  return sum;
}

/** A number in [0, 1) from a whole-numbered lattice point (an integer hash; no state, no randomness). */
export function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x | 0, 374761393) ^ Math.imul(y | 0, 668265263) ^ Math.imul(seed | 0, 2246822519);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  h = Math.imul(h ^ (h >>> 16), 2654435761);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

/** Smooth value noise in [-1, 1] with features of one unit. */
export function noise(x: number, y: number, seed: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix;
  const fy = y - iy;
  const u = fx * fx * fx * (fx * (6 * fx - 15) + 10);
  const v = fy * fy * fy * (fy * (6 * fy - 15) + 10);
  const h = (dx: number, dy: number) => hash(ix + dx, iy + dy, seed);
  const top = h(0, 0) + (h(1, 0) - h(0, 0)) * u;
  const bottom = h(0, 1) + (h(1, 1) - h(0, 1)) * u;
  return 2 * (top + (bottom - top) * v) - 1;
}

/** A centripetal Catmull-Rom curve through the points, about `step` metres a vertex. */
export function curve(points: readonly LonLat[], step = 120): LonLat[] {
  const p = points.map(toPlane);
  const first = p[0] as Plane;
  const last = p.at(-1) as Plane;
  const second = p[1] as Plane;
  const before = p.at(-2) as Plane;
  const ext: Plane[] = [
    [2 * first[0] - second[0], 2 * first[1] - second[1]],
    ...p,
    [2 * last[0] - before[0], 2 * last[1] - before[1]],
  ];
  const out: Plane[] = [first];
  for (let i = 1; i + 2 < ext.length; i++) {
    const [p0, p1, p2, p3] = ext.slice(i - 1, i + 3) as [Plane, Plane, Plane, Plane];
    const t01 = Math.sqrt(Math.hypot(p1[0] - p0[0], p1[1] - p0[1]));
    const t12 = Math.sqrt(Math.hypot(p2[0] - p1[0], p2[1] - p1[1]));
    const t23 = Math.sqrt(Math.hypot(p3[0] - p2[0], p3[1] - p2[1]));
    const slope = (k: 0 | 1, at: 1 | 2) =>
      at === 1
        ? p2[k] - p1[k] + t12 * ((p1[k] - p0[k]) / t01 - (p2[k] - p0[k]) / (t01 + t12))
        : p2[k] - p1[k] + t12 * ((p3[k] - p2[k]) / t23 - (p3[k] - p1[k]) / (t12 + t23));
    const m1: Plane = [slope(0, 1), slope(1, 1)];
    const m2: Plane = [slope(0, 2), slope(1, 2)];
    const n = Math.max(2, Math.ceil(t12 ** 2 / step));
    for (let k = 1; k <= n; k++) {
      const t = k / n;
      const h = [
        2 * t ** 3 - 3 * t ** 2 + 1,
        t ** 3 - 2 * t ** 2 + t,
        -2 * t ** 3 + 3 * t ** 2,
        t ** 3 - t ** 2,
      ];
      out.push(
        [0, 1].map((c) => {
          const i2 = c as 0 | 1;
          return (
            (h[0] as number) * p1[i2] +
            (h[1] as number) * m1[i2] +
            (h[2] as number) * p2[i2] +
            (h[3] as number) * m2[i2]
          );
        }) as unknown as Plane,
      );
    }
  }
  return out.map(toLonLat);
}

/** The curve, with small natural bends: `size` metres of sway over about `length` metres. Ends stay where they are. */
export function sway(line: readonly LonLat[], size: number, length: number, seed: number): LonLat[] {
  const p = line.map(toPlane);
  let run = 0;
  const total = p.reduce((s, q, i) => (i ? s + Math.hypot(q[0] - p[i - 1]![0], q[1] - p[i - 1]![1]) : 0), 0);
  return p.map((q, i) => {
    const prev = p[Math.max(0, i - 1)] as Plane;
    const next = p[Math.min(p.length - 1, i + 1)] as Plane;
    if (i) run += Math.hypot(q[0] - prev[0], q[1] - prev[1]);
    const fade = Math.min(1, Math.min(run, total - run) / length);
    const len = Math.hypot(next[0] - prev[0], next[1] - prev[1]) || 1;
    const off = size * fade * (noise(run / length, 0.5, seed) + 0.4 * noise((2.3 * run) / length, 7.5, seed));
    return toLonLat([q[0] - (off * (next[1] - prev[1])) / len, q[1] + (off * (next[0] - prev[0])) / len]);
  });
}

/** Douglas–Peucker on a line, tolerance in metres. */
export function simplify(line: readonly LonLat[], tolerance: number): LonLat[] {
  const p = line.map(toPlane);
  const keep = new Uint8Array(p.length);
  keep[0] = 1;
  keep[p.length - 1] = 1;
  const stack: [number, number][] = [[0, p.length - 1]];
  while (stack.length) {
    const [i, j] = stack.pop() as [number, number];
    const [x0, y0] = p[i] as Plane;
    const [x1, y1] = p[j] as Plane;
    const len = Math.hypot(x1 - x0, y1 - y0);
    let worst = 0;
    let at = -1;
    for (let k = i + 1; k < j; k++) {
      const [x, y] = p[k] as Plane;
      const d = len
        ? Math.abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / len
        : Math.hypot(x - x0, y - y0);
      if (d > worst) {
        worst = d;
        at = k;
      }
    }
    if (worst > tolerance) {
      keep[at] = 1;
      stack.push([i, at], [at, j]);
    }
  }
  return line.filter((_, i) => keep[i]);
}
