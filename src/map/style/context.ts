import type { LayerSpecification } from 'maplibre-gl';
import { alpha, mix } from '../colour.ts';
import type { Drawn } from '../sources/features.ts';
import { layerColour, type Palette, palettes } from '../tokens.ts';
import {
  bySoftness,
  type Expression,
  fonts,
  get,
  isPart,
  nameText,
  scaled,
  textSize,
} from './expressions.ts';
import type { StyledLayer, StyleInput } from './input.ts';
import { contextDash, imageId, lookOf, nameOpacity, otherRoad, roadWidths } from './look.ts';
import { type Passes, partId, sourceId } from './passes.ts';

type Part = {
  add: (pass: keyof Passes, part: string, spec: object) => void;
  styled: StyledLayer;
  input: StyleInput;
  palette: Palette;
};

/** Layers that are the ground of the map rather than its subject: each role has its own way to be drawn. */
export function addContext(passes: Passes, styled: StyledLayer, input: StyleInput): void {
  const { layer, drawn } = styled;
  if (!drawn) return;
  const role = layer.role as keyof typeof roles;
  const add: Part['add'] = (pass, part, spec) => {
    const { layout, minzoom, ...rest } = spec as { layout?: object; minzoom?: number };
    passes[pass].push({
      id: partId(layer.id, part),
      source: sourceId(layer.id),
      minzoom: Math.max(layer.minzoom, minzoom ?? 0),
      layout: { visibility: styled.visible ? 'visible' : 'none', ...layout },
      ...rest,
    } as LayerSpecification);
  };
  roles[role]({ add, styled, input, palette: palettes[input.theme] });
}

const offline = (input: StyleInput): boolean => (input.basemap?.kind ?? 'offline') === 'offline';

const roles = { context, boundary, villages, neighbours, rivers, roads, peaks, places };

function name(
  { styled, input, palette }: Part,
  spec: { filter?: Expression; layout: object; paint?: object; minzoom?: number },
): object {
  return {
    ...spec,
    type: 'symbol',
    layout: {
      'text-field': nameText(input.language),
      'text-font': fonts.regular,
      'text-line-height': 1.2,
      ...spec.layout,
    },
    paint: {
      'text-color': palette.labelSoft,
      'text-halo-color': palette.halo,
      'text-halo-width': 1.4,
      'text-halo-blur': 0.4,
      'text-opacity': nameOpacity(styled.opacity),
      ...spec.paint,
    },
  };
}

/** Whatever else a package wants under its subjects: thin, quiet, named. */
function context(part: Part): void {
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
  if (input.labels && styled.layer.label && drawn.lines)
    add(
      'contextNames',
      'line-name',
      name(part, {
        filter: isPart('line'),
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

/** Ground of one colour; its edge is always under a line, so that it needs no smoothing. */
const ground = (colour: string): object => ({
  type: 'fill',
  filter: isPart('area'),
  paint: { 'fill-color': colour, 'fill-antialias': false },
});

/** The town: its ground, a tinted band outside the line, the line itself cased. */
function boundary({ add, styled, input, palette }: Part): void {
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
  add('lines', 'line', {
    type: 'line',
    filter: isPart('area'),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': scaled(styled.layer.symbol.width),
      'line-opacity': 0.95 * opacity,
      'line-dasharray': contextDash.boundary,
    },
  });
}

function villages(part: Part): void {
  const { add, styled, input, palette } = part;
  const colour = layerColour(palette, styled.layer.symbol.colour);
  // Nothing to see until pointed at, and what the pointer finds.
  if (input.marks)
    add('areas', 'fill', {
      type: 'fill',
      filter: isPart('area'),
      paint: {
        'fill-color': colour,
        'fill-opacity': [
          'case',
          ['boolean', ['feature-state', 'selected'], false],
          0.22,
          ['boolean', ['feature-state', 'lit'], false],
          0.14,
          0,
        ],
        'fill-antialias': false,
      },
    });
  add('lines', 'line', {
    type: 'line',
    filter: isPart('area'),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': scaled(styled.layer.symbol.width),
      'line-opacity': ['interpolate', ['linear'], ['zoom'], 9, 0, 10.5, 0.75 * styled.opacity],
      'line-dasharray': contextDash.villages,
    },
  });
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
          'symbol-sort-key': get('rank'),
          'text-padding': 6,
        },
        paint: { 'text-color': palette.labelSoft },
      }),
    );
}

function neighbours(part: Part): void {
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
    add('points', 'veil', {
      type: 'line',
      filter: isPart('frame'),
      layout: { 'line-join': 'miter' },
      paint: {
        'line-color': palette.beyond,
        'line-width': 90,
        'line-blur': 60,
      },
    });
  if (input.labels && styled.layer.label)
    add(
      'contextNames',
      'name',
      name(part, {
        filter: isPart('name'),
        layout: {
          'text-size': textSize(12, 17),
          'text-letter-spacing': 0.28,
          'text-max-width': 9,
          'text-padding': 12,
        },
        paint: { 'text-opacity': 0.85 * styled.opacity },
      }),
    );
}

function rivers(part: Part): void {
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

function roads(part: Part): void {
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
          'symbol-spacing': 420,
          'text-rotation-alignment': 'viewport',
          'text-pitch-alignment': 'viewport',
          'icon-rotation-alignment': 'viewport',
          'icon-image': `${imageId.shield}:${input.theme}`,
          'icon-text-fit': 'both',
          'icon-text-fit-padding': [0.5, 2.5, 0.5, 2.5],
          'text-padding': 30,
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

/** Marks of points with their names beside them: peaks carry their height. */
function marks(part: Part, minzoom: number, text: Expression, size: Expression, font: string[]): void {
  const { add, styled, input, palette } = part;
  const colour = layerColour(palette, styled.layer.symbol.colour);
  const layout = {
    'icon-image': `${imageId.mark(styled.layer.symbol.icon, styled.layer.symbol.colour)}:${input.theme}`,
    'icon-size': ['interpolate', ['linear'], ['zoom'], 9, 0.75, 14, 1],
    'icon-allow-overlap': true,
    'icon-ignore-placement': false,
  };
  add('points', 'mark', {
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
          'text-radial-offset': 0.75,
          'text-justify': 'auto',
          'text-padding': 3,
        },
        paint: { 'text-color': mix(colour, palette.label, 0.35) },
      }),
    );
}

function peaks(part: Part): void {
  const words = nameText(part.input.language);
  const height: Expression = [
    'case',
    ['has', 'elevationM'],
    ['concat', ['to-string', get('elevationM')], ' m'],
    '',
  ];
  const text: Expression = ['format', words, {}, '\n', {}, height, { 'font-scale': 0.86 }];
  marks(part, 8, text, textSize(11, 13), fonts.regular);
}

function places(part: Part): void {
  marks(part, 9, nameText(part.input.language, true), textSize(12.5, 16), fonts.medium);
}

/** The colour behind everything. */
export function background(input: StyleInput): LayerSpecification {
  const palette = palettes[input.theme];
  return {
    id: 'base/background',
    type: 'background',
    paint: { 'background-color': alpha(palette.beyond, 1) },
  };
}
