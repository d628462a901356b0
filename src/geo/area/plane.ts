import type { Geometry, Position } from 'geojson';
import { signedArea2 } from '../plane/area.ts';
import { flattening, radians, semiMajorM } from './ellipsoid.ts';

const n = flattening / (2 - flattening);
const e = Math.sqrt(flattening * (2 - flattening));
/** Radius of the rectifying sphere, metres. */
const rectifying = (semiMajorM / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
/** Krüger's series in the third flattening (Karney 2011, equation 35), to the fourth order: below 1e-9 m here. */
const alpha = [
  n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3 + (41 / 180) * n ** 4,
  (13 / 48) * n ** 2 - (3 / 5) * n ** 3 + (557 / 1440) * n ** 4,
  (61 / 240) * n ** 3 - (103 / 140) * n ** 4,
  (49561 / 161280) * n ** 4,
] as const;

/**
 * Gauss–Krüger coordinates of a point in degrees, metres: `north` (the surveyors' X, from the equator) and `east` (their
 * Y, with 500 km added and no zone prefix). CGCS2000 ellipsoid, scale 1 on the central meridian: EPSG:4534–4554.
 */
export function gaussKruger(
  lon: number,
  lat: number,
  centralMeridian: number,
): { north: number; east: number } {
  const lambda = (lon - centralMeridian) * radians;
  const tau = Math.tan(lat * radians);
  const sigma = Math.sinh(e * Math.atanh((e * tau) / Math.hypot(1, tau)));
  const conformal = tau * Math.hypot(1, sigma) - sigma * Math.hypot(1, tau);
  const xi0 = Math.atan2(conformal, Math.cos(lambda));
  const eta0 = Math.asinh(Math.sin(lambda) / Math.hypot(conformal, Math.cos(lambda)));
  let xi = xi0;
  let eta = eta0;
  for (let j = 1; j <= alpha.length; j++) {
    xi += alpha[j - 1]! * Math.sin(2 * j * xi0) * Math.cosh(2 * j * eta0);
    eta += alpha[j - 1]! * Math.cos(2 * j * xi0) * Math.sinh(2 * j * eta0);
  }
  return { north: rectifying * xi, east: 500_000 + rectifying * eta };
}

function ringPlaneArea(ring: readonly Position[], centralMeridian: number): number {
  const onPlane = ring.map(([lon, lat]) => {
    const { east, north } = gaussKruger(lon!, lat!, centralMeridian);
    return [east, north];
  });
  return signedArea2(onPlane) / 2;
}

/**
 * Gauss–Krüger plane area (高斯平面面积) of a geometry in longitude and latitude degrees, m²: the figure a survey report
 * prints. Edges are straight in the projection; points and lines have none.
 */
export function planeArea(geometry: Geometry, centralMeridian: number): number {
  const polygon = (rings: readonly Position[][]): number =>
    rings.reduce((sum, ring, i) => sum + (i ? -1 : 1) * Math.abs(ringPlaneArea(ring, centralMeridian)), 0);
  switch (geometry.type) {
    case 'Polygon':
      return polygon(geometry.coordinates);
    case 'MultiPolygon':
      return geometry.coordinates.reduce((sum, rings) => sum + polygon(rings), 0);
    case 'GeometryCollection':
      return geometry.geometries.reduce((sum, part) => sum + planeArea(part, centralMeridian), 0);
    default:
      return 0;
  }
}
