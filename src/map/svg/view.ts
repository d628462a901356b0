import { type Bilingual, say } from '../../model/index.ts';
import {
  type Camera,
  effect,
  type ReadonlySignal,
  type Store,
  signal,
  untracked,
} from '../../store/index.ts';
import { leastIn } from '../../store/zoom-limits.ts';
import { fitPadding, type Padding, type ViewCamera } from '../camera/camera.ts';
import type { StylePart } from '../style/passes.ts';
import type { ThemeName } from '../tokens.ts';
import { followHand } from './gestures.ts';
import { toElement } from './node.ts';
import { pickIn } from './pick.ts';
import { mapPicture, townExtent } from './picture.ts';
import { rasterized } from './rasterize.ts';
import { type Look, lookAt, mercatorViewport } from './viewport.ts';

/** The map where there is no WebGL: the SVG map, moved by hand, that picks and highlights as the live one does. */
export interface FlatView {
  readonly camera: ViewCamera;
  zoomBy(steps: number): void;
  resetNorth(): void;
  /** Gives the map the keyboard. */
  focus(): void;
  /** What lies over the map (zones and their overlaps). */
  over(part: StylePart | undefined): void;
  /** The theme the map is drawn in. */
  readonly theme: ReadonlySignal<ThemeName>;
  /** The map as a PNG at the given device pixels to the CSS pixel (the screen's own by default). */
  snapshot(options?: { pixelRatio?: number }): Promise<Blob>;
  destroy(): void;
}

const surfaceName: Bilingual = {
  zh: '地图画面：方向键移动，加减键缩放',
  en: 'Map view: arrow keys move, plus and minus zoom',
};

let sheet: CSSStyleSheet | undefined;
function surfaceStyles(): CSSStyleSheet {
  if (sheet) return sheet;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    .flat { position: absolute; inset: 0; overflow: hidden; touch-action: none; cursor: grab; user-select: none; -webkit-user-select: none; }
    .flat:active { cursor: grabbing; }
    .flat.over { cursor: pointer; }
    .flat:focus-visible { outline-offset: -3px; }
  `);
  return sheet;
}

/** Puts the SVG map of the store's town into `container` and keeps the two in step until destroyed. */
export function createFlatView(
  container: HTMLElement,
  store: Store,
  theme: ReadonlySignal<ThemeName>,
  padding: ReadonlySignal<Padding>,
): FlatView {
  const { state, select, commands } = store;
  const ended = new AbortController();
  const surface = document.createElement('div');
  surface.className = 'flat';
  surface.tabIndex = 0;
  surface.setAttribute('role', 'application');
  container.replaceChildren(surface);
  const root = container.getRootNode();
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(surfaceStyles()))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, surfaceStyles()];
  const size = signal({ width: container.clientWidth || 300, height: container.clientHeight || 300 });
  const look = signal<Look>({ zoom: 10, lon: 0, lat: 0 });
  /** Where the drawing on the screen looks; a movement only shifts it until the hand rests. */
  const drawn = signal<Look>(look.peek());
  const over = signal<StylePart | undefined>(undefined);
  const viewOf = (at: Look) => mercatorViewport(at, size.peek().width, size.peek().height);
  const metersPerPixel = signal(1);
  const zoom = signal(10);
  let moved: Camera | undefined;

  const set = (next: Look) => {
    look.value = {
      ...next,
      zoom: Math.max(
        leastIn(select.zooms.peek().least, size.peek().width, size.peek().height),
        Math.min(select.zooms.peek().most, next.zoom),
      ),
    };
    zoom.value = look.value.zoom;
    metersPerPixel.value = viewOf(look.value).metersPerPixel;
  };
  const jump = (next: Look) => {
    set(next);
    drawn.value = look.value;
  };
  const rest = () => {
    drawn.value = look.value;
    moved = { ...look.value, bearing: 0, pitch: 0 };
    commands.setCamera(moved);
  };
  const room = (extra: number) => {
    const { top, right, bottom, left } = padding.peek();
    const all = { top: top + extra, right: right + extra, bottom: bottom + extra, left: left + extra };
    return fitPadding(all, size.peek().width, size.peek().height);
  };
  const zoomAbout = (steps: number, x: number, y: number) => {
    const before = viewOf(look.peek()).unproject(x, y);
    set({ ...look.peek(), zoom: look.peek().zoom + steps });
    const [nx, ny] = viewOf(look.peek()).project([before.lon, before.lat]);
    const { width, height } = size.peek();
    const { lon, lat } = viewOf(look.peek()).unproject(width / 2 + nx - x, height / 2 + ny - y);
    set({ ...look.peek(), lon, lat });
  };

  followHand(
    surface,
    {
      move: (dx, dy) => {
        const { width, height } = size.peek();
        set({ ...look.peek(), ...viewOf(look.peek()).unproject(width / 2 - dx, height / 2 - dy) });
      },
      zoom: zoomAbout,
      rest,
      click: (x, y, touch) => {
        const ids = pickIn(store, viewOf(look.peek()), [x, y], touch ? 12 : 4);
        if (ids.length > 1) commands.offerCandidates(ids, x, y);
        else if (ids.length === 1) commands.selectFeature(ids[0]);
        else commands.closeSelection();
      },
      hover: (x, y) => {
        const ids = pickIn(store, viewOf(look.peek()), [x, y], 3).slice(0, 1);
        surface.classList.toggle('over', ids.length > 0);
        const name = select.features.peek().get(ids[0] ?? '')?.feature.properties.name;
        surface.title = name ? say(name, state.language.peek()) : '';
        if (ids[0] !== state.hovered.peek()[0]) commands.hoverFeatures(ids);
      },
      leave: () => commands.hoverFeatures([]),
    },
    ended.signal,
  );

  const watched = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = container;
    if (width && height) size.value = { width, height };
  });
  watched.observe(container);

  let frame = 0;
  const pictureOf = (at: Look) =>
    untracked(() =>
      mapPicture(store, surfaceName[state.language.peek()], {
        ...size.peek(),
        theme: theme.peek(),
        look: at,
        over: over.peek(),
      }),
    );
  const draw = () => {
    frame = 0;
    surface.replaceChildren(toElement(pictureOf(drawn.peek())));
    shift();
  };
  /** Moves the drawing to where the map is to be. */
  const shift = () => {
    const svg = surface.querySelector('svg');
    if (!svg) return;
    const [now, then] = [look.peek(), drawn.peek()];
    const corner = viewOf(then).unproject(0, 0);
    const [x, y] = viewOf(now).project([corner.lon, corner.lat]);
    svg.style.transformOrigin = '0 0';
    svg.style.transform =
      now === then ? '' : `translate(${x}px,${y}px) scale(${2 ** (now.zoom - then.zoom)})`;
  };
  let answered = 0;
  let flying = false;
  const stops = [
    effect(() => {
      const camera = state.camera.value;
      void state.town.value;
      void padding.value;
      void size.value;
      if (flying || (camera && camera === moved)) return;
      untracked(() => {
        const { width, height } = size.peek();
        jump(camera ?? lookAt(townExtent(store), width, height, room(18)));
      });
    }),
    effect(() => {
      const wish = state.frame.value;
      if (!wish || wish.serial === answered) return;
      answered = wish.serial;
      flying = true;
      // With the next picture: the panel that opens with the wish has its room by then.
      requestAnimationFrame(() => {
        flying = false;
        if (ended.signal.aborted) return;
        const { width, height } = size.peek();
        set(lookAt([...wish.extent], width, height, room(40), wish.maxZoom));
        rest();
      });
    }),
    effect(() => {
      void look.value;
      untracked(shift);
    }),
    effect(() => {
      surface.setAttribute('aria-label', surfaceName[state.language.value]);
      // All that a drawing depends on.
      void [drawn.value, size.value, theme.value, over.value, state.layers.value, select.layers.value];
      void [select.shownFeatures.value, select.selectedFeatures.value, select.highlightedFeatures.value];
      void [select.statuses.value, select.basemap.value, state.town.value];
      void [state.position.value, state.aside.value];
      frame ||= requestAnimationFrame(draw);
    }),
  ];
  return {
    camera: { metersPerPixel, bearing: signal(0), pitch: signal(0), zoom },
    zoomBy: (steps) => {
      zoomAbout(steps, size.peek().width / 2, size.peek().height / 2);
      rest();
    },
    resetNorth: () => undefined,
    focus: () => surface.focus({ preventScroll: true }),
    theme,
    over: (part) => {
      over.value = part;
    },
    snapshot: ({ pixelRatio = devicePixelRatio } = {}) =>
      rasterized(pictureOf(look.peek()), size.peek(), pixelRatio),
    destroy: () => {
      ended.abort();
      watched.disconnect();
      for (const stop of stops) stop();
      cancelAnimationFrame(frame);
      surface.remove();
    },
  };
}
