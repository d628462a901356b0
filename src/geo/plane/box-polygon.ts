import type { Polygon } from 'geojson';
import type { Box } from './extent.ts';

/** The ground of a box, counter-clockwise from its south-western corner. */
export function boxPolygon([west, south, east, north]: Box): Polygon {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}
