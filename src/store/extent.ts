import type { Geometry, Position } from 'geojson';
import type { Extent } from '../model/index.ts';

function visit(coordinates: unknown, extent: [number, number, number, number]): void {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] === 'number') {
    const [x, y] = coordinates as Position as [number, number];
    extent[0] = Math.min(extent[0], x);
    extent[1] = Math.min(extent[1], y);
    extent[2] = Math.max(extent[2], x);
    extent[3] = Math.max(extent[3], y);
    return;
  }
  for (const part of coordinates) visit(part, extent);
}

/** West, south, east, north of all geometries; undefined when there is no coordinate. */
export function extentOf(geometries: readonly Geometry[]): Extent | undefined {
  const extent: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) {
    if (geometry.type === 'GeometryCollection') {
      const inner = extentOf(geometry.geometries);
      if (inner) visit([inner.slice(0, 2), inner.slice(2)], extent);
    } else visit(geometry.coordinates, extent);
  }
  return extent[0] <= extent[2] ? extent : undefined;
}
