import type { Position } from 'geojson';
import type { MapEventType, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import type { SnapIndex } from '../../geo/edit/snap.ts';
import type { MapView } from '../view/view.ts';

/** Pixels within which a point is drawn to what is there already. */
const reachPixels = 12;

/** Pixels that a finger or a pointer may miss a place by. */
export const missPixels = 8;

/** Where a pointer is, in degrees, after snapping; holding Alt lets go. */
export interface Aim {
  position: Position;
  snapped: boolean;
  x: number;
  y: number;
}

/**
 * Where a pointer event aims.
 * @param targets What may be snapped to, asked at each event; the first index with an answer wins.
 */
export function aimAt(
  view: MapView,
  event: { point: { x: number; y: number }; originalEvent?: { altKey?: boolean } },
  targets: () => readonly SnapIndex[],
): Aim {
  const { x, y } = event.point;
  const { lon, lat } = view.unproject(x, y);
  if (!event.originalEvent?.altKey) {
    const reach = Math.abs(view.unproject(x, y + reachPixels).lat - lat);
    for (const index of targets()) {
      const nearest = index.nearest(lon, lat, reach);
      if (nearest) return { position: nearest.position, snapped: true, x, y };
    }
  }
  return { position: [lon, lat], snapped: false, x, y };
}

export type PointerHandlers = {
  move?(event: MapMouseEvent | MapTouchEvent): void;
  /** Return true to take the pointer from panning. */
  down?(event: MapMouseEvent | MapTouchEvent): boolean;
  up?(): void;
  click?(event: MapMouseEvent): void;
  double?(event: MapMouseEvent): void;
  key?(event: KeyboardEvent): boolean;
  /** The pointer has left the map. */
  leave?(): void;
  /** How the pointer looks over the map meanwhile. */
  cursor?: string;
};

/** Listens to the map for a tool, with the pointer taken from picking and from double-click zoom, until stopped. */
export function listen(view: MapView, handlers: PointerHandlers): () => void {
  const { map } = view;
  const release = view.holdPicking();
  const canvas = map.getCanvas();
  if (handlers.cursor) canvas.style.cursor = handlers.cursor;
  const zoomed = map.doubleClickZoom.isEnabled();
  map.doubleClickZoom.disable();
  const move = (event: MapMouseEvent | MapTouchEvent) => handlers.move?.(event);
  const down = (event: MapMouseEvent | MapTouchEvent) => {
    if (handlers.down?.(event)) {
      event.preventDefault();
      map.dragPan.disable();
    }
  };
  const up = () => {
    map.dragPan.enable();
    handlers.up?.();
  };
  const click = (event: MapMouseEvent) => handlers.click?.(event);
  const double = (event: MapMouseEvent) => {
    event.preventDefault();
    handlers.double?.(event);
  };
  const leave = () => handlers.leave?.();
  const key = (event: KeyboardEvent) => {
    if (handlers.key?.(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const listeners = [
    ['mousemove', move],
    ['touchmove', move],
    ['mousedown', down],
    ['touchstart', down],
    ['mouseup', up],
    ['touchend', up],
    ['click', click],
    ['dblclick', double],
    ['mouseout', leave],
  ] as [keyof MapEventType, (event: object) => void][];
  for (const [type, listener] of listeners) map.on(type, listener);
  // Before MapLibre's own keys, which pan and zoom.
  canvas.parentElement?.addEventListener('keydown', key, true);
  return () => {
    for (const [type, listener] of listeners) map.off(type, listener);
    canvas.parentElement?.removeEventListener('keydown', key, true);
    canvas.style.cursor = '';
    map.dragPan.enable();
    if (zoomed) map.doubleClickZoom.enable();
    release();
  };
}
