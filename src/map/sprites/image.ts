import type { LayerColour, LayerIcon, Status } from '../../model/index.ts';
import { layerColour, type Palette, palettes, type ThemeName } from '../tokens.ts';
import { type Pattern, patternSize } from './patterns.ts';
import {
  clusterShapes,
  clusterSize,
  markShapes,
  markSize,
  paintShapes,
  patternShapes,
  pinShapes,
  pinSize,
  type Shape,
  statusShapes,
  statusSize,
} from './shapes.ts';

type Context = OffscreenCanvasRenderingContext2D;

/** Side of the picture without anything (`blank:light`), which only takes room, CSS pixels. */
export const blankSize = 8;

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

/**
 * The signs of the image whose name the style uses, and its side in CSS pixels; undefined for a name that is not one of
 * ours, no signs for a feature without a status. The last part of a name is the theme.
 */
export function spriteShapes(id: string): { size: number; shapes: Shape[] } | undefined {
  const parts = id.split(':');
  const palette = palettes[parts.at(-1) as ThemeName];
  if (!palette) return undefined;
  const [kind, first = '', second = '', soft, status = ''] = parts;
  const icon = second as LayerIcon;
  switch (kind) {
    case 'pattern': {
      const colour = layerColour(palette, second as LayerColour);
      return { size: patternSize, shapes: patternShapes(first as Pattern, colour) };
    }
    case 'pin': {
      const colour = layerColour(palette, first as LayerColour);
      return { size: pinSize, shapes: pinShapes(icon, colour, palette, soft === '1', status as Status | '') };
    }
    case 'status': {
      if (!second) return { size: 0, shapes: [] };
      const colour = layerColour(palette, first as LayerColour);
      return {
        size: statusSize,
        shapes: statusShapes(second as Status, colour, palette.raised, 7, 7, 6),
      };
    }
    case 'mark': {
      const colour = layerColour(palette, second as LayerColour);
      return { size: markSize, shapes: markShapes(first as LayerIcon, colour, palette) };
    }
    case 'cluster':
      return {
        size: clusterSize,
        shapes: clusterShapes(layerColour(palette, first as LayerColour), palette),
      };
    case 'blank':
      return { size: blankSize, shapes: [] };
    default:
      return undefined;
  }
}

/** Draws the image whose name the style uses, at `ratio` device pixels to the CSS pixel. */
export function drawSprite(id: string, ratio: number): Sprite | undefined {
  const [kind, theme] = id.split(':');
  const palette = palettes[theme as ThemeName];
  if (kind === 'shield' && palette) return shield(palette, ratio);
  const sprite = spriteShapes(id);
  if (!sprite) return undefined;
  const { size, shapes } = sprite;
  if (!size) return { data: new ImageData(1, 1), options: { pixelRatio: ratio } };
  return {
    data: canvas(size, size, ratio, (context) => paintShapes(context, shapes)),
    options: { pixelRatio: ratio },
  };
}
