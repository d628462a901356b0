import type { MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import type { Store } from '../../store/index.ts';
import type { MapView } from '../view/view.ts';
import { pickAt } from './pick.ts';

/** A place on the map: degrees, and pixels within it. */
export interface Pointed {
  lon: number;
  lat: number;
  x: number;
  y: number;
}

export interface PointerHeard {
  /** Where the pointer is, frame by frame; undefined once it has left the map or the map moves under it. */
  at(place: Pointed | undefined): void;
  /**
   * It stands still there, or a finger is held there; true when that was answered, after which lifting the finger is
   * no tap any more.
   */
  rests(place: Pointed, finger: boolean): boolean | undefined;
}

/** Milliseconds for which a pointer stands still, or a finger is held. */
const rest = 260;
const hold = 500;
/** Pixels a held finger may tremble. */
const tremble = 10;

/** Follows the pointer over the map, and fingers held on it, until the returned function is called. */
export function watchPointer(view: MapView, heard: PointerHeard): () => void {
  const { map } = view;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { x: number; y: number } | undefined;
  /** Where the mouse is, moving map or not. */
  let mouse: { x: number; y: number } | undefined;
  let finger: { x: number; y: number } | undefined;
  /** Browsers follow a touch up with a mouse that was never there. */
  let touchedAt = Number.NEGATIVE_INFINITY;
  /** The finger that is down was answered. */
  let answered = false;
  const placeAt = ({ x, y }: { x: number; y: number }): Pointed => ({ ...view.unproject(x, y), x, y });
  const drop = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = 0;
    waiting = finger = undefined;
  };
  const leave = () => {
    drop();
    heard.at(undefined);
  };
  const out = () => {
    mouse = undefined;
    leave();
  };
  const look = () => {
    frame = 0;
    if (!waiting || map.isMoving()) return;
    const place = placeAt(waiting);
    heard.at(place);
    clearTimeout(timer);
    timer = setTimeout(() => heard.rests(place, false), rest);
  };
  const move = ({ point }: MapMouseEvent) => {
    if (performance.now() - touchedAt < 1000) return;
    mouse = waiting = point;
    frame ||= requestAnimationFrame(look);
  };
  /** The map has come to rest under a mouse that stands still. */
  const settled = () => {
    if (!mouse) return;
    waiting = mouse;
    frame ||= requestAnimationFrame(look);
  };
  const touch = ({ point, points }: MapTouchEvent) => {
    touchedAt = performance.now();
    answered = false;
    out();
    if (points.length > 1) return;
    finger = point;
    timer = setTimeout(() => {
      const place = placeAt(point);
      heard.at(place);
      answered = heard.rests(place, true) === true;
    }, hold);
  };
  const drag = ({ point }: MapTouchEvent) => {
    touchedAt = performance.now();
    if (finger && Math.hypot(point.x - finger.x, point.y - finger.y) > tremble) leave();
  };
  const lift = () => {
    touchedAt = performance.now();
    // What was shown stays until the next touch.
    drop();
  };
  /** Heard before the map hears it. */
  const click = (event: Event) => {
    if (answered) event.stopImmediatePropagation();
    answered = false;
  };
  const container = map.getCanvasContainer();
  container.addEventListener('click', click, true);
  const listening = [
    map.on('mousemove', move),
    map.on('mouseout', out),
    map.on('movestart', leave),
    map.on('moveend', settled),
    map.on('touchstart', touch),
    map.on('touchmove', drag),
    map.on('touchend', lift),
  ];
  return () => {
    drop();
    container.removeEventListener('click', click, true);
    for (const one of listening) one.unsubscribe();
  };
}

/** The features of the package's layers at these pixels, of every layer on the map, points before lines before areas. */
export const featuresUnder = (view: MapView, store: Store, point: { x: number; y: number }): string[] =>
  pickAt(view.map, store, point, 3, undefined, true).ids;

/** The same of what a click there would pick, within `reach` pixels. */
export const pickableAt = (
  view: MapView,
  store: Store,
  point: { x: number; y: number },
  reach: number,
): string[] => pickAt(view.map, store, point, reach).ids;

/** Degrees in the middle of what is left of the map beside the panels; follows the camera until stopped. */
export function watchMiddle(view: MapView, at: (place: { lon: number; lat: number }) => void): () => void {
  const look = () => {
    const { lng, lat } = view.map.getCenter();
    at({ lon: lng, lat });
  };
  view.map.on('move', look);
  look();
  return () => view.map.off('move', look);
}
