import type { MultiPolygon, Polygon, Position } from 'geojson';
import { gaussKruger } from '../../../geo/area/index.ts';
import { polygonsOf } from '../../../geo/plane/polygons.ts';
import { paperMargin as margin, type Paper, pageSize } from '../../../ui/paper-cover.ts';

export const scales = [500, 1000, 2000, 5000, 10_000, 25_000, 50_000] as const;

/** Millimetres: the collar around the map in which the grid's figures stand. */
export const collar = 5;
/** Millimetres above the map; below it on a portrait page; beside it and below it on a landscape page. */
const headMm = 23;
const footMm = 75;
const sideMm = 70;
const baseMm = 17;

/** Page and map frame (inside its collar), millimetres. */
export interface Layout {
  page: readonly [number, number];
  frame: { width: number; height: number };
}

/**
 * A portrait page has everything under the map, a landscape page beside it.
 * @param extraMm Room below the map for lines that only some sheets have.
 */
export function layoutOf(paper: Paper, landscape: boolean, extraMm = 0): Layout {
  const page = pageSize(paper, landscape);
  const [width, height] = page.map((side) => side - 2 * margin - 2 * collar) as [number, number];
  return {
    page,
    frame: landscape
      ? { width: width - sideMm, height: height - headMm - baseMm - extraMm }
      : { width, height: height - headMm - footMm - extraMm },
  };
}

/** Above and below the map of a page that is nothing but a map. */
const mapHeadMm = 13;
const mapFootMm = 27;

/** The frame of a page that is nothing but a map. */
export function mapPageFrame(paper: Paper, landscape: boolean): Layout['frame'] {
  const { page } = layoutOf(paper, landscape);
  const [width, height] = page.map((side) => side - 2 * margin - 2 * collar) as [number, number];
  return { width, height: height - mapHeadMm - mapFootMm };
}

/** Extent in the Gauss–Krüger plane, metres. */
export interface GridExtent {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function gridExtent(geometry: Polygon | MultiPolygon, centralMeridian: number): GridExtent {
  const extent = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  const polygons = polygonsOf(geometry);
  for (const position of polygons.flat(2)) {
    const { east, north } = planeOf(position, centralMeridian);
    extent.west = Math.min(extent.west, east);
    extent.south = Math.min(extent.south, north);
    extent.east = Math.max(extent.east, east);
    extent.north = Math.max(extent.north, north);
  }
  return extent;
}

/** Of several shapes together. */
export const extentOfAll = (
  shapes: readonly (Polygon | MultiPolygon)[],
  centralMeridian: number,
): GridExtent =>
  shapes
    .map((shape) => gridExtent(shape, centralMeridian))
    .reduce((a, b) => ({
      west: Math.min(a.west, b.west),
      south: Math.min(a.south, b.south),
      east: Math.max(a.east, b.east),
      north: Math.max(a.north, b.north),
    }));

/** The largest of the usual scales at which the extent fits the frame with a little room; the smallest where none does. */
export function fittingScale(extent: GridExtent, frame: Layout['frame']): number {
  const room = 1.12;
  const fits = scales.find(
    (scale) =>
      ((extent.east - extent.west) / scale) * 1000 * room <= frame.width &&
      ((extent.north - extent.south) / scale) * 1000 * room <= frame.height,
  );
  return fits ?? (scales[scales.length - 1] as number);
}

/** Of positions, which never change, by their central meridian: a sheet draws the same shapes on page after page. */
const planes = new Map<number, WeakMap<Position, { east: number; north: number }>>();
function planeOf(position: Position, centralMeridian: number): { east: number; north: number } {
  const planeAt = planes.get(centralMeridian) ?? new WeakMap<Position, { east: number; north: number }>();
  planes.set(centralMeridian, planeAt);
  let plane = planeAt.get(position);
  if (!plane) {
    plane = gaussKruger(position[0] as number, position[1] as number, centralMeridian);
    planeAt.set(position, plane);
  }
  return plane;
}

/** From degrees to millimetres in the frame: x to the right, y downward, grid north up, at an exact scale. */
export interface Projection {
  toPaper(position: Position): [number, number];
  /** The frame in the plane, metres. */
  extent: GridExtent;
  scale: number;
  frame: Layout['frame'];
  centralMeridian: number;
}

export function project(
  around: GridExtent,
  frame: Layout['frame'],
  scale: number,
  centralMeridian: number,
): Projection {
  const east = (around.west + around.east) / 2;
  const north = (around.south + around.north) / 2;
  const [halfWidth, halfHeight] = [(frame.width * scale) / 2000, (frame.height * scale) / 2000];
  const extent = {
    west: east - halfWidth,
    east: east + halfWidth,
    south: north - halfHeight,
    north: north + halfHeight,
  };
  return {
    toPaper: (position) => {
      const plane = planeOf(position, centralMeridian);
      return [((plane.east - extent.west) * 1000) / scale, ((extent.north - plane.north) * 1000) / scale];
    },
    extent,
    scale,
    frame,
    centralMeridian,
  };
}

/** The longest of 1, 2, 5 × 10ⁿ metres that takes at most `most` millimetres at a scale. */
export function roundMetres(scale: number, most: number): number {
  const limit = (most * scale) / 1000;
  const power = 10 ** Math.floor(Math.log10(limit));
  const factor = limit / power;
  return power * (factor >= 5 ? 5 : factor >= 2 ? 2 : 1);
}
