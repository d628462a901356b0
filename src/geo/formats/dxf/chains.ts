import type { Position } from 'geojson';
import { meet, type Outline, snap } from './outline.ts';

/** One end of a line: which, and whether it is its last point. */
interface End {
  line: number;
  last: boolean;
  at: Position;
}

const cellOf = (x: number, y: number) => `${Math.round(x / snap)},${Math.round(y / snap)}`;

/** Ends by the cell they lie in; asked with the cells around, so that none is missed at a cell's edge. */
function index(ends: readonly End[]): (at: Position) => End[] {
  const cells = new Map<string, End[]>();
  for (const end of ends) {
    const key = cellOf(end.at[0] as number, end.at[1] as number);
    cells.set(key, [...(cells.get(key) ?? []), end]);
  }
  return ([x = 0, y = 0]) =>
    [-snap, 0, snap]
      .flatMap((dx) => [-snap, 0, snap].flatMap((dy) => cells.get(cellOf(x + dx, y + dy)) ?? []))
      .filter(({ at }) => meet(at, [x, y]));
}

/**
 * Boundaries drawn as single lines, curves and open polylines joined: where exactly two ends of one layer meet, they
 * are one line, and one that returns to its start is a ring. Where three or more meet it is not known which go together;
 * such lines stay as they are. Lines that belong to no ring are no outline of anything, and are counted.
 */
export function joinPieces(outlines: readonly Outline[]): { outlines: Outline[]; loose: number } {
  const layers = new Map<string, Outline[]>();
  for (const one of outlines) if (one.line) layers.set(one.layer, [...(layers.get(one.layer) ?? []), one]);
  const chained = new Map<Outline, Outline | undefined>();
  for (const list of layers.values()) joinLayer(list, chained);
  const closed = outlines.flatMap((one) => (chained.has(one) ? (chained.get(one) ?? []) : [one]));
  const kept = closed.filter(({ line, piece }) => !line || piece !== 'LINE');
  return { outlines: kept, loose: closed.length - kept.length };
}

/** Gives for each line of a layer what stands in its place: the chain that begins with it, or nothing. */
function joinLayer(list: readonly Outline[], made: Map<Outline, Outline | undefined>): void {
  const lines = list.map(({ line }) => line as Position[]);
  const ends = lines.flatMap((line, i): End[] => [
    { line: i, last: false, at: line[0] as Position },
    { line: i, last: true, at: line.at(-1) as Position },
  ]);
  const near = index(ends);
  const used = new Set<number>();
  /** The one other end at the end of a line, if it is the only one. */
  const next = (line: number, last: boolean): End | undefined => {
    const at = (last ? (lines[line] as Position[]).at(-1) : (lines[line] as Position[])[0]) as Position;
    const others = near(at).filter((end) => end.line !== line || end.last !== last);
    return others.length === 1 ? others[0] : undefined;
  };
  const walk = (start: number, last: boolean): { line: number; forward: boolean }[] => {
    const steps: { line: number; forward: boolean }[] = [];
    for (let at = next(start, last); at && !used.has(at.line); ) {
      used.add(at.line);
      steps.push({ line: at.line, forward: !at.last });
      at = next(at.line, !at.last);
    }
    return steps;
  };
  for (const [i, own] of list.entries()) {
    if (used.has(i)) continue;
    used.add(i);
    const after = walk(i, true);
    const before = walk(i, false)
      .reverse()
      .map(({ line, forward }) => ({ line, forward: !forward }));
    const chain = [...before, { line: i, forward: true }, ...after];
    if (chain.length === 1) continue;
    const points: Position[] = [];
    for (const { line, forward } of chain) {
      const vertices = lines[line] as Position[];
      const way = forward ? vertices : [...vertices].reverse();
      points.push(...(points.length ? way.slice(1) : way));
    }
    if (points.length < 4 || !meet(points[0] as Position, points.at(-1) as Position)) continue;
    for (const { line } of chain) made.set(list[line] as Outline, undefined);
    const { line: _line, piece: _piece, ...about } = own;
    made.set(own, {
      ...about,
      joined: chain.length,
      rings: [[...points.slice(0, -1), points[0] as Position]],
    });
  }
}
