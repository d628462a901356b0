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
  const starts: number[] = [];
  eachInBox(layer, box, (f) => {
    if (layer.kind[f] !== pointKind && starts.length <= most) starts.push(f);
  });
  if (starts.length > most) return null;
  return starts.flatMap((f) =>
    partsOf(layer, f).map((part) => (layer.kind[f] === polygonKind ? [...part, part[0]!] : part)),
  );
}
