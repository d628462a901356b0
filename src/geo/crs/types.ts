import type { Bilingual, Problem, ZoneCrs } from '../../model/index.ts';
import type { Datum } from './systems.ts';

/** Where a shape is expected; used to weigh guesses and to ask about shapes that land far away. */
export interface TownContext {
  /** Longitude, latitude in degrees. */
  centre: readonly [number, number];
  /** Central meridian of the town's own 3° zone, degrees east. */
  centralMeridian: number;
}

/** How to read a file's numbers. `locate` applies it; nothing else does. */
export interface CrsChoice {
  /** `EPSG:4526`, …, or `GCJ-02`, `BD-09`. */
  code: string;
  /** The file has north before east. */
  swapAxes?: boolean;
  /** Degrees are packed as ddd.mmss. */
  packedDms?: boolean;
  /** The zone number that wrongly stands before every easting; the system's own is read in its place. */
  writtenPrefix?: number;
  /** Seven parameters to CGCS2000: m, m, m, ″, ″, ″, ppm (coordinate-frame rotation, as Chinese surveys use it). */
  shift?: readonly number[];
  from: ZoneCrs['from'];
}

/** A choice with where it would put the shape. */
export interface CrsCandidate extends CrsChoice {
  name: Bilingual;
  why: Bilingual;
  /** Longitude, latitude of the middle of the shape under this choice. */
  landsAt: readonly [number, number];
  /** Distance of `landsAt` from the town, where a town was given. */
  distanceKm?: number;
}

/** What a file says of its own system. */
export interface StatedReading {
  /** Absent where the file names a system that is not supported. */
  code?: string;
  datum?: Datum;
  shift?: readonly number[];
  words: Bilingual;
  /** It names a system that is none of the national ones: only its own figures could read it. */
  local?: true;
  /** Read so, the shape lies where it cannot be: far from the town, or outside its zone. */
  refuted?: true;
}

/**
 * What the numbers and the header suggest. `stated`: the file says so and the numbers agree. `likely`: a convention
 * says so and the numbers agree. `doubtful` and `unknown`: ask before anything is computed.
 */
export interface CrsGuess {
  chosen?: CrsCandidate;
  confidence: 'stated' | 'likely' | 'doubtful' | 'unknown';
  reasons: Bilingual[];
  /** The everyday mistake that was recognised (`axes-swapped`, `metres-as-degrees`, …), with the fix on offer. */
  mistake?: Problem;
  alternatives: CrsCandidate[];
  /** What the file itself states, in so far as it does: a choice that contradicts it is reported. */
  stated?: StatedReading;
}

export interface StatedCrs {
  code?: string;
  /** WKT of a .prj or the like; asked where there is no code, or none that is known. */
  wkt?: string;
  /** Which datum is known although the rest is not. */
  datum?: Datum;
  zoneWidth?: 3 | 6;
  zone?: number;
  centralMeridian?: number;
  /** The name of a system that is none of the national ones: a city's own. */
  local?: string;
  shift?: readonly number[];
  /** The words of the file. */
  words: string;
  /** The format itself prescribes the system (KML, GPX, RFC 7946); a phone map may still have ignored it. */
  byFormat?: boolean;
  /** Something in the file points to a phone map: GCJ-02 or BD-09 must be asked about. */
  phoneMap?: string;
  /** A column or header says that degrees are packed as ddd.mmss. */
  packedDms?: boolean;
}
