import type { Geometry, Position } from 'geojson';
import { figure } from './node.ts';
import type { Viewport } from './viewport.ts';

export type Point = readonly [number, number];
/** A geometry in pixels: rings of areas, lines, and points, each already cut to the drawing and a margin round it. */
export interface Flat {
  kind: 'Point' | 'LineString' | 'Polygon';
  parts: Point[][];
}

/** Pixels beyond the drawing at which shapes are cut, so that no outline along the cut is seen. */
const margin = 100;
/** Pixels by which a line may be straightened. */
const tolerance = 0.2;

/** Vertices that hold a line's shape within a distance (Douglas and Peucker), without recursion. */
function straighten(line: readonly Point[], most: number): Point[] {
  if (line.length < 3) return [...line];
  const kept = new Uint8Array(line.length);
  kept[0] = kept[line.length - 1] = 1;
  const open: [number, number][] = [[0, line.length - 1]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [from, to] = next;
    const [ax, ay] = line[from] as Point;
    const [bx, by] = line[to] as Point;
    const [dx, dy] = [bx - ax, by - ay];
    const length = Math.hypot(dx, dy);
    let [worst, at] = [most, -1];
    for (let i = from + 1; i < to; i++) {
      const [x, y] = line[i] as Point;
      const off = length ? Math.abs((x - ax) * dy - (y - ay) * dx) / length : Math.hypot(x - ax, y - ay);
      if (off > worst) [worst, at] = [off, i];
    }
    if (at < 0) continue;
    kept[at] = 1;
    open.push([from, at], [at, to]);
  }
  return line.filter((_, index) => kept[index]);
}

type Side = { inside: (p: Point) => boolean; cross: (a: Point, b: Point) => Point };
function sidesOf(width: number, height: number): Side[] {
  const at = (axis: 0 | 1, value: number, sign: 1 | -1): Side => ({
    inside: (p) => (p[axis] - value) * sign >= 0,
    cross: (a, b) => {
      const t = (value - a[axis]) / (b[axis] - a[axis]);
      return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    },
  });
  return [at(0, -margin, 1), at(0, width + margin, -1), at(1, -margin, 1), at(1, height + margin, -1)];
}

/** A ring cut to a rectangle (Sutherland and Hodgman); what runs along the cut lies outside the drawing. */
function cutRing(ring: readonly Point[], sides: readonly Side[]): Point[] {
  let points = [...ring];
  for (const { inside, cross } of sides) {
    if (points.every(inside)) continue;
    const next: Point[] = [];
    points.forEach((point, index) => {
      const before = points[(index || points.length) - 1] as Point;
      if (inside(point) !== inside(before)) next.push(cross(before, point));
      if (inside(point)) next.push(point);
    });
    points = next;
  }
  return points;
}

/** The stretches of a line inside a rectangle. */
function cutLine(line: readonly Point[], sides: readonly Side[]): Point[][] {
  let parts: Point[][] = [[...line]];
  for (const { inside, cross } of sides)
    parts = parts.flatMap((part) => {
      if (part.every(inside)) return [part];
      const pieces: Point[][] = [];
      let open: Point[] = [];
      part.forEach((point, index) => {
        const before = part[index - 1];
        if (before && inside(point) !== inside(before)) open.push(cross(before, point));
        if (inside(point)) open.push(point);
        else if (open.length) {
          pieces.push(open);
          open = [];
        }
      });
      if (open.length) pieces.push(open);
      return pieces;
    });
  return parts.filter((part) => part.length > 1);
}

/**
 * A geometry on a drawing; undefined where nothing of it comes near. Collections are not drawn.
 */
export function flatten(geometry: Geometry, { project, width, height }: Viewport): Flat | undefined {
  const sides = sidesOf(width, height);
  const onto = (positions: readonly Position[]) => positions.map(project);
  const ring = (positions: readonly Position[]) => {
    const cut = cutRing(onto(positions).slice(0, -1), sides);
    const first = cut[0];
    if (cut.length < 3 || !first) return [];
    return [straighten([...cut, first], tolerance)];
  };
  const line = (positions: readonly Position[]) =>
    cutLine(onto(positions), sides).map((part) => straighten(part, tolerance));
  const flat = (kind: Flat['kind'], parts: Point[][]) => (parts.length ? { kind, parts } : undefined);
  switch (geometry.type) {
    case 'Point':
    case 'MultiPoint': {
      const all = onto(geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates);
      const near = all.filter((point) => sides.every(({ inside }) => inside(point)));
      return flat('Point', near.length ? [near] : []);
    }
    case 'LineString':
      return flat('LineString', line(geometry.coordinates));
    case 'MultiLineString':
      return flat('LineString', geometry.coordinates.flatMap(line));
    case 'Polygon':
      return flat('Polygon', geometry.coordinates.flatMap(ring));
    case 'MultiPolygon':
      return flat('Polygon', geometry.coordinates.flat().flatMap(ring));
    default:
      return undefined;
  }
}

const tenth = (value: number) => figure(Math.round(value * 10) / 10);

/** Lines and rings as path data, to tenths of a pixel, in steps from point to point, which are shorter to write. */
export function pathData({ kind, parts }: Flat): string {
  if (kind === 'Point') return '';
  return parts
    .map((part) => {
      let [x, y] = [0, 0];
      const closed = kind === 'Polygon';
      const steps = (closed ? part.slice(0, -1) : part).map(([px, py], index) => {
        const [nx, ny] = [Math.round(px * 10), Math.round(py * 10)];
        const [dx, dy] = [(nx - x) / 10, (ny - y) / 10];
        const same = index > 0 && nx === x && ny === y;
        [x, y] = [nx, ny];
        return same ? '' : `${index ? 'l' : 'M'}${tenth(dx)}${dy < 0 ? '' : ' '}${tenth(dy)}`;
      });
      return `${steps.join('')}${closed ? 'z' : ''}`;
    })
    .join('');
}
