import type { Position } from 'geojson';
import type { Fabric } from './fabric.ts';

/**
 * The borders of the parcels whose boxes touch a box (west, south, east, north), as closed rings; null when there are
 * more than `most` parcels.
 */
export function outlinesIn(
  fabric: Fabric,
  { box: [west, south, east, north], most }: { box: [number, number, number, number]; most: number },
): Position[][] | null {
  const { boxes } = fabric.tree;
  const found: number[] = [];
  for (let p = 0; p < fabric.count; p += 1) {
    if (boxes[4 * p]! > east || boxes[4 * p + 2]! < west) continue;
    if (boxes[4 * p + 1]! > north || boxes[4 * p + 3]! < south) continue;
    if (found.length === most) return null;
    found.push(p);
  }
  const { xy, start } = fabric.rings;
  return found.flatMap((p) => {
    const rings: Position[][] = [];
    for (let r = fabric.firstRing[p]!; r < fabric.firstRing[p + 1]!; r += 1) {
      const ring: Position[] = [];
      for (let i = start[r]!; i < start[r + 1]!; i += 1) ring.push([xy[2 * i]!, xy[2 * i + 1]!]);
      rings.push([...ring, ring[0]!]);
    }
    return rings;
  });
}
