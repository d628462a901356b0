import type { Town } from '../../model/index.ts';
import { mostKm, roughKm } from './candidates.ts';
import type { TownContext } from './types.ts';

/** What the reading of coordinates asks about a town: the middle of its extent and its zone. */
export function contextOf(town: Pick<Town, 'extent' | 'centralMeridian'>): TownContext {
  const [west, south, east, north] = town.extent;
  return { centre: [(west + east) / 2, (south + north) / 2], centralMeridian: town.centralMeridian };
}

/** Kilometres from the town, roughly, where that is more than deserves no question; undefined nearer. */
export function tooFarKm([lon = 0, lat = 0]: readonly number[], town: TownContext): number | undefined {
  const km = roughKm([lon, lat], town.centre);
  return km > mostKm ? km : undefined;
}
