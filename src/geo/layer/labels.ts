import type { Position } from 'geojson';
import { labelPoint } from '../plane/label-point.ts';
import { eachInBox, geometryOf, type PackedLayer, polygonKind } from './packed.ts';

/** A text and where it stands inside its polygon, degrees. */
export interface Label {
  at: Position;
  text: string;
}

/** Which polygons are labelled. */
export interface LabelsWanted {
  /** West, south, east, north in degrees. */
  box: readonly [number, number, number, number];
  /** Degrees of longitude and latitude a text takes: smaller polygons have no room for it. */
  room: readonly [number, number];
  /** With more polygons than this the largest are labelled. */
  most: number;
}

/** Labels of the polygons in a box that have room for one and whose text is not empty. */
export function labelsIn(
  layer: PackedLayer,
  { box, room: [wide, high], most }: LabelsWanted,
  textOf: (feature: number) => string,
): Label[] {
  const { boxes } = layer.tree;
  const side = (f: number, axis: 0 | 1) => boxes[4 * f + 2 + axis]! - boxes[4 * f + axis]!;
  const fitting: number[] = [];
  eachInBox(layer, box, (f) => {
    if (layer.kind[f] === polygonKind && side(f, 0) >= wide && side(f, 1) >= high) fitting.push(f);
  });
  if (fitting.length > most) fitting.sort((a, b) => side(b, 0) * side(b, 1) - side(a, 0) * side(a, 1));
  return fitting.slice(0, most).flatMap((f) => {
    const text = textOf(f);
    const place = text ? labelPoint(geometryOf(layer, f)) : undefined;
    return place ? [{ at: place.at, text }] : [];
  });
}
