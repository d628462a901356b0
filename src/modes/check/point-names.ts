import type { Position } from 'geojson';
import { gridOf } from '../../geo/edit/point-at.ts';
import type { ZoneRecord } from '../../store/records/index.ts';

const key = (north: number, east: number) => `${north.toFixed(2)} ${(east % 1e6).toFixed(2)}`;

/**
 * Names boundary points as the surveyor's file names them, by their coordinates to the centimetre; points the file does
 * not have, or has without a name, are numbered J1, J2, … in the order of the boundary.
 */
export function pointNames(
  zone: Pick<ZoneRecord, 'source'>,
  centralMeridian: number,
): (position: Position, number: number) => string {
  const names = new Map<string, string>();
  for (const { points } of zone.source?.rings ?? [])
    for (const { name, x, y } of points) if (name && !names.has(key(x, y))) names.set(key(x, y), name);
  return (position, number) => {
    if (!names.size) return `J${number}`;
    const [east, north] = gridOf(position, centralMeridian);
    return names.get(key(north, east)) ?? `J${number}`;
  };
}
