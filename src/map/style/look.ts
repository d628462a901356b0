import type { Layer, LayerColour, LayerSymbol } from '../../model/index.ts';
import { layerColour, type Palette } from '../tokens.ts';

/**
 * How a layer is drawn, worked out once for the map and for its legend, so that the legend cannot say anything else.
 * Lengths are CSS pixels at zoom 12; opacities come before the layer's own.
 */
export interface Look {
  colour: string;
  fillOpacity: number;
  pattern: Exclude<LayerSymbol['pattern'], 'none'> | undefined;
  patternOpacity: number;
  width: number;
  lineOpacity: number;
  /** In multiples of the line's width; undefined is a continuous line. */
  dash: [number, number] | undefined;
  icon: LayerSymbol['icon'];
}

/** @param soft Whether the geometry is described or schematic: paler, hatched, its outline broken. */
export function lookOf(symbol: LayerSymbol, palette: Palette, soft: boolean): Look {
  const pattern = symbol.pattern === 'none' ? undefined : symbol.pattern;
  return {
    colour: layerColour(palette, symbol.colour),
    fillOpacity: symbol.hollow ? 0 : soft ? 0.15 : 0.3,
    pattern: symbol.hollow ? undefined : (pattern ?? (soft ? 'hatch' : undefined)),
    patternOpacity: pattern ? (soft ? 0.45 : 0.7) : 0.4,
    width: symbol.width,
    lineOpacity: soft ? 0.82 : 1,
    dash: soft ? [2.6, 1.8] : symbol.dashed ? [4, 2] : undefined,
    icon: symbol.icon,
  };
}

/** Width factor of a road by its class, over the layer's own width. */
export const roadWidths: Readonly<Record<string, number>> = {
  expressway: 1.5,
  national: 1.35,
  provincial: 1.1,
  county: 0.85,
  township: 0.65,
  village: 0.5,
};

/** The same for a road of no class, or of one not named here. */
export const otherRoad = 0.7;

/** The broken lines of context layers, in multiples of the line's width. */
export const contextDash = {
  boundary: [7, 2, 1.4, 2],
  villages: [4, 3],
  neighbours: [6, 2, 1, 2],
  rivers: [7, 2],
  roads: [1.6, 0.7],
};

/** From here on the plan's subjects bear their names. */
export const subjectNameZoom = 10;

/** Names stay readable while their layer is made fainter, and go when it is gone. */
export const nameOpacity = (opacity: number): number => Math.min(1, opacity * 2);

/** Names of images drawn on demand: everything that decides the drawing is in the name. */
export const imageId = {
  pattern: (pattern: string, colour: LayerColour | keyof Palette) => `pattern:${pattern}:${colour}`,
  /** Followed by `:<soft>:<status>`. */
  pin: (layer: Layer) => `pin:${layer.symbol.colour}:${layer.symbol.icon}`,
  /** Followed by the status. */
  status: (colour: LayerColour) => `status:${colour}`,
  mark: (icon: string, colour: LayerColour) => `mark:${icon}:${colour}`,
  cluster: (colour: LayerColour) => `cluster:${colour}`,
  shield: 'shield',
} as const;
