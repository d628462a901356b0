import type { Position } from 'geojson';
import { type Problem, ProblemError, problem, warning } from '../../model/index.ts';
import { contextOf, tooFarKm } from '../crs/town.ts';
import { toLonLat } from '../crs/transform.ts';
import { parseAngle } from './angle.ts';

/**
 * A point as people type it, as longitude and latitude in degrees: `113.12,28.56` or `113°07′12″,28°33′36″` in either
 * order (distinguished by size), or surveyors' `X north,Y east` in metres of the 3° Gauss–Krüger zone, Y with the zone prefix
 * (8 digits) or without (6).
 * @throws ProblemError `point-unreadable`
 */
export function parsePoint(text: string, centralMeridian: number): Position {
  const angles = text
    .trim()
    .split(/\s*[,，;；]\s*|\s+(?=[\dEN东北])/i)
    .map(parseAngle);
  const [first, second] = angles;
  // Written with their signs or letters they are degrees, whatever digits they have.
  if (angles.length === 2 && first && second && (first.marked || second.marked)) {
    const turned = first.axis === 'lat' || (!first.axis && first.degrees < second.degrees);
    return turned ? [second.degrees, first.degrees] : [first.degrees, second.degrees];
  }
  const numbers = text.match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? [];
  const [a, b] = numbers;
  if (numbers.length === 2 && a !== undefined && b !== undefined) {
    if (Math.abs(a) <= 180 && Math.abs(b) <= 90) return [a, b];
    if (Math.abs(a) <= 90 && Math.abs(b) <= 180) return [b, a];
    const east = Math.max(a, b) >= 1e7 ? Math.max(a, b) : Math.min(a, b);
    const north = east === a ? b : a;
    const prefix = Math.floor(east / 1e6);
    const meridian = prefix >= 25 && prefix <= 45 ? prefix * 3 : centralMeridian;
    const plain = prefix >= 25 && prefix <= 45 ? east - prefix * 1e6 : east;
    if (north > 1e6 && north < 6.5e6 && plain > 0 && plain < 1e6) {
      const [lon, lat] = toLonLat(`EPSG:${4534 + meridian / 3 - 25}`)([plain, north]);
      if (Number.isFinite(lon) && Number.isFinite(lat)) return [lon, lat];
    }
  }
  throw new ProblemError(
    problem(
      'point-unreadable',
      { zh: `无法识别坐标“${text}”`, en: `The point "${text}" cannot be read` },
      undefined,
      {
        zh: '请写成“经度,纬度”（度），或“X北,Y东”（米），例如 113.1234,28.5678 或 3153432.12,38412345.68。',
        en: 'Write longitude,latitude in degrees, or X north,Y east in metres: 113.1234,28.5678 or 3153432.12,38412345.68.',
      },
    ),
  );
}

/** A typed point that lies far from the town, which a wrong zone prefix or a lost digit does; undefined for all others. */
export function farPoint(
  point: Position,
  town: Parameters<typeof contextOf>[0] | undefined,
): Problem | undefined {
  const km = town && tooFarKm(point, contextOf(town));
  if (km === undefined) return undefined;
  const [lon = 0, lat = 0] = point;
  return warning(
    'point-far',
    {
      zh: `这个点落在 ${lon.toFixed(4)}°E ${lat.toFixed(4)}°N，距本镇 ${km.toFixed(0)} 公里。`,
      en: `The point lies at ${lon.toFixed(4)}°E ${lat.toFixed(4)}°N, ${km.toFixed(0)} km from the town.`,
    },
    undefined,
    {
      zh: '请核对带号前缀和数字；可撤回这一点。',
      en: 'Check the zone prefix and the digits; the point can be taken back.',
    },
  );
}
