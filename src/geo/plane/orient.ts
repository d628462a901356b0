import { orient2d } from 'robust-predicates';

/** Shewchuk's bound (1997) on the rounding of the plain determinant. */
const epsilon = 2 ** -53;
const filter = (3 + 16 * epsilon) * epsilon;

/**
 * Twice the signed area of the triangle abc: positive when c lies left of the line from a to b, zero when it lies on it.
 * The sign is always right: where the plain value might be wrong, adaptive arithmetic decides.
 */
export function orient(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (ax - cx) * (by - cy);
  const right = (ay - cy) * (bx - cx);
  const value = left - right;
  if (Math.abs(value) >= filter * (Math.abs(left) + Math.abs(right))) return value;
  // The library counts clockwise as positive.
  return -orient2d(ax, ay, bx, by, cx, cy);
}
