import { areaOfRing, leastM2 } from '../area/index.ts';
import { boxOf } from '../plane/box.ts';
import { type RingSet, ringsOf } from '../plane/rings.ts';
import { robustIntersection } from '../plane/robust.ts';
import { type Crossings, crossEdge, makeCrossings } from './crossings.ts';
import { pointInZone, type Seen, seenFor, zonePointInRings } from './locate.ts';
import { type Chain, link, makeChain } from './order.ts';
import { endRing, keepRing, makeOutput, type Output, pushPoint } from './output.ts';
import type { PreparedZone } from './prepare.ts';

/** A zone with the scratch space for cutting shapes by it, one after another. */
export interface Cutter {
  readonly zone: PreparedZone;
  readonly seen: Seen;
  readonly found: Crossings;
  readonly out: Output;
  /** The crossings around the shape's rings, and around the zone's. */
  readonly along: Chain;
  readonly around: Chain;
  /** The ring of the zone an edge belongs to; the box of every ring; whether the current shape crosses it. */
  readonly ringOf: Uint32Array;
  readonly boxes: Float64Array;
  readonly met: Uint8Array;
  /** The current shape: its rings, and from which to which (exclusive) they are. */
  shape: RingSet;
  first: number;
  last: number;
  readonly shapeStartsIn: (ring: number) => boolean;
  readonly zoneStartsIn: (ring: number) => boolean;
  /** How often the fast way met an order it could not settle and the robust way was taken. */
  retried: number;
}

export function makeCutter(zone: PreparedZone): Cutter {
  const { xy, start } = zone.rings;
  const rings = start.length - 1;
  const ringOf = new Uint32Array(xy.length / 2);
  const boxes = new Float64Array(4 * rings);
  for (let r = 0; r < rings; r++) {
    ringOf.fill(r, start[r]!, start[r + 1]!);
    boxes.set(boxOf(xy, start[r]!, start[r + 1]!), 4 * r);
  }
  const met = new Uint8Array(rings);
  const [along, around] = [makeChain(), makeChain()];
  const [found, out] = [makeCrossings(), makeOutput()];
  const seen = seenFor(zone.rings);
  const cutter: Cutter = {
    ...{ zone, seen, found, out, along, around, ringOf, boxes, met, retried: 0 },
    ...{ shape: zone.rings, first: 0, last: 0 },
    shapeStartsIn: (ring) => {
      const point = 2 * cutter.shape.start[ring]!;
      return pointInZone(zone, seen, cutter.shape.xy[point]!, cutter.shape.xy[point + 1]!);
    },
    zoneStartsIn: (ring) => {
      const { shape, first, last } = cutter;
      return zonePointInRings(
        shape.xy,
        shape.start,
        first,
        last,
        xy[2 * start[ring]!]!,
        xy[2 * start[ring]! + 1]!,
      );
    },
  };
  return cutter;
}

/** Ends the ring begun at `from` and returns its signed area, m²; what is below the least is dropped. */
function finish(cutter: Cutter, from: number): number {
  const { out, zone } = cutter;
  if (!endRing(out, from)) return 0;
  const area = areaOfRing(out.xy, from, out.points, zone.frame);
  if (Math.abs(area) < leastM2) {
    out.points = from;
    return 0;
  }
  keepRing(out, from);
  return area;
}

function wholeRing(cutter: Cutter, { xy, start }: RingSet, ring: number): number {
  const from = cutter.out.points;
  for (let i = start[ring]!; i < start[ring + 1]!; i++)
    pushPoint(cutter.out, from, xy[2 * i]!, xy[2 * i + 1]!);
  return finish(cutter, from);
}

/** Appends the points of a ring from one crossing's edge to the next crossing's, past the ring's start if it `wraps`. */
function walk(
  out: Output,
  from: number,
  { xy, start }: RingSet,
  ring: number,
  edge: number,
  last: number,
  wraps: number,
): void {
  if (edge === last && !wraps) return;
  const end = start[ring + 1]!;
  let i = edge;
  do {
    i = i + 1 === end ? start[ring]! : i + 1;
    pushPoint(out, from, xy[2 * i]!, xy[2 * i + 1]!);
  } while (i !== last);
}

/** Follows the shape inside the zone, then the zone inside the shape, and so on round; returns the area, m². */
function trace(cutter: Cutter, rings: RingSet): number {
  const { found, out, along, around, zone } = cutter;
  const { count, edge, ring, zoneEdge, zoneRing, enters, x, y } = found;
  const spent = 2;
  let area = 0;
  for (let seed = 0; seed < count; seed++) {
    if (enters[seed] !== 1) continue;
    const from = out.points;
    let k = seed;
    do {
      enters[k] = spent;
      pushPoint(out, from, x[k]!, y[k]!);
      const leave = along.next[k]!;
      walk(out, from, rings, ring[k]!, edge[k]!, edge[leave]!, along.wraps[k]!);
      pushPoint(out, from, x[leave]!, y[leave]!);
      k = around.next[leave]!;
      walk(out, from, zone.rings, zoneRing[leave]!, zoneEdge[leave]!, zoneEdge[k]!, around.wraps[leave]!);
    } while (k !== seed);
    area += finish(cutter, from);
  }
  return area;
}

/** Finds all crossings; rings without any are taken whole when they lie in the zone. Returns the area of those, m². */
function collect(cutter: Cutter): number {
  const { found, zone, seen, ringOf, met, shape } = cutter;
  const { xy, start } = shape;
  found.count = 0;
  let area = 0;
  for (let r = cutter.first; r < cutter.last; r++) {
    const before = found.count;
    const end = start[r + 1]!;
    for (let j = start[r]!, i = end - 1; j < end; i = j++) crossEdge(zone, seen, xy, i, j, found);
    if (found.count === before && cutter.shapeStartsIn(r)) area += wholeRing(cutter, shape, r);
    for (let k = before; k < found.count; k++) {
      const z = ringOf[found.zoneEdge[k]!]!;
      found.ring[k] = r;
      found.zoneRing[k] = z;
      met[z] = 1;
    }
  }
  return area;
}

/** Rings of the zone which the shape's border does not cross, but which lie in the shape; their area, m². */
function zoneRingsWithin(cutter: Cutter, tree: ArrayLike<number>, box: number): number {
  const { boxes, met, zone } = cutter;
  let area = 0;
  for (let r = 0; r < met.length; r++) {
    if (met[r]) {
      met[r] = 0;
      continue;
    }
    if (boxes[4 * r]! < tree[box]! || boxes[4 * r + 1]! < tree[box + 1]!) continue;
    if (boxes[4 * r + 2]! > tree[box + 2]! || boxes[4 * r + 3]! > tree[box + 3]!) continue;
    if (cutter.zoneStartsIn(r)) area += wholeRing(cutter, zone.rings, r);
  }
  return area;
}

/**
 * Cuts a simple shape, the rings `first` to `last` (exclusive) of `shape`, by the zone. Its box is the four values of
 * `boxes` from `box` on. The pieces are appended to `cutter.out`, interior to the left; their ellipsoidal area, m², is
 * returned. Never fails: what the fast way cannot settle goes to clipper2.
 */
export function clip(
  cutter: Cutter,
  shape: RingSet,
  first: number,
  last: number,
  boxes: ArrayLike<number>,
  box = 0,
): number {
  const { out, found, along, around } = cutter;
  const { points, rings } = out;
  cutter.shape = shape;
  cutter.first = first;
  cutter.last = last;
  const area = collect(cutter) + zoneRingsWithin(cutter, boxes, box);
  if (found.count === 0) return area;
  if (
    link(along, found, found.edge, found.t, found.ring, 1, cutter.shapeStartsIn) &&
    link(around, found, found.zoneEdge, found.s, found.zoneRing, 0, cutter.zoneStartsIn)
  )
    return area + trace(cutter, shape);
  cutter.retried++;
  out.points = points;
  out.rings = rings;
  return clipRobust(cutter, ringsOf(shape, first, last));
}

/** The same through clipper2: slower by orders of magnitude, asks nothing of its input. */
export function clipRobust(cutter: Cutter, shape: RingSet): number {
  const pieces = robustIntersection(shape, cutter.zone.rings);
  let area = 0;
  for (let r = 0; r + 1 < pieces.start.length; r++) area += wholeRing(cutter, pieces, r);
  return area;
}
