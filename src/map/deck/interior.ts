import type { Geometry, Position } from 'geojson';

type Rings = readonly (readonly Position[])[];

function polygons(geometry: Geometry): Rings[] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

/** Where a line of constant latitude runs inside the geometry (even-odd): pairs of longitudes, west to east. */
function inside(geometry: Geometry, lat: number): [number, number][] {
  const crossings: number[] = [];
  for (const rings of polygons(geometry))
    for (const ring of rings)
      for (let i = 1; i < ring.length; i++) {
        const [x1, y1] = ring[i - 1] as [number, number];
        const [x2, y2] = ring[i] as [number, number];
        if (y1 > lat !== y2 > lat) crossings.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1));
      }
  crossings.sort((a, b) => a - b);
  const spans: [number, number][] = [];
  for (let i = 1; i < crossings.length; i += 2)
    spans.push([crossings[i - 1] as number, crossings[i] as number]);
  return spans;
}

function latitudes(geometry: Geometry): [number, number] {
  const all = polygons(geometry).flatMap((rings) =>
    (rings[0] ?? []).map((position) => position[1] as number),
  );
  return [Math.min(...all), Math.max(...all)];
}

/**
 * A point well inside all the areas at once: the middle of the widest stretch that any of `lines` parallels has in
 * common with all of them. Undefined when they have no stretch in common. A point geometry stands for itself.
 * @returns Longitude, latitude in degrees.
 */
export function interiorPoint(areas: readonly Geometry[], lines = 31): [number, number] | undefined {
  const point = areas.find((geometry) => geometry.type === 'Point');
  if (point?.type === 'Point') return [point.coordinates[0] as number, point.coordinates[1] as number];
  const ranges = areas.map(latitudes);
  const south = Math.max(...ranges.map(([low]) => low));
  const north = Math.min(...ranges.map(([, high]) => high));
  let best: { width: number; at: [number, number] } | undefined;
  for (let line = 0; line < lines && south < north; line++) {
    const lat = south + ((line + 0.5) / lines) * (north - south);
    const common = areas
      .map((geometry) => inside(geometry, lat))
      .reduce((left, right) =>
        left.flatMap(([a, b]) =>
          right.flatMap(([c, d]): [number, number][] =>
            Math.max(a, c) < Math.min(b, d) ? [[Math.max(a, c), Math.min(b, d)]] : [],
          ),
        ),
      );
    for (const [from, to] of common)
      if (!best || to - from > best.width) best = { width: to - from, at: [(from + to) / 2, lat] };
  }
  return best?.at;
}
