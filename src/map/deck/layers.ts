import type { Color, Layer } from '@deck.gl/core';
import { ColumnLayer, PathLayer, PolygonLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { Language } from '../../model/index.ts';
import { type Palette, type as typography } from '../tokens.ts';
import type { Arc, Column, Figure, Footprint, Route } from './figures.ts';
import { numberPlaces } from './labels.ts';
import { arcPath, easeOut, type Point3, stretch } from './motion.ts';

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
/** A colour between two, `share` of the way to the second. */
const mix = (from: string, to: string, share: number): Color => {
  const [a, b] = [rgba(from), rgba(to)];
  return [0, 1, 2].map((i) =>
    Math.round((a[i] as number) + ((b[i] as number) - (a[i] as number)) * share),
  ) as [number, number, number];
};
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

function arcLayers(arcs: Arc[], staging: Staging): Layer[] {
  const { palette, seconds, spanM } = staging;
  const drawn = arcs.map((arc, index) => {
    const share = easeOut((seconds - 0.8 - index * 0.6) / 2.2);
    const height = spanM * 0.1;
    const path = (part: number) =>
      arcPath(arc.from, arc.to, height, part, staging.ground(arc.from), staging.ground(arc.to));
    // Once the arc stands, a light travels along it again and again.
    const travel = share < 1 ? share : ((seconds - index * 0.6) / 3.5) % 1;
    return { arc, path: path(Math.max(share, 0.001)), light: path(Math.max(travel, 0.001)).at(-1) as Point3 };
  });
  const colour = (arc: Arc, alpha: number) => rgba(hue(palette, arc.chapter), alpha);
  return [
    new PathLayer({
      id: 'arcs',
      data: drawn,
      getPath: (one: (typeof drawn)[number]) => one.path.flat(),
      positionFormat: 'XYZ',
      getColor: (one: (typeof drawn)[number]) => colour(one.arc, 220),
      getWidth: staging.labelPx * 0.16,
      widthUnits: 'pixels',
      capRounded: true,
      billboard: true,
      parameters: { depthCompare: 'always' },
    }),
    new ScatterplotLayer({
      id: 'arc-lights',
      data: drawn,
      getPosition: (one: (typeof drawn)[number]) => one.light,
      getRadius: staging.labelPx * 0.34,
      radiusUnits: 'pixels',
      billboard: true,
      stroked: true,
      getFillColor: rgba(palette.label),
      getLineColor: (one: (typeof drawn)[number]) => colour(one.arc, 255),
      getLineWidth: staging.labelPx * 0.12,
      lineWidthUnits: 'pixels',
      parameters: { depthCompare: 'always' },
    }),
    labels(
      'arc-labels',
      arcs.map((arc) => ({
        text: arc.name[staging.language],
        at: [...arc.from, staging.ground(arc.from)],
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

function footprintLayers(footprints: Footprint[], staging: Staging): Layer[] {
  const { palette, seconds, spanM } = staging;
  const last = Math.max(...footprints.map((one) => one.order));
  const risen = footprints.flatMap((one) => {
    const share = easeOut((seconds - 0.6 - one.order * 1.4) / 1.6);
    return share > 0 ? [{ one, share, height: spanM * 0.012 * (one.order + 1) }] : [];
  });
  const blocks = risen.map(({ one, share, height }): Layer => {
    // What comes first is paler, so that the order is seen as well as read.
    const colour = mix(palette.land, hue(palette, one.chapter), 0.5 + (0.5 * (one.order + 1)) / (last + 1));
    return new PolygonLayer<[number, number][][]>({
      id: `footprint-${one.id}`,
      data: one.polygons,
      getPolygon: (polygon) => polygon,
      extruded: true,
      wireframe: true,
      getElevation: height,
      elevationScale: share,
      getFillColor: colour,
      getLineColor: rgba(palette.halo, 160),
      material: { ambient: 0.6, diffuse: 0.45, shininess: 10, specularColor: [40, 40, 40] },
    });
  });
  const numbers = risen
    .filter(({ share }) => share > 0.9)
    .map(({ one, height }) => ({
      text: String(one.order + 1),
      at: [...middle(one.polygons[0]?.[0] ?? []), height] as Point3,
      colour: rgba(palette.label),
    }));
  // After all blocks: a later one would cover the number of an earlier.
  return [...blocks, labels('footprint-numbers', numbers, staging, staging.labelPx * 1.3)];
}

function middle(ring: [number, number][]): [number, number] {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

/** The deck.gl layers of a figure at one moment. Layers keep their ids from frame to frame, so that they are kept. */
export function figureLayers(figure: Figure, staging: Staging): Layer[] {
  switch (figure.kind) {
    case 'columns':
      return columnLayers(figure.columns, staging);
    case 'arcs':
      return arcLayers(figure.arcs, staging);
    case 'routes':
      return routeLayers(figure.routes, staging);
    case 'footprints':
      return footprintLayers(figure.footprints, staging);
  }
}
