import * as turf from '@turf/turf';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { polygonsOf } from './polygons.ts';
import { flatArea, flatten, type RingSet, toMultiPolygon } from './rings.ts';

type Shape = Feature<Polygon | MultiPolygon> | null;

const shape = (set: RingSet): Feature<MultiPolygon> => turf.feature(toMultiPolygon(set));
const rings = (result: Shape): RingSet => {
  return flatten(result ? polygonsOf(result.geometry) : []);
};

/**
 * The last resort, by turf (polyclip-ts: slow, with exact predicates): what two shapes have in common, or what of `a`
 * lies outside `b`.
 * @throws Error when turf does, or when its two parts do not add up to `a` within 1e-7 of it.
 */
export function exactly(type: 'intersection' | 'difference', a: RingSet, b: RingSet): RingSet {
  const pair = turf.featureCollection([shape(a), shape(b)]);
  const common = rings(turf.intersect(pair));
  const outside = rings(turf.difference(pair));
  const whole = flatArea(a);
  if (Math.abs(flatArea(common) + flatArea(outside) - whole) > 1e-7 * whole)
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
    const sum = flatArea(united) + flatArea(set);
    if (Math.abs(flatArea(next) + flatArea(rings(turf.intersect(pair))) - sum) > 1e-7 * sum)
      throw new Error('no method gave parts that add up');
    return next;
  }, filled[0] ?? flatten([]));
}
