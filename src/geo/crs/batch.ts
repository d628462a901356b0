import { mover } from './candidates.ts';
import { systemOf } from './systems.ts';
import type { CrsChoice } from './types.ts';

/**
 * Moves `count` positions, interleaved, from `source` beginning at position `from` into `target` beginning at position
 * `at`: the file's numbers (east, north) to CGCS2000 longitude, latitude in degrees. NaN where there is no answer.
 */
export interface BatchMove {
  (source: ArrayLike<number>, from: number, count: number, target: Float64Array, at: number): void;
  /** Whether the file's numbers are metres in a plane. */
  planar?: boolean;
}

/** Side of a cell within which one polynomial serves, metres. */
const cellM = 8192;
const order = 5;
/** Chebyshev's nodes on [-1, 1]. */
const nodes = Array.from({ length: order }, (_, k) => Math.cos(((2 * k + 1) * Math.PI) / (2 * order)));
/** Row k: the coefficients, lowest first, of the polynomial that is 1 at node k and 0 at the others. */
const lagrange = nodes.map((own, k) => {
  let row = [1];
  for (const [j, other] of nodes.entries()) {
    if (j === k) continue;
    const scale = 1 / (own - other);
    const next = new Array<number>(row.length + 1).fill(0);
    row.forEach((value, power) => {
      next[power]! -= value * other * scale;
      next[power + 1]! += value * scale;
    });
    row = next;
  }
  return row;
});
/** Places off the nodes at which a cell's polynomial is compared with the formula, and how near it has to be, degrees. */
const probes = [
  [0.37, -0.81],
  [-0.93, 0.55],
] as const;
const nearEnough = 2e-12;

type Exact = (position: readonly [number, number]) => [number, number];
/** Coefficients of longitude, then of latitude: of u^i·v^j at `order * i + j`. Null where the formula itself is used. */
type Cell = Float64Array | null;

const size = order * order;

function valueAt(cell: Float64Array, offset: number, u: number, v: number): number {
  let sum = 0;
  for (let i = order - 1; i >= 0; i--) {
    const at = offset + order * i;
    sum =
      sum * u +
      (cell[at]! + v * (cell[at + 1]! + v * (cell[at + 2]! + v * (cell[at + 3]! + v * cell[at + 4]!))));
  }
  return sum;
}

function makeCell(exact: Exact, ix: number, iy: number): Cell {
  const place = (u: number, v: number) => exact([(ix + 0.5 + u / 2) * cellM, (iy + 0.5 + v / 2) * cellM]);
  const [lon0, lat0] = place(0, 0);
  const cell = new Float64Array(2 * size);
  nodes.forEach((u, a) => {
    nodes.forEach((v, b) => {
      const [lon, lat] = place(u, v);
      for (let i = 0; i < order; i++)
        for (let j = 0; j < order; j++) {
          const share = lagrange[a]![i]! * lagrange[b]![j]!;
          cell[order * i + j]! += (lon - lon0) * share;
          cell[size + order * i + j]! += (lat - lat0) * share;
        }
    });
  });
  cell[0]! += lon0;
  cell[size]! += lat0;
  const good = probes.every(([u, v]) => {
    const [lon, lat] = place(u, v);
    return (
      Math.abs(valueAt(cell, 0, u, v) - lon) < nearEnough &&
      Math.abs(valueAt(cell, size, u, v) - lat) < nearEnough
    );
  });
  return good ? cell : null;
}

/**
 * The same as `mover`, for millions of positions. In a projected system the way to longitude and latitude is smooth:
 * over a square of 8 km a polynomial of the fourth degree through 25 exact positions differs from the formula by less
 * than 1e-12 degree, which is checked for every square; where it does not hold, the formula is used. A position
 * gives the same answer whatever shape it belongs to, so that shared borders stay shared.
 * @throws ProblemError `crs-unknown`
 */
export function batchMover(choice: CrsChoice): BatchMove {
  const exact = mover(choice);
  const system = systemOf(choice.code);
  const plain = !choice.swapAxes && !choice.packedDms && !choice.shift;
  if (system?.kind === 'geographic' && plain)
    return (source, from, count, target, at) => {
      for (let k = 0; k < 2 * count; k++) target[2 * at + k] = source[2 * from + k]!;
    };
  const smooth = system !== undefined && system.kind !== 'geographic' && system.kind !== 'obfuscated';
  if (!smooth || choice.packedDms)
    return (source, from, count, target, at) => {
      for (let k = 0; k < count; k++) {
        const [lon, lat] = exact([source[2 * (from + k)]!, source[2 * (from + k) + 1]!]);
        target[2 * (at + k)] = lon;
        target[2 * (at + k) + 1] = lat;
      }
    };
  const cells = new Map<number, Cell>();
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  let cell: Cell = null;
  const move: BatchMove = (source, from, count, target, at) => {
    for (let k = 0; k < count; k++) {
      const x = source[2 * (from + k)]!;
      const y = source[2 * (from + k) + 1]!;
      const ix = Math.floor(x / cellM);
      const iy = Math.floor(y / cellM);
      if (ix !== lastX || iy !== lastY) {
        const key = ix * 2 ** 24 + iy;
        let shiftCell = cells.get(key);
        if (shiftCell === undefined) {
          shiftCell = makeCell(exact, ix, iy);
          cells.set(key, shiftCell);
        }
        cell = shiftCell;
        lastX = ix;
        lastY = iy;
      }
      const to = 2 * (at + k);
      if (cell) {
        const u = 2 * (x / cellM - ix) - 1;
        const v = 2 * (y / cellM - iy) - 1;
        target[to] = valueAt(cell, 0, u, v);
        target[to + 1] = valueAt(cell, size, u, v);
      } else {
        const [lon, lat] = exact([x, y]);
        target[to] = lon;
        target[to + 1] = lat;
      }
    }
  };
  move.planar = true;
  return move;
}
