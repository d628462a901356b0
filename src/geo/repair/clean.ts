import type { Position } from 'geojson';

/** Points nearer than this on both axes are one point: about 0.05 mm, half a step of the repair grid. */
export const samePointDegrees = 5e-10;
/** A spike narrower than this encloses nothing: about 1 mm. */
const spikeWidthDegrees = 1e-8;

/** What was done to one ring, as counts. */
export interface RingChanges {
  closed: boolean;
  duplicates: number;
  spikes: number;
}

const same = (a: Position, b: Position) =>
  Math.abs((a[0] as number) - (b[0] as number)) <= samePointDegrees &&
  Math.abs((a[1] as number) - (b[1] as number)) <= samePointDegrees;

/** Whether going a → b → c turns back on itself without enclosing anything. */
function isSpike(a: Position, b: Position, c: Position): boolean {
  if (same(a, c)) return true;
  const [ux, uy] = [(a[0] as number) - (b[0] as number), (a[1] as number) - (b[1] as number)];
  const [vx, vy] = [(c[0] as number) - (b[0] as number), (c[1] as number) - (b[1] as number)];
  if (ux * vx + uy * vy <= 0) return false;
  const longest = Math.max(Math.hypot(ux, uy), Math.hypot(vx, vy));
  const shortest = Math.min(Math.hypot(ux, uy), Math.hypot(vx, vy));
  const width = Math.abs(ux * vy - uy * vx) / longest;
  // A short real edge at a sharp corner is not a spike: the way back must be long against its width.
  return width <= spikeWidthDegrees && shortest > 20 * width;
}

/**
 * One ring closed, without repeated points and, if asked, without spikes. Comes back empty when fewer than three points are left.
 * Points which stay keep their very coordinates.
 */
export function cleanRing(
  ring: readonly Position[],
  spikes: boolean,
): { ring: Position[]; changes: RingChanges } {
  const changes: RingChanges = { closed: false, duplicates: 0, spikes: 0 };
  const points = ring.map((p) => [p[0] as number, p[1] as number]);
  const [first] = points;
  const last = points.at(-1);
  if (first && last && points.length > 1 && same(first, last)) points.pop();
  else changes.closed = true;
  const kept: Position[] = [];
  for (const point of points) {
    const before = kept.at(-1);
    if (before && same(before, point)) changes.duplicates++;
    else kept.push(point);
  }
  while (kept.length > 1 && same(kept[0] as Position, kept.at(-1) as Position)) {
    kept.pop();
    changes.duplicates++;
  }
  const open = spikes ? removeSpikes(kept, changes) : kept;
  return { ring: open.length < 3 ? [] : [...open, open[0] as Position], changes };
}

/** One pass with a stack, then the seam; a removed tip can uncover another, so the stack is looked at again. */
function removeSpikes(points: readonly Position[], changes: RingChanges): Position[] {
  const stack: Position[] = [];
  for (const point of points) {
    stack.push(point);
    trim(stack, changes);
  }
  for (let again = true; again && stack.length >= 3; ) {
    again = false;
    const [first, second] = stack as [Position, Position];
    const [last, before] = [stack.at(-1) as Position, stack.at(-2) as Position];
    if (same(first, last) || isSpike(before, last, first)) {
      stack.pop();
      again = true;
    } else if (isSpike(last, first, second)) {
      stack.shift();
      again = true;
    }
    if (again) changes.spikes++;
  }
  return stack;
}

function trim(stack: Position[], changes: RingChanges): void {
  while (stack.length >= 3) {
    const [a, b, c] = stack.slice(-3) as [Position, Position, Position];
    if (!isSpike(a, b, c)) return;
    changes.spikes++;
    stack.splice(-2, 1);
    if (same(a, c)) stack.pop();
  }
}

/** The same points in the same circle give the same text, wherever the ring starts and whichever way it runs. */
export function ringKey(ring: readonly Position[]): string {
  const open = ring.slice(0, -1).map((p) => `${p[0]},${p[1]}`);
  const least = open.reduce((at, text, i) => (text < (open[at] as string) ? i : at), 0);
  const forward = [...open.slice(least), ...open.slice(0, least)];
  const backward = [forward[0] as string, ...forward.slice(1).reverse()];
  const [a, b] = [forward.join(' '), backward.join(' ')];
  return [a, b].sort()[0] as string;
}
