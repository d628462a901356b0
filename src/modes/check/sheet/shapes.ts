import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { inRings } from '../../../geo/plane/inside.ts';
import { polygonsOf } from '../../../geo/plane/polygons.ts';
import type { Projection } from './paper.ts';

const figure = (value: number) => String(Math.round(value * 1000) / 1000);

type Point = [number, number];

/** Millimetres around the frame within which lines are kept: their ends and corners are not seen. */
const aroundMm = 6;

/** The part of a stretch that lies in a box, as shares of its length (Liang and Barsky); undefined outside. */
function within(
  [x, y]: Point,
  [nextX, nextY]: Point,
  { width, height }: Projection['frame'],
  around = 0,
): [number, number] | undefined {
  const [dx, dy] = [nextX - x, nextY - y];
  let [from, to] = [0, 1];
  for (const [p, q] of [
    [-dx, x + around],
    [dx, width + around - x],
    [-dy, y + around],
    [dy, height + around - y],
  ] as Point[]) {
    if (p === 0 && q < 0) return undefined;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
  }
  return from <= to ? [from, to] : undefined;
}

/** Whether a stretch of a line lies in the frame. */
const crosses = (line: readonly Point[], frame: Projection['frame']): boolean =>
  line.some((at, index) => within(at, line[index + 1] ?? at, frame) !== undefined);

/** The parts of a line in and around the frame: dashes of what is far from it would make a printed file large. */
function partsOf(line: readonly Point[], frame: Projection['frame']): Point[][] {
  const parts: Point[][] = [];
  let open = false;
  line.slice(1).forEach((next, index) => {
    const at = line[index] as Point;
    const share = within(at, next, frame, aroundMm);
    if (!share) {
      open = false;
      return;
    }
    const on = (t: number): Point => [at[0] + t * (next[0] - at[0]), at[1] + t * (next[1] - at[1])];
    if (!open || share[0] > 0) parts.push([on(share[0])]);
    parts.at(-1)?.push(on(share[1]));
    open = share[1] === 1;
  });
  return parts;
}

/** A ring cut to the frame and what is around it (Sutherland and Hodgman); the cut runs outside the frame. */
function ringIn(ring: readonly Point[], { width, height }: Projection['frame']): Point[] {
  const sides: [axis: 0 | 1, limit: number, sign: 1 | -1][] = [
    [0, -aroundMm, 1],
    [0, width + aroundMm, -1],
    [1, -aroundMm, 1],
    [1, height + aroundMm, -1],
  ];
  return sides.reduce<Point[]>(
    (points, [axis, limit, sign]) =>
      points.flatMap((at, index) => {
        const before = points.at(index - 1) as Point;
        const [a, b] = [sign * (before[axis] - limit), sign * (at[axis] - limit)];
        const cut: Point[] = [];
        if (a < 0 !== b < 0) {
          const t = a / (a - b);
          cut.push([before[0] + t * (at[0] - before[0]), before[1] + t * (at[1] - before[1])]);
        }
        return b < 0 ? cut : [...cut, at];
      }),
    [...ring],
  );
}

/** Whether something of an area is in the frame, an edge or the frame whole. */
export const isInFrame = (geometry: Polygon | MultiPolygon, { toPaper, frame }: Projection): boolean =>
  polygonsOf(geometry).some((polygon) => {
    const rings = polygon.map((ring) => ring.map(toPaper));
    return rings.some((ring) => crosses(ring, frame)) || inRings(rings, 0, 0);
  });

/**
 * A geometry's lines on paper as an SVG path in millimetres, cut a little outside the frame; empty when nothing of it is
 * in the frame.
 * @param filled Whether an area is there that has no edge in the frame but holds it whole.
 */
export function pathOf(geometry: Geometry, projection: Projection, filled = true): string {
  const { frame } = projection;
  const onPaper = (positions: readonly Position[]) => positions.map(projection.toPaper);
  const draw = (points: readonly Point[]) =>
    `M${points.map(([x, y]) => `${figure(x)} ${figure(y)}`).join('L')}`;
  const line = (positions: readonly Position[]): string => {
    const points = onPaper(positions);
    return crosses(points, frame) ? partsOf(points, frame).map(draw).join('') : '';
  };
  const area = (polygon: readonly Position[][]): string => {
    const rings = polygon.map(onPaper);
    // Without an edge in the frame the area is all of it or nothing.
    if (!rings.some((ring) => crosses(ring, frame)) && !(filled && inRings(rings, 0, 0))) return '';
    return rings
      .map((ring) => ringIn(ring.slice(0, -1), frame))
      .map((ring) => (ring.length > 2 ? `${draw(ring)}Z` : ''))
      .join('');
  };
  switch (geometry.type) {
    case 'LineString':
      return line(geometry.coordinates);
    case 'MultiLineString':
      return geometry.coordinates.map(line).join('');
    case 'Polygon':
      return area(geometry.coordinates);
    case 'MultiPolygon':
      return geometry.coordinates.map(area).join('');
    case 'GeometryCollection':
      return geometry.geometries.map((one) => pathOf(one, projection, filled)).join('');
    default:
      return '';
  }
}

/** The box of a path of absolute M and L, as `pathOf` writes them: left, top, right, bottom. */
export function boxOfPath(d: string): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [, x, y] of d.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)) {
    box[0] = Math.min(box[0], Number(x));
    box[1] = Math.min(box[1], Number(y));
    box[2] = Math.max(box[2], Number(x));
    box[3] = Math.max(box[3], Number(y));
  }
  return box;
}

/** The points of a point geometry within the frame, millimetres. */
export function pointsOf(geometry: Geometry, projection: Projection): [number, number][] {
  const all =
    geometry.type === 'Point'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPoint'
        ? geometry.coordinates
        : [];
  const { width, height } = projection.frame;
  return all.map(projection.toPaper).filter(([x, y]) => x > 0 && y > 0 && x < width && y < height);
}

/**
 * Places names so that none covers another; those without room are left out. Sizes in millimetres. `avoid` keeps what
 * follows off lines that were drawn, too.
 */
export function nameKeeper(frame: Projection['frame']) {
  const placedBoxes: [number, number, number, number][] = [];
  const take = (box: [number, number, number, number]): boolean => {
    if (box[0] < 1 || box[1] < 1 || box[2] > frame.width - 1 || box[3] > frame.height - 1) return false;
    if (placedBoxes.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]))
      return false;
    placedBoxes.push(box);
    return true;
  };
  const keep = (text: string, x: number, y: number, size: number): boolean => {
    const width = widthOf(text) * size;
    return take([x - width / 2, y - size, x + width / 2, y + size * 0.3]);
  };
  /** Room for several lines of text around a middle. */
  const room = (longest: string, x: number, y: number, size: number, rows: number): boolean => {
    const [width, height] = [widthOf(longest) * size, rows * size * 1.25];
    return take([x - width / 2, y - height / 2, x + width / 2, y + height / 2]);
  };
  const avoid = (line: readonly Point[]): void => {
    line.forEach(([x, y], index) => {
      const [nextX, nextY] = line[index + 1] ?? [x, y];
      const steps = Math.min(400, Math.max(1, Math.ceil(Math.hypot(nextX - x, nextY - y) / 1.5)));
      for (let i = 0; i < steps; i += 1) {
        const [atX, atY] = [x + ((nextX - x) * i) / steps, y + ((nextY - y) * i) / steps];
        placedBoxes.push([atX - 0.5, atY - 0.5, atX + 0.5, atY + 0.5]);
      }
    });
  };
  return Object.assign(keep, { avoid, room });
}

/** In characters of full width. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 1 : 0.55), 0);

/** A place for the name of an area that reaches over the frame: the middle of its part of the frame. */
export function insideOf(geometry: Geometry, { toPaper, frame }: Projection): [number, number] | undefined {
  // Only what is cut to the frame: the whole of a large area has corners by the thousand.
  const rings = polygonsOf(geometry)
    .flat()
    .map((ring) => ringIn(ring.slice(0, -1).map(toPaper), frame))
    .filter((ring) => ring.length > 2);
  const { width, height } = frame;
  const steps = 15;
  const points: [number, number][] = [];
  for (let i = 1; i < steps && rings.length; i += 1)
    for (let j = 1; j < steps; j += 1) {
      const [x, y] = [(width * i) / steps, (height * j) / steps];
      if (inRings(rings, x, y)) points.push([x, y]);
    }
  const [sumX, sumY] = points.reduce(([ax, ay], [x, y]) => [ax + x, ay + y], [0, 0]);
  const away = ([x, y]: [number, number]) => Math.hypot(x - sumX / points.length, y - sumY / points.length);
  return points.length ? points.reduce((a, b) => (away(b) < away(a) ? b : a)) : undefined;
}
