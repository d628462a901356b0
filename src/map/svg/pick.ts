import { inRings } from '../../geo/plane/inside.ts';
import type { Store } from '../../store/index.ts';
import { flatten, type Point } from './path.ts';
import type { Viewport } from './viewport.ts';

const toSegment = ([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number => {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
};
const toLine = (point: Point, line: readonly Point[]): number =>
  line.reduce(
    (least, one, index) => Math.min(least, toSegment(point, line[index - 1] ?? one, one)),
    Number.POSITIVE_INFINITY,
  );

/** Roles whose features mean nothing by themselves under a pointer. */
const silent = new Set(['boundary', 'neighbours']);

/**
 * Ids of the features within `reach` pixels of a point of a drawing: points before lines before areas, and what lies on
 * top first. Where a subject of the plan is hit, the ground (villages, roads, rivers) is left out, as on the live map.
 */
export function pickIn(store: Store, viewport: Viewport, at: Point, reach: number): string[] {
  const { select, state } = store;
  const shown = select.shownFeatures.peek();
  const hits: { id: string; rank: number; subject: boolean }[] = [];
  for (const { layer, visible } of [...select.layers.peek()].reverse()) {
    const loaded = state.layers.peek()[layer.id];
    if (!visible || silent.has(layer.role) || loaded?.phase !== 'ready' || viewport.zoom < layer.minzoom)
      continue;
    for (const { geometry, properties } of loaded.data.features) {
      if (shown && !shown.has(properties.id)) continue;
      const flat = flatten(geometry, viewport);
      if (!flat) continue;
      const { kind, parts } = flat;
      // A sign is as large as a finger needs it.
      const near =
        kind === 'Point'
          ? parts.flat().some(([x, y]) => Math.hypot(x - at[0], y - at[1]) <= reach + 10)
          : parts.some((part) => toLine(at, part) <= reach) || (kind === 'Polygon' && inRings(parts, ...at));
      if (near)
        hits.push({
          id: properties.id,
          rank: kind === 'Point' ? 0 : kind === 'LineString' ? 1 : 2,
          subject: layer.role === 'subject',
        });
    }
  }
  const subjects = hits.filter(({ subject }) => subject);
  return (subjects.length ? subjects : hits).sort((a, b) => a.rank - b.rank).map(({ id }) => id);
}
