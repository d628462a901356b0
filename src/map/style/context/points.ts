import { mix } from '../../colour.ts';
import { layerColour } from '../../tokens.ts';
import { type Expression, fonts, get, isPart, nameText, textSize } from '../expressions.ts';
import { imageId, subjectNameZoom } from '../look.ts';
import { name, type Part } from './part.ts';

/** Marks of points with their names beside them: peaks carry their height. */
export function marks(part: Part, minzoom: number, text: Expression, size: Expression, font: string[]): void {
  const { add, styled, input, palette } = part;
  const colour = layerColour(palette, styled.layer.symbol.colour);
  const layout = {
    'icon-image': `${imageId.mark(styled.layer.symbol.icon, styled.layer.symbol.colour)}:${input.theme}`,
    'icon-size': ['interpolate', ['linear'], ['zoom'], 9, 0.75, 14, 1],
    'icon-padding': 0,
    'icon-allow-overlap': true,
    'icon-ignore-placement': false,
  };
  add('marks', 'mark', {
    type: 'symbol',
    filter: isPart('point'),
    minzoom,
    layout,
    paint: { 'icon-opacity': styled.opacity },
  });
  if (input.labels && styled.layer.label)
    add(
      styled.layer.role === 'places' ? 'names' : 'contextNames',
      'name',
      name(part, {
        filter: isPart('point'),
        minzoom,
        layout: {
          'text-field': text,
          'text-font': font,
          'text-size': size,
          'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
          'text-radial-offset': 0.95,
          'text-justify': 'auto',
          'text-padding': 1,
        },
        paint: { 'text-color': mix(colour, palette.label, 0.35) },
      }),
    );
}

/** Summits with their heights. */
export function peaks(part: Part): void {
  const words = nameText(part.input.language);
  const height: Expression = [
    'case',
    ['has', 'elevationM'],
    ['concat', ['to-string', get('elevationM')], ' m'],
    '',
  ];
  const whole: Expression = ['format', words, {}, '\n', {}, height, { 'font-scale': 0.86 }];
  const alone: Expression = ['format', height, { 'font-scale': 0.86 }];
  const twice = part.written.get(part.styled.layer.id);
  const text: Expression = twice
    ? [
        'step',
        ['zoom'],
        whole,
        subjectNameZoom,
        ['case', ['in', get('id'), ['literal', [...twice]]], alone, whole],
      ]
    : whole;
  marks(part, 8, text, textSize(11, 13), fonts.regular);
}

/** Seats and market towns. */
export function places(part: Part): void {
  marks(part, 9, nameText(part.input.language, true), textSize(12.5, 16), fonts.medium);
}
