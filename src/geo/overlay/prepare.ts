import type { MultiPolygon, Polygon } from 'geojson';
import { areaOfRings, type LocalFrame, localFrame } from '../area/index.ts';
import { buildGrid, type Grid } from '../plane/grid.ts';
import { polygonsOf } from '../plane/polygons.ts';
import { flatten, type RingSet } from '../plane/rings.ts';
import { robustUnion } from '../plane/robust.ts';
import { isSimple } from '../plane/simple.ts';

/** A zone ready to be laid over layers; plain arrays, made once a check. */
export interface PreparedZone {
  readonly rings: RingSet;
  readonly grid: Grid;
  /** Where areas are reckoned from; null when the zone is too wide for one local frame. */
  readonly frame: LocalFrame | null;
  /** Ellipsoidal area of what the zone covers, m². */
  readonly areaM2: number;
  /** True when the rings as given crossed, overlapped or touched, and were made simple (even-odd, parts united). */
  readonly repaired: boolean;
}

/** Widest box, degrees from its middle, which one frame serves to 1e-10. */
const frameReach = 0.5;

const frameOf = (grid: Grid): LocalFrame | null =>
  Math.max(grid.maxX - grid.minX, grid.maxY - grid.minY) < 2 * frameReach
    ? localFrame((grid.minX + grid.maxX) / 2, (grid.minY + grid.maxY) / 2)
    : null;

const empty: PreparedZone = {
  rings: { xy: new Float64Array(), start: Uint32Array.of(0) },
  grid: buildGrid({ xy: Float64Array.of(0, 0, 1, 0, 0, 1), start: Uint32Array.of(0) }, 1),
  frame: null,
  areaM2: 0,
  repaired: false,
};

/** Makes rings that are known to be simple and rightly wound ready; see `prepareZone`. */
export function prepareRings(rings: RingSet, cells: number): PreparedZone {
  if (rings.start.length < 2) return empty;
  const grid = buildGrid(rings, Math.max(8, cells));
  const frame = frameOf(grid);
  return { rings, grid, frame, areaM2: areaOfRings(rings, frame), repaired: false };
}

/**
 * Makes a zone ready: flat, simple, wound, rastered. `wished` is the number of grid cells along the side of a square of
 * its area; more serve dense layers, and the number of its vertices asks for a least. Coordinates are longitude and
 * latitude in degrees; edges are straight in them (RFC 7946). A zone without area gives an empty shape.
 */
export function prepareZone(geometry: Polygon | MultiPolygon, wished = 32): PreparedZone {
  const polygons = polygonsOf(geometry);
  let rings = flatten(polygons);
  let repaired = rings.start.length - 1 !== polygons.reduce((sum, polygon) => sum + polygon.length, 0);
  const cells = () => {
    const least = 2.5 * Math.sqrt(rings.xy.length / 2);
    return Math.round(Math.min(1024, Math.max(8, least, wished)));
  };
  let grid: Grid | undefined;
  if (!repaired) {
    grid = buildGrid(rings, cells());
    repaired = !isSimple(rings, grid);
  }
  if (repaired || !grid) {
    rings = robustUnion(polygons);
    if (rings.start.length < 2) return { ...empty, repaired };
    grid = buildGrid(rings, cells());
  }
  const frame = frameOf(grid);
  return { rings, grid, frame, areaM2: areaOfRings(rings, frame), repaired };
}
