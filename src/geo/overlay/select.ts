import type { Tree } from '../layer/tree.ts';
import { nodeSize } from '../layer/tree.ts';
import { border, type Grid, inside, outside, sideOfBox } from '../plane/grid.ts';

/**
 * Walks the index: `whole(from, to)` is called with runs of leaves wholly inside the zone, `edge(leaf)` of every leaf whose
 * box may meet its border. Leaves outside are never seen, nor those under a node that is settled as a whole.
 */
export function select(
  tree: Tree,
  grid: Grid,
  whole: (from: number, to: number) => void,
  edge: (leaf: number) => void,
): void {
  const { boxes, levels } = tree;
  const top = levels.length - 2;
  if (levels[1] === 0) return;
  const visit = (level: number, node: number): void => {
    const box = 4 * node;
    const side = sideOfBox(grid, boxes[box]!, boxes[box + 1]!, boxes[box + 2]!, boxes[box + 3]!);
    if (side === outside) return;
    if (side === inside) {
      const span = nodeSize ** level;
      const from = (node - levels[level]!) * span;
      whole(from, Math.min(levels[1]!, from + span));
      return;
    }
    if (level === 0) {
      if (side === border) edge(node);
      return;
    }
    const below = levels[level - 1]!;
    const from = below + (node - levels[level]!) * nodeSize;
    const to = Math.min(levels[level]!, from + nodeSize);
    for (let child = from; child < to; child++) visit(level - 1, child);
  };
  visit(top, levels[top]!);
}
