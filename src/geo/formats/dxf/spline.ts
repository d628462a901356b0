import type { Position } from 'geojson';
import type { RawEntity } from './pairs.ts';

/** A spline as a drawing holds it: a B-spline of control points over knots, with weights where it is rational. */
export interface Spline {
  degree: number;
  knots: readonly number[];
  points: readonly Position[];
  /** As many as there are points; none where all weigh the same. */
  weights: readonly number[];
}

const highestDegree = 11;
const mostChords = 4_096;

/** Whether the numbers make a curve: enough knots for the points, none smaller than the one before, weights positive. */
function sound({ degree, knots, points, weights }: Spline): boolean {
  return (
    Number.isInteger(degree) &&
    degree >= 1 &&
    degree <= highestDegree &&
    points.length > degree &&
    knots.length === points.length + degree + 1 &&
    knots.every((knot, i) => Number.isFinite(knot) && knot >= (knots[i - 1] ?? Number.NEGATIVE_INFINITY)) &&
    (weights.length === 0 || (weights.length === points.length && weights.every((weight) => weight > 0))) &&
    points.flat().every(Number.isFinite)
  );
}

/** The point of a spline at `t` in the span of knots that begins with number `span`, by de Boor's algorithm. */
function pointAt({ degree, knots, points, weights }: Spline, span: number, t: number): Position {
  const of = Array.from({ length: degree + 1 }, (_, i): [number, number, number] => {
    const at = span - degree + i;
    const weight = weights[at] ?? 1;
    const [x = 0, y = 0] = points[at] as Position;
    return [x * weight, y * weight, weight];
  });
  for (let round = 1; round <= degree; round++)
    for (let i = degree; i >= round; i--) {
      const from = knots[span - degree + i] as number;
      const to = knots[span + 1 + i - round] as number;
      const share = to > from ? (t - from) / (to - from) : 0;
      const [before, own] = [of[i - 1], of[i]] as [[number, number, number], [number, number, number]];
      of[i] = own.map((value, k) => (before[k] as number) * (1 - share) + value * share) as typeof own;
    }
  const [x, y, weight] = of[degree] as [number, number, number];
  return [x / weight, y / weight];
}

/** How far a point lies from the line through two others. */
function off([x = 0, y = 0]: Position, [ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position): number {
  const length = Math.hypot(bx - ax, by - ay);
  return length ? Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length : Math.hypot(x - ax, y - ay);
}

/**
 * The points of a spline, so near each other that no chord leaves the curve by more than `tolerance`.
 * @returns undefined where the numbers make no curve
 */
export function drawSpline(spline: Spline, tolerance: number): Position[] | undefined {
  if (!sound(spline)) return undefined;
  const { degree, knots, points } = spline;
  const drawn: Position[] = [];
  for (let span = degree; span < points.length; span++) {
    const [from, to] = [knots[span] as number, knots[span + 1] as number];
    if (!(to > from)) continue;
    const at = (share: number) => pointAt(spline, span, from + (to - from) * share);
    // Twice as many chords until the curve between them is near them all: looked at where a bend may be largest.
    let count = degree === 1 ? 1 : 4;
    for (; count < mostChords && degree > 1; count *= 2) {
      const near = Array.from({ length: count }, (_, i) => {
        const [a, b] = [at(i / count), at((i + 1) / count)];
        return [0.25, 0.5, 0.75].every((part) => off(at((i + part) / count), a, b) <= tolerance);
      });
      if (near.every(Boolean)) break;
    }
    if (!drawn.length) drawn.push(at(0));
    for (let i = 1; i <= count; i++) drawn.push(at(i / count));
  }
  return drawn.length > 1 ? drawn : undefined;
}

/** The control points, knots and weights of a SPLINE; one that has only points to pass through is not defined by the file. */
export function splineOf(entity: RawEntity): Spline {
  const all = (code: number): number[] =>
    entity.pairs.filter((pair) => pair.code === code).map(({ value }) => Number(value));
  const [xs, ys] = [all(10), all(20)];
  return {
    degree: all(71)[0] ?? 3,
    knots: all(40),
    points: xs.map((x, i): Position => [x, ys[i] ?? Number.NaN]),
    weights: all(41),
  };
}
