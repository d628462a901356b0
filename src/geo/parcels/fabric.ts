import type { RingSet } from '../overlay/rings.ts';
import type { Tree } from './tree.ts';

/**
 * A parcel fabric: polygons as flat arrays, parcels ordered along a Hilbert curve. Parcel p is the rings `firstRing[p]` to
 * `firstRing[p + 1]` (exclusive) of `rings`: simple, the interior to the left of every edge. Longitude and latitude in
 * degrees. Every array can be transferred between threads (see `buffersOf`).
 */
export interface Fabric {
  readonly count: number;
  readonly rings: RingSet;
  readonly firstRing: Uint32Array;
  /** Ellipsoidal area of every parcel, m². */
  readonly areaM2: Float64Array;
  /** The parcel's place in its file, counted from 0. */
  readonly record: Uint32Array;
  /** Identifiers in UTF-8, end to end; that of parcel p ends at `idEnd[p]` and begins where the one before it ends. */
  readonly idBytes: Uint8Array;
  readonly idEnd: Uint32Array;
  readonly tree: Tree;
  /** Records whose rings crossed or touched and were made simple, and records without any area, left out. */
  readonly mended: Uint32Array;
  readonly dropped: Uint32Array;
}

const decoder = new TextDecoder();

/** The identifier of parcel `p`. */
export const idOf = (fabric: Fabric, p: number): string =>
  decoder.decode(fabric.idBytes.subarray(p ? fabric.idEnd[p - 1]! : 0, fabric.idEnd[p]!));

/** The first parcel with this identifier; bytes are compared, since decoding a million takes a second. */
export function placeOf({ count, idBytes, idEnd }: Fabric, id: string): number | undefined {
  const wanted = new TextEncoder().encode(id);
  for (let p = 0, from = 0; p < count; from = idEnd[p++]!) {
    if (idEnd[p]! - from !== wanted.length) continue;
    let same = 0;
    while (same < wanted.length && idBytes[from + same] === wanted[same]) same++;
    if (same === wanted.length) return p;
  }
  return undefined;
}

/** West, south, east, north of everything. */
export const extentOf = ({ tree, count }: Fabric): [number, number, number, number] | null => {
  if (!count) return null;
  const root = 4 * (tree.boxes.length / 4 - 1);
  return [...tree.boxes.subarray(root, root + 4)] as [number, number, number, number];
};

const arraysOf = (fabric: Fabric) => [
  fabric.rings.xy,
  fabric.rings.start,
  fabric.firstRing,
  fabric.areaM2,
  fabric.record,
  fabric.idBytes,
  fabric.idEnd,
  fabric.tree.boxes,
  fabric.tree.levels,
  fabric.mended,
  fabric.dropped,
];

/** The buffers to name when a fabric is transferred to another thread. */
export const buffersOf = (fabric: Fabric): ArrayBuffer[] =>
  arraysOf(fabric).map((array) => array.buffer as ArrayBuffer);

/** Bytes held: coordinates, everything else but the index, and the index. */
export function bytesOf(fabric: Fabric): { coordinates: number; tables: number; index: number } {
  const coordinates = fabric.rings.xy.byteLength;
  const index = fabric.tree.boxes.byteLength + fabric.tree.levels.byteLength;
  const all = arraysOf(fabric).reduce((sum, array) => sum + array.byteLength, 0);
  return { coordinates, tables: all - coordinates - index, index };
}
