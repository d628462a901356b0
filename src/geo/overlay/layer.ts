import type { Position } from 'geojson';
import { geodesicLength, leastM2 } from '../area/index.ts';
import { type PackedLayer, partsOf, pointKind, polygonKind, type Shape } from '../layer/packed.ts';
import { type RingRange, toMultiPolygon } from '../plane/rings.ts';
import { type Cutter, clip, makeCutter } from './clip.ts';
import { clipLine, type LineCutter, makeLineCutter } from './lines.ts';
import { coversPoint } from './points.ts';
import type { PreparedZone } from './prepare.ts';
import { select } from './select.ts';

/** A line or points of a layer met by the zone. */
export interface ThinHit {
  readonly feature: number;
  readonly kind: 'line' | 'point';
  /** Ellipsoidal metres in the zone; 0 for points. */
  readonly lengthM: number;
  /** Of the feature's length, or of its points, in the zone. */
  readonly share: number;
  readonly geometry: Shape;
}

/**
 * What a zone takes of a layer. Hit h of the polygons is feature `feature[h]`; it lies wholly inside when `firstRing`
 * gives it no rings (its geometry is then the feature's own), else its pieces are the rings `firstRing[h]` to
 * `firstRing[h + 1]` of `rings`.
 */
export interface Overlap {
  readonly count: number;
  readonly feature: Uint32Array;
  /** Ellipsoidal, m²; never more than the feature's own. */
  readonly overlapM2: Float64Array;
  readonly firstRing: Uint32Array;
  readonly rings: { readonly xy: Float64Array; readonly start: Uint32Array };
  /** Sum of the overlaps, m². Where features overlap each other their ground counts as often. */
  readonly totalM2: number;
  readonly thin: readonly ThinHit[];
  /** Features that could be computed by no method, and why. */
  readonly failed: readonly { readonly feature: number; readonly error: unknown }[];
  /** Polygons that met the zone's border and had to be cut, and those the fast way passed on to the robust one. */
  readonly cut: number;
  readonly retried: number;
}

/** The number of grid cells a zone should have along a side to settle most features of these layers by their boxes. */
export function cellsFor(
  extent: readonly number[],
  layers: readonly Pick<PackedLayer, 'count' | 'tree'>[],
): number {
  let most = 0;
  for (const { count, tree } of layers) {
    if (!count) continue;
    const root = tree.boxes.subarray(tree.boxes.length - 4);
    const share =
      ((extent[2]! - extent[0]!) * (extent[3]! - extent[1]!)) /
      ((root[2]! - root[0]!) * (root[3]! - root[1]!) || 1);
    most = Math.max(most, 1.5 * Math.sqrt(count * Math.min(1, share)));
  }
  return Math.ceil(most);
}

/** Cutters of a zone, made once for all layers; that of lines when first asked for. */
export interface Cutters {
  readonly polygons: Cutter;
  readonly lines: () => LineCutter;
}

export function makeCutters(zone: PreparedZone): Cutters {
  let lines: LineCutter | undefined;
  return {
    polygons: makeCutter(zone),
    lines: () => {
      lines ??= makeLineCutter(zone);
      return lines;
    },
  };
}

/** A line's or points' part in the zone; null when there is none. */
function thinHit(zone: PreparedZone, cutters: Cutters, layer: PackedLayer, feature: number): ThinHit | null {
  const parts = partsOf(layer, feature);
  if (layer.kind[feature] === pointKind) {
    const all = parts.flat();
    const covered = all.filter(([x, y]) => coversPoint(zone, x!, y!));
    if (!covered.length) return null;
    const geometry: Shape = { type: 'MultiPoint', coordinates: covered };
    return { feature, kind: 'point', lengthM: 0, share: covered.length / all.length, geometry };
  }
  const within: Position[][] = [];
  let lengthM = 0;
  for (const line of parts) {
    const clipped = clipLine(cutters.lines(), line);
    lengthM += clipped.lengthM;
    within.push(...clipped.parts);
  }
  if (!(lengthM > 0)) return null;
  const whole = geodesicLength({ type: 'MultiLineString', coordinates: parts });
  const geometry: Shape = { type: 'MultiLineString', coordinates: within };
  return { feature, kind: 'line', lengthM, share: Math.min(1, lengthM / whole), geometry };
}

/**
 * Lays a zone over a layer. Polygons inside or outside are settled by their boxes; those on the border are cut. Every
 * polygon with `leastM2` or more in the zone, line with a length and point in it or on its border is in the result, in
 * the layer's order.
 */
export function overlayLayer(
  zone: PreparedZone,
  layer: PackedLayer,
  cutters: Cutters = makeCutters(zone),
): Overlap {
  let capacity = 1024;
  let feature = new Uint32Array(capacity);
  let overlapM2 = new Float64Array(capacity);
  let firstRing = new Uint32Array(capacity + 1);
  let count = 0;
  let totalM2 = 0;
  let cut = 0;
  const thin: ThinHit[] = [];
  const failed: { feature: number; error: unknown }[] = [];
  const cutter = cutters.polygons;
  const { out } = cutter;
  out.points = 0;
  out.rings = 0;
  const retriedBefore = cutter.retried;
  const add = (f: number, area: number) => {
    if (count === capacity) {
      capacity *= 2;
      const grow = <T extends Uint32Array | Float64Array>(old: T, fresh: T): T => {
        fresh.set(old);
        return fresh;
      };
      feature = grow(feature, new Uint32Array(capacity));
      overlapM2 = grow(overlapM2, new Float64Array(capacity));
      firstRing = grow(firstRing, new Uint32Array(capacity + 1));
    }
    feature[count] = f;
    overlapM2[count] = area;
    totalM2 += area;
    firstRing[++count] = out.rings;
  };
  const { areaM2, kind, rings, tree } = layer;
  const addThin = (f: number) => {
    try {
      const hit = thinHit(zone, cutters, layer, f);
      if (hit) thin.push(hit);
    } catch (error) {
      failed.push({ feature: f, error });
    }
  };
  const cutPolygon = (f: number) => {
    cut++;
    const [points, before] = [out.points, out.rings];
    try {
      const area = clip(cutter, rings, layer.firstRing[f]!, layer.firstRing[f + 1]!, tree.boxes, 4 * f);
      // Rounding in the last digits: a part is never more than the whole.
      if (area > 0 && out.rings > before) add(f, Math.min(area, areaM2[f]!));
    } catch (error) {
      out.points = points;
      out.rings = before;
      failed.push({ feature: f, error });
    }
  };
  select(
    tree,
    zone.grid,
    (from, to) => {
      for (let f = from; f < to; f++)
        if (kind[f] !== polygonKind) addThin(f);
        else if (areaM2[f]! >= leastM2) add(f, areaM2[f]!);
    },
    (f) => (kind[f] === polygonKind ? cutPolygon(f) : addThin(f)),
  );
  return {
    count,
    feature: feature.slice(0, count),
    overlapM2: overlapM2.slice(0, count),
    firstRing: firstRing.slice(0, count + 1),
    rings: { xy: out.xy.slice(0, 2 * out.points), start: out.ringStart.slice(0, out.rings + 1) },
    totalM2,
    thin,
    failed,
    cut,
    retried: cutter.retried - retriedBefore,
  };
}

/** Where the pieces of hit `h` stand, interior to the left. */
export function overlapRange(layer: PackedLayer, overlap: Overlap, h: number): RingRange {
  const [first, last] = [overlap.firstRing[h]!, overlap.firstRing[h + 1]!];
  if (last > first) return { set: overlap.rings, first, last };
  const f = overlap.feature[h]!;
  return { set: layer.rings, first: layer.firstRing[f]!, last: layer.firstRing[f + 1]! };
}

/** The geometry of hit `h`. */
export function overlapGeometry(layer: PackedLayer, overlap: Overlap, h: number) {
  const { set, first, last } = overlapRange(layer, overlap, h);
  return toMultiPolygon(set, first, last);
}
