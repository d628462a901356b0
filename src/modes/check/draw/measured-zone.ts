import { zoneOf } from '../../../geo/crs/systems.ts';
import type { Workbench } from '../workbench.ts';

/** The Gauss–Krüger zone in which things are measured and said: that of the open zone's survey, else the town's. */
export function measuredZone({ session }: Workbench): { width: 3 | 6; centralMeridian: number } {
  const town = session.store.state.town.value?.centralMeridian ?? 114;
  return zoneOf(session.activeZone.value?.crs.code ?? '', town);
}
