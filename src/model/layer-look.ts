/** What the catalogue may name in a layer's symbol; a new colour or icon is a line here. */

/** Colours of layers in the light, the dark and the high-contrast theme; those of the plan's chapters are in the palettes of the map. */
export const layerColourValues = {
  water: ['#a8c8d8', '#2a4b5d', '#7fc4ea'],
  wood: ['#c9d8bf', '#26352c', '#d3e8c8'],
  road: ['#ffffff', '#56626a', '#ffffff'],
  boundary: ['#7b5c4a', '#c59a80', '#5a1f00'],
  village: ['#a9a08e', '#5d676b', '#5c5c5c'],
  peak: ['#6b5844', '#c8b28f', '#3a2100'],
  hazard: ['#b5472f', '#f0856b', '#8f1300'],
  neutral: ['#7d7a70', '#98a1a2', '#333333'],
} as const satisfies Record<string, readonly [light: string, dark: string, contrast: string]>;

/** Colours are named, never written: the tokens give them their values in each theme. */
export type LayerColour = keyof typeof layerColourValues | `chapter${0 | 1 | 2 | 3 | 4 | 5}`;
export const layerColours: readonly LayerColour[] = [
  'chapter0',
  'chapter1',
  'chapter2',
  'chapter3',
  'chapter4',
  'chapter5',
  ...(Object.keys(layerColourValues) as (keyof typeof layerColourValues)[]),
];

/** How an icon is drawn on a 24 × 24 field: filled shapes, then strokes over them in the same colour. */
interface Glyph {
  fill?: string;
  stroke?: string;
}

const icons = <Name extends string>(all: Record<Name, Glyph>): Record<Name, Glyph> => all;

/** The icons as SVG path data. Lines are 1.8 wide with round ends. */
export const layerIcons = icons({
  dot: { fill: 'M12 7.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6z' },
  square: { fill: 'M7.2 7.2h9.6v9.6h-9.6z' },
  diamond: { fill: 'M12 5.6l6.4 6.4l-6.4 6.4l-6.4-6.4z' },
  triangle: { fill: 'M12 5.8l6.8 11.6h-13.6z' },
  peak: { fill: 'M12 4.8l7.6 13.6h-15.2z' },
  reservoir: { stroke: 'M5 7.5l3.2 10h7.6l3.2-10M7 12.2c1.7-1.4 3.3-1.4 5 0s3.3 1.4 5 0' },
  pond: { stroke: 'M4.8 10c2.4-1.9 4.8-1.9 7.2 0s4.8 1.9 7.2 0M4.8 15c2.4-1.9 4.8-1.9 7.2 0s4.8 1.9 7.2 0' },
  memorial: { fill: 'M12 4l1.9 2.6v8.9h-3.8v-8.9z', stroke: 'M7.6 17h8.8M5.8 19.6h12.4' },
  house: { stroke: 'M5 11.6l7-6.2l7 6.2M7.2 10.4v8h9.6v-8M10.4 18.2v-4.4h3.2v4.4' },
  factory: { stroke: 'M5 18.6v-8.2l4.4 2.8v-2.8l4.4 2.8v-7.6h3.4l1.2 13z' },
  plant: {
    stroke:
      'M12 19.4v-8M12 13.4c-4.4 0-6-2.6-6.2-6c4 .2 6.2 2.2 6.2 6zM12 11.4c0-3.6 2-5.6 6.2-5.8c-.2 3.6-2 5.8-6.2 5.8z',
  },
  gauge: {
    stroke: 'M5.2 16.8a7.4 7.4 0 1 1 13.6 0M12 14.4l3.6-4.4',
    fill: 'M12 13a1.6 1.6 0 1 1 0 3.2a1.6 1.6 0 1 1 0-3.2z',
  },
  market: {
    stroke:
      'M5 9.6l1.4-4h11.2l1.4 4a2.3 2.3 0 0 1-4.67 0a2.3 2.3 0 0 1-4.66 0a2.3 2.3 0 0 1-4.67 0zM6.6 12.4v6.4h10.8v-6.4',
  },
  lamp: {
    stroke: 'M9 19.6h4M11 19.4v-11.6c0-2.4 1.5-3.4 3.4-3.4c1.6 0 2.8 1 3 2.6',
    fill: 'M15.2 8h4.4l.8 2.6h-6z',
  },
  seat: { fill: 'M12 5.2l2 4.3l4.7.6l-3.5 3.2l.9 4.7l-4.1-2.3l-4.1 2.3l.9-4.7l-3.5-3.2l4.7-.6z' },
});
export type LayerIcon = keyof typeof layerIcons;
