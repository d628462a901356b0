import { hash } from './noise.ts';

/** A landscape on a square grid, row by row; `fixed` cells keep their height and receive all water. */
export interface Landscape {
  nx: number;
  ny: number;
  /** Side of a cell, metres. */
  cell: number;
  height: Float64Array;
  /** Rise of each cell per step, metres. */
  uplift: Float64Array;
  fixed: Uint8Array;
}

const steps8 = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [-1, 0],
  [1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
] as const;

/** The lowest neighbour of every cell by slope, itself where none is lower, and an order in which receivers come first. */
function drainage({ nx, ny, height, fixed }: Landscape): {
  to: Int32Array;
  order: Int32Array;
  far: Uint8Array;
} {
  const n = nx * ny;
  const to = new Int32Array(n);
  const far = new Uint8Array(n);
  const donors = new Int32Array(n + 1);
  for (let j = 0; j < ny; j++)
    for (let i = 0; i < nx; i++) {
      const at = j * nx + i;
      to[at] = at;
      if (fixed[at]) continue;
      let steepest = 0;
      for (const [di, dj] of steps8) {
        const x = i + di;
        const y = j + dj;
        if (x < 0 || y < 0 || x >= nx || y >= ny) continue;
        const diagonal = di !== 0 && dj !== 0;
        const drop = (height[at]! - height[y * nx + x]!) / (diagonal ? Math.SQRT2 : 1);
        if (drop > steepest) {
          steepest = drop;
          to[at] = y * nx + x;
          far[at] = diagonal ? 1 : 0;
        }
      }
    }
  for (let at = 0; at < n; at++) if (to[at] !== at) donors[to[at]! + 1]!++;
  for (let at = 0; at < n; at++) donors[at + 1]! += donors[at]!;
  const list = new Int32Array(n);
  const next = donors.slice();
  for (let at = 0; at < n; at++) if (to[at] !== at) list[next[to[at]!]!++] = at;
  const order = new Int32Array(n);
  let filled = 0;
  for (let at = 0; at < n; at++) {
    if (to[at] !== at) continue;
    order[filled++] = at;
    for (let head = filled - 1; head < filled; head++) {
      const cellAt = order[head]!;
      for (let k = donors[cellAt]!; k < donors[cellAt + 1]!; k++) order[filled++] = list[k]!;
    }
  }
  return { to, order, far };
}

/**
 * Raises every hollow to just above its lowest way out (priority flood with a small slope: Barnes, Lehman & Mulla 2014,
 * Computers & Geosciences 62), so that all water reaches a fixed cell.
 */
export function fillPits(land: Landscape): void {
  const { nx, ny, height, fixed } = land;
  const done = new Uint8Array(nx * ny);
  const heap: number[] = [];
  const push = (at: number) => {
    let q = heap.push(at) - 1;
    while (q > 0) {
      const up = (q - 1) >> 1;
      if (height[heap[up]!]! <= height[at]!) break;
      heap[q] = heap[up]!;
      q = up;
    }
    heap[q] = at;
  };
  const pop = (): number => {
    const first = heap[0]!;
    const last = heap.pop()!;
    if (!heap.length) return first;
    let q = 0;
    for (;;) {
      let child = 2 * q + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && height[heap[child + 1]!]! < height[heap[child]!]!) child++;
      if (height[heap[child]!]! >= height[last]!) break;
      heap[q] = heap[child]!;
      q = child;
    }
    heap[q] = last;
    return first;
  };
  fixed.forEach((yes, at) => {
    if (!yes) return;
    done[at] = 1;
    push(at);
  });
  while (heap.length) {
    const at = pop();
    const i = at % nx;
    const j = Math.floor(at / nx);
    for (const [di, dj] of steps8) {
      const x = i + di;
      const y = j + dj;
      const to = y * nx + x;
      if (x < 0 || y < 0 || x >= nx || y >= ny || done[to]) continue;
      done[to] = 1;
      // An uneven rise, or the water of flat ground would run along the grid.
      height[to] = Math.max(height[to]!, height[at]! + 0.02 + 0.5 * hash(x, y, 77));
      push(to);
    }
  }
}

/**
 * Lets rivers cut into rising ground: the stream-power law dh/dt = U − K·A^m·slope, solved implicitly from the outlets
 * upwards (Braun & Willett 2013, Geomorphology 180–181), with a little creep of the slopes after every step. It gives the
 * branching valleys and sharp ridges of real hill country. Areas count in cells. Changes `land.height`.
 */
export function erode(
  land: Landscape,
  options: { steps: number; k: number; m: number; creep: number },
): void {
  const { nx, ny, height, uplift, fixed } = land;
  const n = nx * ny;
  const area = new Float64Array(n);
  const before = new Float64Array(n);
  for (let step = 0; step < options.steps; step++) {
    // Creep closes small outlets; without this, hollows would rise as lakes and end as plateaus.
    if (step % 3 === 0) fillPits(land);
    const { to, order, far } = drainage(land);
    area.fill(1);
    for (let q = n - 1; q >= 0; q--) {
      const at = order[q]!;
      if (to[at] !== at) area[to[at]!]! += area[at]!;
    }
    for (let q = 0; q < n; q++) {
      const at = order[q]!;
      if (fixed[at]) continue;
      const risen = height[at]! + uplift[at]!;
      if (to[at] === at) {
        height[at] = risen;
        continue;
      }
      const f = (options.k * area[at]! ** options.m) / (far[at] ? Math.SQRT2 : 1);
      height[at] = (risen + f * height[to[at]!]!) / (1 + f);
    }
    before.set(height);
    for (let j = 1; j < ny - 1; j++)
      for (let i = 1; i < nx - 1; i++) {
        const at = j * nx + i;
        if (fixed[at]) continue;
        const mean = (before[at - 1]! + before[at + 1]! + before[at - nx]! + before[at + nx]!) / 4;
        height[at] = before[at]! + options.creep * (mean - before[at]!);
      }
  }
}

/** Height at a place in cells from the first cell's middle, by Catmull–Rom splines: smooth where shading shows edges. */
export function bicubic(land: Landscape, x: number, y: number): number {
  const { nx, ny, height } = land;
  const i = Math.floor(x);
  const j = Math.floor(y);
  const at = (p: number, q: number) =>
    height[Math.max(0, Math.min(ny - 1, q)) * nx + Math.max(0, Math.min(nx - 1, p))]!;
  const spline = (a: number, b: number, c: number, d: number, t: number) =>
    b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  const row = (q: number) => spline(at(i - 1, q), at(i, q), at(i + 1, q), at(i + 2, q), x - i);
  return spline(row(j - 1), row(j), row(j + 1), row(j + 2), y - j);
}
