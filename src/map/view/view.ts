import { Map as MapLibreMap } from 'maplibre-gl';
import { type Bilingual, ProblemError } from '../../model/index.ts';
import { computed, effect, type ReadonlySignal, type Signal, type Store, signal } from '../../store/index.ts';
import { leastIn } from '../../store/zoom-limits.ts';
import './worker.ts';
import { followCamera, type Padding, type ViewCamera } from '../camera/camera.ts';
import type { MapExtension } from '../extension.ts';
import { loadLabelFont } from '../fonts.ts';
import { createHighlight } from '../pick/highlight.ts';
import { followReach } from '../reach/follow.ts';
import { createDrawnCache } from '../sources/features.ts';
import { drawSprite } from '../sprites/image.ts';
import { buildStyle } from '../style/index.ts';
import type { StyleInput } from '../style/input.ts';
import { styleInputOf } from '../style/of-store.ts';
import type { StylePart } from '../style/passes.ts';
import type { ThemeName } from '../tokens.ts';
import { applySteps, diffStyle } from './apply.ts';
import { standingStill } from './still.ts';

export { mapStyles } from './styles.ts';

export interface MapViewOptions {
  container: HTMLElement;
  store: Store;
  theme: ReadonlySignal<ThemeName>;
  /** Pixels at each side that panels cover: what is framed stays clear of them. */
  padding?: ReadonlySignal<Padding>;
  /** Whether the map answers to pointer and keyboard; true by default. */
  interactive?: boolean;
  /** Whether to do without easing; the system's own setting by default. */
  reducedMotion?: ReadonlySignal<boolean>;
}

export interface MapView {
  /** For `src/map` only. */
  readonly map: MapLibreMap;
  readonly camera: ViewCamera;
  /** Pixels in the container of a longitude and latitude in degrees. */
  project(lon: number, lat: number): { x: number; y: number };
  /** Longitude and latitude in degrees of a pixel in the container. */
  unproject(x: number, y: number): { lon: number; lat: number };
  zoomBy(steps: number): void;
  /** Gives the map the keyboard. */
  focus(): void;
  /** North up, seen from above. */
  resetNorth(): void;
  /** Looks at the ground from above (0) or at a slant of up to 60 degrees, where relief stands up. */
  setPitch(degrees: number): void;
  /** The theme the map is drawn in. */
  readonly theme: ReadonlySignal<ThemeName>;
  /** What lies over the map (zones and their overlaps). */
  over(part: StylePart | undefined): void;
  /** What the style's input goes through before it is drawn, for code that is fetched at need. */
  readonly through: Signal<(input: StyleInput) => StyleInput>;
  /** What takes the room of the panels, so that no name lies under them. */
  beside(part: StylePart | undefined): void;
  /** Takes the pointer from picking until the returned function is called: for drawing tools. */
  holdPicking(): () => void;
  /** Resolves when everything asked for is loaded and drawn. */
  whenIdle(): Promise<void>;
  /** The map as a PNG at the given device pixels to the CSS pixel (the screen's own by default). */
  snapshot(options?: { pixelRatio?: number }): Promise<Blob>;
  destroy(): void;
}

const faults = () => import('./problems.ts');

/** Milliseconds after which a lost context is taken to be lost for good. */
const patience = 8000;

const noPadding = signal<Padding>({ top: 0, right: 0, bottom: 0, left: 0 });
const canvasName: Bilingual = {
  zh: '地图画面：方向键移动，加减键缩放',
  en: 'Map view: arrow keys move, plus and minus zoom',
};

/**
 * Puts a map of the store's town into `container` and keeps the two in step until destroyed.
 * @throws ProblemError when the browser has no WebGL 2; the state's `mapProblem` says so too.
 */
export async function createMapView(options: MapViewOptions): Promise<MapView> {
  const { container, store, theme, interactive = true } = options;
  const { state, select, commands } = store;
  const padding = options.padding ?? noPadding;
  const still = () => options.reducedMotion?.peek() ?? matchMedia('(prefers-reduced-motion: reduce)').matches;
  const animate = () => !still();
  const labels = signal(false);
  const marked = signal<ReadonlySet<string> | undefined>(undefined);
  /** The map is there: what lies on it is drawn in a task of its own, making a map takes long enough. */
  const begun = signal(false);
  const tilted = signal((state.camera.peek()?.pitch ?? 0) > 0);
  const cache = createDrawnCache();
  const extension = signal<MapExtension | undefined>(undefined);
  const reach = signal<StylePart | undefined>(undefined);
  const over = signal<StylePart | undefined>(undefined);
  const beside = signal<StylePart | undefined>(undefined);
  const through = signal((input: StyleInput) => input);

  const { basemap } = select;
  const least = computed(() => select.zooms.value.least);
  const most = computed(() => select.zooms.value.most);
  const input = computed<StyleInput>(() =>
    through.value(
      styleInputOf(store, begun.value ? cache : undefined, {
        theme: theme.value,
        labels: labels.value,
        marked: marked.value,
        relief: tilted.value,
        extension: extension.value,
        parts: [reach.value, over.value, beside.value].filter((part) => part !== undefined),
      }),
    ),
  );

  let style = buildStyle(input.peek());
  let map: MapLibreMap;
  try {
    map = new MapLibreMap({
      container,
      style,
      interactive,
      attributionControl: false,
      center: [0, 0],
      zoom: 3,
      maxPitch: 65,
      // A screen that runs for weeks keeps no tiles it does not show: cutting them again costs less than their growth.
      ...(state.mode.peek() === 'display' ? { maxTileCacheSize: 1 } : {}),
      fadeDuration: still() ? 0 : 200,
      dragRotate: true,
      pitchWithRotate: true,
      validateStyle: import.meta.env.DEV,
      canvasContextAttributes: { preserveDrawingBuffer: false },
    });
  } catch {
    const fault = (await faults()).noWebgl();
    commands.setMapProblem(fault);
    throw new ProblemError(fault);
  }

  const ratio = Math.min(3, Math.ceil(devicePixelRatio));
  map.setMissingStyleImageResolver((id) => {
    const sprite = drawSprite(id, ratio);
    if (sprite && !map.hasImage(id)) map.addImage(id, sprite.data, sprite.options);
  });

  const { camera, stop: stopCamera } = followCamera(map, store, padding, animate);
  const highlight = createHighlight(map);
  const reported = new Set<string>();
  map.on('error', (event) => {
    const source = (event as { sourceId?: string }).sourceId ?? '';
    const status = (event.error as { status?: number } | undefined)?.status;
    const online = basemap.peek();
    const ofBase = source.startsWith('basemap:') && online;
    // The pictures and the names of one service are one matter.
    const key = `${ofBase ? `basemap:${online.id}` : source} ${status}`;
    if (reported.has(key) || extension.peek()?.reports(source)) return;
    reported.add(key);
    const detail = event.error?.message ?? 'unknown';
    void import('./source-problems.ts').then(({ basemapFailed, tilesFailed }) =>
      commands.report(
        ofBase ? basemapFailed(online, status) : tilesFailed(source.replace('layer:', ''), detail),
      ),
    );
  });

  await new Promise<void>((resolve) => map.once('style.load', () => resolve()));
  performance.mark('map:style');
  begun.value = true;

  let queued = 0;
  let settled = false;
  let first = true;
  let ended = false;
  const settle = () => {
    const states = Object.values(state.layers.peek());
    settled = state.phase.peek() !== 'loading' && states.every((layer) => layer.phase !== 'loading');
  };
  /** While the context is lost the map has no style to change; what changes meanwhile is made up for afterwards. */
  let lost = false;
  let givenUp: ReturnType<typeof setTimeout> | undefined;
  const mark = () => {
    const [selected, highlighted] = [select.selectedFeatures.value, select.highlightedFeatures.value];
    const features = select.features.value;
    const before = marked.value;
    if (lost) return;
    const now = new Set([...(before ?? []), ...highlight.update(selected, highlighted, features)]);
    // A layer keeps what it once needed: the next time it shows in the next frame.
    if (before && now.size > before.size) marked.value = now;
  };
  const update = () => {
    queued = 0;
    if (lost) return;
    const next = buildStyle(input.peek());
    const steps = diffStyle(style, next);
    style = next;
    applySteps(map, steps);
    if (steps.some((step) => step.do === 'addSource')) {
      highlight.forget();
      mark();
    }
    settle();
  };
  const queue = () => {
    queued ||= requestAnimationFrame(update);
  };
  const onIdle = () => {
    if (!settled || queued) return;
    if (first) {
      first = false;
      performance.mark('map:first');
      commands.setMapReady(true);
      marked.value = new Set();
      // Where nothing more is to be drawn nothing would say that all is.
      map.triggerRepaint();
      void import('./answering.ts').then(({ watchWorkers }) => {
        if (!ended) stops.push(watchWorkers(map));
      });
      if (interactive)
        void import('../pick/pick.ts').then(({ listenToPointer }) => {
          if (!ended) stops.push(listenToPointer(map, store, () => holds.size > 0, animate, extension));
        });
    } else if (labels.peek()) {
      map.off('idle', onIdle);
      performance.mark('map:complete');
    }
  };
  map.on('idle', onIdle);
  const onTilt = () => {
    tilted.value = map.getPitch() > 1;
  };
  map.on('moveend', onTilt);
  map.on('webglcontextlost', ({ originalEvent }) => {
    lost = true;
    commands.setMapReady(false);
    void faults().then(({ drawingLost }) => commands.report(drawingLost(originalEvent)));
    // The public display makes another map by itself.
    givenUp = setTimeout(() => {
      if (lost && state.mode.peek() !== 'display')
        void faults().then(({ noWebgl }) => commands.setMapProblem(noWebgl()));
    }, patience);
  });
  map.on('webglcontextrestored', () => {
    clearTimeout(givenUp);
    map.once('idle', () => {
      lost = false;
      highlight.forget();
      mark();
      queue();
      commands.setMapReady(true);
    });
  });

  /** Fetches what only some maps need, at the first need of it. */
  const extend = () => {
    let asked = false;
    return effect(() => {
      const foreign = state.catalogue.value?.layers.some(
        ({ source }) => typeof source === 'object' && source.kind !== 'geojson',
      );
      if (
        asked ||
        !state.catalogue.value ||
        !(foreign || state.fabrics.value.length || basemap.value?.kind === 'pmtiles')
      )
        return;
      asked = true;
      void import('./live.ts').then(({ createLive }) => {
        if (!ended) extension.value = createLive(map, store);
      });
    });
  };
  const canvas = map.getCanvas();
  canvas.setAttribute('role', interactive ? 'application' : 'img');
  const holds = new Set<object>();
  const bound = () =>
    void map.setMinZoom(leastIn(least.value, container.clientWidth, container.clientHeight));
  map.on('resize', bound);
  const stops = [
    stopCamera,
    effect(() => {
      void input.value;
      void state.phase.value;
      queue();
    }),
    effect(mark),
    extend(),
    // Each only when it is another number: either has the map drawn again.
    effect(bound),
    effect(() => void map.setMaxZoom(most.value)),
    followReach(store, theme, reach),
    effect(() => {
      canvas.setAttribute('aria-label', canvasName[state.language.value]);
    }),
  ];
  void loadLabelFont(store.base).then(() => {
    labels.value = true;
  });

  return {
    map,
    camera,
    project: (lon, lat) => {
      const { x, y } = map.project([lon, lat]);
      return { x, y };
    },
    unproject: (x, y) => {
      const { lng, lat } = map.unproject([x, y]);
      return { lon: lng, lat };
    },
    zoomBy: (steps) => map.easeTo({ zoom: map.getZoom() + steps, animate: animate(), duration: 250 }),
    focus: () => canvas.focus({ preventScroll: true }),
    resetNorth: () => map.easeTo({ bearing: 0, pitch: 0, animate: animate(), duration: 400 }),
    setPitch: (degrees) => map.easeTo({ pitch: degrees, animate: animate(), duration: 500 }),
    theme,
    through,
    over: (part) => {
      over.value = part;
    },
    beside: (part) => {
      beside.value = part;
    },
    holdPicking: () => {
      const hold = {};
      holds.add(hold);
      return () => holds.delete(hold);
    },
    ...standingStill(map, () => !queued && labels.peek() && !!marked.peek()),
    destroy: () => {
      ended = true;
      clearTimeout(givenUp);
      for (const stop of stops) stop();
      cancelAnimationFrame(queued);
      extension.peek()?.stop();
      commands.setMapReady(false);
      map.remove();
    },
  };
}
