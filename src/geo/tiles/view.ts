import type { Geometry } from 'geojson';
import {
  attributesOf,
  type Classes,
  classesOf,
  columnNamed,
  geometryOf,
  idOf,
  none,
  type PackedLayer,
  polygonKind,
} from '../layer/index.ts';
import { ownClasses } from './classes.ts';
import { layerTile } from './layer-tile.ts';

/** One feature with all that is known of it. */
export interface FeatureInfo {
  /** Its place in the layer, which is its number in the layer's tiles. */
  feature: number;
  /** Number in its file, from 1. */
  record: number;
  id: string;
  /** Ellipsoidal, m²; 0 for lines and points. */
  areaM2: number;
  properties: Record<string, string | number>;
  /** West, south, east, north. */
  extent: [number, number, number, number];
  geometry: Geometry;
}

export interface LayerLook {
  /** Name of the column whose values colour the features. */
  colourBy?: string | undefined;
  /** Every value has a code of its own in the tiles, not only the most frequent ones. */
  everyValue?: boolean;
  /** Only features with one of these values of this column; `''` stands for none. */
  filter?: { column: string; values: string[] } | undefined;
}

/** Feature `f` of a layer; undefined when there is no such. */
export function featureInfo(layer: PackedLayer, f: number): FeatureInfo | undefined {
  if (!(f >= 0 && f < layer.count)) return undefined;
  return {
    feature: f,
    record: layer.record[layer.row[f]!]!,
    id: idOf(layer, f),
    areaM2: layer.areaM2[f]!,
    properties: attributesOf(layer, f),
    extent: [...layer.tree.boxes.subarray(4 * f, 4 * f + 4)] as FeatureInfo['extent'],
    geometry: geometryOf(layer, f),
  };
}

/** A layer as it is drawn: coloured and filtered by its columns. */
export function layerView(layer: PackedLayer) {
  const classCache = new Map<string, Classes | undefined>();
  let colour: Classes | undefined;
  let most = ownClasses;
  let wanted: { classes: Classes; codes: Set<number> } | undefined;
  const classes = (name: string): Classes | undefined => {
    if (!classCache.has(name)) {
      const column = columnNamed(layer.columns, name);
      classCache.set(name, column && classesOf(column));
    }
    return classCache.get(name);
  };
  return {
    classes,
    look({ colourBy, everyValue = false, filter }: LayerLook): void {
      most = everyValue ? none - 1 : ownClasses;
      colour = colourBy === undefined ? undefined : classes(colourBy);
      const by = filter && classes(filter.column);
      wanted = by && {
        classes: by,
        codes: new Set(filter.values.map((value) => (value === '' ? none : by.values.indexOf(value)))),
      };
    },
    /** The vector tile (MVT) with what is shown; undefined when nothing is. */
    tile(z: number, x: number, y: number): Uint8Array<ArrayBuffer> | undefined {
      const { row, kind } = layer;
      return layerTile(layer, z, x, y, {
        code: (f) => {
          const code = colour?.codes[row[f]!] ?? none;
          return code === none ? 0 : Math.min(code, most) + 1;
        },
        shown: (f) =>
          kind[f] === polygonKind && (!wanted || wanted.codes.has(wanted.classes.codes[row[f]!] ?? none)),
      });
    },
  };
}
export type LayerView = ReturnType<typeof layerView>;
