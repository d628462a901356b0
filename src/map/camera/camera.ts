import type { LngLatBoundsLike, Map as MapLibreMap } from 'maplibre-gl';
import {
  type Camera,
  effect,
  type ReadonlySignal,
  type Store,
  signal,
  untracked,
} from '../../store/index.ts';

export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** What a scale bar and a north arrow need to know. */
export interface ViewCamera {
  /** Ground metres in one CSS pixel at the centre of the map. */
  metersPerPixel: ReadonlySignal<number>;
  /** Degrees clockwise from north of what is up. */
  bearing: ReadonlySignal<number>;
  pitch: ReadonlySignal<number>;
  zoom: ReadonlySignal<number>;
}

const equator = 2 * Math.PI * 6378137;
/** Web Mercator's scale at a latitude in degrees: MapLibre's zoom counts tiles of 512 pixels. */
export const metersPerPixelAt = (zoom: number, lat: number): number =>
  (equator * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);

/** Padding brought down in proportion so that at least `left` pixels of the map remain in each direction. */
export function fitPadding(padding: Padding, width: number, height: number, remain = 120): Padding {
  const across = Math.min(1, Math.max(0, width - remain) / Math.max(1, padding.left + padding.right));
  const down = Math.min(1, Math.max(0, height - remain) / Math.max(1, padding.top + padding.bottom));
  return {
    left: padding.left * across,
    right: padding.right * across,
    top: padding.top * down,
    bottom: padding.bottom * down,
  };
}

/** Marks movements that are the program's own and are not to be written into the address. */
const ownMove = { own: true };

/** Keeps the map's camera and the state's in step, and answers requests to frame an extent. */
export function followCamera(
  map: MapLibreMap,
  store: Store,
  padding: ReadonlySignal<Padding>,
  animate: () => boolean,
): { camera: ViewCamera; stop: () => void } {
  const { state, commands } = store;
  const read = () => ({ ...map.getCenter(), zoom: map.getZoom() });
  const metersPerPixel = signal(metersPerPixelAt(read().zoom, read().lat));
  const bearing = signal(map.getBearing());
  const pitch = signal(map.getPitch());
  const zoom = signal(map.getZoom());
  let last: Camera | undefined;
  let answered = 0;
  /** A flight is wished for or under way: the town is not to be shown in its place when panels move. */
  let flying = false;
  /** Whether the map has looked at anything yet. */
  let placed = false;
  let resizing = false;

  const onMove = () => {
    const now = read();
    metersPerPixel.value = metersPerPixelAt(now.zoom, now.lat);
    zoom.value = now.zoom;
    bearing.value = map.getBearing();
    pitch.value = map.getPitch();
  };
  const onMoveEnd = (event: object) => {
    flying = false;
    // On a public screen nobody moves the map by hand. Before the town is known its zoom limits move an empty map, and
    // a new size is no wish to look elsewhere: neither may keep the town from being shown.
    if ('own' in event || !placed || resizing || state.mode.peek() === 'display') return;
    const { lng, lat } = map.getCenter();
    last = { zoom: map.getZoom(), lat, lon: lng, bearing: map.getBearing(), pitch: map.getPitch() };
    commands.setCamera(last);
  };
  const room = (extra: number): Padding => {
    const { top, right, bottom, left } = padding.peek();
    const { clientWidth, clientHeight } = map.getContainer();
    const all = { top: top + extra, right: right + extra, bottom: bottom + extra, left: left + extra };
    return fitPadding(all, clientWidth, clientHeight);
  };
  let ended = false;
  const home = () => {
    const extent = flying ? undefined : state.town.peek()?.extent;
    // On a public screen the tour leads the camera: a late `resize` of the map would pull it from the present stop.
    if (!extent || (placed && state.mode.peek() === 'display')) return;
    placed = true;
    const fitted = map.cameraForBounds(bounds(extent), { padding: room(18), bearing: 0 });
    if (fitted) map.jumpTo({ ...fitted, bearing: 0, pitch: 0 }, ownMove);
  };
  const onResize = () => {
    if (!state.camera.peek()) home();
    // MapLibre reports the end of a movement in the same call.
    resizing = true;
    queueMicrotask(() => {
      resizing = false;
    });
  };

  map.on('move', onMove);
  map.on('moveend', onMoveEnd);
  map.on('resize', onResize);
  const stops = [
    // Without a camera in the address the map shows the town, also when panels take their place.
    effect(() => {
      const camera = state.camera.value;
      void state.town.value;
      void padding.value;
      if (camera === last && camera) return;
      last = camera;
      if (!camera) return untracked(home);
      placed = true;
      map.jumpTo(
        {
          center: [camera.lon, camera.lat],
          zoom: camera.zoom,
          bearing: camera.bearing,
          pitch: camera.pitch,
        },
        ownMove,
      );
    }),
    effect(() => {
      const frame = state.frame.value;
      if (!frame || frame.serial === answered) return;
      answered = frame.serial;
      flying = placed = true;
      // With the next picture: the panel that opens with the wish has its room by then.
      requestAnimationFrame(() => {
        if (ended) return;
        map.fitBounds(bounds(frame.extent), {
          padding: room(40),
          maxZoom: frame.maxZoom,
          bearing: map.getBearing(),
          pitch: map.getPitch(),
          linear: true,
          duration: animate() ? 700 : 0,
        });
      });
    }),
  ];
  return {
    camera: { metersPerPixel, bearing, pitch, zoom },
    stop: () => {
      ended = true;
      for (const stop of stops) stop();
      map.off('move', onMove);
      map.off('moveend', onMoveEnd);
      map.off('resize', onResize);
    },
  };
}

const bounds = ([west, south, east, north]: readonly [number, number, number, number]): LngLatBoundsLike => [
  [west, south],
  [east, north],
];
