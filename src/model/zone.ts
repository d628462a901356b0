import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Problem } from './problem.ts';

/** The reference system a zone arrived in, and how that is known. */
export interface ZoneCrs {
  /** `EPSG:4526`, or `GCJ-02` / `BD-09`, which have no EPSG code. */
  code: string;
  /** The file said so, the numbers suggested it, or the user chose it. */
  from: 'header' | 'guess' | 'user';
  /** Seven-parameter shift that was applied, if any: m, m, m, ″, ″, ″, ppm. */
  shift?: readonly number[];
  /** How far apart this reading and what the file states put the zone, metres, where the two contradict each other. */
  offM?: number;
}

/**
 * A planner's polygon. Coordinates are longitude, latitude in degrees, CGCS2000 (EPSG:4490, for this product's
 * accuracy the same as WGS 84), wound per RFC 7946. `source` coordinates are kept where the file gave projected ones,
 * so that a report can print the surveyor's own figures.
 */
export interface Zone {
  id: string;
  name: string;
  geometry: Polygon | MultiPolygon;
  crs: ZoneCrs;
  /** Area the file states, m². */
  statedAreaM2?: number;
  /** Land class code or use the file states. */
  landClass?: string;
  /** Everything that was repaired or doubtful on the way in; it stays with the zone into every report. */
  warnings: readonly Problem[];
  /** File name, or how it was drawn. */
  origin: string;
  /** Where the zone was made from centre lines: these (degrees, longitude first) and the metres to their left and right. */
  centreLine?: { lines: Position[][]; leftM: number; rightM: number };
  /** The file's own projected coordinates, ring by ring, `[north X, east Y]` metres, with point names. */
  source?: { rings: { part: number; ring: number; points: { name: string; x: number; y: number }[] }[] };
}
