import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { geodesicArea } from '../../geo/area/index.ts';
import {
  type Cutter,
  clip,
  clipLine,
  coversPoint,
  type LineCutter,
  makeCutter,
  makeLineCutter,
  type PreparedZone,
  prepareZone,
} from '../../geo/overlay/index.ts';
import { emptyBox, extentOf } from '../../geo/plane/extent.ts';

/** A village made ready: its 12-digit code and its shape, longitude and latitude in degrees. */
export interface VillageShape {
  code: string;
  zone: PreparedZone;
  areas: Cutter;
  lines: LineCutter;
  /** West, south, east, north. */
  box: [number, number, number, number];
}

/**
 * What a feature must have in a village to be listed under it: this share of the feature or of the village, whichever is
 * smaller. Official borders never agree to the metre, so neighbours share slivers: touching is not lying in.
 */
export const leastShare = 0.01;
/** Metres of a line in a village that always count, however long the line is. */
export const leastLengthM = 100;

/** Makes villages ready for `villagesOf`; `geometry` is a polygon in degrees. */
export function villageShapes(
  villages: readonly { code: string; geometry: Polygon | MultiPolygon }[],
): VillageShape[] {
  return villages.map(({ code, geometry }) => {
    const zone = prepareZone(geometry);
    return {
      code,
      zone,
      areas: makeCutter(zone),
      lines: makeLineCutter(zone),
      box: extentOf([geometry]) ?? emptyBox(),
    };
  });
}

const partsOf = (
  geometry: Geometry,
): { points: Position[]; lines: Position[][]; area?: Polygon | MultiPolygon } => {
  switch (geometry.type) {
    case 'Point':
      return { points: [geometry.coordinates], lines: [] };
    case 'MultiPoint':
      return { points: geometry.coordinates, lines: [] };
    case 'LineString':
      return { points: [], lines: [geometry.coordinates] };
    case 'MultiLineString':
      return { points: [], lines: geometry.coordinates };
    case 'Polygon':
    case 'MultiPolygon':
      return { points: [], lines: [], area: geometry };
    case 'GeometryCollection':
      return { points: [], lines: [] };
  }
};

/**
 * The codes of the villages a geometry lies in, in the order given: by ellipsoidal area for polygons, by length for lines
 * (`leastShare`, `leastLengthM`), by cover for points.
 */
export function villagesOf(geometry: Geometry, villages: readonly VillageShape[]): string[] {
  const { points, lines, area } = partsOf(geometry);
  if (points.length)
    return villages
      .filter(({ zone }) => points.some(([x, y]) => coversPoint(zone, x as number, y as number)))
      .map(({ code }) => code);
  const prepared = area ? prepareZone(area) : undefined;
  const whole = area ? Math.abs(geodesicArea(area)) : 0;
  const box = extentOf([geometry]) ?? emptyBox();
  const near = villages.filter(
    ({ box: [w, s, e, n] }) => w <= box[2] && e >= box[0] && s <= box[3] && n >= box[1],
  );
  const shares = near.map((village) => {
    const { code, zone } = village;
    if (prepared) {
      const { areas } = village;
      areas.out.points = 0;
      areas.out.rings = 0;
      const inM2 = clip(areas, prepared.rings, 0, prepared.rings.start.length - 1, box);
      return { code, inside: inM2, least: leastShare * Math.min(whole, zone.areaM2) };
    }
    const inM = lines.reduce((sum, line) => sum + clipLine(village.lines, line).lengthM, 0);
    return { code, inside: inM, least: leastLengthM };
  });
  const total = prepared ? 0 : shares.reduce((sum, { inside }) => sum + inside, 0);
  return shares
    .filter(
      ({ inside, least }) => inside > 0 && inside >= (prepared ? least : Math.min(least, leastShare * total)),
    )
    .map(({ code }) => code);
}
