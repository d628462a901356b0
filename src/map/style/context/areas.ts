import { layerColour } from '../../tokens.ts';
import { get, isPart, scaled, textSize } from '../expressions.ts';
import { contextDash } from '../look.ts';
import { name, offline, type Part } from './part.ts';

/** Ground of one colour; its edge is always under a line, so that it needs no smoothing. */
const ground = (colour: string): object => ({
  type: 'fill',
  filter: isPart('area'),
  paint: { 'fill-color': colour, 'fill-antialias': false },
});

/** The line round a layer's areas, in its own colour. */
const edge = ({ styled, palette }: Part, opacity: unknown, dash: number[]): object => ({
  type: 'line',
  filter: isPart('area'),
  layout: { 'line-join': 'round' },
  paint: {
    'line-color': layerColour(palette, styled.layer.symbol.colour),
    'line-width': scaled(styled.layer.symbol.width),
    'line-opacity': opacity,
    'line-dasharray': dash,
  },
});

/** The town: its ground, a tinted band outside the line, the line itself cased. */
export function boundary(part: Part): void {
  const { add, styled, input, palette } = part;
  const colour = layerColour(palette, styled.layer.symbol.colour);
  const { opacity } = styled;
  const band = (width: number, offset: number, tone: number) => ({
    type: 'line',
    filter: isPart('area'),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': scaled(width),
      'line-offset': scaled(offset),
      'line-opacity': tone * opacity,
    },
  });
  if (offline(input)) {
    // The town's ground covers the inner half of the bands.
    add('ground', 'band', band(22, 0, 0.1));
    add('ground', 'band-inner', band(9, 0, 0.16));
    add('ground', 'ground', ground(palette.town));
  } else {
    // Outwards is the negative side of a polygon's line.
    add('lines', 'band', band(11, -5.5, 0.16));
    add('lines', 'band-inner', band(4.5, -2.2, 0.24));
  }
  add('lines', 'line', edge(part, 0.95 * opacity, contextDash.boundary));
}

/** The villages: a thin broken line, and a name where there is room. */
export function villages(part: Part): void {
  const { add, styled, input, palette } = part;
  const colour = layerColour(palette, styled.layer.symbol.colour);
  // Nothing to see until pointed at, and what the pointer finds.
  if (input.marked)
    add('areas', 'fill', {
      type: 'fill',
      filter: isPart('area'),
      paint: {
        'fill-color': colour,
        'fill-opacity': [
          'case',
          ['boolean', ['feature-state', 'selected'], false],
          0.22,
          ['boolean', ['feature-state', 'highlighted'], false],
          0.14,
          0,
        ],
        'fill-antialias': false,
      },
    });
  const shows = ['interpolate', ['linear'], ['zoom'], 9, 0, 10.5, 0.75 * styled.opacity];
  add('lines', 'line', edge(part, shows, contextDash.villages));
  if (input.labels && styled.layer.label)
    add(
      'contextNames',
      'name',
      name(part, {
        filter: isPart('name'),
        minzoom: 11,
        layout: {
          'text-size': textSize(10.5, 14),
          'text-letter-spacing': 0.08,
          'text-max-width': 6,
          'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
          'text-radial-offset': 0.8,
          'symbol-sort-key': get('rank'),
          'text-padding': 6,
        },
        paint: { 'text-color': palette.labelSoft },
      }),
    );
}

/** Where the map is near enough for the names of the counties around to be repeated. */
const nearZoom = 10;

/** The counties around: a paler ground, their borders and names. */
export function neighbours(part: Part): void {
  const { add, styled, input, palette } = part;
  if (offline(input))
    add('ground', 'ground', {
      type: 'fill',
      filter: isPart('area'),
      paint: { 'fill-color': palette.beyond },
    });
  add('lines', 'line', {
    type: 'line',
    filter: isPart('edge'),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': palette.village,
      'line-width': scaled(styled.layer.symbol.width),
      'line-opacity': 0.8 * styled.opacity,
      'line-dasharray': contextDash.neighbours,
    },
  });
  // What ends at the edge of the data fades out there instead of breaking off.
  if (offline(input))
    add('veil', 'veil', {
      type: 'line',
      filter: isPart('frame'),
      layout: { 'line-join': 'miter' },
      paint: {
        'line-color': palette.beyond,
        'line-width': 90,
        'line-blur': 60,
      },
    });
  if (!input.labels || !styled.layer.label) return;
  const names = (id: string, from: 'name' | 'again', zooms: { minzoom?: number; maxzoom?: number }) =>
    add('contextNames', id, {
      ...name(part, {
        filter: isPart(from),
        layout: {
          'text-size': textSize(12, 17),
          'text-letter-spacing': 0.28,
          'text-max-width': 9,
          'text-padding': 12,
        },
        paint: { 'text-opacity': 0.85 * styled.opacity },
      }),
      ...zooms,
    });
  // Nearer, the middle of a county is seldom in view.
  names('name', 'name', { maxzoom: nearZoom });
  names('name-again', 'again', { minzoom: nearZoom });
}
