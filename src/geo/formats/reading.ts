import type { Geometry, MultiPolygon, Polygon } from 'geojson';
import type { Problem, ZoneCrs } from '../../model/index.ts';
import type { CrsChoice, ReadResult, TownContext } from './types.ts';
import type { ZoneOptions, ZonesResult } from './zones.ts';

/** A file as it is handed to the reading worker, which reads it itself: the page's thread never holds its bytes. */
export interface HandedFile {
  name: string;
  content: Uint8Array | Blob;
}

/** A zone of every record, or one of them all. */
export type TakeAs = 'each' | 'one';

/** What a data set holds, without its shapes. */
export type FileSummary = Omit<ReadResult, 'features'> & { count: number };

/** The data sets of what was handed over, and what could not be read of it. */
export interface ReadSummary {
  sets: FileSummary[];
  problems: Problem[];
}

/** Where the shapes of a file land under one choice; at most a few thousand of them. */
export interface Placement {
  crs: ZoneCrs;
  problems: Problem[];
  shapes: (Polygon | MultiPolygon)[];
  lines: Geometry[];
  /** How many records were asked for, and names of the first of all. */
  count: number;
  names: string[];
}

/** The records of a data set in longitude and latitude, and what was said in moving them. */
export interface RowsResult {
  rows: { geometry: Geometry; properties: Record<string, unknown> }[];
  problems: Problem[];
}

/** The calls of the reading worker; all but the first speak of one of the data sets the last `read` found. */
export interface ReadCalls {
  read: { takes: { files: HandedFile[]; town?: TownContext }; gives: ReadSummary };
  /** `only` names records as `chosenRecords` reads it. */
  preview: { takes: { set: number; choice: CrsChoice; only: string }; gives: Placement };
  /** The records themselves, in longitude and latitude. */
  rows: { takes: { set: number; choice: CrsChoice }; gives: RowsResult };
  take: {
    takes: { set: number; choice: CrsChoice; only: string; as: TakeAs; options: ZoneOptions };
    gives: ZonesResult;
  };
}
