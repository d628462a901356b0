import type { MultiPolygon, Position } from 'geojson';
import { gridOf } from '../../geo/edit/point-at.ts';
import { signedArea2 } from '../../geo/plane/area.ts';
import { boxOfPositions } from '../../geo/plane/box.ts';
import { inRings } from '../../geo/plane/inside.ts';
import { polygonsOf } from '../../geo/plane/polygons.ts';
import type { Zone } from '../../model/index.ts';

/** Ground around a zone, and what it is called: owner and land class. */
export interface Ground {
  geometry: MultiPolygon;
  label: string;
}

export const sides = ['east', 'south', 'west', 'north'] as const;
export type Side = (typeof sides)[number];

/** Metres between the places looked at along a boundary, and how far outside it they lie. */
const stepM = 5;
const outsideM = 1;
/** Less than this part of a side is left out, and more than so many names. */
const least = 0.08;
const most = 4;

/**
 * 四至: what adjoins a zone's outer boundary on each side, in the order of the boundary. A stretch belongs to the side
 * its outward normal points to in the Gauss–Krüger plane. '' stands for ground that no record covers.
 */
export function adjoining(
  { geometry }: Pick<Zone, 'geometry'>,
  ground: readonly Ground[],
  centralMeridian: number,
): Record<Side, string[]> {
  const boxed = ground.map(({ geometry: shape, label }) => ({
    label,
    rings: shape.coordinates.flat(),
    box: boxOfPositions(shape.coordinates.flat(2)),
  }));
  const zoneRings = polygonsOf(geometry).flat();
  const at = (lon: number, lat: number): string | undefined => {
    // Between two parts of the same zone nothing adjoins.
    if (inRings(zoneRings, lon, lat)) return undefined;
    const neighbour = boxed.find(
      ({ rings, box: [w, s, e, n] }) =>
        lon >= w && lon <= e && lat >= s && lat <= n && inRings(rings, lon, lat),
    );
    return neighbour?.label ?? '';
  };
  const metres: Record<Side, Map<string, number>> = {
    ...{ east: new Map(), south: new Map(), west: new Map(), north: new Map() },
  };
  for (const [outer] of polygonsOf(geometry)) {
    const ring = signedArea2(outer!) > 0 ? [...outer!].reverse() : outer!;
    ring.slice(1).forEach((end, i) => {
      const start = ring[i]!;
      const [x0, y0] = gridOf(start, centralMeridian);
      const [x1, y1] = gridOf(end, centralMeridian);
      const length = Math.hypot(x1 - x0, y1 - y0);
      if (!length) return;
      // Walked clockwise, outside is on the left.
      const [nx, ny] = [-(y1 - y0) / length, (x1 - x0) / length];
      const side: Side =
        Math.abs(nx) > Math.abs(ny) ? (nx > 0 ? 'east' : 'west') : ny > 0 ? 'north' : 'south';
      const [perLon, perLat] = degreesAt(start);
      const steps = Math.max(1, Math.round(length / stepM));
      for (let k = 0; k < steps; k += 1) {
        const share = (k + 0.5) / steps;
        const lon = start[0]! + (end[0]! - start[0]!) * share + nx * outsideM * perLon;
        const lat = start[1]! + (end[1]! - start[1]!) * share + ny * outsideM * perLat;
        const label = at(lon, lat);
        if (label === undefined) continue;
        metres[side].set(label, (metres[side].get(label) ?? 0) + length / steps);
      }
    });
  }
  const listed = (found: Map<string, number>): string[] => {
    const all = [...found.values()].reduce((sum, one) => sum + one, 0);
    const long = [...found].filter(([, length]) => length >= least * all);
    const kept = new Set([...long].sort((a, b) => b[1] - a[1]).slice(0, most));
    return long.filter((one) => kept.has(one)).map(([label]) => label);
  };
  return {
    east: listed(metres.east),
    south: listed(metres.south),
    west: listed(metres.west),
    north: listed(metres.north),
  };
}

/** Degrees of longitude and latitude in a metre, near enough for a step aside. */
const degreesAt = ([, lat = 0]: Position): [number, number] => [
  1 / (111_320 * Math.cos((lat * Math.PI) / 180)),
  1 / 110_900,
];
