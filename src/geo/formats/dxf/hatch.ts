import type { Position } from 'geojson';
import { ellipse, polyline, type Vertex } from './curves.ts';
import { meet } from './outline.ts';
import type { Pair, RawEntity } from './pairs.ts';
import { drawSpline } from './spline.ts';

const radians = Math.PI / 180;

/** The pairs of a hatch in their order, which alone says what a code means. */
class Cursor {
  declare private at: number;
  declare private readonly pairs: readonly Pair[];
  constructor(pairs: readonly Pair[], at: number) {
    this.pairs = pairs;
    this.at = at;
  }
  /** The value of the next pair, which must have this code. */
  take(code: number): number {
    const pair = this.pairs[this.at];
    if (pair?.code !== code) throw new RangeError(`${code}`);
    this.at++;
    return Number(pair.value);
  }
  /** The same where the pair may be missing. */
  maybe(code: number, usual: number): number {
    return this.pairs[this.at]?.code === code ? this.take(code) : usual;
  }
  point(x = 10, y = 20): Position {
    return [this.take(x), this.take(y)];
  }
  /** Passes over the points a spline was fitted to and its directions at the ends; older drawings do not write them. */
  passFit(): void {
    const next = (by: number) => this.pairs[this.at + by]?.code;
    // The number of a path's sources has the same code: that of a spline comes before them or another edge.
    if (next(0) !== 97 || ![11, 72, 97].includes(next(1) ?? 0)) return;
    this.at++;
    while ([11, 21, 12, 22, 13, 23].includes(next(0) ?? 0)) this.at++;
  }
}

/** One edge of a boundary; undefined where its numbers make no line. */
function edge(cursor: Cursor, tolerance: number): Position[] | undefined {
  const kind = cursor.take(72);
  if (kind === 1) return [cursor.point(), cursor.point(11, 21)];
  if (kind === 2) {
    const [cx = 0, cy = 0] = cursor.point();
    const radius = cursor.take(40);
    const [from, to] = [cursor.take(50) * radians, cursor.take(51) * radians];
    const turn = cursor.take(73) ? 1 : -1;
    // A clockwise arc has its angles measured clockwise.
    const end = to <= from ? to + 2 * Math.PI : to;
    return ellipse([cx, cy], [radius, 0], turn, [from, end], tolerance);
  }
  if (kind === 3) {
    const [cx = 0, cy = 0] = cursor.point();
    const [ax = 0, ay = 0] = cursor.point(11, 21);
    const ratio = cursor.take(40);
    const [from, to] = [cursor.take(50) * radians, cursor.take(51) * radians];
    const turn = cursor.take(73) ? 1 : -1;
    const end = to <= from ? to + 2 * Math.PI : to;
    return ellipse([cx, cy], [ax, ay], ratio * turn, [from, end], tolerance);
  }
  if (kind === 4) {
    const [degree, rational] = [cursor.take(94), cursor.take(73)];
    cursor.take(74);
    const [knots, points] = [count(cursor.take(95)), count(cursor.take(96))];
    const weights: number[] = [];
    const spline = {
      degree,
      weights,
      knots: Array.from({ length: knots }, () => cursor.take(40)),
      points: Array.from({ length: points }, () => {
        const at = cursor.point();
        if (rational) weights.push(cursor.maybe(42, 1));
        return at;
      }),
    };
    cursor.passFit();
    return drawSpline(spline, tolerance);
  }
  return undefined;
}

/**
 * The rings of the boundary of a hatch or a polygon of AutoCAD Map (MPOLYGON): polylines with bulges, or edges of lines, arcs, ellipses and splines joined.
 * @returns undefined where the boundary is incomplete
 */
export function hatchRings(entity: RawEntity, tolerance: number): Position[][] | undefined {
  const at = entity.pairs.findIndex(({ code }) => code === 91);
  if (at < 0) return undefined;
  const cursor = new Cursor(entity.pairs, at);
  try {
    const rings: Position[][] = [];
    for (let path = cursor.take(91); path > 0; path--) {
      const flags = cursor.take(92);
      if (flags & 2) {
        // Whether the path is closed (73) stands before its bulges (72) in an MPOLYGON, behind them in a HATCH.
        cursor.maybe(73, 1);
        const bulged = cursor.take(72);
        cursor.maybe(73, 1);
        const vertices: Vertex[] = Array.from({ length: count(cursor.take(93)) }, () => {
          const [x = 0, y = 0] = cursor.point();
          return { x, y, bulge: bulged ? cursor.maybe(42, 0) : 0 };
        });
        // Two vertices with bulges are a circle.
        const ring = vertices.length > 1 ? polyline(vertices, true, tolerance) : [];
        if (ring.length > 3) rings.push(ring);
      } else {
        const ring: Position[] = [];
        for (let edges = count(cursor.take(93)); edges > 0; edges--) {
          const points = edge(cursor, tolerance);
          if (!points) return undefined;
          append(ring, points, tolerance);
        }
        if (ring.length > 2) rings.push([...ring, ring[0] as Position]);
      }
      for (let sources = cursor.maybe(97, 0); sources > 0; sources--) cursor.take(330);
    }
    return rings.every((ring) => ring.flat().every(Number.isFinite)) ? rings : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const count = (value: number): number => (Number.isInteger(value) && value > 0 && value < 5e6 ? value : 0);
const near = (a: Position | undefined, b: Position | undefined, within: number) =>
  a !== undefined && b !== undefined && meet(a, b, within);

/** Adds an edge to a ring, turned round where it is written from its end; what both have in common stands once. */
function append(ring: Position[], points: readonly Position[], within: number): void {
  const last = ring.at(-1);
  const turned = last !== undefined && !near(last, points[0], within) && near(last, points.at(-1), within);
  const ordered = turned ? [...points].reverse() : points;
  ring.push(...(near(last, ordered[0], within) ? ordered.slice(1) : ordered));
}
