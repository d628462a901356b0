import type { MultiPolygon, Polygon, Position } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';
import { boxOfPositions } from '../plane/box.ts';
import type { Box } from '../plane/extent.ts';
import { polygonsOf } from '../plane/polygons.ts';
import { flatten, toMultiPolygon } from '../plane/rings.ts';
import { robustDifference, robustIntersection } from '../plane/robust.ts';

type Point = [number, number];

/**
 * Divides a shape along a line that crosses it. The line's ends are taken on straight until they are clear of the
 * shape; both sides get the very same points on it, so nothing is lost or doubled.
 * @param line Longitude, latitude degrees, two points or more.
 * @returns The parts, those left of the line first; each is one polygon.
 * @throws ProblemError `cut-crosses-itself`, `cut-misses`
 */
export function split(geometry: Polygon | MultiPolygon, line: readonly Position[]): Polygon[] {
  const box = roomAround(boxOfPositions([...polygonsOf(geometry).flat(2), ...line]));
  const cut = extend(
    line.map(([x, y]) => [x as number, y as number]),
    box,
  );
  if (crossesItself(cut))
    throw new ProblemError(
      problem(
        'cut-crosses-itself',
        {
          zh: '分割线（或其延长线）与自身相交',
          en: 'The cutting line, or its straight continuation, crosses itself',
        },
        undefined,
        { zh: '请重画，或分两次切。', en: 'Draw it again, or cut in two steps.' },
      ),
    );
  const whole = flatten(polygonsOf(geometry));
  const left = flatten([[leftOf(cut, box)]]);
  const parts = [robustIntersection(whole, left), robustDifference(whole, left)].map(
    (side) => toMultiPolygon(side).coordinates,
  );
  if (parts.some((side) => side.length === 0))
    throw new ProblemError(
      problem(
        'cut-misses',
        { zh: '分割线没有穿过图形', en: 'The cutting line does not cross the shape' },
        undefined,
        { zh: '请从图形外画到图形外。', en: 'Draw from outside the shape to outside it.' },
      ),
    );
  return parts.flat().map((coordinates) => ({ type: 'Polygon', coordinates }));
}

/** A box well outside another. */
function roomAround([west, south, east, north]: Box): Box {
  const margin = Math.max(east - west, north - south) * 0.5 + 1e-6;
  return [west - margin, south - margin, east + margin, north + margin];
}

/** The line with both ends carried on to the box. */
function extend(line: Point[], box: Box): Point[] {
  const points = line.filter((p, i) => i === 0 || p[0] !== line[i - 1]?.[0] || p[1] !== line[i - 1]?.[1]);
  const [first, second] = points;
  const [last, before] = [points.at(-1), points.at(-2)];
  if (!first || !second || !last || !before)
    throw new ProblemError(
      problem('cut-too-short', {
        zh: '分割线至少要有两个不同的点',
        en: 'A cutting line needs two different points',
      }),
    );
  return [toBox(second, first, box), ...points, toBox(before, last, box)];
}

/** Where the ray from `from` through `through` leaves the box. */
function toBox(from: Point, through: Point, [west, south, east, north]: Box): Point {
  const [dx, dy] = [through[0] - from[0], through[1] - from[1]];
  const tx = dx > 0 ? (east - through[0]) / dx : dx < 0 ? (west - through[0]) / dx : Infinity;
  const ty = dy > 0 ? (north - through[1]) / dy : dy < 0 ? (south - through[1]) / dy : Infinity;
  if (tx <= ty) return [dx > 0 ? east : west, through[1] + dy * tx];
  return [through[0] + dx * ty, dy > 0 ? north : south];
}

/** Distance along the box's edge, counter-clockwise from its south-west corner, in sides. */
function along([x, y]: Point, [west, south, east, north]: Box): number {
  if (y === south) return (x - west) / (east - west);
  if (x === east) return 1 + (y - south) / (north - south);
  if (y === north) return 2 + (east - x) / (east - west);
  return 3 + (north - y) / (north - south);
}

/** The part of the box to the left of the line: along the line, then round the edge counter-clockwise to its start. */
function leftOf(cut: Point[], box: Box): Point[] {
  const [west, south, east, north] = box;
  const corners: Point[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  const from = along(cut.at(-1) as Point, box);
  let to = along(cut[0] as Point, box);
  if (to <= from) to += 4;
  const round: Point[] = [];
  for (let corner = Math.floor(from) + 1; corner < to; corner += 1) round.push(corners[corner % 4] as Point);
  return [...cut, ...round, cut[0] as Point];
}

const side = (a: Point, b: Point, c: Point) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

function crossesItself(line: Point[]): boolean {
  for (let i = 0; i + 1 < line.length; i += 1)
    for (let j = i + 2; j + 1 < line.length; j += 1) {
      const [a, b, c, d] = [line[i], line[i + 1], line[j], line[j + 1]] as [Point, Point, Point, Point];
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true;
    }
  return false;
}
