import type { Feature, Geometry } from 'geojson';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Extent } from '../../model/index.ts';
import type { DrawnFeature } from '../sources/features.ts';
import { cluster } from './cluster.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { type Placed, placeSymbols, type SymbolLayer } from './labels.ts';
import { el, group, type SvgNode } from './node.ts';
import { flatten, pathData } from './path.ts';
import { type Box, createRoom } from './room.ts';
import { createSprites, type Sprites } from './sprites.ts';
import { rasterTiles } from './tiles.ts';
import type { Viewport } from './viewport.ts';

/** What a drawing is made of: the live map's own style, and what of the map's state is not in it. */
export interface Drawing {
  style: StyleSpecification;
  viewport: Viewport;
  /** Whether a feature is selected or pointed at, by its identifier; nothing by default. */
  stateOf?: (id: string) => Scope['state'];
  /** Room that labels keep clear of, pixels. */
  taken?: readonly Box[];
  /** What ids within the drawing begin with: two drawings of one page need two. */
  prefix?: string;
  /** For paper: patterns are drawn as lines, since every area filled with a pattern is printed as a picture. */
  paper?: boolean;
  /** Pictures of the relief, which is shaded elsewhere; west, south, east, north in degrees. */
  relief?: readonly { href: string; extent: Extent; class?: string }[];
}

type Loose = LayerSpecification & {
  source?: string;
  filter?: unknown;
  layout?: Record<string, unknown>;
  paint?: Record<string, unknown>;
};

const kindOf = (geometry: Geometry): Scope['geometry'] =>
  geometry.type.endsWith('Polygon')
    ? 'Polygon'
    : geometry.type.endsWith('LineString')
      ? 'LineString'
      : 'Point';

function featuresOf(data: unknown): Feature[] {
  const value = data as GeoJSON.GeoJSON | undefined;
  if (value?.type === 'FeatureCollection') return value.features;
  if (value?.type === 'Feature') return [value];
  return value && typeof value === 'object' ? [{ type: 'Feature', properties: {}, geometry: value }] : [];
}

/**
 * The live map's style as SVG: background, pictures, areas, lines, circles, signs and names, in the style's order, with
 * names placed as there: what is drawn last has its place first. Layers of vector tiles are left out: their shapes are
 * not in the style.
 */
export function drawStyle(drawing: Drawing): SvgNode[] {
  const { style, viewport, stateOf, prefix = 'm' } = drawing;
  const { zoom, width, height } = viewport;
  const sprites = createSprites(prefix);
  const room = createRoom(width, height);
  room.take(drawing.taken ?? []);
  const sources = new Map<string, Placed[]>();
  const placedOf = (id: string): Placed[] => {
    const existing = sources.get(id);
    if (existing) return existing;
    const source = style.sources[id];
    let features = source?.type === 'geojson' ? featuresOf(source.data) : [];
    if (source?.type === 'geojson' && source.cluster && zoom < (source.clusterMaxZoom ?? 13) + 1)
      features = cluster(features as DrawnFeature[], source.clusterRadius ?? 50, viewport);
    const placed = features.flatMap((feature) => {
      const flat = feature.geometry && flatten(feature.geometry, viewport);
      if (!flat) return [];
      const properties = feature.properties ?? {};
      const state = stateOf?.(String(properties['id'])) ?? {};
      return [{ flat, scope: { zoom, properties, geometry: kindOf(feature.geometry), state } }];
    });
    sources.set(id, placed);
    return placed;
  };
  const passing = (layer: Loose) =>
    placedOf(layer.source ?? '').filter(
      ({ scope }) => layer.filter === undefined || evaluate(layer.filter, scope) === true,
    );
  const shown = (style.layers as Loose[]).filter(
    ({ layout, minzoom = 0, maxzoom = 24 }) =>
      layout?.['visibility'] !== 'none' && zoom >= minzoom && zoom < maxzoom,
  );
  // Names of what lies on top have their place first.
  const symbols = new Map<Loose, SvgNode[]>();
  for (const layer of [...shown].reverse())
    if (layer.type === 'symbol') {
      const { id, layout = {}, paint = {} } = layer;
      symbols.set(layer, placeSymbols({ id, layout, paint } as SymbolLayer, passing(layer), room, sprites));
    }
  const drawn = shown.flatMap((layer): SvgNode[] => {
    const nodes = symbols.get(layer) ?? parts(layer, passing, sprites, drawing);
    return nodes.length ? [group({ 'data-layer': layer.id }, nodes)] : [];
  });
  const back = shown.find((layer) => layer.type === 'background');
  const fill = back && String(evaluate((back as Loose).paint?.['background-color'], bare(zoom)));
  return [
    el('defs', {}, ...sprites.defs()),
    ...(fill ? [el('rect', { width, height, fill })] : []),
    ...drawn,
  ];
}

const bare = (zoom: number): Scope => ({ zoom, properties: {}, geometry: 'Point', state: {} });

function parts(
  layer: Loose,
  passing: (layer: Loose) => Placed[],
  sprites: Sprites,
  drawing: Drawing,
): SvgNode[] {
  const { viewport, relief = [] } = drawing;
  const paint = layer.paint ?? {};
  switch (layer.type) {
    case 'fill':
      return fills(paint, passing(layer), sprites, drawing);
    case 'line':
      return lines(paint, layer.layout ?? {}, passing(layer));
    case 'circle':
      return circles(paint, passing(layer));
    case 'hillshade':
      return relief.map(({ href, extent, class: name }) => {
        const [x, y] = viewport.project([extent[0], extent[3]]);
        const [right, bottom] = viewport.project([extent[2], extent[1]]);
        return el('image', {
          href,
          x,
          y,
          width: right - x,
          height: bottom - y,
          preserveAspectRatio: 'none',
          class: name,
        });
      });
    case 'raster':
      return pictures(layer, drawing);
    default:
      return [];
  }
}

/** Pictures of a base map, or of the planner's. */
function pictures({ source = '', paint }: Loose, { viewport, style }: Drawing): SvgNode[] {
  const nodes = rasterTiles(style.sources[source], viewport);
  const opacity = Number(evaluate(paint?.['raster-opacity'] ?? 1, bare(viewport.zoom)));
  return opacity < 1 ? [el('g', { opacity }, ...nodes)] : nodes;
}

/** What of flat parts lies in a drawing, pixels. */
function boxIn(parts: readonly (readonly (readonly number[])[])[], { width, height }: Viewport): Box {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const [x = 0, y = 0] of parts.flat()) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return [Math.max(0, left), Math.max(0, top), Math.min(width, right), Math.min(height, bottom)];
}

function fills(
  paint: Record<string, unknown>,
  features: readonly Placed[],
  sprites: Sprites,
  { paper, viewport }: Drawing,
): SvgNode[] {
  return features.flatMap(({ flat, scope }) => {
    const opacity = Number(evaluate(paint['fill-opacity'] ?? 1, scope));
    const pattern = paint['fill-pattern'];
    if (pattern && paper && opacity > 0 && flat.kind === 'Polygon') {
      const area = { d: pathData(flat), box: boxIn(flat.parts, viewport), opacity };
      return sprites.hatch(String(evaluate(pattern, scope)), area) ?? [];
    }
    const fill = pattern
      ? sprites.pattern(String(evaluate(pattern, scope)))
      : String(evaluate(paint['fill-color'] ?? '#000', scope));
    if (!(opacity > 0) || !fill || flat.kind !== 'Polygon') return [];
    return [
      el('path', {
        d: pathData(flat),
        fill,
        'fill-rule': 'evenodd',
        'fill-opacity': opacity < 1 ? opacity : undefined,
      }),
    ];
  });
}

/** Steps in which the edge of a blurred line fades. */
const fading = 8;

function lines(
  paint: Record<string, unknown>,
  layout: Record<string, unknown>,
  features: readonly Placed[],
): SvgNode[] {
  // Lines of one look are one path.
  const byLook = new Map<
    string,
    { look: Record<string, string | number | undefined>; d: string[]; blur: number }
  >();
  for (const { flat, scope } of features) {
    if (flat.kind === 'Point') continue;
    const of = (name: string, otherwise: unknown) => evaluate(paint[name] ?? otherwise, scope);
    const [width, opacity] = [Number(of('line-width', 1)), Number(of('line-opacity', 1))];
    if (!(width > 0) || !(opacity > 0)) continue;
    const dash = of('line-dasharray', undefined) as number[] | undefined;
    const gap = dash?.some((part, index) => index % 2 && part > 0);
    const look = {
      stroke: String(of('line-color', '#000')),
      'stroke-width': width,
      'stroke-opacity': opacity < 1 ? opacity : undefined,
      'stroke-dasharray': gap ? dash?.map((part) => Math.round(part * width * 10) / 10).join(' ') : undefined,
      'stroke-linecap': layout['line-cap'] as string | undefined,
      'stroke-linejoin': layout['line-join'] as string | undefined,
    };
    const key = JSON.stringify(look);
    const group = byLook.get(key) ?? { look, d: [] as string[], blur: Number(of('line-blur', 0)) };
    group.d.push(pathData(flat));
    byLook.set(key, group);
  }
  return [...byLook.values()].flatMap(({ look, d, blur }) => {
    const path = { d: d.join(''), fill: 'none', ...look };
    if (blur <= 1) return [el('path', path)];
    const width = Number(look['stroke-width']);
    return Array.from({ length: fading }, (_, step) =>
      el('path', {
        ...path,
        'stroke-width': width - (blur * step) / fading,
        'stroke-opacity': Number(look['stroke-opacity'] ?? 1) * (1 / (fading - step)),
      }),
    );
  });
}

function circles(paint: Record<string, unknown>, features: readonly Placed[]): SvgNode[] {
  return features.flatMap(({ flat, scope }) => {
    const of = (name: string, otherwise: unknown) => evaluate(paint[name] ?? otherwise, scope);
    const [r, opacity] = [Number(of('circle-radius', 5)), Number(of('circle-opacity', 1))];
    const stroke = Number(of('circle-stroke-width', 0));
    if (!(r > 0) || !(opacity > 0 || stroke > 0)) return [];
    return (flat.kind === 'Point' ? flat.parts.flat() : []).map(([cx, cy]) =>
      el('circle', {
        cx,
        cy,
        r: r + stroke / 2,
        fill: String(of('circle-color', '#000')),
        'fill-opacity': opacity < 1 ? opacity : undefined,
        ...(stroke > 0
          ? {
              stroke: String(of('circle-stroke-color', '#000')),
              'stroke-width': stroke,
              'stroke-opacity': Number(of('circle-stroke-opacity', 1)),
            }
          : {}),
      }),
    );
  });
}
