import { layerParts, type PackedLayer } from '../../../src/geo/layer/index.ts';

/** The bytes of a layer as they are kept, in one piece. */
export function encoded(layer: PackedLayer): Uint8Array<ArrayBuffer> {
  const parts = [...layerParts(layer)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
