import type { Geometry, Position } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';

const depths: Record<string, number> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A value that claims to be a GeoJSON geometry, checked to the last position, cut to two dimensions.
 * @throws ProblemError saying which part is not what it should be
 */
export function asGeometry(value: unknown, maxDepth: number, path = 'geometry'): Geometry {
  if (!isRecord(value)) throw wrong(path, { zh: '图形对象', en: 'a geometry object' }, value);
  const { type } = value;
  if (type === 'GeometryCollection') {
    if (maxDepth <= 0) throw wrong(path, { zh: '较浅的嵌套', en: 'shallower nesting' }, type);
    if (!Array.isArray(value['geometries']))
      throw wrong(`${path}.geometries`, { zh: '数组', en: 'an array' }, value['geometries']);
    const geometries = value['geometries'].map((one, i) =>
      asGeometry(one, maxDepth - 1, `${path}.geometries[${i}]`),
    );
    return areasOnly(geometries) ?? { type, geometries };
  }
  const depth = typeof type === 'string' && Object.hasOwn(depths, type) ? depths[type] : undefined;
  if (depth === undefined)
    throw wrong(
      `${path}.type`,
      { zh: 'Polygon、LineString 等图形类型', en: 'a geometry type such as Polygon' },
      type,
    );
  return { type, coordinates: nested(value['coordinates'], depth, `${path}.coordinates`) } as Geometry;
}

/** A collection of nothing but areas (as KML writes an area of several parts) is one area of several parts. */
function areasOnly(geometries: readonly Geometry[]): Geometry | undefined {
  const parts = geometries.flatMap((one) =>
    one.type === 'Polygon' ? [one.coordinates] : one.type === 'MultiPolygon' ? one.coordinates : [undefined],
  );
  return parts.length && parts.every((one) => one !== undefined)
    ? { type: 'MultiPolygon', coordinates: parts as Position[][][] }
    : undefined;
}

function nested(value: unknown, depth: number, path: string): unknown {
  if (!Array.isArray(value)) throw wrong(path, { zh: '数组', en: 'an array' }, value);
  if (depth > 0) return value.map((inner, i) => nested(inner, depth - 1, `${path}[${i}]`));
  const [x, y] = value;
  if (typeof x !== 'number' || typeof y !== 'number')
    throw wrong(path, { zh: '两个数', en: 'two numbers' }, value);
  return [x, y];
}

function wrong(path: string, expected: { zh: string; en: string }, found: unknown): ProblemError {
  const shown = (JSON.stringify(found) ?? 'undefined').slice(0, 60);
  return new ProblemError(
    problem(
      'bad-geometry',
      {
        zh: `${path} 应为${expected.zh}，实为 ${shown}。`,
        en: `${path} should be ${expected.en}, but is ${shown}.`,
      },
      { field: path },
    ),
  );
}
