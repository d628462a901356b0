import type { CircleLayerSpecification, LayerSpecification } from 'maplibre-gl';
import type { LayerColour } from '../../model/index.ts';
import { palettes } from '../tokens.ts';
import { bySoftness, byState, type Expression, fonts, get, isPart, scaled } from './expressions.ts';
import type { StyledLayer, StyleInput } from './input.ts';
import { imageId, lookOf } from './look.ts';
import { subjectNames } from './names.ts';
import type { WrittenNames } from './once.ts';
import { type Passes, partId, sourceId } from './passes.ts';

const notCluster: Expression = ['!', ['has', 'point_count']];

/** Layers of the plan's subjects: areas, lines and points in the layer's colour, which answer to pointing. */
export function addSubject(
  passes: Passes,
  styled: StyledLayer,
  input: StyleInput,
  written: WrittenNames,
): void {
  const { layer, drawn } = styled;
  if (!drawn) return;
  const frame = {
    source: sourceId(layer.id),
    minzoom: layer.minzoom,
    layout: { visibility: styled.visible ? 'visible' : 'none' },
  } as const;
  // What is hollow answers to pointing all the same.
  if (drawn.areas) passes.areas.push(...fills(styled, input, frame));
  if (drawn.areas || drawn.lines) passes.lines.push(...strokes(styled, input, frame));
  if (drawn.points) {
    passes.points.push(...pins(styled, input, frame));
    if (layer.cluster)
      passes.clusters.push(...clusters(layer.id, layer.symbol.colour, styled.opacity, input, frame));
  }
  const { line, other } = subjectNames(styled, input, frame, written);
  passes.lineNames.push(...line);
  passes.names.push(...other);
}

/** What stands out is seen from farther off than its layer: where its ring of doubt asks a wide view it would be missing. */
const farther = { minzoom: 0 };

interface Frame {
  source: string;
  minzoom: number;
  layout: { visibility: 'visible' | 'none' };
}

function fills(
  { layer, opacity, drawn }: StyledLayer,
  input: StyleInput,
  frame: Frame,
): LayerSpecification[] {
  const palette = palettes[input.theme];
  const [soft, firm] = [lookOf(layer.symbol, palette, true), lookOf(layer.symbol, palette, false)];
  const area = { ...frame, type: 'fill', filter: isPart('area') } as const;
  const layers: LayerSpecification[] = [
    {
      ...area,
      id: partId(layer.id, 'fill'),
      paint: {
        'fill-color': soft.colour,
        'fill-opacity': bySoftness(drawn!, soft.fillOpacity * opacity, firm.fillOpacity * opacity),
        'fill-antialias': false,
      },
    },
  ];
  if (input.marked?.has(layer.id))
    layers.push({
      ...area,
      ...farther,
      id: partId(layer.id, 'glow'),
      paint: {
        'fill-color': soft.colour,
        'fill-opacity': byState(0, 0.14, 0.24),
        'fill-antialias': false,
      },
    });
  const pattern = soft.pattern ?? firm.pattern;
  if (pattern)
    layers.push({
      ...frame,
      id: partId(layer.id, 'pattern'),
      type: 'fill',
      // Without a pattern of its own only what is soft is hatched.
      filter: firm.pattern ? isPart('area') : ['all', isPart('area'), ['==', get('soft'), 1]],
      paint: {
        'fill-pattern': `${imageId.pattern(pattern, layer.symbol.colour)}:${input.theme}`,
        'fill-opacity': bySoftness(drawn!, soft.patternOpacity * opacity, firm.patternOpacity * opacity),
      },
    });
  return layers;
}

function strokes(
  { layer, opacity, drawn }: StyledLayer,
  input: StyleInput,
  frame: Frame,
): LayerSpecification[] {
  const palette = palettes[input.theme];
  const [soft, firm] = [lookOf(layer.symbol, palette, true), lookOf(layer.symbol, palette, false)];
  const layout = { ...frame.layout, 'line-join': 'round', 'line-cap': 'butt' } as const;
  const filter: Expression = ['in', get('part'), ['literal', ['area', 'line']]];
  const layers: LayerSpecification[] = [];
  const line = { ...frame, type: 'line', filter, layout: { ...layout, 'line-cap': 'round' } } as const;
  // Lines stand off what they cross; areas need no casing.
  if (drawn?.lines)
    layers.push({
      ...line,
      id: partId(layer.id, 'casing'),
      filter: isPart('line'),
      paint: {
        'line-color': palette.halo,
        'line-opacity': 0.75 * opacity,
        'line-width': scaled(soft.width + 2),
      },
    });
  if (input.marked?.has(layer.id))
    layers.push({
      ...line,
      ...farther,
      id: partId(layer.id, 'halo'),
      paint: {
        'line-color': soft.colour,
        'line-opacity': byState(0, 0.32, 0.42),
        'line-width': scaled(1, (factor) => byState(0, soft.width + 6 * factor, soft.width + 9 * factor)),
      },
    });
  layers.push({
    ...frame,
    id: partId(layer.id, 'line'),
    type: 'line',
    filter,
    layout,
    paint: {
      'line-color': soft.colour,
      'line-opacity': bySoftness<number | Expression>(
        drawn!,
        soft.lineOpacity * opacity,
        firm.lineOpacity * opacity,
      ),
      'line-width': scaled(soft.width),
      ...dashes(styledDash(drawn!, soft.dash, firm.dash)),
    },
  });
  if (input.marked?.has(layer.id))
    layers.push({
      ...line,
      ...farther,
      id: partId(layer.id, 'bright'),
      paint: {
        'line-color': soft.colour,
        'line-opacity': byState(0, 0.55, 1),
        'line-width': scaled(1, (factor) =>
          byState(0, (soft.width + 0.2) * factor, (soft.width + 0.8) * factor),
        ),
      },
    });
  return layers;
}

type Dash = [number, number] | undefined;
const styledDash = (drawn: NonNullable<StyledLayer['drawn']>, soft: Dash, firm: Dash) => {
  if (!drawn.firm || !drawn.soft) return drawn.firm ? firm : soft;
  return [
    'case',
    ['==', ['get', 'soft'], 1],
    ['literal', soft ?? [1, 0]],
    ['literal', firm ?? [1, 0]],
  ] as Expression;
};
const dashes = (dash: Dash | Expression) => (dash ? { 'line-dasharray': dash as [number, number] } : {});

function pins({ layer, opacity }: StyledLayer, input: StyleInput, frame: Frame): LayerSpecification[] {
  const palette = palettes[input.theme];
  const { colour } = lookOf(layer.symbol, palette, true);
  const filter: Expression = ['all', isPart('point'), notCluster];
  const ring: CircleLayerSpecification['paint'] = {
    'circle-color': colour,
    'circle-radius': byState(0, 15, 18),
    'circle-opacity': byState(0, 0.25, 0.35),
    'circle-stroke-color': colour,
    'circle-stroke-width': byState(0, 1, 2),
    'circle-stroke-opacity': byState(0, 0.7, 1),
  };
  const layers: LayerSpecification[] = [
    ...(input.marked?.has(layer.id)
      ? [{ ...frame, ...farther, id: partId(layer.id, 'ring'), type: 'circle', filter, paint: ring } as const]
      : []),
    {
      ...frame,
      id: partId(layer.id, 'pin'),
      type: 'symbol',
      filter,
      layout: {
        ...frame.layout,
        'icon-image': [
          'concat',
          `${imageId.pin(layer)}:`,
          get('soft'),
          ':',
          get('status'),
          `:${input.theme}`,
        ],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 9, 0.62, 12, 0.9, 15, 1.1],
        'icon-padding': 0,
        'icon-allow-overlap': true,
        'icon-ignore-placement': false,
      },
      paint: { 'icon-opacity': opacity },
    },
  ];
  return layers;
}

function clusters(
  id: string,
  colour: LayerColour,
  opacity: number,
  input: StyleInput,
  frame: Frame,
): LayerSpecification[] {
  const palette = palettes[input.theme];
  const layers: LayerSpecification[] = [
    {
      ...frame,
      id: partId(id, 'cluster'),
      type: 'symbol',
      filter: ['has', 'point_count'],
      layout: {
        ...frame.layout,
        'icon-image': `${imageId.cluster(colour)}:${input.theme}`,
        'icon-size': ['step', ['get', 'point_count'], 0.85, 10, 1, 50, 1.25],
        'icon-allow-overlap': true,
      },
      paint: { 'icon-opacity': opacity },
    },
  ];
  if (input.labels)
    layers.push({
      ...frame,
      id: partId(id, 'count'),
      type: 'symbol',
      filter: ['has', 'point_count'],
      layout: {
        ...frame.layout,
        'text-field': ['to-string', ['get', 'point_count']],
        'text-font': fonts.medium,
        'text-size': 12,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': palette.ink, 'text-opacity': opacity },
    });
  return layers;
}
