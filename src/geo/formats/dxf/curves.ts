import type { Position } from 'geojson';

/** How far a chord may leave its arc, metres. */
export const sagitta = 0.001;
const mostChords = 4_096;

export interface Vertex {
  x: number;
  y: number;
  /** Tangent of a quarter of the arc's angle to the next vertex; counter-clockwise when positive. */
  bulge: number;
}

/** Chords for an arc of a radius and an angle, so that none leaves it by more than `tolerance`. */
function chords(radius: number, angle: number, tolerance: number): number {
  const step = 2 * Math.acos(Math.max(0, 1 - tolerance / Math.max(radius, tolerance)));
  return Math.min(mostChords, Math.max(1, Math.ceil(Math.abs(angle) / Math.max(step, 1e-6))));
}

/** Points from one vertex towards the next along the arc of its bulge; the next vertex itself is left out. */
export function along(from: Vertex, to: Vertex, tolerance: number): Position[] {
  const start: Position = [from.x, from.y];
  const { bulge } = from;
  const chord = Math.hypot(to.x - from.x, to.y - from.y);
  if (!bulge || chord === 0) return [start];
  const angle = 4 * Math.atan(bulge);
  const radius = chord / (2 * Math.sin(Math.abs(angle) / 2));
  const count = chords(radius, angle, tolerance);
  const offset = (chord / 2) * ((1 - bulge * bulge) / (2 * bulge));
  const cx = (from.x + to.x) / 2 - (offset * (to.y - from.y)) / chord;
  const cy = (from.y + to.y) / 2 + (offset * (to.x - from.x)) / chord;
  const first = Math.atan2(from.y - cy, from.x - cx);
  const points = Array.from({ length: count - 1 }, (_, i): Position => {
    const a = first + (angle * (i + 1)) / count;
    return [cx + radius * Math.cos(a), cy + radius * Math.sin(a)];
  });
  return [start, ...points];
}

/** An ellipse by its centre, long half axis and ratio, between two parameters (radians); a circle has ratio 1. */
export function ellipse(
  [cx, cy]: readonly [number, number],
  [ax, ay]: readonly [number, number],
  ratio: number,
  [from, to]: readonly [number, number],
  tolerance: number,
): Position[] {
  // The flattest place bends with the largest radius, a²/b; enough chords for a circle of the long axis keep within it.
  const count = Math.max(8, chords(Math.hypot(ax, ay), to - from, tolerance));
  return Array.from({ length: count + 1 }, (_, i): Position => {
    const t = from + ((to - from) * i) / count;
    const [c, s] = [Math.cos(t), Math.sin(t) * ratio];
    return [cx + ax * c - ay * s, cy + ay * c + ax * s];
  });
}

/** A polyline as points; closed ones return to their first. */
export function polyline(vertices: readonly Vertex[], closed: boolean, tolerance: number): Position[] {
  const [first, last] = [vertices[0] as Vertex, vertices.at(-1) as Vertex];
  const joined = vertices.length > 3 && first.x === last.x && first.y === last.y;
  const steps = closed && !joined ? vertices.length : vertices.length - 1;
  const points = Array.from({ length: steps }, (_, i) =>
    along(vertices[i] as Vertex, vertices[(i + 1) % vertices.length] as Vertex, tolerance),
  ).flat();
  return [...points, closed || joined ? ([...(points[0] as Position)] as Position) : [last.x, last.y]];
}
