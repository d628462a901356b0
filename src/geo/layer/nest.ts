import { planarArea } from '../plane/area.ts';
import { boxHolds, boxOf } from '../plane/box.ts';
import { inRing } from '../plane/inside.ts';

/** As many points of a ring are asked whether they lie in another. */
const asked = 9;

/** Whether most of the points of ring `a`, evenly spaced, lie in ring `b`; points on its border may say either. */
function mostlyIn(xy: Float64Array, start: Uint32Array, a: number, b: number): boolean {
  const [from, to] = [start[a]!, start[a + 1]!];
  const step = Math.max(1, Math.floor((to - from) / asked));
  let votes = 0;
  for (let i = from; i < to; i += step) {
    // The middle of an edge: corners are what rings share most often.
    const next = i + 1 === to ? from : i + 1;
    const x = (xy[2 * i]! + xy[2 * next]!) / 2;
    const y = (xy[2 * i + 1]! + xy[2 * next + 1]!) / 2;
    votes += inRing(xy, start[b]!, start[b + 1]!, x, y) ? 1 : -1;
  }
  return votes > 0;
}

/**
 * How the rings `first` to `last` (exclusive) of one polygon nest: a ring inside an odd number of larger ones is a hole
 * of the smallest of them, any other a shell. Their direction is not asked, since many programs get that of holes wrong.
 * Answers the rings in the order shell, its holes, next shell; a shell has no `shell` of its own.
 */
export function nestRings(
  xy: Float64Array,
  start: Uint32Array,
  first: number,
  last: number,
): { ring: number; hole: boolean }[] {
  const all = Array.from({ length: last - first }, (_, k) => {
    const ring = first + k;
    const box = boxOf(xy, start[ring]!, start[ring + 1]!);
    return { ring, box, area: Math.abs(planarArea(xy, start[ring]!, start[ring + 1]!)), depth: 0 };
  }).sort((a, b) => b.area - a.area || a.ring - b.ring);
  const holes = new Map<number, number[]>();
  all.forEach((one, i) => {
    let parent: (typeof all)[number] | undefined;
    for (let k = 0; k < i; k++) {
      const other = all[k]!;
      if (!boxHolds(other.box, one.box)) continue;
      if (!mostlyIn(xy, start, one.ring, other.ring)) continue;
      one.depth++;
      parent = other;
    }
    if (one.depth % 2 && parent) holes.get(parent.ring)?.push(one.ring) ?? holes.set(one.ring, []);
    else holes.set(one.ring, []);
  });
  return [...holes]
    .sort(([a], [b]) => a - b)
    .flatMap(([shell, own]) => [{ ring: shell, hole: false }, ...own.map((ring) => ({ ring, hole: true }))]);
}
