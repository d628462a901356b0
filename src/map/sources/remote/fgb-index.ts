import type { FgbHeader } from '../../../geo/formats/flatgeobuf/header.ts';
import { levelSizes, nodeBytes } from '../../../geo/formats/flatgeobuf/packed-index.ts';
import type { Extent } from '../../../model/index.ts';

/** Parts of the index or of the features nearer than this are fetched together, bytes. */
export const gapBytes = 65_536;
/** More of the index than this is not fetched at once: the search may have found enough before. */
const stepNodes = 25_000;

/** Reads bytes of a file; all of them, or it throws. `ahead` says how many more are likely to be wanted next. */
export type ReadPart = (begin: number, length: number, ahead: number) => Promise<DataView>;

/** Where a feature stands in the file, from the first feature on; its length where the index says. */
export interface Hit {
  number: number;
  offset: number;
  length: number | undefined;
}

interface Level {
  from: number;
  to: number;
}

/** Levels of the index as ranges of node numbers, the root first. */
function levelsOf(count: number, nodeSize: number): Level[] {
  let from = 0;
  return levelSizes(count, nodeSize)
    .reverse()
    .map((size) => {
      const level = { from, to: from + size };
      from += size;
      return level;
    });
}

/**
 * The features whose boxes touch `extent`, level by level, so that it ends whatever the nodes say.
 * @param most Hits after which the search stops.
 * @throws Error when a node leads out of its level.
 */
export async function searchIndex(
  { count, nodeSize, index }: FgbHeader,
  [west, south, east, north]: Extent,
  most: number,
  read: ReadPart,
): Promise<Hit[]> {
  const levels = levelsOf(count, nodeSize);
  let wanted: Level[] = [{ from: 0, to: (levels[0] as Level).to }];
  for (const [depth, level] of levels.entries()) {
    const leaf = depth === levels.length - 1;
    const next: Level[] = [];
    const hits: Hit[] = [];
    for (const { from, to } of joined(wanted)) {
      if (hits.length >= most) break;
      const nodes = await read(index + from * nodeBytes, (to - from) * nodeBytes, 0);
      const offset = (i: number) => Number(nodes.getBigUint64(i * nodeBytes + 32, true));
      for (let i = 0; i < to - from && hits.length < most; i++) {
        const at = i * nodeBytes;
        const [w, s, e, n] = [0, 8, 16, 24].map((edge) =>
          nodes.getFloat64(at + edge, true),
        ) as unknown as Extent;
        if (!(w <= east && e >= west && s <= north && n >= south)) continue;
        if (leaf) {
          const length = i + 1 < to - from ? offset(i + 1) - offset(i) : undefined;
          hits.push({ number: from + i - level.from, offset: offset(i), length: sound(length) });
          continue;
        }
        const below = levels[depth + 1] as Level;
        const child = offset(i);
        if (!(child >= below.from && child < below.to)) throw new Error(`node ${from + i} leads nowhere`);
        next.push({ from: child, to: Math.min(child + nodeSize, below.to) });
      }
    }
    if (leaf) return hits.sort((a, b) => a.offset - b.offset);
    wanted = next;
  }
  return [];
}

const sound = (length: number | undefined) => (length !== undefined && length > 0 ? length : undefined);

/** Ranges in order, near ones joined into one. */
function joined(ranges: Level[]): Level[] {
  const out: Level[] = [];
  for (const { from, to } of ranges.sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    const near = last && (from - last.to) * nodeBytes <= gapBytes && to - last.from <= stepNodes;
    if (last && near) last.to = Math.max(last.to, to);
    else out.push({ from, to });
  }
  return out;
}
