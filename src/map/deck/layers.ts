import type { Color, Layer } from '@deck.gl/core';
import { ColumnLayer, PathLayer, TextLayer } from '@deck.gl/layers';
import type { Language } from '../../model/index.ts';
import { type Palette, type as typography } from '../tokens.ts';
import type { Column, Figure, Route } from './figures.ts';
import { numberPlaces } from './labels.ts';
import { easeOut, type Point3, stretch } from './motion.ts';

export interface Staging {
  palette: Palette;
  language: Language;
  /** Seconds since the scene began; 60 shows it finished. */
  seconds: number;
  /** Metres of the view's shorter side on the ground: what heights and widths are measured by. */
  spanM: number;
  /** Size of the smallest readable label, CSS pixels. */
  labelPx: number;
  /** What stands over each column, in their order; without it the figure alone. */
  texts?: readonly string[];
  /** Metres above sea of the drawn relief at a place. */
  ground(at: readonly [number, number]): number;
}

/** `#rrggbb` as deck.gl takes it. */
export function rgba(hex: string, alpha = 255): Color {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, alpha];
}
const hue = (palette: Palette, chapter: number) => palette.chapter[chapter] ?? palette.neutral;

interface Label {
  text: string;
  at: Point3;
  colour: Color;
}

function labels(id: string, data: Label[], staging: Staging, size: number) {
  return new TextLayer<Label>({
    id,
    data,
    getPosition: (label) => label.at,
    getText: (label) => label.text,
    getColor: (label) => label.colour,
    getSize: size,
    sizeUnits: 'pixels',
    fontFamily: typography.labels,
    fontWeight: 600,
    characterSet: 'auto',
    fontSettings: { sdf: true, fontSize: 64, buffer: 8 },
    outlineWidth: 5,
    outlineColor: rgba(staging.palette.halo),
    getTextAnchor: 'middle',
    getAlignmentBaseline: 'bottom',
    getPixelOffset: [0, -6],
    parameters: { depthCompare: 'always' },
  });
}

interface Block {
  column: Column;
  chapter: number;
  base: number;
  count: number;
}

/** Metres a commitment adds to a column. */
const columnUnit = (columns: readonly Column[], spanM: number): number =>
  (spanM * 0.24) / Math.max(...columns.map((column) => column.total));

/** Where columns end when they stand: longitude, latitude, metres above sea. */
export const columnTops = (
  columns: readonly Column[],
  { spanM, ground }: Pick<Staging, 'spanM' | 'ground'>,
) => columns.map(({ at, total }): Point3 => [...at, ground(at) + total * columnUnit(columns, spanM)]);

function columnLayers(columns: Column[], staging: Staging): Layer[] {
  const { palette, seconds, spanM } = staging;
  const unit = columnUnit(columns, spanM) * easeOut(seconds / 2.5);
  const radius = spanM * 0.011;
  const blocks = columns.flatMap((column) => {
    let base = 0;
    return column.parts.map(({ chapter, count }): Block => {
      const block = { column, chapter, base, count };
      base += count;
      return block;
    });
  });
  return [
    new ColumnLayer<Block>({
      id: 'columns',
      data: blocks,
      diskResolution: 24,
      radius,
      extruded: true,
      material: { ambient: 0.55, diffuse: 0.5, shininess: 12, specularColor: [40, 40, 40] },
      getPosition: ({ column, base }) => [...column.at, staging.ground(column.at) + base * unit],
      getElevation: ({ count }) => count * unit,
      getFillColor: ({ chapter }) => rgba(hue(palette, chapter)),
      updateTriggers: { getPosition: unit, getElevation: unit },
    }),
    labels(
      'column-labels',
      columns.map((column, rank) => ({
        text: staging.texts?.[rank] ?? String(column.total),
        at: [...column.at, staging.ground(column.at) + column.total * unit],
        colour: rgba(palette.label),
      })),
      staging,
      staging.labelPx,
    ),
  ];
}

function routeLayers(routes: Route[], staging: Staging): Layer[] {
  const { palette, seconds } = staging;
  const onGround = (path: [number, number][]) => path.flatMap((at) => [...at, staging.ground(at)]);
  const grown = routes.map((route) => ({
    route,
    path: stretch(route.path, 0, easeOut((seconds - 0.5) / 3)),
  }));
  const lights = routes.flatMap((route) => {
    const head = ((seconds - 3) / 4) % 1.25;
    return seconds < 3 ? [] : [{ route, path: stretch(route.path, head - 0.22, head) }];
  });
  const ids = [...new Set(routes.map((route) => route.id))];
  const places = numberPlaces(
    ids.map((id) => routes.filter((route) => route.id === id).map(({ path }) => path)),
  );
  const numbers = places.map(
    (at, index): Label => ({
      text: String(index + 1),
      at: [...at, staging.ground(at)],
      colour: rgba(palette.label),
    }),
  );
  const shown = (list: typeof grown) => list.filter(({ path }) => path.length > 1);
  type One = (typeof grown)[number];
  const common = {
    getPath: ({ path }: One) => onGround(path),
    positionFormat: 'XYZ' as const,
    widthUnits: 'pixels' as const,
    capRounded: true,
    jointRounded: true,
    billboard: true,
    parameters: { depthCompare: 'always' as const },
  };
  return [
    new PathLayer<One>({
      ...common,
      id: 'route-glow',
      data: shown(grown),
      getColor: ({ route }) => rgba(hue(palette, route.chapter), 70),
      getWidth: staging.labelPx * 0.62,
    }),
    new PathLayer<One>({
      ...common,
      id: 'routes',
      data: shown(grown),
      getColor: ({ route }) => rgba(hue(palette, route.chapter)),
      getWidth: staging.labelPx * 0.24,
    }),
    new PathLayer<One>({
      ...common,
      id: 'route-lights',
      data: shown(lights),
      getColor: rgba(palette.label, 235),
      getWidth: staging.labelPx * 0.18,
    }),
    // One line needs no number.
    ...(ids.length > 1 && seconds > 1
      ? [labels('route-numbers', numbers, staging, staging.labelPx * 1.2)]
      : []),
  ];
}

/** The deck.gl layers of a figure at one moment. Layers keep their ids from frame to frame, so that they are kept. */
export function figureLayers(figure: Figure, staging: Staging): Layer[] {
  switch (figure.kind) {
    case 'columns':
      return columnLayers(figure.columns, staging);
    case 'routes':
      return routeLayers(figure.routes, staging);
  }
}
