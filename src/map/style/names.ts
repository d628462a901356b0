import type { LayerSpecification } from 'maplibre-gl';
import { mix } from '../colour.ts';
import { layerColour, palettes } from '../tokens.ts';
import { type Expression, fonts, get, isPart, nameText, textSize } from './expressions.ts';
import type { StyledLayer, StyleInput } from './input.ts';
import { imageId, nameOpacity } from './look.ts';
import { partId } from './passes.ts';

interface Frame {
  source: string;
  minzoom: number;
  layout: { visibility: 'visible' | 'none' };
}

/** The names of a subject layer's features, each with the sign of its status: on areas in the middle, along lines. */
export function subjectNames(
  { layer, opacity, drawn }: StyledLayer,
  input: StyleInput,
  frame: Frame,
): { line: LayerSpecification[]; other: LayerSpecification[] } {
  const both = { line: [] as LayerSpecification[], other: [] as LayerSpecification[] };
  if (!drawn || !layer.label || !input.labels) return both;
  const palette = palettes[input.theme];
  const hue = layerColour(palette, layer.symbol.colour);
  const paint = {
    'text-color': mix(hue, palette.label, 0.5),
    'text-halo-color': palette.halo,
    'text-halo-width': 1.6,
    'text-halo-blur': 0.4,
    'text-opacity': nameOpacity(opacity),
    'icon-opacity': nameOpacity(opacity),
  };
  const text = {
    ...frame.layout,
    'text-field': nameText(input.language),
    'text-font': fonts.medium,
    'text-size': textSize(11.5, 14),
    'text-line-height': 1.2,
    'text-max-width': input.language === 'zh' ? 7 : 9,
    'symbol-sort-key': get('rank'),
  } as const;
  if (drawn.areas)
    both.other.push({
      ...frame,
      id: partId(layer.id, 'area-name'),
      type: 'symbol',
      minzoom: Math.max(layer.minzoom, 10.5),
      filter: isPart('name'),
      layout: {
        ...text,
        'icon-image': ['concat', `${imageId.status(layer.symbol.colour)}:`, get('status'), `:${input.theme}`],
        'icon-optional': true,
        'icon-anchor': 'bottom',
        'icon-offset': [0, -2],
        'text-anchor': 'top',
        'text-padding': 4,
      },
      paint,
    });
  if (drawn.lines)
    both.line.push({
      ...frame,
      id: partId(layer.id, 'line-name'),
      type: 'symbol',
      minzoom: Math.max(layer.minzoom, 11.5),
      filter: isPart('line'),
      layout: {
        ...text,
        'text-size': textSize(10.5, 12.5),
        'symbol-placement': 'line',
        'symbol-spacing': 360,
        'text-max-angle': 35,
        'text-letter-spacing': 0.06,
        'text-padding': 8,
      },
      paint,
    });
  if (drawn.points)
    both.other.push({
      ...frame,
      id: partId(layer.id, 'point-name'),
      type: 'symbol',
      minzoom: Math.max(layer.minzoom, 10.5),
      filter: ['all', isPart('point'), ['!', ['has', 'point_count']]] as Expression,
      layout: {
        ...text,
        'text-variable-anchor': ['top', 'left', 'right', 'bottom'],
        'text-radial-offset': 1.15,
        'text-justify': 'auto',
        'text-padding': 3,
      },
      paint,
    });
  return both;
}
