import type { Position } from 'geojson';

export type Point = readonly [number, number];

/** More positions than this for one arc come from a damaged radius. */
const most = 20_000;

/** A millimetre in the unit of a position: degrees where it can be degrees, else metres. */
export const millimetreAt = ([x = 0, y = 0]: readonly number[]): number =>
  Math.abs(x) <= 360 && Math.abs(y) <= 90 ? 0.001 / 111_320 : 0.001;

/** The centre of the circle through three points, undefined where they lie on one line. */
export function circumcentre([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): Point | undefined {
  const [px, py, qx, qy] = [bx - ax, by - ay, cx - ax, cy - ay];
  const d = 2 * (px * qy - py * qx);
  if (Math.abs(d) < 1e-12 * (Math.hypot(px, py) * Math.hypot(qx, qy))) return undefined;
  const [p2, q2] = [px * px + py * py, qx * qx + qy * qy];
  return [ax + (qy * p2 - py * q2) / d, ay + (px * q2 - qx * p2) / d];
}

/**
 * Appends the positions between the ends of a circular arc, so that its chords stay within `tolerance` of it. Equal ends
 * make a whole circle.
 * @returns false where the arc makes no sense
 */
export function drawArc(
  from: Point,
  to: Point,
  [cx, cy]: Point,
  counterClockwise: boolean,
  tolerance: number,
  out: number[],
): boolean {
  const radius = Math.hypot(from[0] - cx, from[1] - cy);
  const begin = Math.atan2(from[1] - cy, from[0] - cx);
  let sweep = Math.atan2(to[1] - cy, to[0] - cx) - begin;
  if (counterClockwise && sweep <= 0) sweep += 2 * Math.PI;
  if (!counterClockwise && sweep >= 0) sweep -= 2 * Math.PI;
  // The chord of an angle a stays r (1 − cos a/2) inside its arc.
  const steps = Math.ceil(Math.abs(sweep) / (2 * Math.acos(Math.max(0, 1 - tolerance / radius))));
  if (!(steps <= most)) return false;
  const toRadius = Math.hypot(to[0] - cx, to[1] - cy);
  for (let i = 1; i < steps; i++) {
    const share = i / steps;
    // Stored ends are rounded: the radius slides from one to the other.
    const r = radius + (toRadius - radius) * share;
    out.push(cx + r * Math.cos(begin + sweep * share), cy + r * Math.sin(begin + sweep * share));
  }
  return true;
}

/**
 * Appends the positions between the ends of a cubic Bézier curve, so that its chords stay within `tolerance` of it.
 * @returns false where it would take too many
 */
export function drawBezier(
  from: Point,
  [ax, ay]: Point,
  [bx, by]: Point,
  to: Point,
  tolerance: number,
  out: number[],
): boolean {
  // Wang's bound: with n chords the error is at most |second difference| · 6 / (8 n²).
  const bend = Math.max(
    Math.hypot(from[0] - 2 * ax + bx, from[1] - 2 * ay + by),
    Math.hypot(ax - 2 * bx + to[0], ay - 2 * by + to[1]),
  );
  const steps = Math.max(1, Math.ceil(Math.sqrt((0.75 * bend) / tolerance)));
  if (!(steps <= most)) return false;
  for (let i = 1; i < steps; i++) {
    const t = i / steps;
    const [p, q, r, s] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    out.push(p * from[0] + q * ax + r * bx + s * to[0], p * from[1] + q * ay + r * by + s * to[1]);
  }
  return true;
}

/**
 * A line of arcs, each given by start, a point on it and end, which is the next one's start (ISO 19125 circular string,
 * GML arc string), drawn to a millimetre. Where an arc's ends are one point, its point on it lies opposite.
 * @returns undefined where the count is not odd or an arc makes no sense
 */
export function drawArcString(points: readonly Position[]): Position[] | undefined {
  if (!points.length) return [];
  if (points.length % 2 === 0) return undefined;
  const drawn: Position[] = [points[0] as Position];
  for (let i = 0; i + 2 < points.length; i += 2) {
    const [a, b, c] = points.slice(i, i + 3).map(([x = 0, y = 0]): Point => [x, y]) as [Point, Point, Point];
    const whole = a[0] === c[0] && a[1] === c[1];
    const centre = whole ? ([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const) : circumcentre(a, b, c);
    const flat: number[] = [];
    // Three points on one line are the line itself.
    if (centre) {
      const turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
      if (!drawArc(a, c, centre, whole || turn > 0, millimetreAt(a), flat)) return undefined;
    } else flat.push(...b);
    drawn.push(...positionsOf(flat), [...c]);
  }
  return drawn;
}

/** What `drawArc` and `drawBezier` append, as positions. */
export const positionsOf = (flat: readonly number[]): Position[] =>
  Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] as number, flat[2 * i + 1] as number]);

/** Lines end to end as one, the points where they meet once. */
export const joined = (lines: readonly Position[][]): Position[] =>
  lines.flatMap((line, i) => {
    const before = lines[i - 1]?.at(-1);
    const [first] = line;
    return before && first && before[0] === first[0] && before[1] === first[1] ? line.slice(1) : line;
  });
