import { Clipper, ClipType, FillRule, type Path64, type Paths64 } from 'clipper2-ts';
import type { Position } from 'geojson';
import { flatten, type RingSet } from './rings.ts';

/**
 * The slow, sure path: clipper2 on integers. A power of two of units to the degree keeps longitudes from 64° up exact,
 * 2^-46 degree being what a double holds there (1.6 nm), and leaves room for extents of 64°.
 */
const perDegree = 2 ** 46;

interface Lattice {
  readonly x: number;
  readonly y: number;
  /** The exact doubles a lattice point came from. */
  readonly origin: Map<string, Position>;
}

function latticeFor(x: number, y: number): Lattice {
  return { x: Math.floor(x), y: Math.floor(y), origin: new Map() };
}

function toPaths({ xy, start }: RingSet, lattice: Lattice): Paths64 {
  const paths: Paths64 = [];
  for (let r = 0; r + 1 < start.length; r++) {
    const path: Path64 = [];
    for (let i = start[r]!; i < start[r + 1]!; i++) {
      const x = Math.round((xy[2 * i]! - lattice.x) * perDegree);
      const y = Math.round((xy[2 * i + 1]! - lattice.y) * perDegree);
      lattice.origin.set(`${x} ${y}`, [xy[2 * i]!, xy[2 * i + 1]!]);
      path.push({ x, y });
    }
    paths.push(path);
  }
  return paths;
}

/** Clipper winds shells counter-clockwise and holes clockwise: as a `RingSet` wants them. */
function fromPaths(paths: Paths64, lattice: Lattice): RingSet {
  const rings = paths.map((path) =>
    path.map(
      ({ x, y }) => lattice.origin.get(`${x} ${y}`) ?? [x / perDegree + lattice.x, y / perDegree + lattice.y],
    ),
  );
  const shells = rings.map((ring, i) => ({ ring, shell: Clipper.area(paths[i]!) > 0 }));
  const sets = shells.map(({ ring, shell }) => {
    const set = flatten([[ring]]);
    if (!shell) reverseSet(set);
    return set;
  });
  return join(sets);
}

function reverseSet({ xy }: RingSet): void {
  const count = xy.length / 2;
  const copy = xy.slice();
  for (let i = 0; i < count; i++) {
    xy[2 * i] = copy[2 * (count - 1 - i)]!;
    xy[2 * i + 1] = copy[2 * (count - 1 - i) + 1]!;
  }
}

/** Several ring sets as one. */
export function join(sets: readonly RingSet[]): RingSet {
  const xy = new Float64Array(sets.reduce((sum, set) => sum + set.xy.length, 0));
  const start = [0];
  let at = 0;
  for (const set of sets) {
    xy.set(set.xy, 2 * at);
    for (let r = 1; r < set.start.length; r++) start.push(at + set.start[r]!);
    at += set.xy.length / 2;
  }
  return { xy, start: Uint32Array.from(start) };
}

const anchor = (set: RingSet): Lattice => latticeFor(set.xy[0] ?? 0, set.xy[1] ?? 0);

/** A ring's points from its least one on, in a fixed direction: equal for equal rings however they are written. */
function ringKey(ring: readonly Position[]): string {
  const points = ring.map(([x, y]) => `${x} ${y}`);
  if (points.length > 1 && points[0] === points.at(-1)) points.pop();
  const least = points.reduce((best, p, i) => (p < points[best]! ? i : best), 0);
  const forward = [...points.slice(least), ...points.slice(0, least)];
  const backward = [forward[0]!, ...forward.slice(1).reverse()];
  return (forward[1]! < backward[1]! ? forward : backward).join();
}

/**
 * Any polygons as one simple shape. Within a polygon the even-odd rule holds (a bow-tie keeps both its lobes, the middle
 * of a pentagram is out), a ring written twice counts once; parts that overlap are united.
 */
export function robustUnion(polygons: readonly (readonly Position[][])[]): RingSet {
  const first = polygons[0]?.[0]?.[0] ?? [0, 0];
  const lattice = latticeFor(first[0]!, first[1]!);
  const parts: Paths64 = [];
  for (const polygon of polygons) {
    const seen = new Map(polygon.map((ring) => [ringKey(ring), ring]));
    const sets = [...seen.values()].map((ring) => flatten([[ring]]));
    // A figure of eight has no shoelace area: keep its points whatever `flatten` thinks of them.
    const paths = sets.flatMap((set, i) =>
      set.start.length > 1 ? toPaths(set, lattice) : toPaths(raw([...seen.values()][i]!), lattice),
    );
    parts.push(...Clipper.union(paths, FillRule.EvenOdd));
  }
  return fromPaths(Clipper.union(parts, FillRule.NonZero), lattice);
}

const raw = (ring: readonly Position[]): RingSet => ({
  xy: Float64Array.from(ring.flatMap(([x, y]) => [x!, y!])),
  start: Uint32Array.from([0, ring.length]),
});

function combine(type: ClipType, a: RingSet, b: RingSet): RingSet {
  const lattice = anchor(a.xy.length ? a : b);
  return fromPaths(
    Clipper.booleanOp(type, toPaths(a, lattice), toPaths(b, lattice), FillRule.NonZero),
    lattice,
  );
}

/** What two shapes have in common. */
export const robustIntersection = (a: RingSet, b: RingSet): RingSet => combine(ClipType.Intersection, a, b);

/** What of `a` lies outside `b`. */
export const robustDifference = (a: RingSet, b: RingSet): RingSet => combine(ClipType.Difference, a, b);

/** Several simple shapes united; where none overlap, their boundaries merge. */
export function robustMerge(sets: readonly RingSet[]): RingSet {
  const all = join(sets);
  const lattice = anchor(all);
  return fromPaths(Clipper.union(toPaths(all, lattice), FillRule.NonZero), lattice);
}
