import { areaOfRings } from '../geo/area/index.ts';
import {
  type Cutters,
  makeCutters,
  type Overlap,
  overlapGeometry,
  overlapRings,
  overlayLayer,
  type PreparedZone,
} from '../geo/overlay/index.ts';
import { boxOf } from '../geo/plane/box.ts';
import type { RingSet } from '../geo/plane/rings.ts';
import { robustMerge } from '../geo/plane/robust.ts';
import type { CheckLayer } from './layer.ts';

/** The zone being checked, with what is made from it once and used for every layer. */
export interface ZoneInHand {
  readonly zone: PreparedZone;
  readonly cutters: Cutters;
  /** How far off the zone itself may lie, metres. */
  readonly offM: number;
  readonly overlays: Map<CheckLayer, Overlap>;
}

export const takeInHand = (zone: PreparedZone, offM = 0): ZoneInHand => ({
  ...{ zone, offM, cutters: makeCutters(zone), overlays: new Map() },
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
  index: number;
  kind: 'polygon' | 'line' | 'point';
  overlapM2: number;
  lengthM: number;
  /** Of its area, length or points. */
  share: number;
  geometry(): ReturnType<typeof overlapGeometry> | Overlap['thin'][number]['geometry'];
  /** The pieces of a polygon, interior to the left. */
  rings?(): RingSet;
}

/** The hits of an overlay: polygons first, each in the layer's order. */
export function hitsOf({ packed }: CheckLayer, overlap: Overlap): Hit[] {
  if (!packed) return [];
  const hits: Hit[] = [];
  for (let h = 0; h < overlap.count; h++) {
    const index = overlap.feature[h]!;
    const overlapM2 = overlap.overlapM2[h]!;
    hits.push({
      ...{ index, kind: 'polygon', overlapM2, lengthM: 0 },
      share: Math.min(1, overlapM2 / packed.areaM2[index]!),
      geometry: () => overlapGeometry(packed, overlap, h),
      rings: () => overlapRings(packed, overlap, h),
    });
  }
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

/** Ground covered by pieces that may overlap one another, m². */
export function coveredM2(zone: PreparedZone, pieces: readonly { rings: RingSet; areaM2: number }[]): number {
  const sum = pieces.reduce((total, { areaM2 }) => total + areaM2, 0);
  const boxes = pieces.map(({ rings }) => boxOf(rings.xy, 0, rings.xy.length / 2));
  const apart = boxes.every((a, i) =>
    boxes.every((b, j) => j <= i || a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3]),
  );
  if (apart) return sum;
  const united = areaOfRings(robustMerge(pieces.map(({ rings }) => rings)), zone.frame);
  // Neighbours that only share borders: their sum is the better figure, being free of the union's rounding.
  return sum - united > 1e-6 * sum ? united : sum;
}
