import { Clipper, FillRule, type Path64 } from 'clipper2-ts';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';
import { fromLattice, perMetre } from './buffer.ts';
import { type MetricFrame, metricFrame } from './frame.ts';
import { type Widths, widestM, widthsMakeSense } from './widths.ts';

type Point = readonly [number, number];

/** A corner is kept sharp until its tip is this many widths away; sharper turns are cut square. */
const mitreLimit = 2;

/** A point nearer than this to the edge without it is no corner, metres. */
const slack = 0.000_05;

/**
 * The ground along centre lines: up to `leftM` to the left of every segment and `rightM` to its right, flat at the ends,
 * corners mitred. A line that returns to its start has no ends. Distances are on the ellipsoid, each line computed in
 * frames around its own pieces, so that they hold to a millimetre along lines of any length.
 * @param lines Positions in degrees, longitude first.
 * @throws ProblemError `width-invalid`, or `line-too-short` where no line has two different positions
 */
export function corridor(lines: readonly (readonly Position[])[], widths: Widths): Polygon | MultiPolygon {
  if (!widthsMakeSense(widths))
    throw new ProblemError(
      problem(
        'width-invalid',
        {
          zh: `左宽 ${widths.leftM} 米、右宽 ${widths.rightM} 米不成一条带：应为 0 到 ${widestM} 米，且不同时为 0。`,
          en: `Widths of ${widths.leftM} m left and ${widths.rightM} m right make no strip: each is 0 to ${widestM} m, and not both are 0.`,
        },
        { field: 'width' },
      ),
    );
  const all = lines.flat();
  const frame = metricFrame(...middleOf(all));
  const paths = lines.flatMap((line) => strip(distinct(line), widths, frame));
  if (!paths.length)
    throw new ProblemError(
      problem(
        'line-too-short',
        { zh: '中心线没有两个不同的点。', en: 'The centre line has no two different points.' },
        undefined,
        { zh: '请检查中心线。', en: 'Check the centre line.' },
      ),
    );
  // Where pieces met on a straight edge, rounding to the lattice left points that are no corners.
  const outlines = Clipper.simplifyPaths(Clipper.union(paths, FillRule.NonZero), slack * perMetre, true);
  return fromLattice(outlines, frame);
}

const middleOf = (positions: readonly Position[]): [number, number] => {
  const span = (axis: 0 | 1) => {
    let [low, high] = [Infinity, -Infinity];
    for (const position of positions) {
      low = Math.min(low, position[axis] as number);
      high = Math.max(high, position[axis] as number);
    }
    return (low + high) / 2;
  };
  return [span(0), span(1)];
};

/** Without repeated positions. */
const distinct = (line: readonly Position[]): Position[] =>
  line.filter(([x, y], i) => i === 0 || x !== line[i - 1]?.[0] || y !== line[i - 1]?.[1]);

/** One polygon a segment and side, and one a corner, in the common frame's lattice, all wound alike. */
function strip(line: readonly Position[], { leftM, rightM }: Widths, frame: MetricFrame): Path64[] {
  const count = line.length - 1;
  if (count < 1) return [];
  const [first, last] = [line[0] as Position, line[count] as Position];
  const closed = count > 2 && first[0] === last[0] && first[1] === last[1];
  const paths: Path64[] = [];
  const offsets = Array.from({ length: count }, (_, i) =>
    segment(line[i] as Position, line[i + 1] as Position),
  );
  const add = (positions: Position[]) => {
    const path = positions.map((position) => {
      const [x, y] = frame.toPlane(position);
      return { x: Math.round(x * perMetre), y: Math.round(y * perMetre) };
    });
    // Where pieces overlap, windings must not cancel.
    paths.push(Clipper.area(path) < 0 ? path.reverse() : path);
  };
  for (let i = 0; i < count; i++) {
    const at = offsets[i] as Segment;
    const [from, to] = [line[i] as Position, line[i + 1] as Position];
    add([
      at.place(0, -rightM),
      at.place(at.length, -rightM),
      to,
      at.place(at.length, leftM),
      at.place(0, leftM),
      from,
    ]);
    const next = i + 1 < count ? offsets[i + 1] : closed ? offsets[0] : undefined;
    if (next) for (const width of [leftM, -rightM]) if (width) corner(at, next, to, width, add);
  }
  return paths;
}

interface Segment {
  length: number;
  /** Direction in the plane around the segment's middle, radians from east. */
  bearing: number;
  frame: MetricFrame;
  /** The position `along` metres from the start and `left` metres to the left. */
  place(along: number, left: number): Position;
}

/** A segment in a frame of its own: its scale is 1 where the widths are laid off. */
function segment(from: Position, to: Position): Segment {
  const frame = metricFrame(...middleOf([from, to]));
  const [a, b] = [frame.toPlane(from), frame.toPlane(to)];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  return {
    length,
    bearing: Math.atan2(dy, dx),
    frame,
    place: (along, left) => frame.toLonLat([a[0] + ux * along - uy * left, a[1] + uy * along + ux * left]),
  };
}

/** Fills the wedge on the outer side of a turn; `width` is to the left, negative to the right. */
function corner(
  before: Segment,
  after: Segment,
  at: Position,
  width: number,
  add: (positions: Position[]) => void,
): void {
  const turn = Math.atan2(Math.sin(after.bearing - before.bearing), Math.cos(after.bearing - before.bearing));
  // A turn to the right opens a gap on the left, and the other way round.
  if (turn === 0 || turn > 0 === width > 0) return;
  const [end, begin] = [before.place(before.length, width), after.place(0, width)];
  const half = Math.abs(turn) / 2;
  const reach = Math.cos(half);
  if (reach * mitreLimit < 1) {
    // Cut square: half a width beyond the corner to either side.
    const ahead = Math.abs(width) * Math.tan(half / 2);
    add([at, end, before.place(before.length + ahead, width), after.place(-ahead, width), begin]);
    return;
  }
  const [x, y] = before.frame.toPlane(at);
  const direction = before.bearing + turn / 2 + (width > 0 ? Math.PI / 2 : -Math.PI / 2);
  const out: Point = [
    x + (Math.abs(width) / reach) * Math.cos(direction),
    y + (Math.abs(width) / reach) * Math.sin(direction),
  ];
  add([at, end, before.frame.toLonLat(out), begin]);
}
