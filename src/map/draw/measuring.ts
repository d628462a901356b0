import type { LineString, Polygon, Position } from 'geojson';
import { closeRing } from '../../geo/edit/close-ring.ts';
import type { SnapIndex } from '../../geo/edit/snap.ts';
import type { MapView } from '../view/view.ts';
import { type Collecting, collect } from './collect.ts';
import type { PaintedDraft } from './draft.ts';

/** What a measuring tool has drawn so far, up to the pointer until it is done; degrees. */
export interface MeasuredShape {
  shape: LineString | Polygon;
  done: boolean;
}

export interface MeasuringOptions {
  kind: 'distance' | 'area';
  targets(): readonly SnapIndex[];
  /** Draws the shape; once finished it stays drawn until something else is. */
  paint(draft: PaintedDraft | undefined): void;
  /** Called at every change with the shape, as far as there is one, and the points set. */
  changed(measured: MeasuredShape | undefined, points: readonly Position[]): void;
  /** The points make no area. */
  refused(error: unknown): void;
  cancel(): void;
}

/** Takes the points of a line or an area that is measured and shows it until the tool is laid down. */
export function measuring(view: MapView, options: MeasuringOptions): Collecting {
  const { kind, targets, paint, changed, cancel } = options;
  return collect(view, {
    kind: kind === 'area' ? 'polygon' : 'line',
    targets,
    show(draft, points) {
      paint(draft);
      const shape = draft?.shape;
      const measured = shape?.type === 'LineString' || shape?.type === 'Polygon';
      changed(measured ? { shape, done: false } : undefined, points);
    },
    done(points) {
      try {
        const shape: LineString | Polygon =
          kind === 'area' ? closeRing(points) : { type: 'LineString', coordinates: [...points] };
        paint({ vertices: points, shape });
        changed({ shape, done: true }, points);
      } catch (error) {
        options.refused(error);
      }
    },
    cancel,
  });
}
