import type { Zone } from '../../model/index.ts';
import type { CheckResult } from '../types.ts';
import { type BoundaryRing, boundaryOf } from './boundary.ts';
import { type LineResult, threeLines } from './three-lines.ts';

/** A check as a file: the result with what proves it, the boundary points as printed, and the three lines. */
export interface CheckFile extends CheckResult {
  fingerprint: string;
  boundary: BoundaryRing[];
  threeLines: LineResult[];
}

export const checkFile = (result: CheckResult, zone: Zone, fingerprint: string): CheckFile => ({
  ...result,
  fingerprint,
  boundary: boundaryOf(zone, result.zone.centralMeridian),
  threeLines: threeLines(result),
});
