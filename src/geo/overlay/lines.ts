import { geodesicDistance } from '../area/index.ts';
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

/** The parts of a line inside a zone, as runs of points. */
function inside(zone: PreparedZone, xy: Float64Array): number[][][] {
  const seen = seenFor(zone.rings);
  const found = makeCrossings();
  const runs: number[][][] = [];
  if (xy.length < 4 || zone.rings.start.length < 2) return runs;
  let within = pointInZone(zone, seen, xy[0]!, xy[1]!);
  if (within) runs.push([[xy[0]!, xy[1]!]]);
  for (let i = 0; i + 1 < xy.length / 2; i++) {
    found.count = 0;
    crossEdge(zone, seen, xy, i, i + 1, found);
    const order = Array.from({ length: found.count }, (_, k) => k).sort((a, b) => found.t[a]! - found.t[b]!);
    for (const k of order) {
      const point = [found.x[k]!, found.y[k]!];
      if (within) runs.at(-1)!.push(point);
      else runs.push([point]);
      within = !within;
    }
    if (within) runs.at(-1)!.push([xy[2 * i + 2]!, xy[2 * i + 3]!]);
  }
  return runs;
}

const lengthOf = (runs: readonly number[][][]): number => {
  let sum = 0;
  for (const run of runs)
    for (let i = 1; i < run.length; i++)
      sum += geodesicDistance(run[i - 1]![0]!, run[i - 1]![1]!, run[i]![0]!, run[i]![1]!);
  return sum;
};

/** How much of a line lies in the zone or along its border: ellipsoidal metres, and the pieces as lists of points. */
export function clipLine(
  cutter: LineCutter,
  line: readonly number[][],
): { lengthM: number; parts: number[][][] } {
  const xy = Float64Array.from(line.flatMap(([x, y]) => [x!, y!]));
  const parts = inside(cutter.zone, xy);
  const mirrored = inside(
    cutter.mirror,
    xy.map((value) => -value),
  ).map((run) => run.map(([x, y]) => [-x!, -y!]));
  const [a, b] = [lengthOf(parts), lengthOf(mirrored)];
  return a >= b ? { lengthM: a, parts } : { lengthM: b, parts: mirrored };
}
