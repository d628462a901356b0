import type { Geometry } from 'geojson';
import type { Bilingual, Place, Problem, ZoneCrs } from '../../model/index.ts';
import type { Column, RecordField } from '../columns/columns.ts';
import type { GrowingColumn } from '../columns/growing.ts';
import type { Datum } from '../crs/datum.ts';
import type { CrsGuess, StatedCrs, TownContext } from '../crs/types.ts';
import type { Limits } from './limits.ts';

export type { CrsCandidate, CrsChoice, CrsGuess, StatedCrs, TownContext } from '../crs/types.ts';

/** Bytes `from` to `to` (exclusive) of a file, fetched at once. @throws ProblemError when it is there no longer */
export type ReadPart = (from: number, to: number) => Uint8Array;

/** One file as it was dropped, picked or piped in. */
export interface SourceFile {
  name: string;
  bytes: Uint8Array;
  /** Whoever reads the file is the only one who holds its bytes, and may give them up. */
  owned?: true;
  /** Fetches parts of it again: a reader need not hold on to what it owns. */
  again?: ReadPart;
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
  /** Numbers of the rings as the file gives them, by part and ring. */
  ringNames?: string[][];
  place: Place;
}

/** What a format's reader found out; `readGeometry` adds the guess. */
export interface Parsed {
  /** Name of the table, class or sheet, where a file holds several. */
  layer?: string;
  features: ReadFeature[];
  problems: Problem[];
  /** System the file states, by code or as the text of a .prj, with the words it was found in. */
  stated?: StatedCrs;
  /** Fields of the 属性描述 head of a TXT, as they stand there. */
  head?: Record<string, string>;
}

export interface ReadResult {
  /** Identifier of the format in the registry. */
  format: string;
  /** Name of the principal file. */
  file: string;
  /** Name of the table, class or sheet within the file, where it may hold several. */
  layer?: string;
  features: ReadFeature[];
  crs: CrsGuess;
  /** Fields of the 属性描述 head of a TXT. */
  head?: Record<string, string>;
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
  layer?: string;
  features: LocatedFeature[];
  crs: ZoneCrs;
  /** Fields of the 属性描述 head of a TXT. */
  head?: Record<string, string>;
  problems: Problem[];
}

/** A record to write. Coordinates are longitude, latitude in CGCS2000; the options name the system to write. */
export interface WriteFeature {
  geometry: Geometry;
  properties: Record<string, unknown>;
  name?: string;
  landClass?: string;
  pointNames?: string[][][];
  ringNames?: string[][];
  /** The old datum its places come from without being moved, which stands beside them in whatever is written. */
  unmoved?: Datum;
}

export interface WriteOptions {
  /** System of the written coordinates. Formats with a fixed system (KML) refuse another. */
  code: string;
  /** Seven parameters between an old datum and CGCS2000, as in `CrsChoice`; without them a warning is given. */
  shift?: readonly number[];
  /** Name without extension for files inside an archive. */
  name?: string;
  encoding?: 'gbk' | 'utf-8';
  /**
   * Fields of the 属性描述 head of a TXT. Those that state the system are kept only where it is the one written; then
   * the counts and areas that the features bring along are kept, too.
   */
  head?: Partial<Record<string, string>>;
}

/**
 * One record as flat arrays, which belong to the reader and hold good until the next record is asked for. Coordinates
 * are the file's own numbers in GeoJSON order (east/longitude, north/latitude), interleaved; Z and M are left out.
 */
export interface RawRecord {
  /** Place in the file, from 1; deleted and damaged records keep theirs. */
  record: number;
  kind: 'polygon' | 'line' | 'point' | 'none';
  /** May be longer than what is used: the last entry of `starts` is the end. */
  xy: Float64Array;
  /** How many parts (rings, lines, points) there are: `starts` holds one entry more. */
  parts: number;
  /** Position (pair of numbers) at which each part begins, then the end. May be longer than `parts + 1`. */
  starts: Uint32Array;
  /** 1 for every part that begins a polygon, where the format says which do; a hole follows its shell. */
  shells?: Uint8Array;
  /** One for every field, in the fields' order. */
  values: (string | number | null)[];
  /** Its shape cannot be read, and the table's problems say so and count it. */
  refused?: boolean;
}

/**
 * One table of a file, read record by record without an object for each position, for layers of any size. How the rings
 * of a polygon nest is decided by whoever receives them, from direction and area.
 */
export interface RecordTable {
  name: string;
  /** A longer name the file gives beside it (图层别名). */
  alias?: string;
  fields: RecordField[];
  /** Records there are, where the file says. */
  count?: number;
  stated?: StatedCrs;
  /** It has attributes alone, and is no layer. */
  shapeless?: true;
  /** Grows while the records are read: what could not be read, by record. */
  problems: Problem[];
  /**
   * All columns at once, where the format keeps them so that this is quicker than record by record, a row for every
   * record `records` gives; their `values` are then left empty. Asked once `records` has been gone through to its end.
   */
  columns?(): Column[];
  /**
   * @param into Columns for `fields`: a format that can write into them at once does so, a row for every record it gives,
   * and leaves the records' `values` empty.
   */
  records(into?: readonly GrowingColumn[]): Iterable<RawRecord>;
  /**
   * Gives up the bytes of the file that are owned: `shapes`, what only `records` reads; `all`, the columns' as well. What
   * is given up cannot be asked for again.
   */
  release?(what: 'shapes' | 'all'): void;
}

/** `ReadOptions` with the limits filled in. */
export type FormatOptions = Omit<ReadOptions, 'limits'> & { limits: Limits };

/** A file's content, with what was lost or doubtful in writing it. */
export interface Written {
  bytes: Uint8Array;
  problems: Problem[];
}

/** A way to read, and often write, geometry. One file a format; heavy libraries are imported when it is used. */
export interface Format {
  id: string;
  name: Bilingual;
  /** Without the dot, lower case, the usual one first. */
  extensions: readonly string[];
  /** Place among the formats of daily work, from 1: pages that have no room for all name these, in this order. */
  everyday?: number;
  /** The name of what is written, where it is not all that is read. */
  written?: Bilingual;
  /** Written in the plane system of the survey, in metres, unless another system is asked for. */
  planar?: true;
  /** Has room for the seven parameters of an old datum. */
  keepsShift?: true;
  /** Keeps features of a GIS with their attributes: results are offered in it. */
  gis?: true;
  /** True when the content (not the name) is of this format. */
  detect(input: FormatInput): boolean;
  /** A list where the file holds several layers. */
  read(input: FormatInput, options: FormatOptions): Promise<Parsed | Parsed[]>;
  /**
   * The tables of the data set for layers of any size; a format without it is read by `read`, and so is a data set for
   * which it gives nothing.
   */
  open?(input: FormatInput, options: FormatOptions): Promise<RecordTable[] | undefined>;
  /** Coordinates arrive in `options.code`, not in degrees of CGCS2000: `writeGeometry` has moved them. */
  write?(features: readonly WriteFeature[], options: WriteOptions): Promise<Written>;
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
