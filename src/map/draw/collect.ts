import type { Position } from 'geojson';
import { uprightRectangle } from '../../geo/edit/rectangle.ts';
import { type SnapIndex, snapIndex } from '../../geo/edit/snap.ts';
import type { MapView } from '../view/view.ts';
import type { PaintedDraft } from './draft.ts';
import { aimAt, listen } from './pointer.ts';

export type CollectKind = 'point' | 'line' | 'polygon' | 'rectangle';

const least: Record<CollectKind, number> = { point: 1, line: 2, polygon: 3, rectangle: 2 };

export interface CollectOptions {
  kind: CollectKind;
  targets(): readonly SnapIndex[];
  /** Called at every change with what to draw and the points so far. */
  show(draft: PaintedDraft | undefined, points: readonly Position[]): void;
  done(points: readonly Position[]): void;
  cancel(): void;
}

/** Drawing point by point. Points typed elsewhere go in through `add`. */
export interface Collecting {
  add(position: Position): void;
  /** Takes the last point back. */
  back(): void;
  finish(): void;
  stop(): void;
}

/**
 * Collects points: a click or tap sets one, the first point again, a double click or Enter ends, Backspace takes one
 * back, Escape leaves, the space bar sets one at the middle of the map. A rectangle takes two opposite corners, a point one.
 */
export function collect(view: MapView, options: CollectOptions): Collecting {
  const { kind } = options;
  let points: Position[] = [];
  let aim: { position: Position; snapped: boolean } | undefined;
  let snapping = snapIndex([]);
  let stopped = false;

  const show = () => {
    if (stopped) return;
    const reaching = aim ? [...points, aim.position] : points;
    const [a, b] = reaching;
    options.show(
      {
        vertices: points,
        ...(aim?.snapped ? { snapped: aim.position } : {}),
        ...(kind === 'rectangle' && a && b
          ? { shape: uprightRectangle(a, b) }
          : reaching.length > 2 && kind === 'polygon'
            ? { shape: { type: 'Polygon' as const, coordinates: [[...reaching, reaching[0] as Position]] } }
            : reaching.length > 1
              ? { shape: { type: 'LineString' as const, coordinates: reaching } }
              : {}),
      },
      points,
    );
  };
  const stop = () => {
    if (stopped) return;
    stopped = true;
    stopListening();
    options.show(undefined, []);
  };
  const finish = () => {
    if (points.length < least[kind]) return;
    const all = points;
    stop();
    const [a, b] = all;
    options.done(
      kind === 'rectangle' && a && b
        ? (uprightRectangle(a, b).coordinates[0] as Position[]).slice(0, -1)
        : all,
    );
  };
  const add = (position: Position) => {
    if (stopped) return;
    points = [...points, position];
    snapping = snapIndex(points.map((p) => ({ type: 'Point', coordinates: p })));
    if (kind === 'point' || (kind === 'rectangle' && points.length === 2)) finish();
    else show();
  };
  const back = () => {
    points = points.slice(0, -1);
    snapping = snapIndex(points.map((p) => ({ type: 'Point', coordinates: p })));
    show();
  };
  const near = (a: Position, x: number, y: number) => {
    const p = view.project(a[0] as number, a[1] as number);
    return Math.hypot(p.x - x, p.y - y) < 12;
  };

  const stopListening = listen(view, {
    cursor: 'crosshair',
    move(event) {
      // A finger that moves pans the map: nothing follows it.
      if (event.type === 'touchmove') return;
      aim = aimAt(view, event, () => [snapping, ...options.targets()]);
      show();
    },
    leave() {
      aim = undefined;
      show();
    },
    click(event) {
      const at = aimAt(view, event, () => [snapping, ...options.targets()]);
      const [first] = points;
      const last = points.at(-1);
      if (last && near(last, at.x, at.y)) return;
      if (kind === 'polygon' && points.length > 2 && first && near(first, at.x, at.y)) return finish();
      add(at.position);
    },
    double: finish,
    key(event) {
      if (event.key === 'Enter') finish();
      else if (event.key === 'Escape') {
        stop();
        options.cancel();
      } else if (event.key === 'Backspace') back();
      else if (event.key === ' ') {
        const { clientWidth, clientHeight } = view.map.getContainer();
        const { lon, lat } = view.unproject(clientWidth / 2, clientHeight / 2);
        add([lon, lat]);
      } else return false;
      return true;
    },
  });
  show();
  return { add, back, finish, stop };
}
