import type { Pattern } from '../../../map/sprites/patterns.ts';
import { contextDash, lookOf, otherRoad, roadWidths } from '../../../map/style/look.ts';
import { palettes } from '../../../map/tokens.ts';
import { type Feature, isSketch, type Layer } from '../../../model/index.ts';

const palette = palettes.light;
/** Millimetres on paper of a CSS pixel on the screen. */
export const mm = 0.2;

/** How a feature is drawn on paper: the map's own look of its layer, basis and class, in millimetres. */
export interface Sign {
  colour: string;
  fillOpacity: number;
  pattern: Pattern | undefined;
  patternOpacity: number;
  width: number;
  lineOpacity: number;
  dash: string | undefined;
  /** A road's edge, drawn under its surface. */
  casing: { colour: string; width: number } | undefined;
  icon: Layer['symbol']['icon'];
  soft: boolean;
  /** A sign without a disc, for what lies under the plan's subjects. */
  bare: boolean;
}

/** The look of a feature of this layer; the legend asks with the same words as the map. */
export function signOf(layer: Layer, soft: boolean, roadClass: unknown): Sign {
  const { role, symbol } = layer;
  const look = lookOf(symbol, palette, soft);
  const road = role === 'roads';
  const dashes =
    role === 'boundary' || role === 'villages' || role === 'neighbours'
      ? contextDash[role]
      : (role === 'rivers' || road) && soft
        ? contextDash[role]
        : role === 'rivers' || road
          ? undefined
          : look.dash;
  const pixels = road ? look.width * (roadWidths[String(roadClass)] ?? otherRoad) * 1.5 : look.width;
  const width = pixels * mm;
  const dashed = dashes?.map((part) => Math.round(part * width * 100) / 100).join(' ');
  return {
    colour: look.colour,
    fillOpacity: look.fillOpacity * 0.6,
    pattern: look.pattern,
    patternOpacity: look.patternOpacity,
    width,
    lineOpacity: look.lineOpacity,
    dash: dashed,
    casing: road ? { colour: palette.roadCasing, width: width + 1.6 * mm } : undefined,
    icon: look.icon,
    soft,
    bare: role !== 'subject',
  };
}

/** A feature's own sign. */
export const signOfFeature = (layer: Layer, { properties }: Feature): Sign =>
  signOf(layer, isSketch(properties.basis), (properties as { class?: unknown }).class);
