import type { Crossings } from './crossings.ts';

/** Crossings nearer than this, degrees (1 µm), may have been put in the wrong order by rounding. */
const tie = 1e-11;

/** The crossings in the order of one shape's rings: `next` is the following one around the ring, `wraps` its start. */
export interface Chain {
  order: Uint32Array;
  next: Uint32Array;
  wraps: Uint8Array;
}
export const makeChain = (capacity = 256): Chain => ({
  order: new Uint32Array(capacity),
  next: new Uint32Array(capacity),
  wraps: new Uint8Array(capacity),
});

/** Sorts by edge, then by place along it; nearly sorted input is the usual case. */
function sort(order: Uint32Array, count: number, edge: Int32Array, place: Float64Array): void {
  if (count > 48) {
    order.subarray(0, count).sort((a, b) => edge[a]! - edge[b]! || place[a]! - place[b]!);
    return;
  }
  for (let i = 1; i < count; i++) {
    const k = order[i]!;
    const e = edge[k]!;
    const p = place[k]!;
    let j = i;
    while (j > 0) {
      const m = order[j - 1]!;
      if (edge[m]! < e || (edge[m] === e && place[m]! <= p)) break;
      order[j] = m;
      j--;
    }
    order[j] = k;
  }
}

/**
 * Going in and coming out of a simple shape alternate around a ring, beginning with `first`. Where crossings fall
 * together their computed places may be the wrong way round; they are exchanged. False when that does not put it right.
 */
function alternate(
  order: Uint32Array,
  from: number,
  to: number,
  first: number,
  edge: Int32Array,
  { x, y, enters }: Crossings,
): boolean {
  let want = first;
  if ((to - from) % 2) return false;
  for (let i = from; i < to; i++, want ^= 1) {
    const k = order[i]!;
    if (enters[k] === want) continue;
    let j = i + 1;
    for (; j < to; j++) {
      const m = order[j]!;
      if (edge[m] !== edge[k] || Math.abs(x[m]! - x[k]!) + Math.abs(y[m]! - y[k]!) > tie) return false;
      if (enters[m] === want) break;
    }
    if (j === to) return false;
    const m = order[j]!;
    order.copyWithin(i + 1, i, j);
    order[i] = m;
  }
  return true;
}

/**
 * Puts all crossings in order around the rings they lie on. `edge`, `place` and `ring` are the columns of the shape in
 * question; `startsIn(r)` whether the first point of its ring r lies in the other shape, and `going` is what
 * `enters` says where this shape goes into the other. False when the crossings cannot be made to alternate.
 */
export function link(
  chain: Chain,
  found: Crossings,
  edge: Int32Array,
  place: Float64Array,
  ring: Int32Array,
  going: 0 | 1,
  startsIn: (ring: number) => boolean,
): boolean {
  const { count } = found;
  if (chain.order.length < count) Object.assign(chain, makeChain(2 * count));
  const { order, next, wraps } = chain;
  for (let k = 0; k < count; k++) order[k] = k;
  sort(order, count, edge, place);
  for (let from = 0, to = 0; from < count; from = to) {
    while (to < count && ring[order[to]!] === ring[order[from]!]) to++;
    const first = startsIn(ring[order[from]!]!) ? going ^ 1 : going;
    if (!alternate(order, from, to, first, edge, found)) return false;
    for (let i = from; i < to; i++) {
      next[order[i]!] = order[i + 1 === to ? from : i + 1]!;
      wraps[order[i]!] = i + 1 === to ? 1 : 0;
    }
  }
  return true;
}
