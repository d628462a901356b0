import { Clipper, EndType, FillRule, JoinType, type Path64 } from 'clipper2-ts';
import type { Geometry, MultiPolygon, Position } from 'geojson';

/** Metres of a degree of latitude, good to 0.5 %: what is drawn with it is far less certain. */
const degreeM = 111_195;

/**
 * All places within `metres` of a geometry in degrees: where something drawn may really be. Made in the plane stretched to
 * the latitude, so that it is off by less than a hundredth of `metres` for places within 50 km.
 */
export function reachOf(geometry: Geometry, metres: number): MultiPolygon {
  const [lon0, lat0] = firstOf(geometry);
  const east = degreeM * Math.cos((lat0 * Math.PI) / 180);
  const path = (line: readonly Position[]): Path64 =>
    line.map(([x, y]) => ({
      x: Math.round(((x as number) - lon0) * east),
      y: Math.round(((y as number) - lat0) * degreeM),
    }));
  const grow = (paths: Path64[], end: EndType) =>
    paths.length ? Clipper.inflatePaths(paths, metres, JoinType.Round, end, 2, metres / 400) : [];
  const areas: Path64[] = [];
  const lines: Path64[] = [];
  const visit = (one: Geometry): void => {
    if (one.type === 'GeometryCollection') one.geometries.forEach(visit);
    else if (one.type === 'Polygon') areas.push(...one.coordinates.map(path));
    else if (one.type === 'MultiPolygon') areas.push(...one.coordinates.flat().map(path));
    else if (one.type === 'LineString') lines.push(path(one.coordinates));
    else if (one.type === 'MultiLineString') lines.push(...one.coordinates.map(path));
    else lines.push(...(one.type === 'Point' ? [one.coordinates] : one.coordinates).map((at) => path([at])));
  };
  visit(geometry);
  const grown = Clipper.union(
    [...grow(areas, EndType.Polygon), ...grow(lines, EndType.Round)],
    FillRule.NonZero,
  );
  const rings = grown.map((ring) =>
    [...ring, ring[0] as { x: number; y: number }].map(({ x, y }) => [lon0 + x / east, lat0 + y / degreeM]),
  );
  return { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) };
}

function firstOf(geometry: Geometry): [number, number] {
  if (geometry.type === 'GeometryCollection') return firstOf(geometry.geometries[0] as Geometry);
  let at: unknown = geometry.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  return at as [number, number];
}
