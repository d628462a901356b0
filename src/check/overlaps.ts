import type { MultiLineString, MultiPoint, Position } from 'geojson';
import {
  areaOfRings,
  boxOf,
  type Cutter,
  clip,
  clipLine,
  coversPoint,
  type LineCutter,
  makeCutter,
  makeLineCutter,
  type PreparedZone,
  type RingSet,
  ringsOf,
  robustIntersection,
  robustMerge,
  toMultiPolygon,
} from '../geo/overlay/index.ts';
import type { ReadyFeature, ReadyPolygon } from './layer.ts';
import { trustOf } from './reasons.ts';
import type { FeatureOverlap } from './types.ts';

/** A zone in hand, with what is made from it once and used for every layer. */
export interface ZoneInHand {
  readonly zone: PreparedZone;
  readonly cutter: Cutter;
  readonly lines: () => LineCutter;
  /** How far off the zone itself may lie, metres. */
  readonly offM: number;
}

export function takeInHand(zone: PreparedZone, offM = 0): ZoneInHand {
  let lines: LineCutter | undefined;
  return {
    zone,
    cutter: makeCutter(zone),
    offM,
    lines: () => {
      lines ??= makeLineCutter(zone);
      return lines;
    },
  };
}

/** The pieces of a polygon in the zone and their area; the fast way first, the robust one when it fails. */
function clipPolygon(
  { zone, cutter }: ZoneInHand,
  polygon: ReadyPolygon,
): { pieces: RingSet; areaM2: number } {
  const { rings, box } = polygon;
  const { grid } = zone;
  if (box[0] > grid.maxX || box[2] < grid.minX || box[1] > grid.maxY || box[3] < grid.minY)
    return { pieces: { xy: new Float64Array(), start: Uint32Array.of(0) }, areaM2: 0 };
  try {
    cutter.out.points = 0;
    cutter.out.rings = 0;
    const areaM2 = clip(cutter, rings, 0, rings.start.length - 1, box);
    if (Number.isFinite(areaM2) && areaM2 >= 0)
      return {
        pieces: ringsOf({ xy: cutter.out.xy, start: cutter.out.ringStart }, 0, cutter.out.rings),
        areaM2,
      };
  } catch {
    // Taken again below, the slow way; if that throws too, the layer is reported as not checked.
  }
  const pieces = robustIntersection(rings, zone.rings);
  return { pieces, areaM2: areaOfRings(pieces, zone.frame) };
}

/**
 * A feature's overlap with the zone, and the pieces of its polygons; null when they have nothing in common.
 * @throws whatever made the feature impossible to compute
 */
export function overlapFeature(
  hand: ZoneInHand,
  ready: ReadyFeature,
  withGeometry: boolean,
): { hit: FeatureOverlap; pieces: RingSet | null } | null {
  const { id, name } = ready.feature.properties;
  const zoneM2 = hand.zone.areaM2;
  if (ready.fault !== undefined) throw ready.fault;
  const base = { id, name, ...trustOf(ready.feature.properties), overlapM2: 0, shareOfZone: 0 };
  if (ready.polygon) {
    const clipped = clipPolygon(hand, ready.polygon);
    const { pieces } = clipped;
    // Rounding of the pieces' sum never makes more of an overlap than there is of either.
    const areaM2 = Math.min(clipped.areaM2, ready.polygon.areaM2, zoneM2);
    if (areaM2 > 0) {
      const hit: FeatureOverlap = {
        ...base,
        kind: 'polygon',
        overlapM2: areaM2,
        shareOfFeature: Math.min(1, areaM2 / ready.polygon.areaM2),
        shareOfZone: Math.min(1, areaM2 / zoneM2),
        ...(withGeometry ? { geometry: toMultiPolygon(pieces) } : {}),
      };
      return { hit, pieces };
    }
  }
  if (ready.lines.length) {
    let lengthM = 0;
    const inside: Position[][] = [];
    for (const line of ready.lines) {
      const found = clipLine(hand.lines(), line as number[][]);
      lengthM += found.lengthM;
      inside.push(...found.parts);
    }
    if (lengthM > 0) {
      const geometry: MultiLineString = { type: 'MultiLineString', coordinates: inside };
      const shareOfFeature = Math.min(1, lengthM / ready.lengthM);
      const hit: FeatureOverlap = { ...base, kind: 'line', shareOfFeature, lengthM };
      return { hit: withGeometry ? { ...hit, geometry } : hit, pieces: null };
    }
  }
  const points = ready.points.filter(([x, y]) => coversPoint(hand.zone, x!, y!));
  if (!points.length) return null;
  const geometry: MultiPoint = { type: 'MultiPoint', coordinates: points };
  const hit: FeatureOverlap = { ...base, kind: 'point', shareOfFeature: points.length / ready.points.length };
  return { hit: withGeometry ? { ...hit, geometry } : hit, pieces: null };
}

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
