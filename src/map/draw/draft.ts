import type { Geometry, Position } from 'geojson';
import { palettes, type ThemeName } from '../tokens.ts';
import type { MapView } from '../view/view.ts';

/** Colours by what they mark. */
export function drawColours(theme: ThemeName) {
  const palette = palettes[theme];
  return {
    zone: palette.accent,
    halo: palette.halo,
    forbidden: palette.bad,
    restricted: palette.warn,
    notice: palette.waterInk,
    overlap: palette.neutral,
    highlighted: palette.focus,
    label: palette.label,
  };
}

/** What is being drawn or changed at this moment. */
export interface PaintedDraft {
  shape?: Geometry;
  vertices?: readonly Position[];
  /** Places between vertices where a new one can be pulled out. */
  middles?: readonly Position[];
  /** Index of the vertex that is held or chosen. */
  held?: number;
  snapped?: Position;
}

/** The lines of a geometry; of an area its closed rings. */
function linesOf(geometry: Geometry): Position[][] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates];
    case 'Polygon':
    case 'MultiLineString':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
    default:
      return [];
  }
}

/**
 * Draws the shape under the pen on a canvas of its own over the map. Following the pointer then costs no frame of the
 * map, which on a machine without a graphics card takes a quarter of a second.
 */
export function draftOver(view: MapView) {
  const { map } = view;
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  Object.assign(canvas.style, { position: 'absolute', left: '0', top: '0', pointerEvents: 'none' });
  map.getCanvasContainer().append(canvas);
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  let draft: PaintedDraft | undefined;
  let clean = true;

  /** The canvas as large as the map, empty, in CSS pixels. */
  const clear = (): { width: number; height: number } => {
    const { clientWidth: width, clientHeight: height } = map.getCanvas();
    const [across, down] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
    if (canvas.width !== across || canvas.height !== down) {
      [canvas.width, canvas.height] = [across, down];
      Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    }
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    clean = true;
    return { width, height };
  };
  const drawShape = (shape: Geometry, colours: ReturnType<typeof drawColours>) => {
    const path = new Path2D();
    for (const line of linesOf(shape))
      line.forEach(([lon, lat], index) => {
        const { x, y } = view.project(lon as number, lat as number);
        if (index) path.lineTo(x, y);
        else path.moveTo(x, y);
      });
    if (shape.type.endsWith('Polygon')) {
      context.globalAlpha = 0.16;
      context.fillStyle = colours.zone;
      context.fill(path, 'evenodd');
      context.globalAlpha = 1;
    }
    context.lineJoin = 'round';
    context.lineWidth = 5;
    context.strokeStyle = colours.halo;
    context.stroke(path);
    context.lineWidth = 2.4;
    context.strokeStyle = colours.zone;
    context.setLineDash([7.2, 3.4]);
    context.stroke(path);
    context.setLineDash([]);
  };
  const draw = () => {
    if (!draft && clean) return;
    const colours = drawColours(view.theme.peek());
    const { width, height } = clear();
    if (!draft) return;
    clean = false;
    if (draft.shape) drawShape(draft.shape, colours);
    const dot = ([lon, lat]: Position, radius: number, fill: string | undefined, rim: string | undefined) => {
      const { x, y } = view.project(lon as number, lat as number);
      if (x < -12 || y < -12 || x > width + 12 || y > height + 12) return;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      if (fill) {
        context.fillStyle = fill;
        context.fill();
      }
      if (rim) {
        context.strokeStyle = rim;
        context.stroke();
      }
    };
    context.lineWidth = 2.4;
    context.globalAlpha = 0.75;
    for (const middle of draft.middles ?? []) dot(middle, 3.5, colours.zone, undefined);
    context.globalAlpha = 1;
    draft.vertices?.forEach((vertex, index) => {
      if (index !== draft?.held) dot(vertex, 7.2, colours.halo, colours.zone);
    });
    const held = draft.vertices?.[draft.held ?? -1];
    if (held) dot(held, 9.2, colours.highlighted, colours.zone);
    if (draft.snapped) dot(draft.snapped, 11.2, undefined, colours.highlighted);
  };
  // The camera moved, or the map has another size.
  map.on('render', draw);
  map.on('resize', draw);
  return {
    show(next: PaintedDraft | undefined): void {
      draft = next;
      draw();
    },
    remove(): void {
      map.off('render', draw);
      map.off('resize', draw);
      canvas.remove();
    },
  };
}
