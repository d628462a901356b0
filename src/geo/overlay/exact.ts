import * as turf from '@turf/turf';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { flatten, type RingSet, toMultiPolygon } from './rings.ts';

type Shape = Feature<Polygon | MultiPolygon> | null;

const shape = (set: RingSet): Feature<MultiPolygon> => turf.feature(toMultiPolygon(set));
const rings = (result: Shape): RingSet => {
  if (!result) return flatten([]);
  const { geometry } = result;
  return flatten(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);
};

/** Shoelace area in square degrees, shells less holes. */
function areaOf({ xy, start }: RingSet): number {
  const [x0, y0] = [xy[0] ?? 0, xy[1] ?? 0];
  let sum = 0;
  for (let r = 0; r + 1 < start.length; r++)
    for (let i = start[r]!, j = start[r + 1]! - 1; i < start[r + 1]!; j = i++)
      sum += (xy[2 * j]! - x0) * (xy[2 * i + 1]! - y0) - (xy[2 * i]! - x0) * (xy[2 * j + 1]! - y0);
  return sum / 2;
}

/**
 * The last resort, by turf (polyclip-ts: slow, with exact predicates): what two shapes have in common, or what of `a`
 * lies outside `b`.
 * @throws Error when turf does, or when its two parts do not add up to `a` within 1e-7 of it.
 */
export function exactly(type: 'intersection' | 'difference', a: RingSet, b: RingSet): RingSet {
  const pair = turf.featureCollection([shape(a), shape(b)]);
  const common = rings(turf.intersect(pair));
  const outside = rings(turf.difference(pair));
  const whole = areaOf(a);
  if (Math.abs(areaOf(common) + areaOf(outside) - whole) > 1e-7 * whole)
    throw new Error('no method gave parts that add up');
  return type === 'intersection' ? common : outside;
}

/**
 * Several simple shapes as one, by turf.
 * @throws Error when turf does, or when a union and what its two shapes have in common do not add up to them.
 */
export function exactUnion(sets: readonly RingSet[]): RingSet {
  const filled = sets.filter(({ start }) => start.length > 1);
  return filled.slice(1).reduce((united, set) => {
    const pair = turf.featureCollection([shape(united), shape(set)]);
    const next = rings(turf.union(pair));
    const sum = areaOf(united) + areaOf(set);
    if (Math.abs(areaOf(next) + areaOf(rings(turf.intersect(pair))) - sum) > 1e-7 * sum)
      throw new Error('no method gave parts that add up');
    return next;
  }, filled[0] ?? flatten([]));
}
