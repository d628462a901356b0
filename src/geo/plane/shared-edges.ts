import type { RingSet } from './rings.ts';

/** A number for every different position of `xy`, and how many there are. */
function numbered(xy: Float64Array): { nodes: Uint32Array; count: number } {
  const points = xy.length / 2;
  const words = new Uint32Array(xy.buffer, xy.byteOffset, 2 * xy.length);
  let size = 16;
  while (size < 2 * points) size *= 2;
  const table = new Uint32Array(size);
  const firsts = new Uint32Array(points);
  const nodes = new Uint32Array(points);
  let count = 0;
  for (let i = 0; i < points; i++) {
    let hash = 0;
    for (let k = 4 * i; k < 4 * i + 4; k++) hash = Math.imul(hash ^ words[k]!, 0x9e3779b1) ^ (hash >>> 15);
    let slot = (hash ^ (hash >>> 13)) & (size - 1);
    for (;;) {
      const node = table[slot]!;
      if (!node) {
        firsts[count] = i;
        table[slot] = ++count;
        nodes[i] = count - 1;
        break;
      }
      const first = firsts[node - 1]!;
      if (xy[2 * first] === xy[2 * i] && xy[2 * first + 1] === xy[2 * i + 1]) {
        nodes[i] = node - 1;
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
  }
  return { nodes, count };
}

/**
 * The same shape by the non-zero rule, without the edges that two rings walk in opposite directions: neighbours that
 * share their border point for point become one ring around both. The winding number of every place stays what it was, so
 * that what overlaps still does; rings may touch themselves.
 */
export function withoutSharedEdges(set: RingSet): RingSet {
  const { xy, start } = set;
  const points = xy.length / 2;
  const { nodes, count } = numbered(xy);
  // Edges by the node they leave, as linked lists; 0 ends one. An edge is called by its first point, from 1.
  const head = new Uint32Array(count);
  const next = new Uint32Array(points + 1);
  const target = new Uint32Array(points + 1);
  let cancelled = false;
  for (let r = 0; r + 1 < start.length; r++) {
    const [from, to] = [start[r]!, start[r + 1]!];
    for (let i = from; i < to; i++) {
      const [a, b] = [nodes[i]!, nodes[i + 1 < to ? i + 1 : from]!];
      if (a === b) continue;
      let before = 0;
      let edge = head[b]!;
      while (edge && target[edge] !== a) {
        before = edge;
        edge = next[edge]!;
      }
      if (edge) {
        if (before) next[before] = next[edge]!;
        else head[b] = next[edge]!;
        cancelled = true;
      } else {
        target[i + 1] = b;
        next[i + 1] = head[a]!;
        head[a] = i + 1;
      }
    }
  }
  if (!cancelled) return set;
  // As many edges leave a node as reach it: a walk ends only where it began.
  const out = new Float64Array(xy.length);
  const starts = [0];
  let at = 0;
  for (let node = 0; node < count; node++)
    while (head[node]) {
      for (let edge = head[node]!, here = node; edge; edge = head[here]!) {
        head[here] = next[edge]!;
        out[at++] = xy[2 * (edge - 1)]!;
        out[at++] = xy[2 * (edge - 1) + 1]!;
        here = target[edge]!;
      }
      starts.push(at / 2);
    }
  return { xy: out.slice(0, at), start: Uint32Array.from(starts) };
}
