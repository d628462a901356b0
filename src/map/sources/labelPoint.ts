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

/** Distance from a point to the nearest edge, positive inside the rings (even–odd) and negative outside. */
function depth(x: number, y: number, rings: readonly (readonly Position[])[]): number {
  let inside = false;
  let nearest = Infinity;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i] as [number, number];
      const [bx, by] = ring[j] as [number, number];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      const [dx, dy] = [bx - ax, by - ay];
      const length = dx * dx + dy * dy;
      const t = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
      nearest = Math.min(nearest, Math.hypot(x - ax - t * dx, y - ay - t * dy));
    }
  return inside ? nearest : -nearest;
}

/** Where a name sits well in a polygon: a grid search, refined thrice, for the place farthest from every edge. */
function deepest(rings: readonly (readonly Position[])[], stretch: number): Position {
  const flat = rings.map((ring) => ring.map(([x, y]) => [(x as number) * stretch, y as number]));
  const xs = flat[0]?.map((p) => p[0] as number) ?? [];
  const ys = flat[0]?.map((p) => p[1] as number) ?? [];
  let [west, east] = [Math.min(...xs), Math.max(...xs)];
  let [south, north] = [Math.min(...ys), Math.max(...ys)];
  let best: [number, number, number] = [-Infinity, (west + east) / 2, (south + north) / 2];
  const cells = 6;
  for (let pass = 0; pass < 4; pass++) {
    const [stepX, stepY] = [(east - west) / cells, (north - south) / cells];
    for (let i = 0; i <= cells; i++)
      for (let j = 0; j <= cells; j++) {
        const [x, y] = [west + i * stepX, south + j * stepY];
        const d = depth(x, y, flat);
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
  const found: Position[] = [];
  for (const rings of parts) {
    const xs = rings[0]?.map((p) => p[0] as number) ?? [];
    const ys = rings[0]?.map((p) => p[1] as number) ?? [];
    const { step, margin } = spread;
    for (let i = Math.ceil(Math.min(...xs) / step); i * step < Math.max(...xs); i++)
      for (let j = Math.ceil(Math.min(...ys) / step); j * step < Math.max(...ys); j++)
        if (depth(i * step, j * step, rings) > margin) found.push([i * step, j * step]);
  }
  return found;
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
