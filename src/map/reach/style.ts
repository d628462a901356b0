import type { Feature } from '../../model/index.ts';
import type { StylePart } from '../style/passes.ts';
import { palettes, type ThemeName } from '../tokens.ts';
import { reachOf } from './shape.ts';

/** What lies under the picked feature: how far from where it is drawn it may really be, at true size. */
export function reachStyle({ geometry, properties }: Feature, theme: ThemeName): StylePart {
  const { focus, halo } = palettes[theme];
  return {
    sources: {
      reach: {
        type: 'geojson',
        data: reachOf(geometry, properties.accuracyM),
        // Tiles as large as the shape: its outline has no seams.
        maxzoom: 9,
        tolerance: 0.1,
      },
    },
    passes: {
      areas: [
        {
          id: 'reach/area',
          type: 'fill',
          source: 'reach',
          paint: { 'fill-color': focus, 'fill-opacity': 0.07, 'fill-antialias': false },
        },
        // A picture beneath may be as dark as the edge.
        {
          id: 'reach/casing',
          type: 'line',
          source: 'reach',
          paint: { 'line-color': halo, 'line-width': 3.5, 'line-opacity': 0.6 },
        },
        {
          id: 'reach/edge',
          type: 'line',
          source: 'reach',
          paint: { 'line-color': focus, 'line-width': 1.5, 'line-opacity': 0.75, 'line-dasharray': [3, 3] },
        },
      ],
    },
  };
}
