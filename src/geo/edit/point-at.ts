import geographiclib from 'geographiclib-geodesic';
import type { Position } from 'geojson';
import { flattening, semiMajorM } from '../area/ellipsoid.ts';
import { gaussKruger } from '../area/plane.ts';
import { toLonLat } from '../crs/transform.ts';

const ellipsoid = new geographiclib.Geodesic.Geodesic(semiMajorM, flattening);

/**
 * The point `metres` away in a direction.
 * @param bearing Degrees clockwise from north.
 * @param north `true`: from true north, along the geodesic (真方位角). `grid`: from the grid's north, in the Gauss–Krüger
 * plane of `centralMeridian` (坐标方位角), the length a plane one too.
 */
export function pointAt(
  [lon, lat]: Position,
  bearing: number,
  metres: number,
  north: 'true' | 'grid' = 'true',
  centralMeridian = Math.round((lon as number) / 3) * 3,
): Position {
  if (north === 'true') {
    const { lon2, lat2 } = ellipsoid.Direct(lat as number, lon as number, bearing, metres);
    return [lon2 as number, lat2 as number];
  }
  const angle = (bearing * Math.PI) / 180;
  const from = gaussKruger(lon as number, lat as number, centralMeridian);
  const code = `EPSG:${4534 + centralMeridian / 3 - 25}`;
  return toLonLat(code)([from.east + metres * Math.sin(angle), from.north + metres * Math.cos(angle)]);
}

/** Direction and distance from one point to another: the reverse of `pointAt`. */
export function bearingTo(from: Position, to: Position): { bearing: number; metres: number } {
  const { azi1, s12 } = ellipsoid.Inverse(
    from[1] as number,
    from[0] as number,
    to[1] as number,
    to[0] as number,
  );
  return { bearing: ((azi1 as number) + 360) % 360, metres: s12 as number };
}

/** Length of a side by its ends' coordinates in the Gauss–Krüger plane, as 界址点成果表 give it: metres. */
export function gridLength(from: Position, to: Position, centralMeridian: number): number {
  const [[east, north], [toEast, toNorth]] = [gridOf(from, centralMeridian), gridOf(to, centralMeridian)];
  return Math.hypot(toEast - east, toNorth - north);
}

/** Gauss–Krüger east and north of a point, metres, without the zone's prefix. */
export function gridOf([lon, lat]: Position, centralMeridian: number): [number, number] {
  const { east, north } = gaussKruger(lon as number, lat as number, centralMeridian);
  return [east, north];
}
