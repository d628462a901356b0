import Flatbush from 'flatbush';
import type { Position } from 'geojson';
import { orient2d } from 'robust-predicates';
import { ProblemError, problem } from '../../model/index.ts';

/** Every edge of every ring, flat: `xy[4i…]` is the edge, `ring[i]` and `step[i]` say whose it is. */
export interface Segments {
  count: number;
  xy: Float64Array;
  ring: Int32Array;
  step: Int32Array;
  /** Edges of each ring. */
  lengths: number[];
}

/** How two edges meet. A touch shares one point and does not pass through there. */
export interface Meeting {
  kind: 'cross' | 'overlap' | 'touch';
  a: number;
  b: number;
  at: Position;
}

/** Pairs of edges looked at before a shape is called too tangled; a sound shape has a few per edge. */
const pairBudget = 40_000_000;

/** Edges of the rings; a repeated point makes none. */
export function segmentsOf(rings: readonly (readonly Position[])[]): Segments {
  const xy: number[] = [];
  const ring: number[] = [];
  const step: number[] = [];
  const lengths = rings.map((positions, r) => {
    let k = 0;
    for (let i = 0; i + 1 < positions.length; i++) {
      const [a, b] = [positions[i]!, positions[i + 1]!];
      if (a[0] === b[0] && a[1] === b[1]) continue;
      xy.push(a[0]!, a[1]!, b[0]!, b[1]!);
      ring.push(r);
      step.push(k++);
    }
    return k;
  });
  return {
    count: ring.length,
    xy: Float64Array.from(xy),
    ring: Int32Array.from(ring),
    step: Int32Array.from(step),
    lengths,
  };
}

/** `[ax, ay, bx, by]` of edge i. */
function edge({ xy }: Segments, i: number): [number, number, number, number] {
  const o = i * 4;
  return [xy[o]!, xy[o + 1]!, xy[o + 2]!, xy[o + 3]!];
}

/** Whether c, known to be in line with a–b, lies between them. */
const between = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number) =>
  Math.min(ax, bx) <= cx && cx <= Math.max(ax, bx) && Math.min(ay, by) <= cy && cy <= Math.max(ay, by);

/** How edges i and j meet, by exact predicates; undefined when they do not, or only as neighbours in their ring. */
function meet(s: Segments, i: number, j: number): Meeting | undefined {
  const [ax, ay, bx, by] = edge(s, i);
  const [cx, cy, dx, dy] = edge(s, j);
  const sc = orient2d(ax, ay, bx, by, cx, cy);
  const sd = orient2d(ax, ay, bx, by, dx, dy);
  if ((sc > 0 && sd > 0) || (sc < 0 && sd < 0)) return undefined;
  const sa = orient2d(cx, cy, dx, dy, ax, ay);
  const sb = orient2d(cx, cy, dx, dy, bx, by);
  if ((sa > 0 && sb > 0) || (sa < 0 && sb < 0)) return undefined;
  if (sc === 0 && sd === 0) return inLine(s, i, j);
  if (sc !== 0 && sd !== 0 && sa !== 0 && sb !== 0) {
    const t = sa / (sa - sb);
    return { kind: 'cross', a: i, b: j, at: [ax + t * (bx - ax), ay + t * (by - ay)] };
  }
  if (neighbours(s, i, j)) return undefined;
  if (sc === 0 && between(ax, ay, bx, by, cx, cy)) return { kind: 'touch', a: i, b: j, at: [cx, cy] };
  if (sd === 0 && between(ax, ay, bx, by, dx, dy)) return { kind: 'touch', a: i, b: j, at: [dx, dy] };
  if (sa === 0 && between(cx, cy, dx, dy, ax, ay)) return { kind: 'touch', a: i, b: j, at: [ax, ay] };
  if (sb === 0 && between(cx, cy, dx, dy, bx, by)) return { kind: 'touch', a: i, b: j, at: [bx, by] };
  return undefined;
}

/** Two edges on one line: they share a stretch, a point, or nothing. */
function inLine(s: Segments, i: number, j: number): Meeting | undefined {
  const [ax, ay, bx, by] = edge(s, i);
  const [cx, cy, dx, dy] = edge(s, j);
  const axis = Math.abs(bx - ax) >= Math.abs(by - ay);
  const [p, q, u, v] = axis ? [ax, bx, cx, dx] : [ay, by, cy, dy];
  const low = Math.max(Math.min(p, q), Math.min(u, v));
  const high = Math.min(Math.max(p, q), Math.max(u, v));
  if (low > high) return undefined;
  const at: Position = p === low ? [ax, ay] : q === low ? [bx, by] : u === low ? [cx, cy] : [dx, dy];
  if (low < high) return { kind: 'overlap', a: i, b: j, at };
  return neighbours(s, i, j) ? undefined : { kind: 'touch', a: i, b: j, at };
}

function neighbours(s: Segments, i: number, j: number): boolean {
  if (s.ring[i] !== s.ring[j]) return false;
  const gap = Math.abs((s.step[i] as number) - (s.step[j] as number));
  return gap === 1 || gap === (s.lengths[s.ring[i] as number] as number) - 1;
}

/**
 * Calls `visit` for every pair of edges that meet other than as neighbours; stops when it returns false.
 * @throws ProblemError `too-tangled` when so many edges lie across each other that it would take minutes
 */
export function eachMeeting(s: Segments, visit: (meeting: Meeting) => boolean): void {
  if (s.count === 0) return;
  const index = new Flatbush(s.count);
  for (let i = 0; i < s.count; i++) {
    const [ax, ay, bx, by] = edge(s, i);
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();
  let looked = 0;
  let going = true;
  for (let i = 0; i < s.count && going; i++) {
    const [ax, ay, bx, by] = edge(s, i);
    index.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by), (j) => {
      if (j <= i || !going) return false;
      if (++looked > pairBudget) throw tooTangled(s.count);
      const meeting = meet(s, i, j);
      if (meeting) going = visit(meeting);
      return false;
    });
  }
}

export const tooTangled = (edges: number): ProblemError =>
  new ProblemError(
    problem(
      'too-tangled',
      {
        zh: `${edges} 条边互相交叠过多，无法在合理时间内修复。`,
        en: `Among ${edges} edges too many lie across each other to be repaired in reasonable time.`,
      },
      undefined,
      { zh: '请在制图软件中检查该图形。', en: 'Check the shape in the program that made it.' },
    ),
  );
