import type { LineString, MultiLineString, Position } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';
import { linesOf } from '../plane/polygons.ts';
import { metricFrame } from './frame.ts';

const line = (lines: Position[][]): LineString | MultiLineString => {
  const [only] = lines;
  return lines.length === 1 && only
    ? { type: 'LineString', coordinates: only }
    : { type: 'MultiLineString', coordinates: lines };
};

/**
 * Divides a line at the place on it that is nearest to `at` (longitude, latitude degrees); both halves have that place.
 * Of several lines those before the one that is cut go with its first half, those after with its second.
 * @throws ProblemError `cut-at-end` where the nearest place is an end of the line
 */
export function splitLine(
  geometry: LineString | MultiLineString,
  at: Position,
): [LineString | MultiLineString, LineString | MultiLineString] {
  const frame = metricFrame(at[0] as number, at[1] as number);
  const lines = linesOf(geometry);
  let best: { part: number; index: number; share: number; metres: number } | undefined;
  lines.forEach((positions, part) => {
    const plane = positions.map(frame.toPlane);
    for (let index = 0; index + 1 < plane.length; index += 1) {
      const [[ax, ay], [bx, by]] = [plane[index], plane[index + 1]] as [[number, number], [number, number]];
      const [dx, dy] = [bx - ax, by - ay];
      // The frame's origin is `at`.
      const share = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
      const metres = Math.hypot(ax + share * dx, ay + share * dy);
      if (!best || metres < best.metres) best = { part, index, share, metres };
    }
  });
  const { part, index, share } = best ?? { part: 0, index: 0, share: 0 };
  const vertices = lines[part] ?? [];
  const [a, b] = [vertices[index], vertices[index + 1]] as [Position, Position];
  const last = vertices.length - 2;
  if (!best || (index === 0 && share === 0) || (index === last && share === 1))
    throw new ProblemError(
      problem(
        'cut-at-end',
        { zh: '分割点在线的端点上', en: 'The place to divide at is an end of the line' },
        undefined,
        { zh: '请点在线的中间。', en: 'Click on the line between its ends.' },
      ),
    );
  const cut =
    share === 0
      ? a
      : share === 1
        ? b
        : [
            (a[0] as number) + share * ((b[0] as number) - (a[0] as number)),
            (a[1] as number) + share * ((b[1] as number) - (a[1] as number)),
          ];
  const first = [...vertices.slice(0, share === 0 ? index : index + 1), cut];
  const second = [cut, ...vertices.slice(share === 1 ? index + 2 : index + 1)];
  return [line([...lines.slice(0, part), first]), line([second, ...lines.slice(part + 1)])];
}
