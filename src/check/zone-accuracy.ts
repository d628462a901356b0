import { isOldDatum, systemOf } from '../geo/crs/systems.ts';
import type { Zone } from '../model/index.ts';

/** Xi'an 80 and Beijing 54 taken as they are: how far from CGCS2000 that may be, metres. */
const oldDatumM = 100;
/** GCJ-02 and BD-09 turned back by the public algorithm, metres. */
const phoneMapM = 10;

/**
 * How far off the zone itself may lie, metres: 0 unless it came from a system whose way to CGCS2000 is not known, or was
 * read against what its file states. What it does not touch is called clear only beyond that.
 */
export function zoneAccuracyM({ crs }: Pick<Zone, 'crs'>): number {
  const { code, shift, offM = 0 } = crs;
  const system = systemOf(code);
  if (!system) return offM;
  if (system.kind === 'obfuscated') return Math.max(offM, phoneMapM);
  return isOldDatum(system.datum) && !shift ? Math.max(offM, oldDatumM) : offM;
}
