import type { Polygon } from 'geojson';

/** A small area in the town, longitude and latitude. */
export const triangle: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [113.1, 28.5],
      [113.101, 28.5],
      [113.101, 28.501],
      [113.1, 28.5],
    ],
  ],
};
