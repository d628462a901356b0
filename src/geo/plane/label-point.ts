import type { Geometry, Position } from 'geojson';

/** Twice the signed planar area of a ring, in squared units of its coordinates. */
function doubleArea(ring: readonly Position[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[j] as Position, ring[i] as Position];
    sum += (a[0] as number) * (b[1] as number) - (b[0] as number) * (a[1] as number);
  }
  return sum;
}

/** Rings as x, y, x, y …, x stretched: this runs before the first map, mostly before it is compiled, so it is kept plain. */
const flatten = (rings: readonly (readonly Position[])[], stretch: number): Float64Array[] =>
  rings.map((ring) => {
    const flat = new Float64Array(2 * ring.length);
    for (let i = 0; i < ring.length; i++) {
      const position = ring[i] as Position;
      flat[2 * i] = (position[0] as number) * stretch;
      flat[2 * i + 1] = position[1] as number;
    }
    return flat;
  });

/**
 * Distance from a point to the nearest edge, positive inside the rings (even–odd) and negative outside; minus infinity
 * as soon as it is clear that it is no more than `least`.
 */
function depth(x: number, y: number, rings: readonly Float64Array[], least: number): number {
  let inside = false;
  let nearest = Infinity;
  const enough = least > 0 ? least * least : -1;
  for (let r = 0; r < rings.length; r++) {
    const ring = rings[r] as Float64Array;
    let bx = ring[ring.length - 2] as number;
    let by = ring[ring.length - 1] as number;
    for (let i = 0; i < ring.length; i += 2) {
      const ax = ring[i] as number;
      const ay = ring[i + 1] as number;
      const dx = bx - ax;
      const dy = by - ay;
      if (ay > y !== by > y && x < (dx * (y - ay)) / dy + ax) inside = !inside;
      const length = dx * dx + dy * dy;
      let t = length ? ((x - ax) * dx + (y - ay) * dy) / length : 0;
      if (t < 0) t = 0;
      else if (t > 1) t = 1;
      const ox = x - ax - t * dx;
      const oy = y - ay - t * dy;
      const square = ox * ox + oy * oy;
      if (square < nearest) {
        if (square <= enough) return -Infinity;
        nearest = square;
      }
      bx = ax;
      by = ay;
    }
  }
  return inside ? Math.sqrt(nearest) : -Math.sqrt(nearest);
}

/** Least and greatest of every second number from `start` on. */
function range(flat: Float64Array | undefined, start: 0 | 1): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (let i = start; flat && i < flat.length; i += 2) {
    const value = flat[i] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/** Where a name sits well in a polygon: a grid search, refined thrice, for the place farthest from every edge. */
function deepest(rings: readonly (readonly Position[])[], stretch: number): Position {
  const flat = flatten(rings, stretch);
  let [west, east] = range(flat[0], 0);
  let [south, north] = range(flat[0], 1);
  let best: [number, number, number] = [-Infinity, (west + east) / 2, (south + north) / 2];
  const cells = 6;
  for (let pass = 0; pass < 4; pass++) {
    const [stepX, stepY] = [(east - west) / cells, (north - south) / cells];
    for (let i = 0; i <= cells; i++)
      for (let j = 0; j <= cells; j++) {
        const [x, y] = [west + i * stepX, south + j * stepY];
        const d = depth(x, y, flat, best[0]);
        if (d > best[0]) best = [d, x, y];
      }
    [west, east] = [best[1] - stepX, best[1] + stepX];
    [south, north] = [best[2] - stepY, best[2] + stepY];
  }
  return [best[1] / stretch, best[2]];
}

/** Step of the grid on which the name of a land around is repeated, and its least distance from the border, degrees. */
const spread = { step: 0.11, margin: 0.02 };

/** Where the name of a large area is repeated, so that some of it is in view wherever one looks: on a fixed grid. */
export function labelPoints(geometry: Geometry): Position[] {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return [];
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const points: Position[] = [];
  for (const rings of parts) {
    const flat = flatten(rings, 1);
    const [west, east] = range(flat[0], 0);
    const [south, north] = range(flat[0], 1);
    const { step, margin } = spread;
    for (let i = Math.ceil(west / step); i * step < east; i++)
      for (let j = Math.ceil(south / step); j * step < north; j++)
        if (depth(i * step, j * step, flat, margin) > margin) points.push([i * step, j * step]);
  }
  return points;
}

/**
 * Where the name of a polygon is written, and the polygon's size in square degrees stretched to the latitude (for the
 * order of names only, not an area); undefined for other geometries.
 */
export function labelPoint(geometry: Geometry): { at: Position; size: number } | undefined {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return undefined;
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let largest: Position[][] | undefined;
  let size = 0;
  for (const part of parts) {
    const area = Math.abs(doubleArea(part[0] ?? [])) / 2;
    if (area > size) [largest, size] = [part, area];
  }
  if (!largest) return undefined;
  const stretch = Math.cos((((largest[0]?.[0]?.[1] as number) ?? 0) * Math.PI) / 180);
  return { at: deepest(largest, stretch), size: size * stretch };
}
