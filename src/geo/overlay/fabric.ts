import type { MultiPolygon } from 'geojson';
import type { Fabric } from '../parcels/fabric.ts';
import { type Cutter, clip, makeCutter } from './clip.ts';
import type { PreparedZone } from './prepare.ts';
import { ringsOf, toMultiPolygon } from './rings.ts';
import { select } from './select.ts';

/**
 * What a zone takes of a fabric. Hit h is parcel `parcel[h]`; it lies wholly inside when `ringStart` gives it no rings
 * (its geometry is then the parcel's own), else its pieces are the rings `firstRing[h]` to `firstRing[h + 1]` of `rings`.
 */
export interface Overlap {
  readonly count: number;
  readonly parcel: Uint32Array;
  /** Ellipsoidal, m². */
  readonly overlapM2: Float64Array;
  readonly firstRing: Uint32Array;
  readonly rings: { readonly xy: Float64Array; readonly start: Uint32Array };
  /** Sum of the overlaps, m². Where parcels overlap each other their ground counts as often. */
  readonly totalM2: number;
  /** Parcels that met the zone's border and had to be cut, and those the fast way passed on to the robust one. */
  readonly cut: number;
  readonly retried: number;
}

/** The number of grid cells a zone should have along a side to settle most parcels of these fabrics by their boxes. */
export function cellsFor(extent: readonly number[], fabrics: readonly Fabric[]): number {
  let most = 0;
  for (const { count, tree } of fabrics) {
    if (!count) continue;
    const root = tree.boxes.subarray(tree.boxes.length - 4);
    const share =
      ((extent[2]! - extent[0]!) * (extent[3]! - extent[1]!)) /
      ((root[2]! - root[0]!) * (root[3]! - root[1]!) || 1);
    most = Math.max(most, 1.5 * Math.sqrt(count * Math.min(1, share)));
  }
  return Math.ceil(most);
}

/**
 * Lays a zone over a fabric. Parcels inside or outside are settled by their boxes; those on the border are cut. Every
 * parcel with more than 1e-7 m² in the zone is in the result, in the fabric's order.
 */
export function overlayFabric(
  zone: PreparedZone,
  fabric: Fabric,
  cutter: Cutter = makeCutter(zone),
): Overlap {
  let capacity = 1024;
  let parcel = new Uint32Array(capacity);
  let overlapM2 = new Float64Array(capacity);
  let firstRing = new Uint32Array(capacity + 1);
  let count = 0;
  let totalM2 = 0;
  let cut = 0;
  const { out } = cutter;
  out.points = 0;
  out.rings = 0;
  const retriedBefore = cutter.retried;
  const add = (p: number, area: number) => {
    if (count === capacity) {
      capacity *= 2;
      const grow = <T extends Uint32Array | Float64Array>(old: T, fresh: T): T => {
        fresh.set(old);
        return fresh;
      };
      parcel = grow(parcel, new Uint32Array(capacity));
      overlapM2 = grow(overlapM2, new Float64Array(capacity));
      firstRing = grow(firstRing, new Uint32Array(capacity + 1));
    }
    parcel[count] = p;
    overlapM2[count] = area;
    totalM2 += area;
    firstRing[++count] = out.rings;
  };
  const { areaM2, rings, tree } = fabric;
  select(
    tree,
    zone.grid,
    (from, to) => {
      for (let p = from; p < to; p++) add(p, areaM2[p]!);
    },
    (p) => {
      cut++;
      const before = out.rings;
      const area = clip(cutter, rings, fabric.firstRing[p]!, fabric.firstRing[p + 1]!, tree.boxes, 4 * p);
      // The sum over pieces may round above the whole: an overlap is never more than its parcel.
      if (area > 0 && out.rings > before) add(p, Math.min(area, areaM2[p]!));
    },
  );
  return {
    count,
    parcel: parcel.slice(0, count),
    overlapM2: overlapM2.slice(0, count),
    firstRing: firstRing.slice(0, count + 1),
    rings: { xy: out.xy.slice(0, 2 * out.points), start: out.ringStart.slice(0, out.rings + 1) },
    totalM2,
    cut,
    retried: cutter.retried - retriedBefore,
  };
}

/** The geometry of hit `h`. */
export function overlapGeometry(fabric: Fabric, overlap: Overlap, h: number): MultiPolygon {
  const [first, last] = [overlap.firstRing[h]!, overlap.firstRing[h + 1]!];
  if (last > first) return toMultiPolygon(ringsOf(overlap.rings, first, last));
  const p = overlap.parcel[h]!;
  return toMultiPolygon(ringsOf(fabric.rings, fabric.firstRing[p]!, fabric.firstRing[p + 1]!));
}
