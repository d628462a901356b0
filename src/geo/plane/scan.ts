import type { Position } from 'geojson';

/** Where closed rings meet the level line at height `y`, ascending: by the even-odd rule, each pair bounds a stretch inside. */
export function crossingsAt(rings: readonly (readonly Position[])[], y: number): number[] {
  const at: number[] = [];
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1] as [number, number];
      const [bx, by] = ring[i] as [number, number];
      if (ay > y !== by > y) at.push(ax + ((bx - ax) * (y - ay)) / (by - ay));
    }
  return at.sort((a, b) => a - b);
}
