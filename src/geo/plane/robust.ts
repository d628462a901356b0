import { Clipper, ClipType, FillRule, type Path64, type Paths64 } from 'clipper2-ts';
import type { Position } from 'geojson';
import { boxOf } from './box.ts';
import { exactly, exactUnion } from './exact.ts';
import { flatten, joinRanges, type RingSet } from './rings.ts';
import { withoutSharedEdges } from './shared-edges.ts';

/*
 * The slow, sure path: clipper2 on integers. It is not beyond doubt by itself (2.0.1 loses ground at spikes that run
 * level), so every result is computed twice, under different shears of the plane, which change neither areas nor what
 * crosses what but turn every edge another way. Only what comes out alike is believed; and of two shapes, only when what
 * they have in common and what lies outside add up to the first. On the finest lattice clipper's own products round, so
 * what does not add up is computed again by polyclip-ts (`exact.ts`), and last on coarser lattices around the shapes,
 * down to some hundredths of a millimetre.
 */

/** Units to the degree: exact for longitudes from 64° up, whose doubles lie 2^-46 degree (1.6 nm) apart. */
const finest = 2 ** 46;
const shears = [
  [3, 2],
  [-2, 3],
  [5, -2],
  [-3, -4],
] as const;

interface Lattice {
  readonly x: number;
  readonly y: number;
  readonly perDegree: number;
  /** The exact doubles a lattice point came from. */
  readonly origin: Map<string, Position>;
}

/** Units to the degree of the coarser lattices: 1.6 µm, 26 µm and 0.4 mm, whose products stay within a double. */
const coarser = [2 ** 36, 2 ** 32, 2 ** 28];

/** Points above which the exact way would take seconds. */
const mostExact = 5_000;

/** A lattice around the shapes themselves, so that its numbers are as small as can be. */
function latticeAround(points: ArrayLike<number>, perDegree: number): Lattice {
  const [x, y] = points.length ? boxOf(points, 0, points.length / 2) : [0, 0];
  return { x, y, perDegree, origin: new Map() };
}

/** A lattice fit for shapes up to some 2° wide, and a coarser one for wider ones, so that sheared points stay exact. */
function latticeFor(points: ArrayLike<number>): Lattice {
  const [x, y] = [Math.floor(points[0] ?? 0), Math.floor(points[1] ?? 0)];
  let reach = 1;
  for (let i = 0; i < points.length; i++) reach = Math.max(reach, Math.abs(points[i]! - (i % 2 ? y : x)));
  return { x, y, perDegree: reach < 3 ? finest : 2 ** Math.floor(47 - Math.log2(reach)), origin: new Map() };
}

const shear = (paths: Paths64, [a, b]: readonly [number, number]): Paths64 =>
  paths.map((path) => path.map(({ x, y }) => ({ x: x + a * y, y: y + b * (x + a * y) })));
const unshear = (paths: Paths64, [a, b]: readonly [number, number]): Paths64 =>
  paths.map((path) => path.map((p) => ({ x: p.x - a * (p.y - b * p.x), y: p.y - b * p.x })));

const areaOf = (paths: Paths64): number => paths.reduce((sum, path) => sum + Clipper.area(path), 0);

/**
 * One operation, believed when two shears agree on its area to 1e-9 of what went in, and to what rounding its new points
 * to the lattice may move.
 */
function agreed(type: ClipType, rule: FillRule, subject: Paths64, clip: Paths64 | null): Paths64 {
  const scale = Math.max(...[...subject, ...(clip ?? [])].map((path) => Math.abs(Clipper.area(path))), 1);
  const results: { paths: Paths64; area: number }[] = [];
  for (const by of shears) {
    const sheared = Clipper.booleanOp(type, shear(subject, by), clip && shear(clip, by), rule);
    const paths = unshear(sheared, by);
    const area = areaOf(paths);
    const slack =
      1e-9 * Math.max(scale, Math.abs(area)) + paths.reduce((sum, path) => sum + perimeterOf(path), 0);
    const twin = results.find((other) => Math.abs(other.area - area) <= slack);
    if (twin) return twin.paths;
    results.push({ paths, area });
  }
  throw new Error('clipper2 gave four different areas');
}

function toPaths({ xy, start }: RingSet, lattice: Lattice): Paths64 {
  const paths: Paths64 = [];
  for (let r = 0; r + 1 < start.length; r++) {
    const path: Path64 = [];
    for (let i = start[r]!; i < start[r + 1]!; i++) {
      const x = Math.round((xy[2 * i]! - lattice.x) * lattice.perDegree);
      const y = Math.round((xy[2 * i + 1]! - lattice.y) * lattice.perDegree);
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
      ({ x, y }) =>
        lattice.origin.get(`${x} ${y}`) ?? [
          x / lattice.perDegree + lattice.x,
          y / lattice.perDegree + lattice.y,
        ],
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
export const join = (sets: readonly RingSet[]): RingSet =>
  joinRanges(sets.map((set) => ({ set, first: 0, last: set.start.length - 1 })));

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
export function robustUnion(given: readonly (readonly Position[][])[]): RingSet {
  const polygons = given
    .map((polygon) => polygon.filter(({ length }) => length > 2))
    .filter(({ length }) => length > 0);
  if (!polygons.length) return flatten([]);
  const points = polygons.flat(2).flatMap(([x, y]) => [x!, y!]);
  return firstOf(
    points,
    (lattice) => united(polygons.flatMap((polygon) => evenOdd(polygon, lattice))),
    () =>
      exactUnion(
        polygons.map((polygon) => {
          const lattice = latticeFor(points);
          return fromPaths(evenOdd(polygon, lattice), lattice);
        }),
      ),
  );
}

/** One polygon's rings by the even-odd rule, a ring written twice counted once. */
function evenOdd(polygon: readonly Position[][], lattice: Lattice): Paths64 {
  const seen = new Map(polygon.map((ring) => [ringKey(ring), ring]));
  const paths = [...seen.values()].flatMap((ring) => {
    const set = flatten([[ring]]);
    // A figure of eight has no shoelace area: keep its points whatever `flatten` thinks of them.
    return toPaths(set.start.length > 1 ? set : raw(ring), lattice);
  });
  return agreed(ClipType.Union, FillRule.EvenOdd, paths, null);
}

const raw = (ring: readonly Position[]): RingSet => ({
  xy: Float64Array.from(ring.flatMap(([x, y]) => [x!, y!])),
  start: Uint32Array.from([0, ring.length]),
});

/** Each new point is rounded to the lattice: half a unit along every edge is what may be lost. */
const addsUp = (parts: Paths64, whole: number): boolean =>
  Math.abs(areaOf(parts) - whole) <=
  parts.reduce((sum, path) => sum + perimeterOf(path), 0) + 1e-9 * Math.abs(whole);

type Attempt = (lattice: Lattice) => Paths64 | undefined;

/** The first lattice on which `attempt` gives something that adds up. */
function onSomeLattice(lattices: readonly Lattice[], attempt: Attempt): RingSet | undefined {
  for (const lattice of lattices) {
    try {
      const paths = attempt(lattice);
      if (paths) return fromPaths(paths, lattice);
    } catch {
      // Four shears, four areas: the next lattice.
    }
  }
  return undefined;
}

/** Clipper on the finest lattice, the `exact` way, clipper on coarser lattices. @throws Error when none adds up. */
function firstOf(points: ArrayLike<number>, attempt: Attempt, exact: () => RingSet): RingSet {
  const fine = onSomeLattice([latticeFor(points)], attempt);
  if (fine) return fine;
  try {
    if (points.length <= 2 * mostExact) return exact();
  } catch {
    // Neither: the coarser lattices.
  }
  const lattices = coarser.map((units) => latticeAround(points, units));
  const rough = onSomeLattice(lattices, attempt);
  if (!rough) throw new Error('by no method do the parts add up');
  return rough;
}

/** The union of paths by the non-zero rule, believed when it and the rest of its box make up the box. */
function united(paths: Paths64): Paths64 | undefined {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths)
    for (const { x, y } of path)
      [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
  if (x0 > x1) return [];
  const margin = Math.ceil((x1 - x0 + y1 - y0) / 16) + 1;
  [x0, y0, x1, y1] = [x0 - margin, y0 - margin, x1 + margin, y1 + margin];
  const box = [
    { x: x0, y: y0 },
    { x: x1, y: y0 },
    { x: x1, y: y1 },
    { x: x0, y: y1 },
  ];
  const wanted = agreed(ClipType.Union, FillRule.NonZero, paths, null);
  const rest = agreed(ClipType.Difference, FillRule.NonZero, [box], paths);
  return addsUp([...wanted, ...rest], (x1 - x0) * (y1 - y0)) ? wanted : undefined;
}

const other = { [ClipType.Intersection]: ClipType.Difference, [ClipType.Difference]: ClipType.Intersection };

/** @throws Error when by no method the two parts of `a`, inside and outside `b`, add up to `a`. */
const combine = (type: keyof typeof other, a: RingSet, b: RingSet): RingSet =>
  firstOf(
    join([a, b]).xy,
    (lattice) => {
      const [subject, clip] = [toPaths(a, lattice), toPaths(b, lattice)];
      const wanted = agreed(type, FillRule.NonZero, subject, clip);
      const rest = agreed(other[type], FillRule.NonZero, subject, clip);
      const whole = united(subject);
      return whole && addsUp([...wanted, ...rest], areaOf(whole)) ? wanted : undefined;
    },
    () => exactly(type === ClipType.Intersection ? 'intersection' : 'difference', a, b),
  );

const perimeterOf = (path: Path64): number =>
  path.reduce((sum, { x, y }, i) => {
    const next = path[(i + 1) % path.length]!;
    return sum + Math.hypot(next.x - x, next.y - y);
  }, 0);

/** What two shapes have in common. */
export const robustIntersection = (a: RingSet, b: RingSet): RingSet => combine(ClipType.Intersection, a, b);

/** What of `a` lies outside `b`. */
export const robustDifference = (a: RingSet, b: RingSet): RingSet => combine(ClipType.Difference, a, b);

/** Several simple shapes united; where none overlap, their boundaries merge. */
export function robustMerge(sets: readonly RingSet[]): RingSet {
  const all = withoutSharedEdges(join(sets));
  return firstOf(
    all.xy,
    (lattice) => united(toPaths(all, lattice)),
    () => exactUnion(sets),
  );
}
