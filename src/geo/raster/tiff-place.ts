import type { Datum } from '../crs/datum.ts';
import { gaussByFigures, geographicSystem, systemOf } from '../crs/systems.ts';
import type { StatedCrs } from '../crs/types.ts';
import { type Affine, inverse } from './affine.ts';

type Keys = Readonly<Record<string, unknown>>;

const userDefined = 32767;
/** GeoTIFF's keys whose value is a length or an angle. */
const number = (keys: Keys, ...names: string[]): number | undefined =>
  names.map((name) => keys[name]).find((value) => typeof value === 'number') as number | undefined;
const text = (keys: Keys, name: string): string =>
  typeof keys[name] === 'string' ? (keys[name] as string).replaceAll('\0', '') : '';

/** The datum of the keys: by its code, or by what the citations call it. */
function datumOf(keys: Keys): Datum | undefined {
  const code = number(keys, 'GeographicTypeGeoKey');
  if (code && code !== userDefined) return systemOf(`EPSG:${code}`)?.datum;
  const named = `${text(keys, 'GeogCitationGeoKey')} ${text(keys, 'GTCitationGeoKey')}`;
  if (/CGCS\s?_?2000|China\s?_?2000/i.test(named)) return 'CGCS2000';
  if (/Xi'?an\s?_?(?:19)?80/i.test(named)) return 'Xian80';
  if (/Beijing\s?_?(?:19)?54/i.test(named)) return 'Beijing54';
  if (/WGS\s?_?(?:19)?84/i.test(named)) return 'WGS84';
  const axis = number(keys, 'GeogSemiMajorAxisGeoKey');
  const flattening = number(keys, 'GeogInvFlatteningGeoKey');
  if (axis === 6378245) return 'Beijing54';
  if (axis === 6378140) return 'Xian80';
  if (axis === 6378137 && flattening)
    return Math.abs(flattening - 298.257222101) < 1e-7 ? 'CGCS2000' : 'WGS84';
  return undefined;
}

/** What a GeoTIFF's keys say of its system; undefined where they say nothing. */
export function statedByKeys(keys: Keys | null): StatedCrs | undefined {
  if (!keys) return undefined;
  const words = 'GeoTIFF';
  const code = number(keys, 'ProjectedCSTypeGeoKey', 'ProjectedCRSGeoKey');
  if (code && code !== userDefined) return { code: `EPSG:${code}`, words };
  // ESRI's programs put the whole definition into a citation.
  const wkt = ['PCSCitationGeoKey', 'GTCitationGeoKey']
    .map((name) => /PROJCS\[.*/s.exec(text(keys, name))?.[0])
    .find(Boolean);
  if (wkt) return { wkt, words };
  const datum = datumOf(keys);
  const meridian = number(
    keys,
    'ProjNatOriginLongGeoKey',
    'ProjCenterLongGeoKey',
    'ProjFalseOriginLongGeoKey',
  );
  const transverse = number(keys, 'ProjCoordTransGeoKey') === 1;
  if (datum && transverse && meridian !== undefined) {
    const system = gaussByFigures(datum, {
      centralMeridian: meridian,
      falseEasting: number(keys, 'ProjFalseEastingGeoKey') ?? 0,
      falseNorthing: number(keys, 'ProjFalseNorthingGeoKey') ?? 0,
      scale: number(keys, 'ProjScaleAtNatOriginGeoKey') ?? 1,
      originLatitude: number(keys, 'ProjNatOriginLatGeoKey') ?? 0,
    });
    return { code: system.code, words };
  }
  const projected = code === userDefined || number(keys, 'GTModelTypeGeoKey') === 1;
  if (projected) return datum ? { datum, words } : { code: text(keys, 'GTCitationGeoKey') || '?', words };
  const degrees = number(keys, 'GeographicTypeGeoKey');
  if (degrees && degrees !== userDefined) return { code: `EPSG:${degrees}`, words };
  return datum ? { code: geographicSystem(datum).code, words } : undefined;
}

/**
 * From pixels, counted from the outer corner of the first one, to the numbers of the system (GeoTIFF 1.1, 7.3): tie point
 * and scale, or the whole transformation. With PixelIsPoint (`GTRasterTypeGeoKey` 2) the file counts from the middle of the
 * first pixel. Undefined where the file has neither.
 */
export function placeByTags(
  tags: { scale?: ArrayLike<number>; tie?: ArrayLike<number>; transformation?: ArrayLike<number> },
  isPoint: boolean,
): Affine | undefined {
  const { scale, tie, transformation: m } = tags;
  const half = isPoint ? 0.5 : 0;
  let map: Affine | undefined;
  if (m && m.length >= 8) map = { a: m[0]!, b: m[1]!, c: m[3]!, d: m[4]!, e: m[5]!, f: m[7]! };
  else if (scale && tie && scale.length >= 2 && tie.length >= 6) {
    const [i, j, x, y] = [tie[0]!, tie[1]!, tie[3]!, tie[4]!];
    const [sx, sy] = [scale[0]!, scale[1]!];
    map = { a: sx, b: 0, c: x - i * sx, d: 0, e: -sy, f: y + j * sy };
  }
  if (!map || !Object.values(map).every(Number.isFinite) || !inverse(map)) return undefined;
  return { ...map, c: map.c - half * (map.a + map.b), f: map.f - half * (map.d + map.e) };
}
