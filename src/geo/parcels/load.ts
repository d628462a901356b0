import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';
import { decodeFabric, isEncodedFabric } from './cache.ts';
import type { Fabric } from './fabric.ts';
import { type LoadOptions, readFlatGeobuf } from './flatgeobuf.ts';
import { readFeatures } from './geojson.ts';

/** Whether bytes begin as a FlatGeobuf file of version 3 does. */
export const isFlatGeobuf = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x66 && bytes[1] === 0x67 && bytes[2] === 0x62 && bytes[4] === 0x66;

const unreadable = (detail: string) =>
  new ProblemError(
    problem(
      'parcels-unreadable',
      { zh: `地块文件不能读取：${detail}`, en: `The parcel file cannot be read: ${detail}` },
      undefined,
      {
        zh: '地块请用 FlatGeobuf 或 GeoJSON，经纬度坐标。',
        en: 'Give parcels as FlatGeobuf or GeoJSON in longitude and latitude.',
      },
    ),
  );

/** Whether bytes are neither FlatGeobuf nor a kept fabric, but text if anything. */
export const isText = (bytes: Uint8Array): boolean => !isEncodedFabric(bytes) && !isFlatGeobuf(bytes);

/**
 * The features of a GeoJSON text in UTF-8.
 * @throws ProblemError when it is no feature or collection of features.
 */
export function featuresOf(bytes: Uint8Array): readonly Feature<Geometry | null>[] {
  let content: FeatureCollection<Geometry | null> | Feature;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw unreadable((error as Error).message);
  }
  const features = content?.type === 'FeatureCollection' ? content.features : [content as Feature];
  if (!Array.isArray(features) || features.some((one) => one?.type !== 'Feature'))
    throw unreadable('no GeoJSON FeatureCollection');
  return features;
}

/**
 * Reads parcels from bytes, told by their content: FlatGeobuf, GeoJSON (UTF-8), or a fabric kept by `encodeFabric`.
 * Yields the share done; see `runToEnd`.
 * @throws ProblemError saying what is wrong with the file.
 */
export function* readFabric(bytes: Uint8Array, options: LoadOptions = {}): Generator<number, Fabric> {
  if (isEncodedFabric(bytes)) return decodeFabric(bytes);
  if (isFlatGeobuf(bytes)) return yield* readFlatGeobuf(bytes, options);
  const features = featuresOf(bytes);
  yield 0.5;
  return yield* readFeatures(features, options.idProperty);
}

/** Runs a stepwise reading at one go. */
export function runToEnd<T>(steps: Generator<number, T>, progress?: (share: number) => void): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    progress?.(value);
  }
}
