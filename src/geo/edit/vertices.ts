import type { Geometry, GeometryCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { type Bilingual, ProblemError, problem } from '../../model/index.ts';
import { geometryOf, linesOf, polygonsOf } from '../plane/polygons.ts';

/** What can be drawn and reshaped vertex by vertex. */
export type Drawable = Exclude<Geometry, GeometryCollection>;
type Area = Polygon | MultiPolygon;

/** Where a vertex sits: part (polygon, line or point), ring in it, position in the ring (the closing one is never named). */
export interface VertexPath {
  part: number;
  ring: number;
  index: number;
}

export const isArea = (geometry: Geometry): geometry is Area => polygonsOf(geometry).length > 0;

/** The parts of a shape, each its rings without the closing position; a line is a part of one ring, and so is a point. */
export function openParts(geometry: Drawable): Position[][][] {
  if (isArea(geometry)) return polygonsOf(geometry).map((rings) => rings.map((ring) => ring.slice(0, -1)));
  return linesOf(geometry).map((line) => [line]);
}

function withParts(geometry: Drawable, parts: Position[][][]): Drawable {
  const lines = parts.map(([line]) => line as Position[]);
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: lines[0]?.[0] as Position };
    case 'MultiPoint':
      return { type: 'MultiPoint', coordinates: lines.flat() };
    case 'LineString':
      return { type: 'LineString', coordinates: lines[0] as Position[] };
    case 'MultiLineString':
      return { type: 'MultiLineString', coordinates: lines };
    default:
      return geometryOf(parts.map((rings) => rings.map((ring) => [...ring, ring[0] as Position])));
  }
}

/** An area stays an area, a line a line. */
type Same<G extends Drawable> = G extends Area ? Area : Drawable;

/** Runs `change` on a copy of the open ring that `path` names. */
function withRing<G extends Drawable>(
  geometry: G,
  path: VertexPath,
  change: (ring: Position[]) => Position[],
): Same<G> {
  const parts = openParts(geometry).map((rings, part) =>
    part === path.part ? rings.map((ring, r) => (r === path.ring ? change([...ring]) : ring)) : rings,
  );
  return withParts(geometry, parts) as Same<G>;
}

/** The shape with one vertex somewhere else; neighbouring edges follow. */
export const moveVertex = <G extends Drawable>(geometry: G, path: VertexPath, to: Position): Same<G> =>
  withRing(geometry, path, (ring) => ring.map((position, i) => (i === path.index ? to : position)));

/** The shape with a new vertex after the one `path` names. */
export const insertVertex = <G extends Drawable>(geometry: G, path: VertexPath, at: Position): Same<G> =>
  withRing(geometry, path, (ring) => [...ring.slice(0, path.index + 1), at, ...ring.slice(path.index + 1)]);

const tooFew = (what: Bilingual, remedy: Bilingual) =>
  new ProblemError(problem('too-few-vertices', what, undefined, remedy));

/**
 * The shape without a vertex. A hole that would have fewer than three goes altogether.
 * @throws ProblemError `too-few-vertices` when an outer ring would have fewer than three, a line fewer than two, or
 * nothing of a point would be left
 */
export function removeVertex<G extends Drawable>(geometry: G, path: VertexPath): Same<G> {
  const ring = openParts(geometry)[path.part]?.[path.ring];
  if (!ring) return geometry as unknown as Same<G>;
  const least = isArea(geometry) ? 3 : geometry.type.endsWith('LineString') ? 2 : 1;
  if (ring.length > least) return withRing(geometry, path, (open) => open.filter((_, i) => i !== path.index));
  if (!isArea(geometry))
    throw tooFew(
      { zh: '线至少要有两个点，点不能没有位置', en: 'A line needs two points, and a point its place' },
      { zh: '如不再需要，请删除整个要素。', en: 'To remove it, delete the feature.' },
    );
  if (path.ring > 0) return removeRing(geometry, path) as Same<G>;
  throw tooFew(
    { zh: '一个面至少要有三个顶点', en: 'An area needs at least three vertices' },
    { zh: '如要去掉这一块，请删除整个图形。', en: 'To remove this part, delete the whole shape.' },
  );
}

/** The shape without one of its holes (or, for ring 0, without that part). */
export function removeRing(
  geometry: Polygon | MultiPolygon,
  { part, ring }: Pick<VertexPath, 'part' | 'ring'>,
): Polygon | MultiPolygon {
  const parts = polygonsOf(geometry);
  if (ring === 0) return parts.length > 1 ? geometryOf(parts.filter((_, p) => p !== part)) : geometry;
  return geometryOf(parts.map((polygon, p) => (p === part ? polygon.filter((_, r) => r !== ring) : polygon)));
}

/** The shape with every position somewhere else. */
export function mapPositions<G extends Drawable>(geometry: G, to: (position: Position) => Position): G {
  const deep = (value: unknown): unknown =>
    Array.isArray(value) && Array.isArray(value[0]) ? value.map(deep) : to(value as Position);
  return { ...geometry, coordinates: deep(geometry.coordinates) };
}
