import type { LayerSpecification } from 'maplibre-gl';
import { type LayerColour, say } from '../../model/index.ts';
import { mix } from '../colour.ts';
import { layerColour, palettes } from '../tokens.ts';
import { asideBelow, type Expression, fonts, get, isPart, nameText, textSize } from './expressions.ts';
import type { StyledLayer, StyleInput } from './input.ts';
import { imageId, nameOpacity, subjectNameZoom } from './look.ts';
import type { WrittenNames } from './once.ts';
import { partId } from './passes.ts';

interface Frame {
  source: string;
  minzoom: number;
  layout: { visibility: 'visible' | 'none' };
}

/** The name under the sign of its status, or alone where there is no status. */
const signed = (colour: LayerColour, { theme, language }: StyleInput): Expression => {
  const words = asideBelow(language);
  const sign = ['image', ['concat', `${imageId.status(colour)}:`, get('status'), `:${theme}`]];
  return [
    'case',
    ['==', get('status'), ''],
    ['format', ...words],
    ['format', sign, {}, '\n', {}, ...words],
  ] as unknown as Expression;
};

/** The names of a subject layer's features, each with the sign of its status: on areas in the middle, along lines. */
export function subjectNames(
  { layer, opacity, drawn }: StyledLayer,
  input: StyleInput,
  frame: Frame,
  written: WrittenNames,
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
  };
  const twice = written.get(layer.id);
  const once: Expression[] = twice ? [['!', ['in', get('id'), ['literal', [...twice]]]]] : [];
  const text = {
    ...frame.layout,
    'text-field': nameText(input.language),
    'text-font': fonts.medium,
    'text-size': textSize(11.5, 14),
    'text-line-height': 1.2,
    'text-max-width': say({ zh: 7, en: 9 }, input.language),
    'symbol-sort-key': get('rank'),
  } as const;
  if (drawn.areas)
    both.other.push({
      ...frame,
      id: partId(layer.id, 'area-name'),
      type: 'symbol',
      minzoom: Math.max(layer.minzoom, subjectNameZoom),
      filter: ['all', isPart('name'), ...once] as Expression,
      layout: {
        ...text,
        // The sign is part of the text, so that both move together to where there is room.
        'text-field': signed(layer.symbol.colour, input),
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
        'text-radial-offset': 1.1,
        'text-justify': 'auto',
        'text-padding': 2,
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
      minzoom: Math.max(layer.minzoom, subjectNameZoom),
      filter: ['all', isPart('point'), ['!', ['has', 'point_count']], ...once] as Expression,
      layout: {
        ...text,
        'text-field': ['format', ...asideBelow(input.language)] as unknown as Expression,
        'text-variable-anchor': ['top', 'left', 'right', 'bottom'],
        'text-radial-offset': 1.25,
        'text-justify': 'auto',
        'text-padding': 1,
      },
      paint,
    });
  return both;
}
