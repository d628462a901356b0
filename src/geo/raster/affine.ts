/**
 * An affine map of the plane, x' = a·x + b·y + c, y' = d·x + e·y + f. From a picture to the ground: x to the right and
 * y downwards in pixels, counted from the outer corner of the first pixel; the result east, north.
 */
export interface Affine {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

type Point = readonly [number, number];

export const apply = ({ a, b, c, d, e, f }: Affine, [x, y]: Point): [number, number] => [
  a * x + b * y + c,
  d * x + e * y + f,
];

/** The map back; undefined where everything falls on a line. */
export function inverse({ a, b, c, d, e, f }: Affine): Affine | undefined {
  const det = a * e - b * d;
  const size = Math.hypot(a, d) * Math.hypot(b, e);
  if (!(Math.abs(det) > 1e-12 * size)) return undefined;
  return {
    a: e / det,
    b: -b / det,
    c: (b * f - c * e) / det,
    d: -d / det,
    e: a / det,
    f: (c * d - a * f) / det,
  };
}
