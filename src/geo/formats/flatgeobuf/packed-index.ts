/** Bytes of a node of FlatGeobuf's index: west, south, east, north as doubles, then where it leads. */
export const nodeBytes = 40;

/**
 * How many nodes each level of a packed Hilbert R-tree has, the leaves first, the root last (flatgeobuf.org). A single
 * feature still has a root over it; a node of fewer than two entries, which no writer makes, counts as one of two.
 */
export function levelSizes(count: number, nodeSize: number): number[] {
  const sizes = [count];
  do sizes.push(Math.ceil((sizes.at(-1) as number) / Math.max(2, nodeSize)));
  while ((sizes.at(-1) as number) > 1);
  return sizes;
}

/** Bytes of the whole index; none without features or with a node size of 0, which says that there is no index. */
export const indexBytes = (count: number, nodeSize: number): number =>
  count < 1 || nodeSize < 1 ? 0 : nodeBytes * levelSizes(count, nodeSize).reduce((sum, size) => sum + size);
