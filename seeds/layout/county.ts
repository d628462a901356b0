/** The county polygons of the region: GCJ-02 as published, converted to WGS 84, stair steps of the source evened out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import gcoord from 'gcoord';
import { type LonLat, round, toPlane } from './frame.ts';

interface County {
  code: string;
  name: string;
  /** Closed, longitude and latitude, WGS 84. */
  ring: LonLat[];
}

const file = join(import.meta.dirname, '../county/counties.gcj02.json');
const key = (p: LonLat) => `${p[0]},${p[1]}`;

/**
 * Reads, converts and evens out. The source stands on a grid of about 100 m, so that every line is a staircase; each vertex
 * with the same two neighbours in all the rings it belongs to moves to the weighted mean of the three (1:2:1), less than the
 * grid's own step, and identically in both counties; corners of three counties stay.
 */
export function counties(): County[] {
  const raw = JSON.parse(readFileSync(file, 'utf8')) as {
    counties: { code: string; name: string; ring: LonLat[] }[];
  };
  const list = raw.counties.map((county) => ({
    ...county,
    ring: county.ring
      .filter((p, i, all) => i === 0 || key(p) !== key(all[i - 1] as LonLat))
      .map((p) => round(gcoord.transform([p[0], p[1]], gcoord.GCJ02, gcoord.WGS84)) as LonLat),
  }));
  let rings = list.map((c) => c.ring.slice(0, -1));
  for (let pass = 0; pass < 2; pass++) rings = smooth(rings);
  return list.map((c, i) => ({ ...c, ring: [...(rings[i] as LonLat[]), rings[i]![0] as LonLat] }));
}

function neighbours(rings: LonLat[][]): Map<string, Set<string>> {
  const map = new Map<string, Set<string>>();
  for (const ring of rings)
    ring.forEach((p, i) => {
      const set = map.get(key(p)) ?? new Set<string>();
      set.add(key(ring[(i + 1) % ring.length] as LonLat));
      set.add(key(ring[(i - 1 + ring.length) % ring.length] as LonLat));
      map.set(key(p), set);
    });
  return map;
}

function smooth(rings: LonLat[][]): LonLat[][] {
  const around = neighbours(rings);
  return rings.map((ring) =>
    ring.map((p, i) => {
      if (around.get(key(p))?.size !== 2) return p;
      const before = ring[(i - 1 + ring.length) % ring.length] as LonLat;
      const after = ring[(i + 1) % ring.length] as LonLat;
      const [ax, ay] = toPlane(before);
      const [bx, by] = toPlane(after);
      // Far away the ring is thinned: long steps are not part of the staircase.
      if (Math.hypot(ax - bx, ay - by) > 2000) return p;
      // Summing the two neighbours first gives both directions of travel the same floating-point result.
      const mean: LonLat = [(before[0] + after[0] + 2 * p[0]) / 4, (before[1] + after[1] + 2 * p[1]) / 4];
      const [x, y] = toPlane(p);
      const [mx, my] = toPlane(mean);
      // A real corner stays within the step of the grid.
      const share = Math.min(1, 40 / (Math.hypot(mx - x, my - y) || 1));
      return round([p[0] + share * (mean[0] - p[0]), p[1] + share * (mean[1] - p[1])]);
    }),
  );
}

/** Drops vertices which stand out less than `tolerance` metres, the same ones in every ring; `keep` holds `lon,lat` keys that stay. */
export function thin(rings: LonLat[][], tolerance: number, keep: ReadonlySet<string>): LonLat[][] {
  const around = neighbours(rings.map((r) => r.slice(0, -1)));
  const drop = new Set<string>();
  for (const ring of rings) {
    const open = ring.slice(0, -1);
    open.forEach((p, i) => {
      const before = open[(i - 1 + open.length) % open.length] as LonLat;
      const after = open[(i + 1) % open.length] as LonLat;
      if (around.get(key(p))?.size !== 2 || keep.has(key(p)) || drop.has(key(before)) || drop.has(key(after)))
        return;
      const [x, y] = toPlane(p);
      const [ax, ay] = toPlane(before);
      const [bx, by] = toPlane(after);
      const off = Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / (Math.hypot(bx - ax, by - ay) || 1);
      if (off < tolerance) drop.add(key(p));
    });
  }
  return rings.map((ring) => {
    const open = ring.slice(0, -1).filter((p) => !drop.has(key(p)));
    return [...open, open[0] as LonLat];
  });
}
