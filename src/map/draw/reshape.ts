import type { Position } from 'geojson';
import type { SnapIndex } from '../../geo/edit/snap.ts';
import {
  type Drawable,
  insertVertex,
  isArea,
  moveVertex,
  openParts,
  removeVertex,
  type VertexPath,
} from '../../geo/edit/vertices.ts';
import type { MapView } from '../view/view.ts';
import type { PaintedDraft } from './draft.ts';
import { aimAt, listen } from './pointer.ts';

export interface ReshapeOptions<Shape extends Drawable> {
  geometry: Shape;
  targets(): readonly SnapIndex[];
  show(draft: PaintedDraft | undefined): void;
  /** While a vertex is on its way, once a frame at most. */
  changing(geometry: Shape): void;
  /** A vertex has arrived, was added or removed. */
  changed(geometry: Shape): void;
  /** A vertex on its way was given up: the shape is as it was before. */
  dropped(): void;
  /** A vertex cannot be removed. */
  refused(error: unknown): void;
  /** The vertex chosen by hand, for the table to follow. */
  chosen(path: VertexPath | undefined): void;
  cancel(): void;
}

export interface Reshaping<Shape extends Drawable> {
  /** Replaces the shape, after an undo or a typed coordinate. */
  set(geometry: Shape): void;
  choose(path: VertexPath | undefined): void;
  stop(): void;
}

interface Handle {
  path: VertexPath;
  position: Position;
}

/**
 * Moves, adds and removes vertices: drag a vertex, drag a small dot between two to add one, Delete removes the chosen
 * one, arrow keys move it by a pixel (by ten with Shift), Escape gives up a drag, then the choice, then leaves.
 */
export function reshape<Shape extends Drawable>(
  view: MapView,
  options: ReshapeOptions<Shape>,
): Reshaping<Shape> {
  let { geometry } = options;
  let vertices: Handle[] = [];
  let middles: Handle[] = [];
  let held: VertexPath | undefined;
  let dragging = false;
  /** The shape before the drag under way. */
  let before = geometry;
  let snapped: Position | undefined;
  let frame = 0;
  const same = (a: VertexPath, b: VertexPath | undefined) =>
    a.part === b?.part && a.ring === b.ring && a.index === b.index;

  const measure = () => {
    vertices = [];
    middles = [];
    const closed = isArea(geometry);
    openParts(geometry).forEach((rings, part) => {
      rings.forEach((ring, r) => {
        ring.forEach((position, index) => {
          const path = { part, ring: r, index };
          vertices.push({ path, position });
          const next = ring[index + 1] ?? (closed ? ring[0] : undefined);
          const [[ax = 0, ay = 0], [bx, by]] = [position, next ?? []];
          if (bx !== undefined && by !== undefined)
            middles.push({ path, position: [(ax + bx) / 2, (ay + by) / 2] });
        });
      });
    });
  };
  const show = () => {
    frame = 0;
    // Thousands of handles hide the shape and help nobody: the dots between go first.
    const many = vertices.length > 400;
    options.show({
      shape: geometry,
      vertices: vertices.map(({ position }) => position),
      ...(many || dragging ? {} : { middles: middles.map(({ position }) => position) }),
      held: vertices.findIndex(({ path }) => same(path, held)),
      ...(snapped ? { snapped } : {}),
    });
  };
  const queue = () => {
    frame ||= requestAnimationFrame(() => {
      show();
      if (dragging) options.changing(geometry);
    });
  };
  const set = (next: Drawable) => {
    // Vertices come and go; an area stays an area, a line a line.
    geometry = next as Shape;
    measure();
    queue();
  };
  const choose = (path: VertexPath | undefined) => {
    held = path;
    options.chosen(path);
    queue();
  };
  const hit = (list: Handle[], x: number, y: number, reach: number): Handle | undefined => {
    let best: Handle | undefined;
    let nearest = reach;
    for (const handle of list) {
      const p = view.project(handle.position[0] as number, handle.position[1] as number);
      const distance = Math.hypot(p.x - x, p.y - y);
      if (distance < nearest) {
        nearest = distance;
        best = handle;
      }
    }
    return best;
  };
  const remove = () => {
    if (!held) return;
    try {
      set(removeVertex(geometry, held));
      choose(undefined);
      options.changed(geometry);
    } catch (error) {
      options.refused(error);
    }
  };
  const nudge = (dx: number, dy: number) => {
    const heldVertex = vertices.find(({ path }) => same(path, held));
    if (!heldVertex || !held) return;
    const p = view.project(heldVertex.position[0] as number, heldVertex.position[1] as number);
    const { lon, lat } = view.unproject(p.x + dx, p.y + dy);
    set(moveVertex(geometry, held, [lon, lat]));
    options.changed(geometry);
  };

  const drop = () => {
    dragging = false;
    snapped = undefined;
    set(before);
    options.dropped();
  };

  const stopListening = listen(view, {
    down(event) {
      const reach = 'touches' in event.originalEvent ? 24 : 12;
      const { x, y } = event.point;
      const vertex = hit(vertices, x, y, reach);
      const middle = vertex ? undefined : hit(middles, x, y, reach);
      if (!vertex && !middle) {
        choose(undefined);
        return false;
      }
      before = geometry;
      if (middle) {
        set(insertVertex(geometry, middle.path, middle.position));
        choose({ ...middle.path, index: middle.path.index + 1 });
      } else if (vertex) choose(vertex.path);
      dragging = true;
      return true;
    },
    move(event) {
      if (!dragging || !held) {
        const over =
          hit(vertices, event.point.x, event.point.y, 12) ?? hit(middles, event.point.x, event.point.y, 12);
        view.map.getCanvas().style.cursor = over ? 'move' : '';
        return;
      }
      const at = aimAt(view, event, options.targets);
      snapped = at.snapped ? at.position : undefined;
      set(moveVertex(geometry, held, at.position));
    },
    up() {
      if (!dragging) return;
      dragging = false;
      snapped = undefined;
      queue();
      // A click without a movement only chooses.
      if (geometry !== before) options.changed(geometry);
    },
    key(event) {
      const step = event.shiftKey ? 10 : 1;
      const moves: Record<string, [number, number]> = {
        ArrowLeft: [-step, 0],
        ArrowRight: [step, 0],
        ArrowUp: [0, -step],
        ArrowDown: [0, step],
      };
      const by = moves[event.key];
      if (event.key === 'Escape') {
        if (dragging) drop();
        if (held) choose(undefined);
        else options.cancel();
      } else if (held && (event.key === 'Delete' || event.key === 'Backspace')) remove();
      else if (held && by) nudge(...by);
      else return false;
      return true;
    },
  });
  measure();
  show();
  return {
    set,
    choose,
    stop() {
      stopListening();
      if (dragging) drop();
      cancelAnimationFrame(frame);
      options.show(undefined);
    },
  };
}
