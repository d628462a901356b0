import { type TownContext, toZones } from '../../geo/formats/index.ts';
import type { Problem, Town, Zone } from '../../model/index.ts';
import { readLocated } from './source.ts';

/** What the reading of files asks about the town. */
export function contextOf(town: Town): TownContext {
  const [west, south, east, north] = town.extent;
  return { centre: [(west + east) / 2, (south + north) / 2], centralMeridian: town.centralMeridian };
}

/**
 * The zones of a file of any supported format, or of standard input (`-`).
 * @throws ProblemError when nothing can be read or the system must be given
 */
export async function readZones(
  path: string,
  town: Town,
  crs?: string,
): Promise<{ zones: Zone[]; problems: Problem[] }> {
  const { located } = await readLocated(path, { crs, town: contextOf(town) });
  const { zones, problems } = toZones(located);
  return { zones, problems: [...located.problems, ...problems] };
}
