import type { Outlook } from '../../store/tour/stops.ts';
import type { MapView } from '../view/view.ts';
import { fitPadding, type Padding } from './camera.ts';
import { fitSlanted } from './slant.ts';

/** How much the machine can carry: everything; flights without drift, drawn less sharp; still pictures, cut. */
export type Effects = 'full' | 'calm' | 'cuts';

/** Marks movements that are not the user's: the address does not follow them. */
const mine = { own: true };

/** Flies a map from outlook to outlook and reports whether it should be moving, for whoever watches it. */
export interface Flight {
  /**
   * Flies to an outlook so that its extent is clear of what covers the map, then drifts slowly for as long as the
   * stop lasts. On a map that has not shown an outlook yet, or has another shape since, it is there at once: nobody
   * should see half a town behind the card.
   */
  to(outlook: Outlook, padding: Padding, seconds: number, effects: Effects): void;
  /** Runs once the camera has arrived; at once when it already has. */
  arrived(run: () => void): void;
  /** Milliseconds since the map drew last; undefined when it may rest. */
  sinceDrawnMs(): number | undefined;
  /**
   * Draws the map `factor` times as large, names and lines alike, for eyes that are far away; `sharpness` is the share
   * of the screen's own pixels it is drawn with. Lengths given to `to` stay CSS pixels of the page.
   */
  enlarge(factor: number, sharpness: number): void;
  /** Stays where it is. */
  rest(): void;
  /** Lets go of the map. */
  stop(): void;
}

/** Whether the map's drawing context is gone and has not been given back. */
export const contextLost = ({ map }: MapView): boolean =>
  map.getCanvas().getContext('webgl2')?.isContextLost() ?? true;

const flightMs = 3600;
/** No nearer: there is nothing more to see in a sketch. */
const nearest = 15.5;
const driftDegreesPerSecond = 0.5;

export function createFlight(view: MapView): Flight {
  const { map } = view;
  let drawnAt = performance.now();
  let startedAt = performance.now();
  let waiting: (() => void) | undefined;
  let after: (() => void) | undefined;
  let flying = false;
  let scale = 1;
  let shape = '';
  const container = map.getContainer();
  const enlarge = (factor: number, sharpness: number) => {
    const ratio = devicePixelRatio * factor * sharpness;
    if (factor === scale && Math.abs(map.getPixelRatio() - ratio) < 1e-6) return;
    scale = factor;
    const { style } = container;
    style.transformOrigin = '0 0';
    style.transform = factor === 1 ? '' : `scale(${factor})`;
    style.width = style.height = factor === 1 ? '' : `${100 / factor}%`;
    map.setPixelRatio(ratio);
    map.resize();
  };
  const onRender = () => {
    drawnAt = performance.now();
  };
  const onMoveEnd = () => {
    if (!flying) return;
    flying = false;
    // Started from the event itself, the next movement would be ended by it.
    const [next, arrived] = [after, waiting];
    after = waiting = undefined;
    queueMicrotask(() => {
      arrived?.();
      next?.();
    });
  };
  map.on('render', onRender);
  map.on('moveend', onMoveEnd);

  const rest = () => {
    flying = false;
    after = waiting = undefined;
    map.stop();
  };

  return {
    rest,
    enlarge,
    to({ extent, bearing, pitch }, padding, seconds, effects) {
      const { clientWidth, clientHeight } = container;
      rest();
      const options = {
        top: padding.top / scale,
        right: padding.right / scale,
        bottom: padding.bottom / scale,
        left: padding.left / scale,
      };
      const room = fitPadding(options, clientWidth, clientHeight);
      const free = {
        width: clientWidth - room.left - room.right,
        height: clientHeight - room.top - room.bottom,
      };
      const fitted = fitSlanted(extent, free, clientHeight, bearing, pitch);
      const camera = { ...fitted, zoom: Math.min(fitted.zoom, nearest), pitch, bearing, padding: room };
      startedAt = performance.now();
      const drift = () => {
        startedAt = performance.now();
        map.easeTo(
          {
            bearing: bearing + driftDegreesPerSecond * seconds,
            duration: seconds * 1000,
            easing: (t) => t,
            essential: true,
          },
          mine,
        );
      };
      const current = shape;
      shape = `${clientWidth} × ${clientHeight}`;
      if (effects === 'cuts' || shape !== current) {
        map.jumpTo(camera, mine);
        if (effects === 'full' && seconds) drift();
        return;
      }
      flying = true;
      if (effects === 'full') after = drift;
      map.flyTo({ ...camera, duration: flightMs, curve: 1.25, essential: true }, mine);
    },
    arrived(run) {
      if (flying) waiting = run;
      else run();
    },
    sinceDrawnMs() {
      if (!map.isMoving()) return undefined;
      return performance.now() - Math.max(drawnAt, startedAt);
    },
    stop() {
      rest();
      map.setPadding({ top: 0, right: 0, bottom: 0, left: 0 });
      enlarge(1, 1);
      map.off('render', onRender);
      map.off('moveend', onMoveEnd);
    },
  };
}
