import type { DrawnFeature } from '../sources/features.ts';
import type { Viewport } from './viewport.ts';

/** Points nearer than `radius` pixels to each other as one, with their number; other geometries pass. */
export function cluster(
  features: readonly DrawnFeature[],
  radius: number,
  { project }: Viewport,
): DrawnFeature[] {
  const points = features.flatMap((feature) =>
    feature.geometry.type === 'Point' ? [{ feature, at: project(feature.geometry.coordinates) }] : [],
  );
  const done = new Set<DrawnFeature>();
  const unclustered = features.filter(({ geometry }) => geometry.type !== 'Point');
  for (const { feature, at } of points) {
    if (done.has(feature)) continue;
    const near = points.filter(
      (one) => !done.has(one.feature) && Math.hypot(one.at[0] - at[0], one.at[1] - at[1]) <= radius,
    );
    for (const one of near) done.add(one.feature);
    if (near.length === 1) {
      unclustered.push(feature);
      continue;
    }
    const mean = (axis: 0 | 1) =>
      near.reduce(
        (sum, one) => sum + ((one.feature.geometry as GeoJSON.Point).coordinates[axis] as number),
        0,
      ) / near.length;
    unclustered.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [mean(0), mean(1)] },
      properties: { point_count: near.length } as never,
    });
  }
  return unclustered;
}
