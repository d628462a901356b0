import type { Drawn } from '../../sources/features.ts';
import { bySoftness, type Expression, fonts, get, isPart, scaled, textSize } from '../expressions.ts';
import { contextDash, imageId, lookOf, otherRoad, roadWidths } from '../look.ts';
import { name, type Part } from './part.ts';

/** Rivers, and water that has an area. */
export function rivers(part: Part): void {
  const { add, styled, input, palette } = part;
  const look = lookOf(styled.layer.symbol, palette, true);
  if (styled.drawn?.areas)
    add('areas', 'fill', {
      type: 'fill',
      filter: isPart('area'),
      paint: { 'fill-color': palette.water, 'fill-opacity': styled.opacity },
    });
  add('lines', 'line', {
    type: 'line',
    filter: ['in', get('part'), ['literal', ['area', 'line']]],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: {
      'line-color': look.colour,
      'line-width': scaled(look.width),
      'line-opacity': bySoftness(styled.drawn!, 0.8 * styled.opacity, styled.opacity),
      ...(styled.drawn?.firm ? {} : { 'line-dasharray': contextDash.rivers }),
    },
  });
  if (input.labels && styled.layer.label)
    add(
      'contextNames',
      'name',
      name(part, {
        filter: isPart('line'),
        minzoom: 10,
        layout: {
          'symbol-placement': 'line',
          'text-size': textSize(11, 14),
          'text-letter-spacing': 0.3,
          'text-offset': [0, -0.9],
          'symbol-spacing': 420,
          'text-max-angle': 40,
        },
        paint: { 'text-color': palette.waterInk },
      }),
    );
}

/** Roads by their class, cased, with their numbers in signs. */
export function roads(part: Part): void {
  const { add, styled, input, palette } = part;
  const drawn = styled.drawn as Drawn;
  const { width } = styled.layer.symbol;
  const filter = isPart('line');
  // A layer for each class instead of one with a width for each road: the renderer is spared a program of its own.
  const classes = drawn.classes.map((kind) => ({
    part: kind ? `-${kind}` : '',
    filter: ['all', filter, kind ? ['==', get('class'), kind] : ['!', ['has', 'class']]] as Expression,
    width: width * 1.5 * (roadWidths[kind] ?? otherRoad),
  }));
  for (const one of classes)
    add('lines', `casing${one.part}`, {
      type: 'line',
      filter: one.filter,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.roadCasing,
        'line-width': scaled(one.width + 1.6),
        'line-opacity': styled.opacity,
        ...(drawn.firm ? {} : { 'line-dasharray': contextDash.roads }),
      },
    });
  for (const one of classes)
    add('lines', `line${one.part}`, {
      type: 'line',
      filter: one.filter,
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': palette.road, 'line-width': scaled(one.width), 'line-opacity': styled.opacity },
    });
  if (!input.labels || !styled.layer.label) return;
  if (drawn.refs)
    add(
      'signs',
      'shield',
      name(part, {
        filter: ['all', filter, ['has', 'ref']],
        layout: {
          'text-field': get('ref'),
          'text-font': fonts.bold,
          'text-size': 9.5,
          'symbol-placement': 'line',
          'symbol-spacing': 300,
          'text-rotation-alignment': 'viewport',
          'text-pitch-alignment': 'viewport',
          'icon-rotation-alignment': 'viewport',
          'icon-image': `${imageId.shield}:${input.theme}`,
          'icon-text-fit': 'both',
          'icon-text-fit-padding': [0.5, 2.5, 0.5, 2.5],
          'text-padding': 8,
        },
        paint: { 'text-color': palette.raised, 'text-halo-width': 0, 'icon-opacity': styled.opacity },
      }),
    );
  add(
    'contextNames',
    'name',
    name(part, {
      filter: ['all', filter, ['!', ['has', 'ref']]],
      minzoom: 12,
      layout: { 'symbol-placement': 'line', 'text-size': textSize(10, 12.5), 'symbol-spacing': 400 },
    }),
  );
}
