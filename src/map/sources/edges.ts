import type { Geometry, MultiLineString, Polygon, Position } from 'geojson';
import { extentOf } from '../../geo/plane/extent.ts';

/**
 * Polygons that were cut off at a rectangle: their lines without the stretches along it, which are no borders of
 * anything, and the rectangle. Undefined when there is no polygon.
 */
export function edgesWithin(
  geometries: readonly Geometry[],
): { edges: MultiLineString; frame: Polygon } | undefined {
  const extent = extentOf(geometries);
  if (!extent) return undefined;
  const [west, south, east, north] = extent;
  const along = (a: Position, b: Position): boolean =>
    [
      [0, west],
      [0, east],
      [1, south],
      [1, north],
    ].some(([axis, value]) => a[axis as number] === value && b[axis as number] === value);
  const lines: Position[][] = [];
  for (const geometry of geometries) {
    const parts =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    for (const ring of parts.flat()) {
      let line: Position[] = [];
      ring.forEach((point, index) => {
        const before = ring[index - 1];
        if (before && along(before, point)) {
          if (line.length > 1) lines.push(line);
          line = [];
        }
        line.push(point);
      });
      if (line.length > 1) lines.push(line);
    }
  }
  const frame: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return {
    edges: { type: 'MultiLineString', coordinates: lines },
    frame: { type: 'Polygon', coordinates: [frame] },
  };
}
