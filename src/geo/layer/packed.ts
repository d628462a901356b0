import type { Geometry, MultiLineString, MultiPoint, MultiPolygon, Position } from 'geojson';
import { type Column, valueAt, valuesOf } from '../columns/columns.ts';
import { type RingSet, toMultiPolygon } from '../plane/rings.ts';
import { nodeSize, type Tree } from './tree.ts';

/** What a feature is; the values of `PackedLayer.kind`. */
export const kinds = ['polygon', 'line', 'point'] as const;
export type Kind = (typeof kinds)[number];
export const polygonKind = 0;
export const lineKind = 1;
export const pointKind = 2;

/**
 * A layer as flat arrays, whatever it came from: polygons, lines and points in longitude and latitude, degrees, CGCS2000,
 * ordered along a Hilbert curve. Feature f is the parts `firstRing[f]` to `firstRing[f + 1]` (exclusive) of `rings`: for
 * a polygon its rings, simple, the interior to the left of every edge, the last point not repeated; for a line its
 * lines; for a point its points. Every array can be transferred between threads (see `buffersOf`).
 */
export interface PackedLayer {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly rings: RingSet;
  readonly firstRing: Uint32Array;
  /** Ellipsoidal area of every polygon, m²; 0 for the others. */
  readonly areaM2: Float64Array;
  readonly tree: Tree;
  /** The row of `columns` that belongs to a feature: its place among the records as they were read, from 0. */
  readonly row: Uint32Array;
  /** The number in its file, from 1, of the record of every row. */
  readonly record: Uint32Array;
  readonly columns: readonly Column[];
  /** The column features are known by; -1: by their record's number. */
  readonly idColumn: number;
  /** Numbers of the records whose rings crossed or touched and were made simple, and of those without a usable shape. */
  readonly repaired: Uint32Array;
  readonly dropped: Uint32Array;
}

/** The identifier of feature `f`. */
export function idOf({ columns, idColumn, row, record }: PackedLayer, f: number): string {
  const column = columns[idColumn];
  const value = column && valueAt(column, row[f]!);
  return String(value === null || value === undefined || value === '' ? record[row[f]!]! : value);
}

/** The attributes of a feature by name, empty ones left out, for many of a layer. */
export function attributesIn({ columns, row }: PackedLayer): (f: number) => Record<string, string | number> {
  const readers = columns.map((column) => ({ name: column.name, read: valuesOf(column) }));
  return (f) => {
    const values: Record<string, string | number> = {};
    for (const { name, read } of readers) {
      const value = read(row[f]!);
      if (value !== null && value !== '') values[name] = value;
    }
    return values;
  };
}

/** The attributes of feature `f` by name; empty ones are left out. */
export const attributesOf = (layer: PackedLayer, f: number): Record<string, string | number> =>
  attributesIn(layer)(f);

/** The first feature with this identifier. */
export function placeOf(layer: PackedLayer, id: string): number | undefined {
  for (let f = 0; f < layer.count; f++) if (idOf(layer, f) === id) return f;
  return undefined;
}

/** West, south, east, north of everything. */
export const extentOf = ({ tree, count }: PackedLayer): [number, number, number, number] | null => {
  if (!count) return null;
  const root = 4 * (tree.boxes.length / 4 - 1);
  return [...tree.boxes.subarray(root, root + 4)] as [number, number, number, number];
};

/** Calls `leaf` with every feature whose box meets the bounds (west, south, east, north). */
export function eachInBox(
  { tree }: Pick<PackedLayer, 'tree'>,
  [w, s, e, n]: readonly [number, number, number, number],
  leaf: (feature: number) => void,
): void {
  const { boxes, levels } = tree;
  const visit = (level: number, node: number): void => {
    const at = 4 * node;
    if (boxes[at]! > e || boxes[at + 1]! > n || boxes[at + 2]! < w || boxes[at + 3]! < s) return;
    if (level === 0) {
      leaf(node);
      return;
    }
    const from = levels[level - 1]! + (node - levels[level]!) * nodeSize;
    const to = Math.min(levels[level]!, from + nodeSize);
    for (let child = from; child < to; child++) visit(level - 1, child);
  };
  if (levels[1]) visit(levels.length - 2, levels[levels.length - 2]!);
}

/** The parts of feature `f` as lists of positions, rings not closed. */
export function partsOf({ rings, firstRing }: PackedLayer, f: number): Position[][] {
  const parts: Position[][] = [];
  for (let r = firstRing[f]!; r < firstRing[f + 1]!; r++) {
    const part: Position[] = [];
    for (let i = rings.start[r]!; i < rings.start[r + 1]!; i++)
      part.push([rings.xy[2 * i]!, rings.xy[2 * i + 1]!]);
    parts.push(part);
  }
  return parts;
}

/** The geometry of feature `f`. */
export function geometryOf(layer: PackedLayer, f: number): Geometry {
  const { rings, firstRing, kind } = layer;
  if (kind[f] === polygonKind) return toMultiPolygon(rings, firstRing[f]!, firstRing[f + 1]!);
  const parts = partsOf(layer, f);
  return kind[f] === lineKind
    ? { type: 'MultiLineString', coordinates: parts }
    : { type: 'MultiPoint', coordinates: parts.flat() };
}

/** Every shape a result may hold. */
export type Shape = MultiPolygon | MultiLineString | MultiPoint;

export type AnyArray = Float64Array | Uint32Array | Uint16Array | Uint8Array;

const arraysOfColumn = (column: Column): AnyArray[] =>
  column.kind === 'number' ? [column.values] : [column.codes, column.bytes, column.ends];

/** The arrays of a layer in the order in which they are kept; the tree's levels, which its count gives, are not among them. */
export const arraysOf = (layer: PackedLayer): AnyArray[] => [
  layer.kind,
  layer.rings.xy,
  layer.rings.start,
  layer.firstRing,
  layer.areaM2,
  layer.tree.boxes,
  layer.row,
  layer.record,
  layer.repaired,
  layer.dropped,
  ...layer.columns.flatMap(arraysOfColumn),
];

/** The buffers to name when a layer is transferred to another thread. */
export const buffersOf = (layer: PackedLayer): ArrayBuffer[] => [
  ...new Set([...arraysOf(layer), layer.tree.levels].map((array) => array.buffer as ArrayBuffer)),
];

/** Bytes held: coordinates, attributes, the index, and everything else. */
export function bytesOf(layer: PackedLayer): {
  coordinates: number;
  columns: number;
  index: number;
  tables: number;
} {
  const coordinates = layer.rings.xy.byteLength;
  const index = layer.tree.boxes.byteLength + layer.tree.levels.byteLength;
  const size = (arrays: readonly AnyArray[]) => arrays.reduce((sum, array) => sum + array.byteLength, 0);
  const columns = size(layer.columns.flatMap(arraysOfColumn));
  const all = size([...arraysOf(layer), layer.tree.levels]);
  return { coordinates, columns, index, tables: all - coordinates - columns - index };
}
