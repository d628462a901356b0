import { isSketch, type Layer, type LayerData } from '../model/index.ts';
import { patternSize } from './sprites/patterns.ts';
import { markShapes, markSize, paintShapes, patternShapes, pinShapes, pinSize } from './sprites/shapes.ts';
import { contextDash, type Look, lookOf, otherRoad, roadWidths } from './style/look.ts';
import { palettes, type ThemeName } from './tokens.ts';

type Context = CanvasRenderingContext2D;

/** What of a layer the legend shows: its kinds of geometry as they are in the data, and whether most of it is soft. */
function contents(layer: Layer, data: LayerData | undefined) {
  const kinds = new Set(data?.features.map((f) => f.geometry.type.replace('Multi', '')) ?? []);
  const { geometry } = layer;
  return {
    area: data ? kinds.has('Polygon') : geometry === 'polygon' || geometry === 'mixed',
    line: data ? kinds.has('LineString') : geometry === 'line',
    point: data ? kinds.has('Point') : geometry === 'point',
    soft: data
      ? data.features.filter((f) => isSketch(f.properties.basis)).length * 2 > data.features.length
      : false,
    class: data?.features
      .map((f) => (f.properties as { class?: unknown }).class)
      .find((c) => typeof c === 'string'),
  };
}

/**
 * Paints a layer's sign into a canvas of `width` × `height` CSS pixels with the same looks and the same drawing code as
 * the map.
 * @param data The layer's features as far as they are loaded: they decide between areas, lines and points, firm and soft.
 */
export function paintSwatch(
  canvas: HTMLCanvasElement,
  layer: Layer,
  data: LayerData | undefined,
  theme: ThemeName,
  width = 28,
  height = 22,
): void {
  const ratio = Math.min(3, Math.ceil(devicePixelRatio));
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  const palette = palettes[theme];
  const content = contents(layer, data);
  const look = lookOf(layer.symbol, palette, content.soft);
  context.lineJoin = 'round';
  const area = () => {
    const path = new Path2D();
    path.roundRect(2, 3, width - 4, height - 6, 3);
    return path;
  };
  const across = () =>
    new Path2D(`M2 ${height - 6}C${width * 0.35} ${height - 4} ${width * 0.55} 4 ${width - 2} 6`);
  const stroke = (
    path: Path2D,
    colour: string,
    lineWidth: number,
    dash: readonly number[] = [],
    alpha = 1,
  ) => {
    context.save();
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = lineWidth;
    context.setLineDash(dash.map((d) => d * lineWidth));
    context.stroke(path);
    context.restore();
  };
  const pin = (size: number, x: number, y: number) => {
    context.save();
    context.translate(x - size / 2, y - size / 2);
    context.scale(size / pinSize, size / pinSize);
    paintShapes(context, pinShapes(look.icon, look.colour, palette, content.soft, ''));
    context.restore();
  };

  switch (layer.role) {
    case 'boundary':
      context.fillStyle = palette.town;
      context.fill(area());
      stroke(area(), look.colour, 5, [], 0.16);
      stroke(area(), look.colour, look.width, contextDash.boundary);
      break;
    case 'villages':
    case 'neighbours':
      context.fillStyle = layer.role === 'villages' ? palette.town : palette.beyond;
      context.fill(area());
      stroke(area(), look.colour, Math.max(1, look.width), contextDash[layer.role], 0.9);
      break;
    case 'roads': {
      const road = look.width * 1.5 * (roadWidths[String(content.class)] ?? otherRoad);
      stroke(across(), palette.roadCasing, road + 1.6, content.soft ? contextDash.roads : []);
      stroke(across(), palette.road, road);
      break;
    }
    case 'rivers':
      stroke(across(), look.colour, look.width, content.soft ? contextDash.rivers : []);
      break;
    case 'peaks':
    case 'places': {
      context.save();
      context.translate((width - markSize) / 2, (height - markSize) / 2);
      paintShapes(context, markShapes(look.icon, look.colour, palette));
      context.restore();
      break;
    }
    default:
      if (content.area) paintArea(context, area(), look, stroke);
      if (content.line && !content.area)
        stroke(across(), look.colour, look.width, look.dash, look.lineOpacity);
      if (content.point && (content.area || content.line)) pin(15, width - 8, height - 8);
      else if (content.point) pin(height, width / 2, height / 2);
  }
}

function paintArea(
  context: Context,
  path: Path2D,
  look: Look,
  stroke: (path: Path2D, colour: string, width: number, dash?: readonly number[], alpha?: number) => void,
): void {
  context.save();
  context.globalAlpha = look.fillOpacity;
  context.fillStyle = look.colour;
  context.fill(path);
  context.clip(path);
  context.globalAlpha = look.patternOpacity;
  if (look.pattern)
    for (let x = 0; x < 60; x += patternSize)
      for (let y = 0; y < 40; y += patternSize) {
        context.save();
        context.translate(x, y);
        const tile = new Path2D();
        tile.rect(0, 0, patternSize, patternSize);
        context.clip(tile);
        paintShapes(context, patternShapes(look.pattern, look.colour));
        context.restore();
      }
  context.restore();
  stroke(path, look.colour, Math.min(2, look.width), look.dash, look.lineOpacity);
}
