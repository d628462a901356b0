/**
 * A packed R-tree over boxes that already lie in a good order: sixteen neighbours share a node, sixteen nodes a node
 * above. `boxes` holds west, south, east, north of every leaf, then of every node, level by level up to the root;
 * level l is the nodes `levels[l]` to `levels[l + 1]` (exclusive), level 0 the leaves.
 */
export interface Tree {
  readonly boxes: Float64Array;
  readonly levels: Uint32Array;
}

export const nodeSize = 16;

/** Positions of the levels for `count` leaves. */
export function levelsOf(count: number): Uint32Array {
  const levels = [0, count];
  for (let size = count; size > 1; ) {
    size = Math.ceil(size / nodeSize);
    levels.push(levels.at(-1)! + size);
  }
  return Uint32Array.from(levels);
}

/** Fills the upper levels from the leaves' boxes, the first `4 * levels[1]` values. */
export function packTree(boxes: Float64Array, levels: Uint32Array): Tree {
  for (let level = 1; level + 1 < levels.length; level++) {
    const below = levels[level - 1]!;
    const end = levels[level]!;
    for (let node = levels[level]!; node < levels[level + 1]!; node++) {
      const from = below + (node - end) * nodeSize;
      const to = Math.min(end, from + nodeSize);
      let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let child = from; child < to; child++) {
        minX = Math.min(minX, boxes[4 * child]!);
        minY = Math.min(minY, boxes[4 * child + 1]!);
        maxX = Math.max(maxX, boxes[4 * child + 2]!);
        maxY = Math.max(maxY, boxes[4 * child + 3]!);
      }
      boxes[4 * node] = minX;
      boxes[4 * node + 1] = minY;
      boxes[4 * node + 2] = maxX;
      boxes[4 * node + 3] = maxY;
    }
  }
  return { boxes, levels };
}

/**
 * The order in which boxes follow a Hilbert curve through their centres, so that neighbours in the list are neighbours
 * on the ground. Up to 2^23 boxes.
 */
export function hilbertOrder(boxes: Float64Array, count: number): Uint32Array {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    minX = Math.min(minX, boxes[4 * i]!);
    minY = Math.min(minY, boxes[4 * i + 1]!);
    maxX = Math.max(maxX, boxes[4 * i + 2]!);
    maxY = Math.max(maxY, boxes[4 * i + 3]!);
  }
  const side = 2 ** 15;
  const perX = (side - 1) / (maxX - minX || 1);
  const perY = (side - 1) / (maxY - minY || 1);
  // The place on the curve (30 bits) and the index (23 bits) together are one exact double: a plain sort orders both.
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = Math.floor(((boxes[4 * i]! + boxes[4 * i + 2]!) / 2 - minX) * perX);
    let y = Math.floor(((boxes[4 * i + 1]! + boxes[4 * i + 3]!) / 2 - minY) * perY);
    let place = 0;
    for (let s = side / 2; s > 0; s >>= 1) {
      const rx = (x & s) > 0 ? 1 : 0;
      const ry = (y & s) > 0 ? 1 : 0;
      place += s * s * ((3 * rx) ^ ry);
      if (ry === 0) {
        if (rx === 1) {
          x = side - 1 - x;
          y = side - 1 - y;
        }
        const swap = x;
        x = y;
        y = swap;
      }
    }
    keys[i] = place * 2 ** 23 + i;
  }
  keys.sort();
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = keys[i]! % 2 ** 23;
  return order;
}
