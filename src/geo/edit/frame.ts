import type { MultiPolygon, Polygon, Position } from 'geojson';
import proj4 from 'proj4';
import { flattening, semiMajorM } from '../area/ellipsoid.ts';
import { boxOfPositions } from '../plane/box.ts';
import { polygonsOf } from '../plane/polygons.ts';

/** A plane around one point in which metres are metres: east and north of it. */
export interface MetricFrame {
  toPlane(position: Position): [number, number];
  toLonLat(point: readonly [number, number]): [number, number];
}

/**
 * Transverse Mercator through a point in degrees, scale 1 there; lengths within 5 km of it are right to 3 in 10
 * million (the scale grows with x²/2R²).
 */
export function metricFrame(lon: number, lat: number): MetricFrame {
  const ellipsoid = `+a=${semiMajorM} +rf=${1 / flattening}`;
  const converter = proj4(
    `+proj=longlat ${ellipsoid} +no_defs`,
    `+proj=tmerc +lat_0=${lat} +lon_0=${lon} +k=1 +x_0=0 +y_0=0 ${ellipsoid} +no_defs`,
  );
  return {
    toPlane: ([x, y]) => converter.forward([x as number, y as number]) as [number, number],
    toLonLat: ([x, y]) => converter.inverse([x, y]) as [number, number],
  };
}

/** The frame at the middle of a shape's extent. */
export function frameOf(geometry: Polygon | MultiPolygon): MetricFrame {
  const [west, south, east, north] = boxOfPositions(polygonsOf(geometry).flat(2));
  return metricFrame((west + east) / 2, (south + north) / 2);
}
