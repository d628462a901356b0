import { type DeckProps, WebMercatorViewport } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Language } from '../../model/index.ts';
import type { Palette } from '../tokens.ts';
import type { MapView } from '../view/view.ts';
import type { Figure } from './figures.ts';
import { columnTexts } from './labels.ts';
import { columnTops, figureLayers } from './layers.ts';

type Device = Parameters<NonNullable<DeckProps['onDeviceInitialized']>>[0];

export interface FigureOptions {
  palette: Palette;
  language: Language;
  /** Size of the smallest readable label, CSS pixels. */
  labelPx: number;
  /** Show it finished instead of growing. */
  still: boolean;
}

export interface FigureOverlay {
  show(figure: Figure, options: FigureOptions): void;
  clear(): void;
  destroy(): void;
}

/**
 * Figures over the map, on a canvas of their own: overlaid and not interleaved, so that labels of the map are not
 * disturbed and a loss of one context leaves the other.
 * @param failed Called when drawing fails; the figure is taken away first, the map goes on.
 */
export function createFigureOverlay(view: MapView, failed: (reason: string) => void): FigureOverlay {
  const { map } = view;
  let frame = 0;
  let device: Device | undefined;
  const overlay = new MapLibreOverlay({
    interleaved: false,
    layers: [],
    // As sharp as the map itself, which may be drawn enlarged.
    useDevicePixels: map.getPixelRatio(),
    onDeviceInitialized: (made) => {
      device = made;
    },
    onLoad: () => listen(),
    onError: (error: Error) => {
      clear();
      failed(error.message);
    },
  });
  // Beside the map's own canvas, not among the controls: those are hidden here.
  const element = overlay.onAdd(map);
  map.getCanvasContainer().append(element);
  let canvas: HTMLCanvasElement | undefined;
  const lost = (event: Event) => {
    event.preventDefault();
    clear();
    failed('the context of the figures was lost');
  };
  /** deck.gl makes its canvas some time after it was asked to. */
  const listen = () => {
    const newCanvas = canvas ? null : overlay.getCanvas();
    if (!newCanvas) return;
    canvas = newCanvas;
    newCanvas.addEventListener('webglcontextlost', lost);
  };

  let again: (() => void) | undefined;
  // A still figure is drawn once more when all of the relief has come.
  const onIdle = () => again?.();

  function clear(): void {
    cancelAnimationFrame(frame);
    frame = 0;
    again = undefined;
    overlay.setProps({ layers: [] });
  }

  map.on('idle', onIdle);

  return {
    show(figure, { palette, language, labelPx, still }) {
      clear();
      const began = performance.now();
      // Measured at the middle of the view: a slanted view sees far beyond what it is about.
      const { clientWidth, clientHeight } = map.getContainer();
      const spanM = view.camera.metersPerPixel.peek() * Math.min(clientWidth, clientHeight);
      const ground = (at: readonly [number, number]) => map.queryTerrainElevation([at[0], at[1]]) ?? 0;
      let texts: string[] | undefined;
      if (figure.kind === 'columns') {
        const { lng: longitude, lat: latitude } = map.getCenter();
        const screen = new WebMercatorViewport({
          width: clientWidth,
          height: clientHeight,
          longitude,
          latitude,
          zoom: map.getZoom(),
          pitch: map.getPitch(),
          bearing: map.getBearing(),
          padding: map.getPadding() as Required<ReturnType<typeof map.getPadding>>,
        });
        const tops = columnTops(figure.columns, { spanM, ground }).map((top) => screen.project(top));
        // Chosen once: texts that come and go while the map turns would be restless.
        texts = columnTexts(figure.columns, tops as unknown as [number, number][], labelPx, language);
      }
      const draw = () => {
        const seconds = still ? 60 : (performance.now() - began) / 1000;
        listen();
        try {
          overlay.setProps({
            layers: figureLayers(figure, {
              palette,
              language,
              labelPx,
              seconds,
              spanM,
              ...(texts ? { texts } : {}),
              ground,
            }),
          });
        } catch (error) {
          clear();
          failed(String(error));
          return;
        }
        frame = still ? 0 : requestAnimationFrame(draw);
      };
      again = still ? draw : undefined;
      draw();
    },
    clear,
    destroy() {
      clear();
      map.off('idle', onIdle);
      listen();
      canvas?.removeEventListener('webglcontextlost', lost);
      overlay.onRemove(map);
      element.remove();
      // deck.gl leaves its device to whoever made it, which was itself: the canvas would stay watched, and so stay.
      device?.canvasContext?.destroy();
      device?.destroy();
      // Otherwise the context, and all that was made in it, stays until it is collected.
      canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}
