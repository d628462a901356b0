import type { LayerColour, LayerSymbol, Status } from '../../model/index.ts';
import { alpha } from '../colour.ts';
import { layerColour, type Palette, palettes, type ThemeName } from '../tokens.ts';
import { drawIcon } from './icons.ts';
import { drawPattern, type Pattern, patternSize } from './patterns.ts';
import { drawStatus } from './status.ts';

type Context = OffscreenCanvasRenderingContext2D;
type Icon = LayerSymbol['icon'];

export interface Sprite {
  data: ImageData;
  /** What MapLibre wants to know beside the pixels. */
  options: {
    pixelRatio: number;
    stretchX?: [number, number][];
    stretchY?: [number, number][];
    content?: [number, number, number, number];
  };
}

function canvas(width: number, height: number, ratio: number, draw: (context: Context) => void): ImageData {
  const surface = new OffscreenCanvas(Math.ceil(width * ratio), Math.ceil(height * ratio));
  const context = surface.getContext('2d', { willReadFrequently: true }) as Context;
  context.scale(ratio, ratio);
  draw(context);
  return context.getImageData(0, 0, surface.width, surface.height);
}

/** Side of a pin's image in CSS pixels. */
export const pinSize = 28;
/** Side of a mark's image in CSS pixels. */
export const markSize = 20;

/** A disc in the layer's colour with its icon; soft places have a broken rim on a pale disc. The status sits at its corner. */
export function drawPin(
  context: Context | CanvasRenderingContext2D,
  icon: Icon,
  colour: string,
  palette: Palette,
  soft: boolean,
  status: Status | '',
): void {
  const middle = pinSize / 2;
  const disc = (radius: number) => {
    context.beginPath();
    context.arc(middle, middle, radius, 0, Math.PI * 2);
  };
  context.fillStyle = palette.halo;
  disc(12);
  context.fill();
  context.fillStyle = soft ? palette.raised : colour;
  disc(10.5);
  context.fill();
  if (soft) {
    context.strokeStyle = colour;
    context.lineWidth = 1.6;
    context.setLineDash([3.4, 2.2]);
    disc(10.2);
    context.stroke();
    context.setLineDash([]);
  }
  drawIcon(context, icon, soft ? colour : palette.raised, middle - 8.5, middle - 8.5, 17);
  if (status) drawStatus(context, status, palette.ink, palette.raised, pinSize - 6.2, pinSize - 6.2, 5);
}

/** A sign standing alone on the map: a summit, a seat. */
export function drawMark(
  context: Context | CanvasRenderingContext2D,
  icon: Icon,
  colour: string,
  palette: Palette,
): void {
  context.save();
  context.shadowColor = palette.halo;
  context.shadowBlur = 2.5;
  for (let i = 0; i < 3; i++) drawIcon(context, icon, colour, 1, 1, 18);
  context.restore();
}

/** Points too close to be told apart; their number is written into it. */
function drawCluster(context: Context, colour: string, palette: Palette): void {
  const disc = (radius: number, fill: string) => {
    context.beginPath();
    context.arc(18, 18, radius, 0, Math.PI * 2);
    context.fillStyle = fill;
    context.fill();
  };
  disc(17, alpha(colour, 0.25));
  disc(14.5, palette.raised);
  context.strokeStyle = colour;
  context.lineWidth = 2.4;
  context.stroke();
}

function shield(palette: Palette, ratio: number): Sprite {
  const data = canvas(20, 16, ratio, (context) => {
    context.fillStyle = palette.halo;
    context.beginPath();
    context.roundRect(0, 0, 20, 16, 4);
    context.fill();
    context.fillStyle = palette.labelSoft;
    context.beginPath();
    context.roundRect(1, 1, 18, 14, 3);
    context.fill();
  });
  const at = (value: number) => value * ratio;
  return {
    data,
    options: {
      pixelRatio: ratio,
      stretchX: [[at(5), at(15)]],
      stretchY: [[at(5), at(11)]],
      content: [at(3), at(2), at(17), at(14)],
    },
  };
}

/** An image with nothing on it, for a feature without a status. */
const nothing = (ratio: number): Sprite => ({ data: new ImageData(1, 1), options: { pixelRatio: ratio } });

/**
 * Draws the image whose name the style uses, at `ratio` device pixels to the CSS pixel; undefined for a name that is
 * not one of ours. The last part of a name is the theme.
 */
export function drawSprite(id: string, ratio: number): Sprite | undefined {
  const parts = id.split(':');
  const palette = palettes[parts.at(-1) as ThemeName];
  if (!palette) return undefined;
  const [kind, first = '', second = '', soft, status = ''] = parts;
  const simple = (size: number, draw: (context: Context) => void): Sprite => ({
    data: canvas(size, size, ratio, draw),
    options: { pixelRatio: ratio },
  });
  switch (kind) {
    case 'pattern':
      return simple(patternSize, (context) =>
        drawPattern(context, first as Pattern, layerColour(palette, second as LayerColour)),
      );
    case 'pin': {
      const colour = layerColour(palette, first as LayerColour);
      return simple(pinSize, (context) =>
        drawPin(context, second as Icon, colour, palette, soft === '1', status as Status | ''),
      );
    }
    case 'status': {
      if (!second) return nothing(ratio);
      const colour = layerColour(palette, first as LayerColour);
      return simple(14, (context) => drawStatus(context, second as Status, colour, palette.raised, 7, 7, 6));
    }
    case 'mark':
      return simple(markSize, (context) =>
        drawMark(context, first as Icon, layerColour(palette, second as LayerColour), palette),
      );
    case 'cluster':
      return simple(36, (context) =>
        drawCluster(context, layerColour(palette, first as LayerColour), palette),
      );
    case 'shield':
      return shield(palette, ratio);
    default:
      return undefined;
  }
}
