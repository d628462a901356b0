import { ProblemError, problem } from '../../model/index.ts';
import { type Affine, apply } from './affine.ts';

type Point = readonly [number, number];

/** A place on the scan, in pixels, and where it is, in metres of a plane system (east, north). */
export interface ControlPoint {
  pixel: Point;
  ground: Point;
}

/**
 * `similarity`: one scale, a rotation, a shift; a sheet that was scanned flat. `affine`: also another scale across, and
 * shear; paper that has stretched. A similarity needs two points and an affine map three; both are asked three here, so
 * that an error shows.
 */
export type Kind = 'similarity' | 'affine';

export interface Fit {
  map: Affine;
  /** For each point how far the map puts it from where it should be, east and north, and their length; metres. */
  residuals: { east: number; north: number; length: number }[];
  /** Root of the mean square of the lengths, metres. */
  rms: number;
  /** Metres of a pixel, across and down. */
  pixelM: [number, number];
  /** How the picture is turned, degrees from north, clockwise. */
  turn: number;
}

const fault = (code: string, zh: string, en: string, remedyZh: string, remedyEn: string): ProblemError =>
  new ProblemError(problem(code, { zh, en }, undefined, { zh: remedyZh, en: remedyEn }));

/**
 * The map from a scan to the ground that makes the sum of the squared distances least.
 * @throws ProblemError `control-too-few`, or `control-in-line` when the points do not settle the map
 */
export function fitControl(points: readonly ControlPoint[], kind: Kind): Fit {
  if (points.length < 3)
    throw fault(
      'control-too-few',
      `只有 ${points.length} 个控制点，至少要 3 个。`,
      `There are ${points.length} control points; at least 3 are needed.`,
      '请在图上再选格网交点。',
      'Pick more grid crosses on the scan.',
    );
  // Around their middles: coordinates of eight digits would cost half the precision.
  const middle = (of: 'pixel' | 'ground'): [number, number] =>
    [0, 1].map(
      (axis) => points.reduce((sum, point) => sum + (point[of][axis] as number), 0) / points.length,
    ) as [number, number];
  const [pixel, ground] = [middle('pixel'), middle('ground')];
  const list = points.map((point) => ({
    u: point.pixel[0] - pixel[0],
    v: point.pixel[1] - pixel[1],
    x: point.ground[0] - ground[0],
    y: point.ground[1] - ground[1],
  }));
  const linear = kind === 'affine' ? affine(list) : similarity(list);
  if (!linear)
    throw fault(
      'control-in-line',
      '控制点重合或在一条直线上，定不出变换。',
      'The control points coincide or lie on one line and do not settle the map.',
      '请选分布在图幅四角的点。',
      'Pick points spread over the corners of the sheet.',
    );
  const { a, b, d, e } = linear;
  const map: Affine = {
    ...linear,
    c: ground[0] - a * pixel[0] - b * pixel[1],
    f: ground[1] - d * pixel[0] - e * pixel[1],
  };
  const residuals = list.map(({ u, v, x, y }) => {
    const [east, north] = [a * u + b * v - x, d * u + e * v - y];
    return { east, north, length: Math.hypot(east, north) };
  });
  return {
    map,
    residuals,
    rms: Math.sqrt(residuals.reduce((sum, one) => sum + one.length ** 2, 0) / residuals.length),
    pixelM: [Math.hypot(a, d), Math.hypot(b, e)],
    turn: (Math.atan2(-d, a) * 180) / Math.PI,
  };
}

type Centred = { u: number; v: number; x: number; y: number };
type Linear = Pick<Affine, 'a' | 'b' | 'd' | 'e'>;

const sum = (list: readonly Centred[], of: (one: Centred) => number) =>
  list.reduce((total, one) => total + of(one), 0);

/** Pixels count downwards and north upwards: the similarity mirrors v first. */
function similarity(list: readonly Centred[]): Linear | undefined {
  const size = sum(list, ({ u, v }) => u * u + v * v);
  if (!(size > 0)) return undefined;
  const p = sum(list, ({ u, v, x, y }) => u * x - v * y) / size;
  const q = sum(list, ({ u, v, x, y }) => u * y + v * x) / size;
  return p === 0 && q === 0 ? undefined : { a: p, b: q, d: q, e: -p };
}

function affine(list: readonly Centred[]): Linear | undefined {
  const [uu, uv, vv] = [
    sum(list, ({ u }) => u * u),
    sum(list, ({ u, v }) => u * v),
    sum(list, ({ v }) => v * v),
  ];
  const det = uu * vv - uv * uv;
  // The points' spread across their best line, against that along it.
  if (!(det > 1e-6 * (uu + vv) ** 2)) return undefined;
  const solve = (of: 'x' | 'y'): [number, number] => {
    const [p, q] = [sum(list, (one) => one.u * one[of]), sum(list, (one) => one.v * one[of])];
    return [(p * vv - q * uv) / det, (q * uu - p * uv) / det];
  };
  const [[a, b], [d, e]] = [solve('x'), solve('y')];
  return { a, b, d, e };
}

/** How far a check point that was not part of the fit is from where it should be, metres. */
export const missBy = (map: Affine, { pixel, ground }: ControlPoint): number => {
  const [east, north] = apply(map, pixel);
  return Math.hypot(east - ground[0], north - ground[1]);
};
