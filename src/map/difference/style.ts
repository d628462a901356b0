import type { Geometry } from 'geojson';
import type { StylePart } from '../style/passes.ts';
import { palettes, type ThemeName } from '../tokens.ts';

/** A feature as it was and as it is; one that is new has no `before`, one that is gone no `after`. */
export interface ChangedShape {
  before?: Geometry | undefined;
  after?: Geometry | undefined;
}

/** Outlines of what differs between two states of a package: as it was broken, as it is firm. */
export function differenceStyle(shapes: readonly ChangedShape[], theme: ThemeName): StylePart {
  const { good, warn, bad, raised } = palettes[theme];
  const feature = (geometry: Geometry, colour: string, was: 0 | 1) => ({
    type: 'Feature' as const,
    geometry,
    properties: { colour, was },
  });
  const features = shapes.flatMap(({ before, after }) => {
    const colour = !before ? good : !after ? bad : warn;
    // Where only words changed one outline says so.
    const both = before && after && JSON.stringify(before) !== JSON.stringify(after);
    return [
      ...(before && (both || !after) ? [feature(before, colour, 1)] : []),
      ...(after ? [feature(after, colour, 0)] : []),
    ];
  });
  const line = (was: 0 | 1) => ({
    id: `difference/${was ? 'before' : 'after'}`,
    type: 'line' as const,
    source: 'difference',
    filter: ['all', ['==', ['get', 'was'], was], ['!=', ['geometry-type'], 'Point']] as never,
    paint: {
      'line-color': ['get', 'colour'] as never,
      'line-width': 2.5,
      ...(was ? { 'line-dasharray': [2, 2] } : {}),
    },
  });
  return {
    sources: { difference: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
    passes: {
      zones: [
        line(1),
        line(0),
        {
          id: 'difference/point',
          type: 'circle',
          source: 'difference',
          filter: ['==', ['geometry-type'], 'Point'],
          paint: {
            'circle-radius': 11,
            'circle-color': raised,
            'circle-opacity': 0,
            'circle-stroke-width': 2.5,
            'circle-stroke-color': ['get', 'colour'],
          },
        },
      ],
    },
  };
}
