import { areaOfRing, type LocalFrame, localFrame } from '../area/index.ts';
import type { Column } from '../columns/columns.ts';
import { free } from '../columns/free.ts';
import { boxOf } from '../plane/box.ts';
import type { RingSet } from '../plane/rings.ts';
import type { LayerBuilder } from './build.ts';
import { type PackedLayer, polygonKind } from './packed.ts';
import { hilbertOrder, levelsOf, packTree } from './tree.ts';

/** Columns features are known by, best first. */
export const idColumns = ['id', 'DKBM', 'ZDDM', 'BSM', 'DKBH', 'parcel', 'OBJECTID', 'fid', 'name', 'NAME'];

/** Frames half a degree apart serve a layer of any extent. */
function frames(): (lon: number, lat: number) => LocalFrame {
  const frameByPlace = new Map<number, LocalFrame>();
  return (lon, lat) => {
    const [x, y] = [Math.round(lon * 2), Math.round(lat * 2)];
    const key = x * 1000 + y;
    let frame = frameByPlace.get(key);
    if (!frame) {
      frame = localFrame(x / 2, y / 2);
      frameByPlace.set(key, frame);
    }
    return frame;
  };
}

/** Widest polygon, degrees, whose area is taken in one frame; the edges of larger ones may be too long for it. */
const widest = 0.05;

/** Ellipsoidal area of every polygon, m²; `boxes` as in the tree. */
function areas(kind: Uint8Array, rings: RingSet, firstRing: Uint32Array, boxes: Float64Array): Float64Array {
  const frameAt = frames();
  const result = new Float64Array(kind.length);
  for (let f = 0; f < result.length; f++) {
    if (kind[f] !== polygonKind) continue;
    const small =
      boxes[4 * f + 2]! - boxes[4 * f]! < widest && boxes[4 * f + 3]! - boxes[4 * f + 1]! < widest;
    const frame = frameAt(boxes[4 * f]!, boxes[4 * f + 1]!);
    for (let r = firstRing[f]!; r < firstRing[f + 1]!; r++)
      result[f]! += areaOfRing(rings.xy, rings.start[r]!, rings.start[r + 1]!, small ? frame : null);
  }
  return result;
}

/** West, south, east, north of every feature, in the builder's order. */
function boxesOf({ count, xy, ringStart, firstRing }: LayerBuilder): Float64Array {
  const boxes = new Float64Array(4 * count);
  for (let f = 0; f < count; f++) {
    const box = boxOf(xy, ringStart[firstRing[f]!]!, ringStart[firstRing[f + 1]!]!);
    for (let k = 0; k < 4; k++) boxes[4 * f + k] = box[k]!;
  }
  return boxes;
}

/**
 * Orders the features along a Hilbert curve, measures them and packs the index. The builder is spent. `columns` are
 * those read apart from the records; `idColumn` names the column features are known by, the usual ones unless given.
 */
export function finishLayer(builder: LayerBuilder, idColumn?: string, apart?: Column[]): PackedLayer {
  const { count, rings: ringCount, points, xy: source, ringStart, firstRing: oldFirst } = builder;
  const levels = levelsOf(count);
  const boxes = new Float64Array(4 * levels.at(-1)!);
  const unordered = boxesOf(builder);
  const order = hilbertOrder(unordered, count);
  const xy = new Float64Array(2 * points);
  const start = new Uint32Array(ringCount + 1);
  const firstRing = new Uint32Array(count + 1);
  const [row, kind] = [new Uint32Array(count), new Uint8Array(count)];
  let ring = 0;
  let at = 0;
  for (let f = 0; f < count; f++) {
    const old = order[f]!;
    for (let k = 0; k < 4; k++) boxes[4 * f + k] = unordered[4 * old + k]!;
    // Plain loops: a view of a few points costs more than copying them.
    for (let r = oldFirst[old]!; r < oldFirst[old + 1]!; r++) {
      const to = 2 * ringStart[r + 1]!;
      for (let k = 2 * ringStart[r]!; k < to; k++) xy[at++] = source[k]!;
      start[++ring] = at / 2;
    }
    firstRing[f + 1] = ring;
    row[f] = builder.row[old]!;
    kind[f] = builder.kind[old]!;
  }
  free(source, ringStart, oldFirst, builder.row, builder.kind, unordered);
  const columns = apart ?? builder.columns.map((column) => column.finish(builder.rows));
  const names = idColumn === undefined ? idColumns : [idColumn];
  const rings = { xy, start };
  return {
    count,
    kind,
    rings,
    firstRing,
    areaM2: areas(kind, rings, firstRing, boxes),
    tree: packTree(boxes, levels),
    row,
    record: builder.record.slice(0, builder.rows),
    columns,
    idColumn: names.map((name) => columns.findIndex((one) => one.name === name)).find((k) => k >= 0) ?? -1,
    repaired: Uint32Array.from(builder.repaired),
    dropped: Uint32Array.from(builder.dropped),
  };
}
