export { buffersOf, bytesOf, extentOf, type Fabric, idOf } from './fabric.ts';
export { fabricFromFlatGeobuf, type LoadOptions } from './flatgeobuf.ts';
export { fabricFromGeoJson, idProperties } from './geojson.ts';
