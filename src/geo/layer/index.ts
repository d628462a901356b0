export {
  type Classes,
  type Column,
  classesOf,
  columnNamed,
  none,
  textsOf,
  type Value,
  valueAt,
  valuesOf,
} from '../columns/columns.ts';
export { idColumns } from './finish.ts';
export { decodeLayer, layerParts } from './keep.ts';
export {
  attributesIn,
  attributesOf,
  buffersOf,
  bytesOf,
  eachInBox,
  extentOf,
  geometryOf,
  idOf,
  type PackedLayer,
  placeOf,
  polygonKind,
  type Shape,
} from './packed.ts';
export { packFeatures, runToEnd } from './read.ts';
