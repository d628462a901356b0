import { type ControlPoint, fitControl, type Kind, missBy } from './control.ts';

/** Unknowns of a map of each kind. */
const unknowns: Record<Kind, number> = { similarity: 4, affine: 6 };

/** Standard error of a coordinate: the residuals by the surplus of measurements, metres. */
const spread = (rms: number, count: number, kind: Kind): number =>
  rms * Math.sqrt(count / (2 * count - unknowns[kind]));

/**
 * The point that does not agree with the others, by its place in the list: without it the rest fit several times better,
 * and it misses their map by far more than they do and by more than it could have been picked wrong. Undefined where none
 * does, or where the rest have no surplus to judge by.
 * @throws ProblemError as `fitControl`
 */
export function standsOut(points: readonly ControlPoint[], kind: Kind): number | undefined {
  const rest = points.length - 1;
  const surplus = 2 * rest - unknowns[kind];
  if (surplus < 2) return undefined;
  // With little surplus the rest often fit well by chance.
  const strict = surplus < 4 ? 3 : 1;
  const { rms, pixelM } = fitControl(points, kind);
  const all = spread(rms, points.length, kind);
  let best: { index: number; error: number; miss: number } | undefined;
  for (const [index, point] of points.entries()) {
    try {
      const others = fitControl(
        points.filter((one) => one !== point),
        kind,
      );
      const error = spread(others.rms, rest, kind);
      if (!best || error < best.error) best = { index, error, miss: missBy(others.map, point) };
    } catch {
      // Without it the others lie on a line: it cannot be judged by them.
    }
  }
  const alone = best && best.error < all / (4 * strict) && best.miss > 8 * strict * best.error;
  return alone && best && best.miss > 3 * Math.max(...pixelM) ? best.index : undefined;
}
