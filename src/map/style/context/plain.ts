import { mix } from '../../colour.ts';
import type { Drawn } from '../../sources/features.ts';
import { type Expression, fonts, get, isPart, nameText, scaled, textSize } from '../expressions.ts';
import { lookOf } from '../look.ts';
import { name, type Part } from './part.ts';
import { marks } from './points.ts';

/** Whatever else a package wants under its subjects: thin, quiet, named. */
export function context(part: Part): void {
  const { add, styled, input, palette } = part;
  const drawn = styled.drawn as Drawn;
  const [soft, firm] = [
    lookOf(styled.layer.symbol, palette, true),
    lookOf(styled.layer.symbol, palette, false),
  ];
  if (drawn.areas && !styled.layer.symbol.hollow)
    add('areas', 'fill', {
      type: 'fill',
      filter: isPart('area'),
      paint: { 'fill-color': soft.colour, 'fill-opacity': 0.6 * soft.fillOpacity * styled.opacity },
    });
  if (drawn.areas || drawn.lines)
    add('lines', 'line', {
      type: 'line',
      filter: ['in', get('part'), ['literal', ['area', 'line']]],
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': soft.colour,
        'line-width': scaled(soft.width),
        'line-opacity': 0.8 * styled.opacity,
        'line-dasharray': (drawn.soft ? soft.dash : firm.dash) ?? [1, 0],
      },
    });
  if (drawn.points) marks(part, 9, nameText(input.language), textSize(11, 13), fonts.regular);
  const twice = part.written.get(styled.layer.id);
  const once: Expression[] = twice ? [['!', ['in', get('id'), ['literal', [...twice]]]]] : [];
  if (input.labels && styled.layer.label && drawn.lines)
    add(
      'contextNames',
      'line-name',
      name(part, {
        filter: ['all', isPart('line'), ...once] as Expression,
        minzoom: 10,
        layout: {
          'symbol-placement': 'line',
          'text-size': textSize(10.5, 13),
          'text-letter-spacing': 0.35,
          'text-offset': [0, 0.9],
          'symbol-spacing': 500,
          'text-max-angle': 45,
        },
        paint: { 'text-color': mix(soft.colour, palette.label, 0.2) },
      }),
    );
}
