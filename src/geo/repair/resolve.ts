import { Clipper, FillRule, type Paths64 } from 'clipper2-ts';
import type { GridPoint } from './grid.ts';

type Path = readonly GridPoint[];

/** clipper2 writes into the points it is given: it gets copies. */
const copy = (paths: readonly Path[]): Paths64 => paths.map((path) => path.map(({ x, y }) => ({ x, y })));

/** The region a self-crossing ring encloses, twice-wound places in (`once`) or out (`exclude`). */
export function fillRing(ring: Path, rule: 'once' | 'exclude'): Path[] {
  return Clipper.union(copy([ring]), rule === 'once' ? FillRule.NonZero : FillRule.EvenOdd);
}

/** Area covered by any of the regions; each region's shells run counter-clockwise, its holes clockwise. */
export function unite(regions: readonly Path[]): Path[] {
  return Clipper.union(copy(regions), FillRule.NonZero);
}

export function subtract(from: readonly Path[], what: readonly Path[]): Path[] {
  return Clipper.difference(copy(from), copy(what), FillRule.NonZero);
}

export function intersect(a: readonly Path[], b: readonly Path[]): Path[] {
  return Clipper.intersect(copy(a), copy(b), FillRule.NonZero);
}

/** Net area in grid cells; of resolved paths, whose holes run clockwise. */
export const cells = (paths: readonly Path[]): number => Math.abs(Clipper.areaPaths(paths as Paths64));
