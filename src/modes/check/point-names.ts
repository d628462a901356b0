import type { Position } from 'geojson';
import { gridOf } from '../../geo/edit/point-at.ts';
import type { ZoneRecord } from '../../store/records/index.ts';

const key = (north: number, east: number) => `${north.toFixed(2)} ${(east % 1e6).toFixed(2)}`;

/** What the surveyor's file says of a boundary point, told by its coordinates to the centimetre. */
export interface PointNames {
  /** As the file names it; a point the file does not have, or without a name, is J and its number on the boundary. */
  nameOf(position: Position, number: number): string;
  /** Its place in the order of the file; undefined where the file does not have it. */
  placeOf(position: Position): number | undefined;
}

/** The names and the order of boundary points in the file a zone came from. */
export function pointNames(zone: Pick<ZoneRecord, 'source'>, centralMeridian: number): PointNames {
  const known = new Map<string, { name: string; place: number }>();
  let place = 0;
  for (const { points } of zone.source?.rings ?? []) {
    for (const { name, x, y } of points) {
      place += 1;
      const own = key(x, y);
      const before = known.get(own);
      if (!before) known.set(own, { name, place });
      else if (!before.name) before.name = name;
    }
    // The last of one ring is not followed by the first of the next.
    place += 1;
  }
  const find = (position: Position) => {
    if (!known.size) return undefined;
    const [east, north] = gridOf(position, centralMeridian);
    return known.get(key(north, east));
  };
  return {
    nameOf: (position, number) => find(position)?.name || `J${number}`,
    placeOf: (position) => find(position)?.place,
  };
}
