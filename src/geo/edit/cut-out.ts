import type { MultiPolygon, Polygon } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';
import { geometryOf, polygonsOf } from '../plane/polygons.ts';
import { flatten, toMultiPolygon } from '../plane/rings.ts';
import { robustDifference } from '../plane/robust.ts';

/**
 * What is left of `geometry` without `hole`: inside it becomes a hole, across the edge a bite.
 * @throws ProblemError `nothing-left`
 */
export function cutOut(
  geometry: Polygon | MultiPolygon,
  hole: Polygon | MultiPolygon,
): Polygon | MultiPolygon {
  const rest = toMultiPolygon(robustDifference(flatten(polygonsOf(geometry)), flatten(polygonsOf(hole))));
  if (!rest.coordinates.length)
    throw new ProblemError(
      problem(
        'nothing-left',
        { zh: '挖去的范围盖住了整个地块', en: 'The cut covers the whole zone' },
        undefined,
        {
          zh: '请画小一些；如要去掉地块，请用“删除”。',
          en: 'Draw it smaller; to remove the zone, delete it.',
        },
      ),
    );
  return geometryOf(rest.coordinates);
}
