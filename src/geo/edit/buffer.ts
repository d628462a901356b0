import { Clipper, EndType, FillRule, JoinType, type Path64 } from 'clipper2-ts';
import type { MultiPolygon, Polygon } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';
import { geometryOf, polygonsOf } from '../plane/polygons.ts';
import { flatten, toMultiPolygon } from '../plane/rings.ts';
import { frameOf, type MetricFrame } from './frame.ts';

/** Units to the metre of the lattice on which the offset is computed. */
export const perMetre = 100_000;

/**
 * All points within `metres` of a shape, round at its corners; with a negative distance what lies deeper than that in
 * it. Distances are on the ellipsoid, to a few millimetres within 5 km of the shape's middle.
 * @param step How far an arc may be from its circle, metres.
 * @throws ProblemError `nothing-left` when an inward distance swallows the shape
 */
export function buffer(
  geometry: Polygon | MultiPolygon,
  metres: number,
  step = 0.01,
): Polygon | MultiPolygon {
  const frame = frameOf(geometry);
  const flat = flatten(polygonsOf(geometry));
  const paths: Path64[] = [];
  for (let r = 0; r + 1 < flat.start.length; r += 1) {
    const path: Path64 = [];
    for (let i = flat.start[r] as number; i < (flat.start[r + 1] as number); i += 1) {
      const [x, y] = frame.toPlane([flat.xy[2 * i] as number, flat.xy[2 * i + 1] as number]);
      path.push({ x: Math.round(x * perMetre), y: Math.round(y * perMetre) });
    }
    paths.push(path);
  }
  const grown = Clipper.union(
    Clipper.inflatePaths(paths, metres * perMetre, JoinType.Round, EndType.Polygon, 2, step * perMetre),
    FillRule.NonZero,
  );
  if (!grown.length)
    throw new ProblemError(
      problem(
        'nothing-left',
        {
          zh: `向内 ${-metres} 米后地块已不存在`,
          en: `Nothing of the zone is deeper than ${-metres} m`,
        },
        undefined,
        { zh: '请减小距离。', en: 'Choose a smaller distance.' },
      ),
    );
  return fromLattice(grown, frame);
}

/** What Clipper made on the lattice, in degrees: it winds shells counter-clockwise and holes clockwise, as flat shapes do. */
export function fromLattice(paths: readonly Path64[], frame: MetricFrame): Polygon | MultiPolygon {
  const xy: number[] = [];
  const start = [0];
  for (const path of paths) {
    for (const { x, y } of path) xy.push(...frame.toLonLat([x / perMetre, y / perMetre]));
    start.push(xy.length / 2);
  }
  return geometryOf(
    toMultiPolygon({ xy: Float64Array.from(xy), start: Uint32Array.from(start) }).coordinates,
  );
}
