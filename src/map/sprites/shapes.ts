import { type LayerIcon, layerIcons, type Status } from '../../model/index.ts';
import { alpha } from '../colour.ts';
import type { Palette } from '../tokens.ts';
import { dotRadius, type Pattern, patterns } from './patterns.ts';

/** Each sign round (0, 0), about 14 across: what is filled, what is drawn, what is drawn in the ground's colour on top. */
const ring = 'M0-5.5A5.5 5.5 0 1 1 0 5.5A5.5 5.5 0 1 1 0-5.5z';
const statusPaths: Record<Status, { fill?: string; stroke?: string; cut?: string }> = {
  notStarted: { stroke: ring },
  preparing: { stroke: ring, fill: 'M0 0V-5.5A5.5 5.5 0 0 1 5.5 0z' },
  underway: { stroke: ring, fill: 'M0-5.5A5.5 5.5 0 0 1 0 5.5z' },
  done: { fill: 'M0-6.2A6.2 6.2 0 1 1 0 6.2A6.2 6.2 0 1 1 0-6.2z', cut: 'M-3 .2L-.8 2.4L3.2-2' },
  routine: {
    stroke: 'M4.9-2A5.3 5.3 0 0 0-4.8-1.7M-4.9 2A5.3 5.3 0 0 0 4.8 1.7M5.3-5V-1.8H2.1M-5.3 5V1.8H-2.1',
  },
  delayed: { stroke: 'M0-5.8L6.2 5.2H-6.2zM0-1.5V1.5M0 3.2V3.4' },
  paused: { stroke: 'M-5.3-5.3H5.3V5.3H-5.3zM-1.7-2.2V2.2M1.7-2.2V2.2' },
};

/** One stroke of a sign: SVG path data with its colours, in CSS pixels of the sign unless moved and scaled by `at`. */
export interface Shape {
  path: string;
  fill?: string;
  stroke?: string;
  /** Width of the stroke in the path's own units; ends and corners are round. */
  width?: number;
  dash?: readonly number[];
  /** Where the path's origin goes, and by how much it is scaled. */
  at?: readonly [x: number, y: number, scale: number];
}

/** A circle as path data. */
export const disc = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;

/** Side of a pin's and of a mark's image, and of a cluster's, in CSS pixels. */
export const pinSize = 28;
export const markSize = 20;
export const clusterSize = 36;
export const statusSize = 14;

/** An icon's 24-unit field scaled to `size` with its upper left corner at (x, y). */
export function iconShapes(icon: LayerIcon, colour: string, x: number, y: number, size: number): Shape[] {
  const { fill, stroke } = layerIcons[icon];
  const at = [x, y, size / 24] as const;
  return [
    ...(fill ? [{ path: fill, fill: colour, at }] : []),
    ...(stroke ? [{ path: stroke, stroke: colour, width: 1.8, at }] : []),
  ];
}

/**
 * The sign of a status: how far by how full the disc is, health by another shape altogether, so that it is read without
 * colour. Centred on (x, y), `radius` in pixels, on a disc of `ground`.
 */
export function statusShapes(
  status: Status,
  colour: string,
  ground: string,
  x: number,
  y: number,
  radius: number,
): Shape[] {
  const at = [x, y, radius / 7] as const;
  const { fill, stroke, cut } = statusPaths[status];
  return [
    { path: disc(0, 0, 7.6), fill: ground, at },
    ...(fill ? [{ path: fill, fill: colour, at }] : []),
    ...(stroke ? [{ path: stroke, stroke: colour, width: 1.6, at }] : []),
    ...(cut ? [{ path: cut, stroke: ground, width: 1.6, at }] : []),
  ];
}

/** A disc in the layer's colour with its icon; soft places have a broken rim on a pale disc. The status sits at its corner. */
export function pinShapes(
  icon: LayerIcon,
  colour: string,
  palette: Palette,
  soft: boolean,
  status: Status | '',
): Shape[] {
  const middle = pinSize / 2;
  return [
    { path: disc(middle, middle, 12), fill: palette.halo },
    { path: disc(middle, middle, 10.5), fill: soft ? palette.raised : colour },
    ...(soft ? [{ path: disc(middle, middle, 10.2), stroke: colour, width: 1.6, dash: [3.4, 2.2] }] : []),
    ...iconShapes(icon, soft ? colour : palette.raised, middle - 8.5, middle - 8.5, 17),
    ...(status ? statusShapes(status, palette.ink, palette.raised, pinSize - 6.2, pinSize - 6.2, 5) : []),
  ];
}

/** A sign standing alone on the map with a halo round it: a summit, a seat. */
export function markShapes(icon: LayerIcon, colour: string, palette: Palette): Shape[] {
  const halo = iconShapes(icon, palette.halo, 1, 1, 18).map(({ path, at }) => ({
    path,
    stroke: palette.halo,
    width: 5,
    ...(at ? { at } : {}),
  }));
  return [...halo, ...iconShapes(icon, colour, 1, 1, 18)];
}

/** Points too close to be distinguished; their number is written into it. */
export const clusterShapes = (colour: string, palette: Palette): Shape[] => [
  { path: disc(18, 18, 17), fill: alpha(colour, 0.25) },
  { path: disc(18, 18, 14.5), fill: palette.raised, stroke: colour, width: 2.4 },
];

/** One repeat of a pattern on its square. */
export function patternShapes(pattern: Pattern, colour: string): Shape[] {
  const { lines, dots } = patterns[pattern];
  return [
    ...lines.map(({ path, width }) => ({ path, stroke: colour, width })),
    ...dots.map(([x, y]) => ({ path: disc(x, y, dotRadius), fill: colour })),
  ];
}

/** Draws shapes on a canvas, in their order. */
export function paintShapes(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  shapes: readonly Shape[],
): void {
  for (const { path, fill, stroke, width = 1, dash = [], at } of shapes) {
    context.save();
    if (at) {
      context.translate(at[0], at[1]);
      context.scale(at[2], at[2]);
    }
    const drawn = new Path2D(path);
    if (fill) {
      context.fillStyle = fill;
      context.fill(drawn);
    }
    if (stroke) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.lineCap = context.lineJoin = 'round';
      context.setLineDash([...dash]);
      context.stroke(drawn);
    }
    context.restore();
  }
}
