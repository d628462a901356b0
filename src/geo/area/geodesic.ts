import geographiclib from 'geographiclib-geodesic';
import type { Geometry, Position } from 'geojson';
import type { RingSet } from '../plane/rings.ts';
import { flattening, semiMajorM } from './ellipsoid.ts';
import { type LocalFrame, localFrame, localReachDegrees, ringArea } from './local.ts';

const ellipsoid = new geographiclib.Geodesic.Geodesic(semiMajorM, flattening);
/** Longest edge, degrees of either coordinate, that the local series takes instead of Karney's algorithm. */
const longestLocalEdge = 0.05;

/** Karney (2013) area of a ring of `[longitude, latitude]` degrees, m², positive when counter-clockwise. */
export function karneyRingArea(ring: readonly Position[]): number {
  const polygon = ellipsoid.Polygon(false);
  for (const [lon, lat] of ring) polygon.AddPoint(lat!, lon!);
  return polygon.Compute(false, true).area ?? 0;
}

function isLocal(ring: readonly Position[]): boolean {
  const [lon0, lat0] = ring[0] as [number, number];
  let [px, py] = [lon0, lat0];
  for (const [x, y] of ring as readonly [number, number][]) {
    if (Math.abs(x - px) > longestLocalEdge || Math.abs(y - py) > longestLocalEdge) return false;
    if (Math.abs(x - lon0) > localReachDegrees || Math.abs(y - lat0) > localReachDegrees) return false;
    [px, py] = [x, y];
  }
  return Math.abs(lat0) < 85;
}

/**
 * Signed ellipsoidal area of a ring of `[longitude, latitude]` degrees, m², its edges geodesics. Karney's algorithm for
 * long edges; the local series, which agrees with it and does not round at 1e-4 m² as its JavaScript does, otherwise.
 */
export function geodesicRingArea(ring: readonly Position[]): number {
  if (ring.length < 3) return 0;
  if (!isLocal(ring)) return karneyRingArea(ring);
  const xy = new Float64Array(ring.length * 2);
  ring.forEach(([x, y], i) => {
    xy[2 * i] = x!;
    xy[2 * i + 1] = y!;
  });
  return ringArea(xy, 0, ring.length, localFrame(xy[0]!, xy[1]!));
}

/** Signed ellipsoidal area of a ring of a flat shape, m², in the frame or, without one, by itself. */
export function areaOfRing(xy: Float64Array, start: number, end: number, frame: LocalFrame | null): number {
  if (end - start < 3) return 0;
  if (frame) return ringArea(xy, start, end, frame);
  const ring: Position[] = [];
  for (let i = start; i < end; i++) ring.push([xy[2 * i]!, xy[2 * i + 1]!]);
  return geodesicRingArea(ring);
}

/** Ellipsoidal area of a flat shape, m². */
export function areaOfRings({ xy, start }: RingSet, frame: LocalFrame | null): number {
  let sum = 0;
  for (let r = 0; r + 1 < start.length; r++) sum += areaOfRing(xy, start[r]!, start[r + 1]!, frame);
  return sum;
}

const polygonArea = (rings: readonly Position[][]): number =>
  rings.reduce((sum, ring, i) => sum + (i ? -1 : 1) * Math.abs(geodesicRingArea(ring)), 0);

/**
 * Ellipsoidal area of a geometry in longitude and latitude degrees (CGCS2000, WGS 84), m²: shells less holes; points
 * and lines have none. Polygons must be valid: parts that overlap count twice.
 */
export function geodesicArea(geometry: Geometry): number {
  switch (geometry.type) {
    case 'Polygon':
      return polygonArea(geometry.coordinates);
    case 'MultiPolygon':
      return geometry.coordinates.reduce((sum, polygon) => sum + polygonArea(polygon), 0);
    case 'GeometryCollection':
      return geometry.geometries.reduce((sum, part) => sum + geodesicArea(part), 0);
    default:
      return 0;
  }
}

/** Length of the geodesic between two points in degrees, metres. */
export const geodesicDistance = (lon1: number, lat1: number, lon2: number, lat2: number): number =>
  ellipsoid.Inverse(lat1, lon1, lat2, lon2, geographiclib.Geodesic.DISTANCE).s12 ?? Number.NaN;

function lineLength(line: readonly Position[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    sum += geodesicDistance(a[0]!, a[1]!, b[0]!, b[1]!);
  }
  return sum;
}

/** Ellipsoidal length of lines, or perimeter of polygons with their holes, metres; points have none. */
export function geodesicLength(geometry: Geometry): number {
  const total = (lines: readonly Position[][]) => lines.reduce((sum, line) => sum + lineLength(line), 0);
  switch (geometry.type) {
    case 'LineString':
      return lineLength(geometry.coordinates);
    case 'MultiLineString':
    case 'Polygon':
      return total(geometry.coordinates);
    case 'MultiPolygon':
      return geometry.coordinates.reduce((sum, polygon) => sum + total(polygon), 0);
    case 'GeometryCollection':
      return geometry.geometries.reduce((sum, part) => sum + geodesicLength(part), 0);
    default:
      return 0;
  }
}
