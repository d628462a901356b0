import type { MultiPolygon, Polygon, Position } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';
import { geometryOf, polygonsOf } from '../plane/polygons.ts';

/** Where a vertex sits: polygon, ring in it, position in the ring (the closing one is never named). */
export interface VertexPath {
  part: number;
  ring: number;
  index: number;
}

/** Runs `change` on a copy of the open ring (without its closing point) that `path` names, and closes it again. */
function withRing(
  geometry: Polygon | MultiPolygon,
  path: VertexPath,
  change: (ring: Position[]) => Position[],
): Polygon | MultiPolygon {
  return geometryOf(
    polygonsOf(geometry).map((polygon, part) =>
      part !== path.part
        ? polygon
        : polygon.map((ring, r) => {
            if (r !== path.ring) return ring;
            const open = change(ring.slice(0, -1));
            return [...open, open[0] as Position];
          }),
    ),
  );
}

/** The shape with one vertex somewhere else; neighbouring edges follow. */
export const moveVertex = (
  geometry: Polygon | MultiPolygon,
  path: VertexPath,
  to: Position,
): Polygon | MultiPolygon =>
  withRing(geometry, path, (ring) => ring.map((position, i) => (i === path.index ? to : position)));

/** The shape with a new vertex after the one `path` names. */
export const insertVertex = (
  geometry: Polygon | MultiPolygon,
  path: VertexPath,
  at: Position,
): Polygon | MultiPolygon =>
  withRing(geometry, path, (ring) => [...ring.slice(0, path.index + 1), at, ...ring.slice(path.index + 1)]);

/**
 * The shape without a vertex. A hole that would have fewer than three goes altogether.
 * @throws ProblemError `too-few-vertices` when an outer ring would have fewer than three
 */
export function removeVertex(geometry: Polygon | MultiPolygon, path: VertexPath): Polygon | MultiPolygon {
  const ring = polygonsOf(geometry)[path.part]?.[path.ring];
  if (!ring) return geometry;
  if (ring.length > 4) return withRing(geometry, path, (open) => open.filter((_, i) => i !== path.index));
  if (path.ring > 0) return removeRing(geometry, path);
  throw new ProblemError(
    problem(
      'too-few-vertices',
      { zh: '一个地块至少要有三个界址点', en: 'A zone needs at least three boundary points' },
      undefined,
      { zh: '如要去掉这一块，请删除整个地块。', en: 'To remove this part, delete the zone.' },
    ),
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
