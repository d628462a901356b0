import { geodesicLength } from '../area/index.ts';
import { crossEdge, makeCrossings } from './crossings.ts';
import { pointInZone, seenFor } from './locate.ts';
import { type PreparedZone, prepareRings } from './prepare.ts';

/**
 * A zone and its mirror image. The zone is thought of as moved by an infinitely small step (see `locate.ts`), so a line
 * along its border falls to one side; in the mirror the step goes the other way. What either finds is in the zone.
 */
export interface LineCutter {
  readonly zone: PreparedZone;
  readonly mirror: PreparedZone;
}

export function makeLineCutter(zone: PreparedZone): LineCutter {
  const xy = zone.rings.xy.map((value) => -value);
  return { zone, mirror: prepareRings({ xy, start: zone.rings.start }, zone.grid.rows) };
}

/** A stretch of a line: where it begins and ends, as number of the edge and share of it, and the points there. */
interface Stretch {
  from: number;
  to: number;
  first: readonly [number, number];
  last: readonly [number, number];
}

/** The stretches of a line inside a zone; `sign` is −1 where both are mirrored. */
function inside(zone: PreparedZone, xy: Float64Array, sign: 1 | -1): Stretch[] {
  const seen = seenFor(zone.rings);
  const crossings = makeCrossings();
  const stretches: Stretch[] = [];
  if (xy.length < 4 || zone.rings.start.length < 2) return stretches;
  const last = xy.length / 2 - 1;
  const end = (i: number) => [sign * xy[2 * i]!, sign * xy[2 * i + 1]!] as const;
  let open = pointInZone(zone, seen, xy[0]!, xy[1]!) ? { from: 0, first: end(0) } : null;
  for (let i = 0; i < last; i++) {
    crossings.count = 0;
    crossEdge(zone, seen, xy, i, i + 1, crossings);
    const order = Array.from({ length: crossings.count }, (_, k) => k).sort(
      (a, b) => crossings.t[a]! - crossings.t[b]!,
    );
    for (const k of order) {
      const at = i + crossings.t[k]!;
      const point = [sign * crossings.x[k]!, sign * crossings.y[k]!] as const;
      if (open) stretches.push({ ...open, to: at, last: point });
      open = open ? null : { from: at, first: point };
    }
  }
  if (open) stretches.push({ ...open, to: last, last: end(last) });
  return stretches;
}

/** Stretches that follow each other with less than this share of an edge between them are one: the last digits. */
const rounding = 1e-12;

/** What the zone or its mirror finds of a line, as stretches that do not meet. A touch is a stretch without length. */
function stretchesOf({ zone, mirror }: LineCutter, xy: Float64Array): Stretch[] {
  const stretches = [
    ...inside(zone, xy, 1),
    ...inside(
      mirror,
      xy.map((value) => -value),
      -1,
    ),
  ].sort((a, b) => a.from - b.from);
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const before = joined.at(-1);
    if (!before || stretch.from > before.to + rounding) joined.push({ ...stretch });
    else if (stretch.to > before.to) {
      before.to = stretch.to;
      before.last = stretch.last;
    }
  }
  return joined;
}

const flat = (line: readonly number[][]): Float64Array =>
  Float64Array.from(line.flatMap(([x, y]) => [x!, y!]));

/** Whether a line meets the zone or its border, be it in a point. */
export const meetsLine = (cutter: LineCutter, line: readonly number[][]): boolean =>
  stretchesOf(cutter, flat(line)).length > 0;

/** How much of a line lies in the zone or along its border: ellipsoidal metres, and the pieces as lists of points. */
export function clipLine(
  cutter: LineCutter,
  line: readonly number[][],
): { lengthM: number; parts: number[][][] } {
  const xy = flat(line);
  const parts = stretchesOf(cutter, xy).flatMap(({ from, to, first, last }) => {
    const points = [[...first]];
    const add = (x: number, y: number) => {
      const [u, v] = points.at(-1)!;
      if (x !== u || y !== v) points.push([x, y]);
    };
    for (let i = Math.floor(from) + 1; i < to; i++) add(xy[2 * i]!, xy[2 * i + 1]!);
    add(...last);
    return points.length > 1 ? [points] : [];
  });
  return { lengthM: geodesicLength({ type: 'MultiLineString', coordinates: parts }), parts };
}
