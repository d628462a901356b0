import type { MultiPolygon, Polygon, Position } from 'geojson';
import { boxesMeet, boxOfPositions } from '../plane/box.ts';
import type { Box } from '../plane/extent.ts';
import { locatePoint } from '../plane/inside.ts';
import { polygonsOf } from '../plane/polygons.ts';
import { eachMeeting, type Segments, segmentsOf, tooTangled } from './segments.ts';

/** Ways of not being valid (OGC 06-103r4, 6.1.11 and 6.1.14), by the names used in messages. */
export type FaultKind =
  | 'ring-too-short'
  | 'ring-not-closed'
  | 'self-intersection'
  | 'ring-touches-itself'
  | 'rings-cross'
  | 'hole-outside-shell'
  | 'holes-nested'
  | 'interior-disconnected'
  | 'parts-overlap';

export interface Fault {
  kind: FaultKind;
  at: Position;
  part: number;
  ring: number;
}

interface RingRef {
  positions: readonly Position[];
  part: number;
  ring: number;
}

/** Point-in-ring steps before a check is given up as too tangled. */
const stepBudget = 400_000_000;

/**
 * What keeps a polygon from being valid in the OGC sense, at most `most` faults; none means valid. Direction of rings
 * is not looked at. Coordinates are taken as they are, with exact predicates: no tolerance.
 * @throws ProblemError `too-tangled`
 */
export function faultsOf(geometry: Polygon | MultiPolygon, most = 20): Fault[] {
  const parts = polygonsOf(geometry);
  const rings: RingRef[] = parts.flatMap((part, p) =>
    part.map((positions, r) => ({ positions, part: p, ring: r })),
  );
  const faults: Fault[] = [];
  const add = (kind: FaultKind, at: Position, ref: RingRef) => {
    faults.push({ kind, at, part: ref.part, ring: ref.ring });
    return faults.length < most;
  };
  for (const ref of rings) {
    const { positions } = ref;
    const [first = [Number.NaN, Number.NaN]] = positions;
    const last = positions.at(-1) ?? first;
    if (first[0] !== last[0] || first[1] !== last[1]) add('ring-not-closed', first, ref);
    else if (positions.length < 4) add('ring-too-short', first, ref);
  }
  if (faults.length) return faults;
  const touches = meetings(segmentsOf(rings.map((r) => r.positions)), rings, add);
  if (faults.length) return faults;
  nesting(parts, rings, touches, add);
  return faults;
}

type Add = (kind: FaultKind, at: Position, ref: RingRef) => boolean;

/** Points where two different rings touch, by ring pair. */
interface Touch {
  a: number;
  b: number;
  at: Position;
}

function meetings(segments: Segments, rings: readonly RingRef[], add: Add): Touch[] {
  const touches: Touch[] = [];
  eachMeeting(segments, ({ kind, a, b, at }) => {
    const [ra, rb] = [segments.ring[a] as number, segments.ring[b] as number];
    const [one, two] = [rings[ra] as RingRef, rings[rb] as RingRef];
    if (kind === 'touch') {
      if (ra === rb) return add('ring-touches-itself', at, one);
      touches.push({ a: ra, b: rb, at });
      return true;
    }
    if (ra === rb) return add('self-intersection', at, one);
    return add(one.part === two.part ? 'rings-cross' : 'parts-overlap', at, two);
  });
  return touches;
}

/** With no edges crossing, what is left is which ring lies in which. */
function nesting(
  parts: readonly Position[][][],
  rings: readonly RingRef[],
  touches: readonly Touch[],
  add: Add,
): void {
  const number = new Map(rings.map((ref, i) => [`${ref.part}/${ref.ring}`, i]));
  const touching = new Set(touches.map((t) => `${Math.min(t.a, t.b)}/${Math.max(t.a, t.b)}`));
  let steps = 0;
  /** Whether `inner` has a place strictly inside (1) or outside (-1) `outer`; where they touch, every stretch is asked. */
  const sides = (inner: RingRef, outer: RingRef): { inside: boolean; outside: boolean; at: Position } => {
    const i = number.get(`${inner.part}/${inner.ring}`) as number;
    const o = number.get(`${outer.part}/${outer.ring}`) as number;
    const all = touching.has(`${Math.min(i, o)}/${Math.max(i, o)}`);
    const lies = { inside: false, outside: false, at: inner.positions[0] as Position };
    const ask = (position: Position): boolean => {
      steps += outer.positions.length;
      if (steps > stepBudget) throw tooTangled(rings.length);
      const side = locatePoint(outer.positions, position);
      if (side > 0) lies.inside = true;
      if (side < 0) lies.outside = true;
      if (side !== 0) lies.at = position;
      return side !== 0 && !all;
    };
    for (let k = 0; k + 1 < inner.positions.length; k++) {
      const [a, b] = [inner.positions[k] as Position, inner.positions[k + 1] as Position];
      if (ask(a)) break;
      if (all) ask([((a[0] as number) + (b[0] as number)) / 2, ((a[1] as number) + (b[1] as number)) / 2]);
    }
    return lies;
  };
  for (let p = 0; p < parts.length; p++) {
    const [shell, ...holes] = partRefs(parts, p);
    for (const [h, hole] of holes.entries()) {
      const side = sides(hole, shell);
      if (side.outside && !add('hole-outside-shell', side.at, hole)) return;
      for (const other of holes.slice(0, h)) {
        if (!boxesMeet(boxOf(hole.positions), boxOf(other.positions))) continue;
        const [a, b] = [sides(hole, other), sides(other, hole)];
        if ((a.inside || b.inside) && !add('holes-nested', a.at, hole)) return;
      }
    }
    const at = disconnectedAt(p, rings, touches);
    if (at && !add('interior-disconnected', at, shell)) return;
  }
  for (let p = 0; p < parts.length; p++)
    for (let q = 0; q < p; q++) {
      const [a, b] = [partRefs(parts, p), partRefs(parts, q)];
      if (!boxesMeet(boxOf(a[0].positions), boxOf(b[0].positions))) continue;
      const at = interiorMeets(a, b, sides) ?? interiorMeets(b, a, sides);
      if (at && !add('parts-overlap', at, a[0])) return;
    }
}

function partRefs(parts: readonly Position[][][], part: number): [RingRef, ...RingRef[]] {
  const [shell = [], ...holes] = parts[part] ?? [];
  return [
    { positions: shell, part, ring: 0 },
    ...holes.map((positions, i) => ({ positions, part, ring: i + 1 })),
  ];
}

type Sides = (inner: RingRef, outer: RingRef) => { inside: boolean; outside: boolean; at: Position };

/** Whether part `a` has its shell inside part `b`: in the shell of `b` and in none of its holes. */
function interiorMeets(
  a: [RingRef, ...RingRef[]],
  b: [RingRef, ...RingRef[]],
  sides: Sides,
): Position | undefined {
  const [shell, ...holes] = b;
  const side = sides(a[0], shell);
  if (!side.inside) return undefined;
  const swallowed = holes.some((hole) => {
    const s = sides(a[0], hole);
    return s.inside && !s.outside;
  });
  return swallowed ? undefined : side.at;
}

/** A circle of rings touching each other cuts the interior in two: look for a cycle of rings and touching points. */
function disconnectedAt(
  part: number,
  rings: readonly RingRef[],
  touches: readonly Touch[],
): Position | undefined {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  const joined = new Set<string>();
  for (const { a, b, at } of touches) {
    if (rings[a]?.part !== part || rings[b]?.part !== part) continue;
    const point = `${at[0]},${at[1]}`;
    for (const ring of [a, b]) {
      if (joined.has(`${ring}|${point}`)) continue;
      joined.add(`${ring}|${point}`);
      const [x, y] = [root(`r${ring}`), root(point)];
      if (x === y) return at;
      parent.set(x, y);
    }
  }
  return undefined;
}

const boxes = new WeakMap<readonly Position[], Box>();
function boxOf(ring: readonly Position[]): Box {
  const box = boxes.get(ring) ?? boxOfPositions(ring);
  boxes.set(ring, box);
  return box;
}
