const rules = `
.maplibregl-map { position: relative; overflow: hidden; -webkit-tap-highlight-color: rgb(0 0 0 / 0); }
.maplibregl-canvas-container, .maplibregl-canvas { position: absolute; left: 0; top: 0; }
.maplibregl-canvas-container { width: 100%; height: 100%; }
.maplibregl-canvas-container.maplibregl-interactive { cursor: grab; user-select: none; -webkit-user-select: none; }
.maplibregl-canvas-container.maplibregl-interactive:active { cursor: grabbing; }
.maplibregl-canvas-container.maplibregl-touch-zoom-rotate,
.maplibregl-canvas-container.maplibregl-touch-zoom-rotate .maplibregl-canvas { touch-action: pan-x pan-y; }
.maplibregl-canvas-container.maplibregl-touch-drag-pan,
.maplibregl-canvas-container.maplibregl-touch-drag-pan .maplibregl-canvas { touch-action: pinch-zoom; }
.maplibregl-canvas-container.maplibregl-touch-zoom-rotate.maplibregl-touch-drag-pan,
.maplibregl-canvas-container.maplibregl-touch-zoom-rotate.maplibregl-touch-drag-pan .maplibregl-canvas { touch-action: none; }
.maplibregl-canvas:focus-visible { outline: 3px solid var(--focus, #0b6fd0); outline-offset: -3px; }
.maplibregl-control-container { display: none; }
.maplibregl-boxzoom { position: absolute; left: 0; top: 0; width: 0; height: 0; border: 2px dotted; opacity: 0.6; }
`;

/**
 * The few rules of MapLibre's style sheet that a map without its controls needs, as a sheet for the `adoptedStyleSheets`
 * of the shadow root the map stands in: a strict Content-Security-Policy allows no style element.
 */
export function mapStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  return sheet;
}
