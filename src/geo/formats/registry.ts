import { geojson } from './geojson.ts';
import { txt } from './txt/index.ts';
import type { Format } from './types.ts';

/** Every format, in the order in which their detectors are asked: unmistakable signatures first, plain text last. */
export const formats: readonly Format[] = [geojson, txt];

/** By identifier (`geojson`) or extension (`json`). */
export const formatOf = (name: string): Format | undefined => {
  const key = name.toLowerCase();
  return formats.find((f) => f.id === key) ?? formats.find((f) => f.extensions.includes(key));
};
