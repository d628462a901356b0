import type { Position } from 'geojson';

/**
 * What CASS, the usual program of Chinese survey offices, writes into the extended data of an entity (application
 * `SOUTH`): its code first; behind the code of a parcel boundary the parcel's number, its holder and its land class.
 */
export interface CassData {
  code: string;
  properties: Record<string, string>;
}

/** Ends no farther apart than this, metres, are one point: drawings are snapped, their figures rounded. */
export const snap = 1e-3;

/** Whether two ends are one point; `within` is that length in the unit of their numbers, where it is not the metre. */
export const meet = ([x = 0, y = 0]: Position, [u = 0, v = 0]: Position, within = snap): boolean =>
  Math.hypot(u - x, v - y) <= within;

/** A line or the rings of an area, in the drawing's coordinates. */
export interface Outline {
  rings?: Position[][];
  line?: Position[];
  hatch: boolean;
  /** The kind of a single line or curve, which may be one side of a boundary. */
  piece?: string;
  /** How many pieces it was joined of. */
  joined?: number;
  layer: string;
  handle: string;
  at: number;
  /** What the survey program CASS says of it. */
  cass?: CassData;
}
