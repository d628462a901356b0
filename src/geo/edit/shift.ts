import type { Position } from 'geojson';
import { metricFrame } from './frame.ts';
import { type Drawable, mapPositions } from './vertices.ts';

/** The shape carried from one place to another (longitude, latitude degrees), its size and form in metres kept. */
export function shift<G extends Drawable>(geometry: G, from: Position, to: Position): G {
  const [before, after] = [from, to].map(([lon, lat]) => metricFrame(lon as number, lat as number));
  if (!before || !after) return geometry;
  return mapPositions(geometry, (position) => after.toLonLat(before.toPlane(position)));
}
