import type { Polygon, Position } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';
import { planarArea } from '../plane/area.ts';

/**
 * A polygon from drawn points: repeated points dropped, closed, wound counter-clockwise.
 * @throws ProblemError `too-few-vertices`, `no-area`
 */
export function closeRing(points: readonly Position[]): Polygon {
  const open = points.filter((p, i) => i === 0 || p[0] !== points[i - 1]?.[0] || p[1] !== points[i - 1]?.[1]);
  const [first, last] = [open[0], open.at(-1)];
  if (open.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1]) open.pop();
  if (open.length < 3)
    throw new ProblemError(
      problem(
        'too-few-vertices',
        { zh: `只有 ${open.length} 个不同的点`, en: `Only ${open.length} different points` },
        undefined,
        { zh: '一个面至少要有三个不同的点。', en: 'An area needs at least three different points.' },
      ),
    );
  const area = planarArea(
    open.flatMap(([x, y]) => [x as number, y as number]),
    0,
    open.length,
  );
  if (area === 0)
    throw new ProblemError(
      problem('no-area', { zh: '这些点在一条直线上，围不成面积', en: 'These points lie on one line' }),
    );
  const ring = area > 0 ? open : [...open].reverse();
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] };
}
