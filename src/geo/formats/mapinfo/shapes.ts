import type { Polygon, Position } from 'geojson';
import { boxPolygon } from '../../plane/box-polygon.ts';
import type { Box } from '../../plane/extent.ts';
import { millimetreAt } from '../arcs.ts';
import { ellipse } from '../dxf/curves.ts';

/** A ring that returns to its start. */
export function closed(ring: Position[]): Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring;
}

function boxOf([x1 = 0, y1 = 0]: Position, [x2 = 0, y2 = 0]: Position): Box {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}

/** The rectangle of two corners that face each other. */
export const rectangle = (a: Position, b: Position): Polygon => boxPolygon(boxOf(a, b));

/** The ellipse within two corners, drawn within a millimetre; undefined where they enclose nothing. */
export function ellipseIn(one: Position, other: Position): Polygon | undefined {
  const [west, south, east, north] = boxOf(one, other);
  const [a, b] = [(east - west) / 2, (north - south) / 2];
  if (!(a > 0 && b > 0)) return undefined;
  const centre = [(west + east) / 2, (south + north) / 2] as const;
  // The longer half axis comes first.
  const [axis, ratio]: [readonly [number, number], number] = a >= b ? [[a, 0], b / a] : [[0, b], a / b];
  const ring = ellipse(centre, axis, ratio, [0, 2 * Math.PI], millimetreAt(centre));
  return { type: 'Polygon', coordinates: [[...ring.slice(0, -1), ring[0] as Position]] };
}
