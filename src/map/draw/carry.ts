import type { Position } from 'geojson';
import { shift } from '../../geo/edit/shift.ts';
import { type Drawable, openParts } from '../../geo/edit/vertices.ts';
import type { MapView } from '../view/view.ts';
import type { PaintedDraft } from './draft.ts';
import { listen } from './pointer.ts';

export interface CarryOptions {
  geometry: Drawable;
  show(draft: PaintedDraft | undefined): void;
  /** The shape has been put down, or moved by a key. */
  changed(geometry: Drawable): void;
  cancel(): void;
}

export interface Carrying {
  /** Replaces the shape, after an undo. */
  set(geometry: Drawable): void;
  stop(): void;
}

/** Moves a shape as a whole: a drag anywhere on the map carries it along, arrow keys by a pixel (by ten with Shift), Escape leaves. */
export function carry(view: MapView, options: CarryOptions): Carrying {
  let { geometry } = options;
  let from: Position | undefined;
  let carried: Drawable | undefined;
  const show = () => {
    const shape = carried ?? geometry;
    options.show({ shape, ...(/Point$/.test(shape.type) ? { vertices: openParts(shape).flat(2) } : {}) });
  };
  const stopListening = listen(view, {
    cursor: 'move',
    down({ lngLat }) {
      from = [lngLat.lng, lngLat.lat];
      return true;
    },
    move({ lngLat }) {
      if (!from) return;
      carried = shift(geometry, from, [lngLat.lng, lngLat.lat]);
      show();
    },
    up() {
      from = undefined;
      if (!carried) return;
      geometry = carried;
      carried = undefined;
      options.changed(geometry);
    },
    key({ key, shiftKey }) {
      const step = shiftKey ? 10 : 1;
      const by = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const)[
        key as 'ArrowUp'
      ];
      if (key === 'Escape') options.cancel();
      else if (by) {
        const [lon = 0, lat = 0] = openParts(geometry)[0]?.[0]?.[0] ?? [];
        const { x, y } = view.project(lon, lat);
        const to = view.unproject(x + by[0] * step, y + by[1] * step);
        geometry = shift(geometry, [lon, lat], [to.lon, to.lat]);
        show();
        options.changed(geometry);
      } else return false;
      return true;
    },
  });
  show();
  return {
    set(next) {
      geometry = next;
      show();
    },
    stop() {
      stopListening();
      options.show(undefined);
    },
  };
}
