import type { Geometry } from 'geojson';
import type { Bilingual, Place, Problem, ZoneCrs } from '../../model/index.ts';
import type { Limits } from './limits.ts';

/** One file as it was dropped, picked or piped in. */
export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}

/** Where a shape is expected; used to weigh guesses and to ask about shapes that land far away. */
export interface TownContext {
  /** Longitude, latitude in degrees. */
  centre: readonly [number, number];
  /** Central meridian of the town's own 3° zone, degrees east. */
  centralMeridian: number;
  /** Distance from `centre` beyond which a shape deserves a question; 50 km unless given. */
  maxKm?: number;
}

export interface ReadOptions {
  town?: TownContext;
  limits?: Partial<Limits>;
  /** Where `sql-wasm.wasm` can be fetched from (browser); Node finds it beside the package. */
  sqlWasmUrl?: string;
  /** Called now and then during long work with the share done, 0 to 1. */
  progress?: (share: number) => void;
}

/** One record of a file. Coordinates are the file's own numbers in GeoJSON order: east/longitude, north/latitude. */
export interface ReadFeature {
  geometry: Geometry;
  properties: Record<string, unknown>;
  name?: string;
  /** Area the file states, m². */
  statedAreaM2?: number;
  /** Land class code or use the file states. */
  landClass?: string;
  /** Names of boundary points by part, ring and position, as many as there are positions. */
  pointNames?: string[][][];
  /** System of this one record, where the file's layers differ; overrides the choice for the whole. */
  crsCode?: string;
  place: Place;
}

/** How to read a file's numbers. `locate` applies it; nothing else does. */
export interface CrsChoice {
  /** `EPSG:4526`, …, or `GCJ-02`, `BD-09`. */
  code: string;
  /** The file has north before east. */
  swapAxes?: boolean;
  /** Degrees are packed as ddd.mmss. */
  packedDms?: boolean;
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

/**
 * What the numbers and the header suggest. `stated`: the file says so and the numbers agree. `likely`: a convention
 * says so and the numbers agree. `doubtful` and `unknown`: ask before anything is computed.
 */
export interface CrsGuess {
  chosen?: CrsCandidate;
  confidence: 'stated' | 'likely' | 'doubtful' | 'unknown';
  reasons: Bilingual[];
  alternatives: CrsCandidate[];
}

/** What a format's reader found out; `readGeometry` adds the guess. */
export interface Parsed {
  features: ReadFeature[];
  problems: Problem[];
  /** System the file states, by code or as the text of a .prj, with the words it was found in. */
  stated?: StatedCrs;
}

export interface StatedCrs {
  code?: string;
  /** WKT of a .prj or the like, where no code was given. */
  wkt?: string;
  /** Which datum is known although the rest is not. */
  datum?: 'CGCS2000' | 'Xian80' | 'Beijing54' | 'WGS84';
  zoneWidth?: 3 | 6;
  zone?: number;
  centralMeridian?: number;
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

export interface ReadResult {
  /** Identifier of the format in the registry. */
  format: string;
  /** Name of the principal file. */
  file: string;
  features: ReadFeature[];
  crs: CrsGuess;
  /** Errors for the parts that could not be read, warnings for those that could. */
  problems: Problem[];
}

/** A record in CGCS2000 longitude, latitude. */
export interface LocatedFeature extends ReadFeature {
  /** The geometry before it was moved, in the file's numbers but GeoJSON order (axes already swapped back). */
  source: Geometry;
}

export interface LocateResult {
  file: string;
  features: LocatedFeature[];
  crs: ZoneCrs;
  problems: Problem[];
}

/** A record to write. Coordinates are longitude, latitude in CGCS2000; the writer is told the system to write. */
export interface WriteFeature {
  geometry: Geometry;
  properties: Record<string, unknown>;
  name?: string;
  landClass?: string;
  pointNames?: string[][][];
}

export interface WriteOptions {
  /** System of the written coordinates. Formats with a fixed system (KML) refuse another. */
  code: string;
  /** Name without extension for files inside an archive. */
  name?: string;
  encoding?: 'gbk' | 'utf-8';
  /** Fields of the 属性描述 head of a TXT. */
  head?: Partial<Record<string, string>>;
}

/** A way to read, and often write, geometry. One file a format; heavy libraries are imported when it is used. */
export interface Format {
  id: string;
  name: Bilingual;
  /** Without the dot, lower case, the usual one first. */
  extensions: readonly string[];
  /** True when the content (not the name) is of this format. */
  detect(input: FormatInput): boolean;
  read(input: FormatInput, options: Required<Pick<ReadOptions, 'limits'>> & ReadOptions): Promise<Parsed>;
  /** Coordinates arrive in `options.code`, not in degrees of CGCS2000: `writeGeometry` has moved them. */
  write?(features: readonly WriteFeature[], options: WriteOptions): Promise<Uint8Array>;
}

/** The files of one data set, with the few things every detector asks of them. */
export interface FormatInput {
  /** The principal file (the .shp of a shapefile). */
  name: string;
  bytes: Uint8Array;
  files: readonly SourceFile[];
  /** The bytes decoded (BOM, then strict UTF-8, then GB18030); decoded once, on demand. */
  text(): string;
  /** The first characters of `text()` without BOM and leading white space, for detection. */
  head(): string;
}
