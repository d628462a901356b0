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
  source?: ZoneSource;
}

/** What a surveyor's file says of a zone that its shape does not. */
export interface ZoneSource {
  /** The file's own projected coordinates, ring by ring, X north and Y east in metres, with point names. */
  rings: { part: number; ring: number; points: { name: string; x: number; y: number }[] }[];
  /** System of the coordinates; the zone's own unless given. */
  code?: string;
  /** 圈号 of the file by part and ring. */
  ringNames?: string[][];
  /** Fields of the plot's line in a TXT: 地块编号, 图幅号, 地块用途 and so on, by these names. */
  fields?: Record<string, unknown>;
  /** Fields of the head of a TXT. */
  head?: Record<string, string>;
}
