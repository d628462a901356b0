export { decodeFabric, encodeFabric } from './cache.ts';
export { buffersOf, bytesOf, type Fabric, idOf } from './fabric.ts';
export { idProperties, readFeatures } from './geojson.ts';
export { readFabric, runToEnd } from './load.ts';
