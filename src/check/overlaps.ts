import { areaOfRings } from '../geo/area/index.ts';
import type { PackedLayer } from '../geo/layer/index.ts';
import {
  type Cutters,
  makeCutters,
  type Overlap,
  overlapGeometry,
  overlapRange,
  overlayLayer,
  type PreparedZone,
} from '../geo/overlay/index.ts';
import { boxOf } from '../geo/plane/box.ts';
import type { Box } from '../geo/plane/extent.ts';
import { joinRanges, type RingRange, type RingSet, ringsOf } from '../geo/plane/rings.ts';
import { robustMerge } from '../geo/plane/robust.ts';
import { withoutSharedEdges } from '../geo/plane/shared-edges.ts';
import { isSimpleRange } from '../geo/plane/simple.ts';
import type { CheckLayer } from './layer.ts';

/** The zone being checked, with what is made from it once and used for every layer. */
export interface ZoneInHand {
  readonly zone: PreparedZone;
  readonly cutters: Cutters;
  /** How far off the zone itself may lie, metres. */
  readonly offM: number;
  readonly overlays: Map<CheckLayer, Overlap>;
  readonly hits: WeakMap<Overlap, readonly Hit[]>;
}

export const takeInHand = (zone: PreparedZone, offM = 0): ZoneInHand => ({
  ...{ zone, offM, cutters: makeCutters(zone), overlays: new Map(), hits: new WeakMap() },
});

/**
 * What the zone takes of a layer, computed when first asked for; null for a layer without data.
 * @throws whatever made the layer impossible to compute
 */
export function overlayOf(hand: ZoneInHand, layer: CheckLayer): Overlap | null {
  if (!layer.packed) return null;
  let overlap = hand.overlays.get(layer);
  if (!overlap) {
    overlap = overlayLayer(hand.zone, layer.packed, hand.cutters);
    hand.overlays.set(layer, overlap);
  }
  return overlap;
}

/** One feature met by the zone, in numbers. */
export interface Hit {
  /** Its place in the packed layer. */
  readonly index: number;
  readonly kind: 'polygon' | 'line' | 'point';
  readonly overlapM2: number;
  readonly lengthM: number;
  /** Of its area, length or points. */
  readonly share: number;
  geometry(): ReturnType<typeof overlapGeometry> | Overlap['thin'][number]['geometry'];
}

/** Thousands are made for a zone: methods of a class cost nothing each, functions of their own do. */
class PolygonHit implements Hit {
  declare private readonly packed: PackedLayer;
  declare private readonly overlap: Overlap;
  declare private readonly place: number;

  constructor(packed: PackedLayer, overlap: Overlap, place: number) {
    this.packed = packed;
    this.overlap = overlap;
    this.place = place;
  }

  // Read where they stand: a fraction that an object holds is an object of its own to the engine.
  get index(): number {
    return this.overlap.feature[this.place]!;
  }
  get kind(): 'polygon' {
    return 'polygon';
  }
  get overlapM2(): number {
    return this.overlap.overlapM2[this.place]!;
  }
  get lengthM(): number {
    return 0;
  }
  get share(): number {
    return Math.min(1, this.overlapM2 / this.packed.areaM2[this.index]!);
  }

  geometry(): ReturnType<typeof overlapGeometry> {
    return overlapGeometry(this.packed, this.overlap, this.place);
  }
  /** Where its pieces stand, interior to the left. */
  range(): RingRange {
    return overlapRange(this.packed, this.overlap, this.place);
  }
  /** Its pieces as a shape of their own. */
  rings(): RingSet {
    const { set, first, last } = this.range();
    return ringsOf(set, first, last);
  }
}

/** The polygons among hits. */
export const polygonsAmong = (hits: readonly Hit[]): PolygonHit[] =>
  hits.filter((hit): hit is PolygonHit => hit instanceof PolygonHit);

/** What the zone meets of a layer: polygons first, each in the layer's order; nothing of a layer without data. */
export function hitsOf(hand: ZoneInHand, { packed }: CheckLayer, overlap: Overlap): readonly Hit[] {
  if (!packed) return [];
  const cachedHits = hand.hits.get(overlap);
  if (cachedHits) return cachedHits;
  const hits: Hit[] = [];
  hand.hits.set(overlap, hits);
  for (let h = 0; h < overlap.count; h++) hits.push(new PolygonHit(packed, overlap, h));
  for (const { feature, kind, lengthM, share, geometry } of overlap.thin)
    hits.push({ index: feature, kind, overlapM2: 0, lengthM, share, geometry: () => geometry });
  return hits;
}

/** Whether an overlap is no more than two drawings of one border: small, and a hundredth of either shape at most. */
export const isSliver = (hit: Hit, zoneM2: number, sliverM2: number): boolean =>
  hit.kind === 'polygon' &&
  hit.overlapM2 < sliverM2 &&
  hit.share < 0.01 &&
  Math.min(1, hit.overlapM2 / zoneM2) < 0.01;

/** Rings up to which it is quick to find how they lie in one another. */
const fewRings = 64;

/** Whether no two of these rings' boxes have ground in common. */
function liesApart(ranges: readonly RingRange[]): boolean {
  const boxes: Box[] = [];
  for (const { set, first, last } of ranges) {
    const a = boxOf(set.xy, set.start[first]!, set.start[last]!);
    for (const b of boxes) if (a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]) return false;
    boxes.push(a);
  }
  return true;
}

/** Ground covered by pieces that may overlap one another, m². */
export function coveredM2(zone: PreparedZone, pieces: readonly PolygonHit[]): number {
  const sum = pieces.reduce((total, { overlapM2 }) => total + overlapM2, 0);
  const ranges = pieces.map((piece) => piece.range());
  if (liesApart(ranges)) return sum;
  // Neighbours of a layer without overlaps leave no more than the border around them all.
  const around = withoutSharedEdges(joinRanges(ranges));
  const ringCount = around.start.length - 1;
  if (ringCount <= fewRings && isSimpleRange(around.xy, around.start, 0, ringCount)) return sum;
  const united = areaOfRings(robustMerge(pieces.map((piece) => piece.rings())), zone.frame);
  // Neighbours that only share borders: their sum is the better figure, being free of the union's rounding.
  return sum - united > 1e-6 * sum ? united : sum;
}
