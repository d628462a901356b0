import * as v from 'valibot';
import type { Extent } from '../../model/index.ts';
import { bicubic, erode, fillPits, type Landscape } from './erosion.ts';
import { hash, noise } from './noise.ts';

const point = v.tuple([v.number(), v.number()]);
const LineSchema = v.strictObject({
  name: v.string(),
  line: v.pipe(v.array(point), v.minLength(2)),
  /** Heights along the line, evenly spaced from its first point to its last, metres. */
  heights: v.pipe(v.array(v.number()), v.minLength(2)),
  /** How far its influence reaches to each side: half of a ridge's flank, the flat of a valley's floor, metres. */
  widthM: v.pipe(v.number(), v.minValue(1)),
  /** A river that keeps the given heights and takes all water; without it a valley only guides the water. */
  outlet: v.optional(v.boolean(), false),
});

/** What is known, or supposed, of the ground: `relief.json` in the seeds folder of a package. */
export const TerrainModelSchema = v.strictObject({
  schema: v.literal(1),
  note: v.string(),
  source: v.strictObject({ zh: v.string(), en: v.string() }),
  /** Height of the plain far from every line, metres. */
  plainM: v.number(),
  /** Uplift that makes the low hills between the lines, as if of a ridge of this height, metres. */
  hillsM: v.number(),
  /** The hills grow lower beyond about this distance from every line, metres. */
  reachM: v.number(),
  ridges: v.array(LineSchema),
  valleys: v.array(LineSchema),
  /** Known summits; the model has exactly these heights there. */
  summits: v.array(v.strictObject({ name: v.string(), at: point, heightM: v.number() })),
});
export type TerrainModel = v.InferOutput<typeof TerrainModelSchema>;

type Line = v.InferOutput<typeof LineSchema>;
interface Track {
  x: Float64Array;
  y: Float64Array;
  /** Height at each vertex. */
  h: Float64Array;
  width: number;
  outlet: boolean;
}

const radius = 6371000;

function track(line: Line, plane: (p: readonly [number, number]) => [number, number]): Track {
  const p = line.line.map(plane);
  const run = [0];
  for (let i = 1; i < p.length; i++)
    run.push((run[i - 1] as number) + Math.hypot(p[i]![0] - p[i - 1]![0], p[i]![1] - p[i - 1]![1]));
  const total = run.at(-1) as number;
  const height = (at: number) => {
    const t = (at / total) * (line.heights.length - 1);
    const k = Math.min(line.heights.length - 2, Math.floor(t));
    const f = t - k;
    const smooth = f * f * (3 - 2 * f);
    return line.heights[k]! + (line.heights[k + 1]! - line.heights[k]!) * smooth;
  };
  return {
    x: Float64Array.from(p, (q) => q[0]),
    y: Float64Array.from(p, (q) => q[1]),
    h: Float64Array.from(run, height),
    width: line.widthM,
    outlet: line.outlet,
  };
}

/** Distance to a track in metres and the height of its nearest point. */
function nearest(t: Track, x: number, y: number): { d: number; h: number } {
  let best = Number.POSITIVE_INFINITY;
  let h = 0;
  for (let i = 1; i < t.x.length; i++) {
    const ax = t.x[i - 1]!;
    const ay = t.y[i - 1]!;
    const dx = t.x[i]! - ax;
    const dy = t.y[i]! - ay;
    const f = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    const ex = x - ax - f * dx;
    const ey = y - ay - f * dy;
    const d2 = ex * ex + ey * ey;
    if (d2 < best) {
      best = d2;
      h = t.h[i - 1]! + f * (t.h[i]! - t.h[i - 1]!);
    }
  }
  return { d: Math.sqrt(best), h };
}

const cell = 50;

/**
 * Heights in metres from known ridges, valleys and summits: the ground rises along the ridges, rivers that start from the
 * valleys cut it into spurs and hollows, the ridges are then drawn to their stated heights and the summits met exactly.
 * Plausible hill country, not a measurement. Longitude and latitude in degrees, within `extent`.
 */
export function terrainOf(model: TerrainModel, extent: Extent): (lon: number, lat: number) => number {
  const [west, south, east, north] = extent;
  const kx = (radius * Math.cos((((south + north) / 2) * Math.PI) / 180) * Math.PI) / 180;
  const ky = (radius * Math.PI) / 180;
  const plane = (p: readonly [number, number]): [number, number] => [(p[0] - west) * kx, (north - p[1]) * ky];
  const ridges = model.ridges.map((l) => track(l, plane));
  const valleys = model.valleys.map((l) => track(l, plane));
  const nx = Math.ceil(((east - west) * kx) / cell) + 1;
  const ny = Math.ceil(((north - south) * ky) / cell) + 1;
  const land: Landscape = {
    nx,
    ny,
    cell,
    height: new Float64Array(nx * ny),
    uplift: new Float64Array(nx * ny),
    fixed: new Uint8Array(nx * ny),
  };
  const bed = new Float64Array(nx * ny).fill(Number.POSITIVE_INFINITY);
  for (let j = 0; j < ny; j++)
    for (let i = 0; i < nx; i++) {
      const at = j * nx + i;
      const [x, y] = [i * cell, j * cell];
      const bx = x + 260 * noise(x / 1500, y / 1500, 1);
      const by = y + 260 * noise(x / 1500, y / 1500, 3);
      let rise = 0;
      let closest = Number.POSITIVE_INFINITY;
      for (const ridge of ridges) {
        const { d, h } = nearest(ridge, bx, by);
        closest = Math.min(closest, d);
        const ridgeRise = Math.max(0, h - model.plainM) / (1 + (d / (ridge.width * 1.25)) ** 2.4);
        rise = (rise ** 4 + ridgeRise ** 4) ** 0.25;
      }
      let open = 1;
      for (const valley of valleys) {
        const { d, h } = nearest(valley, x, y);
        closest = Math.min(closest, d);
        open = Math.min(open, 1 - Math.exp(-((d / valley.width) ** 2)));
        bed[at] = Math.min(bed[at]!, d);
        if (valley.outlet && d < cell * 0.75) {
          land.fixed[at] = 1;
          land.height[at] = h;
        }
      }
      const outside = Math.min(1, Math.max(0, closest / model.reachM - 0.55) / 0.45);
      const knolls = model.hillsM * (0.55 + 0.9 * noise(x / 1700, y / 1700, 21)) * (1 - 0.75 * outside);
      land.uplift[at] = (rise + Math.max(0, knolls)) * (0.06 + 0.94 * open) * 0.0085;
      if ((i === 0 || j === 0 || i === nx - 1 || j === ny - 1) && !land.fixed[at]) {
        land.fixed[at] = 1;
        land.height[at] = model.plainM - 5;
      }
    }
  for (let at = 0; at < nx * ny; at++) {
    if (land.fixed[at]) continue;
    const [x, y] = [(at % nx) * cell, Math.floor(at / nx) * cell];
    const rough =
      14 * noise(x / 1900, y / 1900, 51) + 10 * noise(x / 700, y / 700, 52) + 6 * noise(x / 260, y / 260, 53);
    // A carved start makes the water keep to the branch valleys.
    const carved = 60 * Math.min(1, bed[at]! / 700);
    land.height[at] =
      model.plainM + 2 + rough + carved + 6 * land.uplift[at]! + hash(at % nx, Math.floor(at / nx), 9);
  }
  fillPits(land);
  erode(land, { steps: 150, k: 0.07, m: 0.42, creep: 0.2 });
  stretch(land, ridges, model.plainM);

  const top = Math.max(...model.summits.map((s) => s.heightM), Number.NEGATIVE_INFINITY);
  const raw = (x: number, y: number) => bicubic(land, x / cell, y / cell);
  const bumps = model.summits.map((s) => {
    const [x, y] = plane(s.at);
    return { x, y, add: s.heightM - raw(x, y) };
  });
  const reach = 450;
  return (lon, lat) => {
    const [x, y] = plane([lon, lat]);
    let h = raw(x, y);
    for (const bump of bumps) {
      const d = Math.hypot(x - bump.x, y - bump.y) / reach;
      if (d < 4) h += bump.add * Math.exp(-d * d);
    }
    return Math.min(h, top);
  };
}

/** Stretches the ground so that the crests near each ridge vertex have the stated height. */
function stretch(land: Landscape, ridges: readonly Track[], plain: number): void {
  const { nx, ny, height } = land;
  const controls: { x: number; y: number; s: number }[] = [];
  const look = Math.round(450 / cell);
  for (const ridge of ridges)
    for (let v = 0; v < ridge.x.length; v++) {
      const ci = Math.round(ridge.x[v]! / cell);
      const cj = Math.round(ridge.y[v]! / cell);
      if (ci < 0 || cj < 0 || ci >= nx || cj >= ny) continue;
      let crest = 0;
      for (let j = Math.max(0, cj - look); j <= Math.min(ny - 1, cj + look); j++)
        for (let i = Math.max(0, ci - look); i <= Math.min(nx - 1, ci + look); i++)
          crest = Math.max(crest, height[j * nx + i]!);
      if (crest > plain + 5)
        controls.push({
          x: ci * cell,
          y: cj * cell,
          s: Math.max(0.3, Math.min(4, (ridge.h[v]! * 0.96 - plain) / (crest - plain))),
        });
    }
  if (!controls.length) return;
  for (let j = 0; j < ny; j++)
    for (let i = 0; i < nx; i++) {
      const at = j * nx + i;
      if (height[at]! <= plain) continue;
      let sum = 0.02;
      let weight = 0.02;
      for (const c of controls) {
        const w = 1 / (1 + ((i * cell - c.x) ** 2 + (j * cell - c.y) ** 2) / 490_000) ** 2;
        sum += w * c.s;
        weight += w;
      }
      height[at] = plain + (height[at]! - plain) * (sum / weight);
    }
}
