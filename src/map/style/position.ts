import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { palettes } from '../tokens.ts';
import type { StyleInput } from './input.ts';

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
        paint: { 'circle-radius': 16, 'circle-color': focus, 'circle-opacity': 0.18 },
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
