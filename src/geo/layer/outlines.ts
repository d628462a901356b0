import type { Position } from 'geojson';
import { eachInBox, type PackedLayer, partsOf, pointKind, polygonKind } from './packed.ts';

/**
 * The borders of the polygons, and the lines, whose boxes touch a box (west, south, east, north), rings closed; null when
 * there are more than `most` features.
 */
export function outlinesIn(
  layer: PackedLayer,
  { box, most }: { box: readonly [number, number, number, number]; most: number },
): Position[][] | null {
  const features: number[] = [];
  eachInBox(layer, box, (f) => {
    if (layer.kind[f] !== pointKind && features.length <= most) features.push(f);
  });
  if (features.length > most) return null;
  return features.flatMap((f) =>
    partsOf(layer, f).map((part) => (layer.kind[f] === polygonKind ? [...part, part[0]!] : part)),
  );
}
