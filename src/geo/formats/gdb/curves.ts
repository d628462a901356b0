import { circumcentre, drawArc, drawBezier, type Point } from '../arcs.ts';
import type { Cursor } from './cursor.ts';

/** A segment that is not straight: from the position with the given number to the next. */
interface Curve {
  from: number;
  kind: 'arc' | 'bezier';
  /** Arc: x, y of its centre, or of a point on it. Bézier: its two control points. */
  values: number[];
  bits: number;
}

/** Bits of an arc (Esri, Extended Shapefile Record Format). */
const arcBits = { empty: 0x1, counterClockwise: 0x8, line: 0x20, point: 0x40, pointOnIt: 0x80 } as const;

/**
 * The list of curves behind the coordinates of a shape.
 * @returns undefined where one is of a kind that is not drawn (elliptic arc, spiral)
 */
export function readCurves(cursor: Cursor, count: number): Curve[] | undefined {
  const curves: Curve[] = [];
  for (let i = 0; i < count; i++) {
    const from = cursor.varuint();
    const type = cursor.varuint();
    if (type !== 1 && type !== 4) return undefined;
    const values = Array.from({ length: type === 1 ? 2 : 4 }, cursor.float64);
    if (!values.every(Number.isFinite)) return undefined;
    curves.push({
      from,
      kind: type === 1 ? 'arc' : 'bezier',
      values,
      bits: type === 1 ? cursor.uint32() : 0,
    });
  }
  return curves.sort((a, b) => a.from - b.from);
}

/**
 * The coordinates with every curve replaced by chords that stay within `tolerance` (in the coordinates' unit) of it.
 * @returns undefined where a curve makes no sense
 */
export function drawCurves(
  xy: Float64Array,
  starts: Uint32Array,
  parts: number,
  curves: readonly Curve[],
  tolerance: number,
): { xy: number[]; starts: number[] } | undefined {
  const out: number[] = [];
  const outStarts: number[] = [];
  let next = 0;
  for (let part = 0; part < parts; part++) {
    const end = starts[part + 1] as number;
    outStarts.push(out.length / 2);
    for (let i = starts[part] as number; i < end; i++) {
      const [x, y] = [xy[i * 2] as number, xy[i * 2 + 1] as number];
      out.push(x, y);
      const curve = curves[next];
      if (!curve || curve.from > i) continue;
      if (curve.from < i || i + 1 >= end) return undefined;
      next++;
      const to = [xy[i * 2 + 2] as number, xy[i * 2 + 3] as number] as const;
      const fine =
        curve.kind === 'arc'
          ? arc([x, y], to, curve, tolerance, out)
          : drawBezier([x, y], control(curve, 0), control(curve, 2), to, tolerance, out);
      if (!fine) return undefined;
    }
  }
  outStarts.push(out.length / 2);
  return next === curves.length ? { xy: out, starts: outStarts } : undefined;
}

const control = ({ values }: Curve, at: number): Point => [values[at] as number, values[at + 1] as number];

/** Positions between the ends of an arc; false where it is none. */
function arc(from: Point, to: Point, { values, bits }: Curve, tolerance: number, out: number[]): boolean {
  if (bits & (arcBits.empty | arcBits.line | arcBits.point)) return true;
  const given: Point = [values[0] as number, values[1] as number];
  let centre: Point | undefined = given;
  let counterClockwise = (bits & arcBits.counterClockwise) !== 0;
  const closed = from[0] === to[0] && from[1] === to[1];
  if (bits & arcBits.pointOnIt) {
    // A whole circle is given by the point opposite its start.
    centre = closed ? [(from[0] + given[0]) / 2, (from[1] + given[1]) / 2] : circumcentre(from, given, to);
    if (!centre) return true;
    const turn = (given[0] - from[0]) * (to[1] - from[1]) - (given[1] - from[1]) * (to[0] - from[0]);
    if (!closed) counterClockwise = turn > 0;
  }
  return drawArc(from, to, centre, counterClockwise, tolerance, out);
}
