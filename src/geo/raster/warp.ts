import { fromLonLat } from '../crs/transform.ts';
import { type Affine, apply, inverse } from './affine.ts';
import type { Part, Pyramid } from './pyramid.ts';
import { type Box, emptyRgba, type Rgba } from './rgba.ts';

type Point = readonly [number, number];

/** Where a picture lies: from its pixels to east and north (or degrees) of a system. */
export interface PicturePlace {
  map: Affine;
  code: string;
  /** Seven parameters from an old datum. */
  shift?: readonly number[] | undefined;
}

/** A rectangle to be drawn: its size in pixels, and longitude and latitude, degrees, of a place in it. */
export interface Target {
  width: number;
  height: number;
  place(x: number, y: number): Point;
}

/** Web Mercator tile `z`/`x`/`y` of `size` pixels. */
export function tileTarget(z: number, x: number, y: number, size: number): Target {
  const count = 2 ** z;
  return {
    width: size,
    height: size,
    place: (px, py) => [
      ((x + px / size) / count) * 360 - 180,
      (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + py / size)) / count))) * 180) / Math.PI,
    ],
  };
}

/** From longitude and latitude to pixels of a picture; undefined where its map has no inverse. */
export function pixelOf({ map, code, shift }: PicturePlace): ((lonLat: Point) => Point) | undefined {
  const back = inverse(map);
  const move = fromLonLat(code, shift);
  return back && ((lonLat) => apply(back, move(lonLat)));
}

interface Grid {
  step: number;
  columns: number;
  /** Pixels of the picture at the nodes, x and y by turns. */
  at: Float64Array;
  /** Largest distance, in pixels of the target, between a place by the grid and the true one, at the cells' middles. */
  error: number;
}

/** Distance between nodes in pixels of the target, from the coarsest to the finest tried. */
const steps = [64, 32, 16, 8, 4, 1];
/** In between nodes a place may be off by this much of a target's pixel. */
const mostError = 0.05;

function gridOf(target: Target, toPixel: (lonLat: Point) => Point, step: number): Grid {
  const columns = Math.ceil(target.width / step) + 1;
  const rows = Math.ceil(target.height / step) + 1;
  const at = new Float64Array(2 * columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      at.set(toPixel(target.place(column * step, row * step)), 2 * (row * columns + column));
  let error = 0;
  for (let row = 0; row + 1 < rows; row++)
    for (let column = 0; column + 1 < columns; column++) {
      const true_ = toPixel(target.place((column + 0.5) * step, (row + 0.5) * step));
      const near = [0, 1].map((axis) => {
        const node = (c: number, r: number) => at[2 * (r * columns + c) + axis] as number;
        return (
          (node(column, row) + node(column + 1, row) + node(column, row + 1) + node(column + 1, row + 1)) / 4
        );
      }) as [number, number];
      const off = Math.hypot(near[0] - true_[0], near[1] - true_[1]);
      // The grid's own error in pixels of the picture, over pixels of the picture to one of the target.
      const i = 2 * (row * columns + column);
      const per = Math.hypot(at[i + 2]! - at[i]!, at[i + 3]! - at[i + 1]!) / step;
      if (per > 0) error = Math.max(error, off / per);
    }
  return { step, columns, at, error };
}

/** Extent of the grid's nodes in the picture, and pixels of the picture to one of the target; undefined beside it. */
function reachOf(
  { at, step, columns }: Grid,
  width: number,
  height: number,
): { box: Box; per: number } | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < at.length; i += 2) {
    const [x, y] = [at[i]!, at[i + 1]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const down = 2 * columns;
  const per = Math.min(
    Math.hypot(at[2]! - at[0]!, at[3]! - at[1]!) / step,
    Math.hypot(at[down]! - at[0]!, at[down + 1]! - at[1]!) / step,
  );
  if (!(right > 0 && bottom > 0 && left < width && top < height)) return undefined;
  const margin = 2 * Math.max(1, per);
  return {
    box: [
      Math.max(0, Math.floor(left - margin)),
      Math.max(0, Math.floor(top - margin)),
      Math.min(width, Math.ceil(right + margin)),
      Math.min(height, Math.ceil(bottom + margin)),
    ],
    per,
  };
}

/** Colour at a place of the picture, bilinear between the middles of pixels; transparent outside the picture. */
function sample(part: Part, x: number, y: number, into: Rgba, to: number): void {
  const { width, height, data } = part.rgba;
  const u = Math.min(width - 1, Math.max(0, (x - part.left) / part.perX - 0.5));
  const v = Math.min(height - 1, Math.max(0, (y - part.top) / part.perY - 0.5));
  const [c, r] = [Math.floor(u), Math.floor(v)];
  const [s, t] = [u - c, v - r];
  const [c1, r1] = [Math.min(width - 1, c + 1), Math.min(height - 1, r + 1)];
  const corners = [4 * (r * width + c), 4 * (r * width + c1), 4 * (r1 * width + c), 4 * (r1 * width + c1)];
  const shares = [(1 - s) * (1 - t), s * (1 - t), (1 - s) * t, s * t];
  let [red, green, blue, opacity] = [0, 0, 0, 0];
  for (let k = 0; k < 4; k++) {
    const at = corners[k]!;
    const weight = shares[k]! * data[at + 3]!;
    red += weight * data[at]!;
    green += weight * data[at + 1]!;
    blue += weight * data[at + 2]!;
    opacity += weight;
  }
  if (!(opacity > 0)) return;
  into.data[to] = red / opacity;
  into.data[to + 1] = green / opacity;
  into.data[to + 2] = blue / opacity;
  into.data[to + 3] = opacity;
}

/**
 * Draws a picture into a rectangle of another projection: every pixel goes back to its place in the picture, exactly at
 * the nodes of a grid so fine that in between a place is off by no more than a twentieth of a pixel. Undefined where
 * nothing of the picture lies in it.
 */
export async function warp(target: Target, picture: Pyramid, place: PicturePlace): Promise<Rgba | undefined> {
  const toPixel = pixelOf(place);
  if (!toPixel) return undefined;
  let grid = gridOf(target, toPixel, steps[0] as number);
  for (const step of steps.slice(1)) {
    if (!(grid.error > mostError)) break;
    grid = gridOf(target, toPixel, step);
  }
  const reach = reachOf(grid, picture.width, picture.height);
  if (!reach) return undefined;
  const part = await picture.read(reach.box, Math.max(1, reach.per));
  const rgba = emptyRgba(target.width, target.height);
  const { step, columns, at } = grid;
  for (let y = 0; y < target.height; y++) {
    const row = Math.floor((y + 0.5) / step);
    const t = (y + 0.5) / step - row;
    for (let x = 0; x < target.width; x++) {
      const column = Math.floor((x + 0.5) / step);
      const s = (x + 0.5) / step - column;
      const i = 2 * (row * columns + column);
      const j = i + 2 * columns;
      const px = (at[i]! * (1 - s) + at[i + 2]! * s) * (1 - t) + (at[j]! * (1 - s) + at[j + 2]! * s) * t;
      const py =
        (at[i + 1]! * (1 - s) + at[i + 3]! * s) * (1 - t) + (at[j + 1]! * (1 - s) + at[j + 3]! * s) * t;
      if (px >= 0 && py >= 0 && px < picture.width && py < picture.height)
        sample(part, px, py, rgba, 4 * (y * target.width + x));
    }
  }
  return rgba;
}
