import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { metersPerPixelAt } from '../camera/camera.ts';
import { palettes } from '../tokens.ts';
import type { Expression } from './expressions.ts';
import type { StyleInput } from './input.ts';

/** Pixels of a length on the ground at each zoom, 16 at least. */
function trueRadius(metres: number, lat: number): Expression {
  const at = (zoom: number) => Math.max(16, metres / metersPerPixelAt(zoom, lat));
  const zooms = [6, 8, 10, 12, 13, 14, 15, 16, 17, 18, 19];
  return [
    'interpolate',
    ['exponential', 2],
    ['zoom'],
    ...zooms.flatMap((zoom) => [zoom, at(zoom)]),
  ] as Expression;
}

/** Where the user is: a ringed dot on top of everything, once asked for. */
export function ownPosition({ position, theme }: StyleInput): {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
} {
  if (!position) return { sources: {}, layers: [] };
  const { focus, raised } = palettes[theme];
  return {
    sources: {
      position: {
        type: 'geojson',
        data: { type: 'Point', coordinates: [position.lon, position.lat] },
      },
    },
    layers: [
      {
        id: 'position/halo',
        type: 'circle',
        source: 'position',
        // As wide as the position is uncertain, and never narrower than a finger.
        paint: {
          'circle-radius': trueRadius(position.accuracyM, position.lat),
          'circle-color': focus,
          'circle-opacity': 0.18,
        },
      },
      {
        id: 'position/dot',
        type: 'circle',
        source: 'position',
        paint: {
          'circle-radius': 6.5,
          'circle-color': focus,
          'circle-stroke-color': raised,
          'circle-stroke-width': 2.5,
        },
      },
    ],
  };
}
