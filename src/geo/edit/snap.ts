import Flatbush from 'flatbush';
import type { Geometry, Position } from 'geojson';
import { linesOf } from '../plane/polygons.ts';

/** What a point was drawn to. */
export interface Snapped {
  position: Position;
  kind: 'vertex' | 'edge';
  /** Degrees of latitude between the point asked about and `position`. */
  distance: number;
}

export interface SnapIndex {
  /**
   * The nearest vertex within `reach` degrees of latitude, or else the nearest point of an edge; undefined when there is
   * none. Longitudes count less by the cosine of the latitude.
   */
  nearest(lon: number, lat: number, reach: number): Snapped | undefined;
}

/** An index over the vertices and edges of shapes in longitude, latitude degrees. */
export function snapIndex(geometries: readonly Geometry[]): SnapIndex {
  const lines = geometries.flatMap(linesOf).filter((line) => line.length > 0);
  const count = lines.reduce((sum, line) => sum + Math.max(1, line.length - 1), 0);
  if (!count) return { nearest: () => undefined };
  const tree = new Flatbush(count);
  const segments = new Float64Array(count * 4);
  let at = 0;
  for (const line of lines)
    for (let i = 0; i < Math.max(1, line.length - 1); i += 1) {
      const [ax, ay] = line[i] as [number, number];
      const [bx, by] = (line[i + 1] ?? line[i]) as [number, number];
      segments.set([ax, ay, bx, by], at * 4);
      tree.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
      at += 1;
    }
  tree.finish();
  return {
    nearest(lon, lat, reach) {
      const k = Math.cos((lat * Math.PI) / 180);
      let vertex: Snapped | undefined;
      let edge: Snapped | undefined;
      for (const candidate of tree.search(lon - reach / k, lat - reach, lon + reach / k, lat + reach)) {
        const [ax, ay, bx, by] = segments.subarray(
          candidate * 4,
          candidate * 4 + 4,
        ) as unknown as number[] as [number, number, number, number];
        for (const [x, y] of [
          [ax, ay],
          [bx, by],
        ] as const) {
          const distance = Math.hypot((x - lon) * k, y - lat);
          if (distance <= reach && distance < (vertex?.distance ?? Infinity))
            vertex = { position: [x, y], kind: 'vertex', distance };
        }
        const [dx, dy] = [(bx - ax) * k, by - ay];
        const length2 = dx * dx + dy * dy;
        if (!length2) continue;
        const t = Math.max(0, Math.min(1, ((lon - ax) * k * dx + (lat - ay) * dy) / length2));
        const [x, y] = [ax + t * (bx - ax), ay + t * (by - ay)];
        const distance = Math.hypot((x - lon) * k, y - lat);
        if (distance <= reach && distance < (edge?.distance ?? Infinity))
          edge = { position: [x, y], kind: 'edge', distance };
      }
      return vertex ?? edge;
    },
  };
}
