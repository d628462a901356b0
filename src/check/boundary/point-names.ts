import type { Position } from 'geojson';
import { systemOf } from '../../geo/crs/systems.ts';
import { toLonLat } from '../../geo/crs/transform.ts';
import { gridOf } from '../../geo/edit/point-at.ts';
import type { Zone, ZoneCrs } from '../../model/index.ts';

/** What of a zone gives the names of its points. */
export type Named = Pick<Zone, 'source'> & { crs?: ZoneCrs };

/** What the surveyor's file says of a boundary point, found by its coordinates to the centimetre. */
export interface PointNames {
  /** As the file names it; a point the file does not have, or without a name, is J and its number on the boundary. */
  nameOf(position: Position, number: number): string;
  /** Its place in the order of the file; undefined where the file does not have it. */
  placeOf(position: Position): number | undefined;
}

const key = (north: number, east: number) => `${north} ${east}`;
const centimetres = (metres: number) => Math.round(metres * 100);
/** A coordinate that ends in 5 mm falls to either side when it comes back from degrees: both are looked at. */
const near = (metres: number) => [
  ...new Set([Math.round(metres * 100 - 0.2), Math.round(metres * 100 + 0.2)]),
];

/** From the file's own X and Y to those of the town's zone: another zone or datum has other numbers for the place. */
function toTown(
  crs: ZoneCrs | undefined,
  centralMeridian: number,
): (x: number, y: number) => [number, number] {
  const system = crs && systemOf(crs.code);
  if (!system || (system.datum === 'CGCS2000' && system.centralMeridian === centralMeridian))
    return (x, y) => [x, y % 1e6];
  const move = toLonLat(system.code, crs.shift);
  return (x, y) => {
    const [east, north] = gridOf(move([y, x]), centralMeridian);
    return [north, east];
  };
}

/** The names and the order of boundary points in the file a zone came from. */
export function pointNames({ crs, source }: Named, centralMeridian: number): PointNames {
  const named = new Map<string, { name: string; place: number }>();
  const sourceCrs: ZoneCrs | undefined = source?.code ? { code: source.code, from: 'header' } : crs;
  const town = toTown(sourceCrs, centralMeridian);
  let place = 0;
  for (const { points } of source?.rings ?? []) {
    for (const { name, x, y } of points) {
      place += 1;
      const [north, east] = town(x, y);
      const at = key(centimetres(north), centimetres(east));
      const before = named.get(at);
      if (!before) named.set(at, { name, place });
      else if (!before.name) before.name = name;
    }
    // The last of one ring is not followed by the first of the next.
    place += 1;
  }
  const find = (position: Position) => {
    if (!named.size) return undefined;
    const [east, north] = gridOf(position, centralMeridian);
    for (const x of near(north))
      for (const y of near(east)) {
        const entry = named.get(key(x, y));
        if (entry) return entry;
      }
    return undefined;
  };
  return {
    nameOf: (position, number) => find(position)?.name || `J${number}`,
    placeOf: (position) => find(position)?.place,
  };
}
