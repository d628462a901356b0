/** Shapes of a sketch: soft outlines and street blocks of an exact area, bands along a line, clipping to the town. */
import { featureCollection, intersect, multiPolygon, polygon } from '@turf/turf';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { geodesicArea, type LonLat, noise, type Plane, round, simplify, toLonLat, toPlane } from './frame.ts';

/** Scales a ring about its middle until it has `m2` on the ellipsoid (to about a square centimetre before rounding). */
function sized(ring: LonLat[], m2: number): LonLat[] {
  let p = ring.map(toPlane);
  const cx = p.slice(1).reduce((s, q) => s + q[0], 0) / (p.length - 1);
  const cy = p.slice(1).reduce((s, q) => s + q[1], 0) / (p.length - 1);
  for (let i = 0; i < 6; i++) {
    const k = Math.sqrt(m2 / Math.abs(geodesicArea(p.map(toLonLat))));
    p = p.map((q) => [cx + (q[0] - cx) * k, cy + (q[1] - cy) * k]);
  }
  return p.map((q) => round(toLonLat(q)) as LonLat);
}

const closed = (ring: LonLat[]): LonLat[] => {
  const all = [...ring, ring[0] as LonLat];
  return geodesicArea(all) < 0 ? all.reverse() : all;
};

/** A soft, uneven outline: half axes and bearing of the long one (degrees from east), optionally of an exact area. */
export function blob(
  at: LonLat,
  [rx, ry]: readonly [number, number],
  turn: number,
  seed: number,
  options: { m2?: number; rough?: number; points?: number } = {},
): LonLat[] {
  const { m2, rough = 0.22, points = Math.max(20, Math.min(70, Math.round((rx + ry) / 60))) } = options;
  const [cx, cy] = toPlane(at);
  const c = Math.cos((turn * Math.PI) / 180);
  const s = Math.sin((turn * Math.PI) / 180);
  const ring = Array.from({ length: points }, (_, i): LonLat => {
    const t = (2 * Math.PI * i) / points;
    const f =
      1 +
      rough * noise(1.6 * Math.cos(t) + 9, 1.6 * Math.sin(t) + 9, seed) +
      (rough / 3) * noise(4 * Math.cos(t), 4 * Math.sin(t), seed + 1);
    const x = rx * f * Math.cos(t);
    const y = ry * f * Math.sin(t);
    return toLonLat([cx + x * c - y * s, cy + x * s + y * c]);
  });
  return m2 ? sized(closed(ring), m2) : closed(ring).map((p) => round(p) as LonLat);
}

/** Straight-sided plot through the given corners, optionally scaled to an exact area. */
export const plot = (corners: LonLat[], m2?: number): LonLat[] =>
  m2 ? sized(closed(corners), m2) : closed(corners).map((p) => round(p) as LonLat);

/** Rectangle: half lengths in metres and bearing in degrees from east. */
export function rectangle(
  at: LonLat,
  [hx, hy]: readonly [number, number],
  turn: number,
  m2?: number,
): LonLat[] {
  const [cx, cy] = toPlane(at);
  const c = Math.cos((turn * Math.PI) / 180);
  const s = Math.sin((turn * Math.PI) / 180);
  const corner = (x: number, y: number): LonLat => toLonLat([cx + x * c - y * s, cy + x * s + y * c]);
  return plot([corner(-hx, -hy), corner(hx, -hy), corner(hx, hy), corner(-hx, hy)], m2);
}

/** A band of uneven width round a line; half width in metres, tapering to the ends. */
export function band(line: readonly LonLat[], half: number, seed: number): LonLat[] {
  const p = line.map(toPlane);
  const left: Plane[] = [];
  const right: Plane[] = [];
  let run = 0;
  const total = p.reduce((s, q, i) => (i ? s + Math.hypot(q[0] - p[i - 1]![0], q[1] - p[i - 1]![1]) : 0), 0);
  p.forEach((q, i) => {
    const m = p[Math.max(0, i - 1)] as Plane;
    const n = p[Math.min(p.length - 1, i + 1)] as Plane;
    if (i) run += Math.hypot(q[0] - m[0], q[1] - m[1]);
    const len = Math.hypot(n[0] - m[0], n[1] - m[1]) || 1;
    const taper = Math.min(1, 0.25 + Math.min(run, total - run) / (2.2 * half));
    const w = (k: number) => half * taper * (1 + 0.35 * noise(run / 700, k, seed));
    const [nx, ny] = [-(n[1] - m[1]) / len, (n[0] - m[0]) / len];
    left.push([q[0] + nx * w(1), q[1] + ny * w(1)]);
    right.push([q[0] - nx * w(9), q[1] - ny * w(9)]);
  });
  const ring = [...left, ...right.reverse()].map(toLonLat);
  return closed(simplify(closed(ring), 8).slice(0, -1)).map((q) => round(q) as LonLat);
}

const wind = (rings: Position[][]): Position[][] =>
  rings.map((ring, i) => {
    const positive = geodesicArea(ring) > 0;
    return positive === (i === 0) ? ring : [...ring].reverse();
  });

/** The part of a ring inside another, with islands under 2,000 m² left out. */
export function clip(ring: LonLat[], to: LonLat[]): Polygon | MultiPolygon {
  const both = intersect(
    featureCollection([polygon([ring.map((p) => [...p])]), polygon([to.map((p) => [...p])])]),
  );
  if (!both) throw new Error('nothing left after clipping');
  const parts = both.geometry.type === 'Polygon' ? [both.geometry.coordinates] : both.geometry.coordinates;
  const kept = parts
    .map((part) => wind(part.map((r) => r.map((p) => round(p)))))
    .filter((part) => Math.abs(geodesicArea(part[0] as Position[])) > 2000);
  return kept.length === 1
    ? { type: 'Polygon', coordinates: kept[0] as Position[][] }
    : multiPolygon(kept as Position[][][]).geometry;
}

export const area = (ring: readonly LonLat[]): Polygon => ({
  type: 'Polygon',
  coordinates: [ring.map((p) => [...p])],
});
