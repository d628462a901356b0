import type { Zone } from '../model/index.ts';
import { canonicalJson, sha256 } from '../model/sha256.ts';
import type { CheckResult } from './types.ts';

/**
 * SHA-256, in hex, over the zone's geometry and system, the data's and the engine's version, and the whole result: who
 * repeats the check with the same data gets the same figure, and any change to a printed number changes it.
 */
export async function fingerprint(zone: Zone, result: CheckResult): Promise<string> {
  const { geometry, crs } = zone;
  const { dataVersion, engine } = result;
  // The identifier is this machine's own: the same file imported elsewhere has another.
  const { id: _, ...shown } = result.zone;
  const text = canonicalJson({
    zone: { geometry, crs },
    dataVersion,
    engine,
    result: { ...result, zone: shown },
  });
  return sha256(text);
}
