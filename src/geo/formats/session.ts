import type { Geometry, MultiPolygon, Polygon } from 'geojson';
import type { Problem, ZoneCrs } from '../../model/index.ts';
import type { CrsChoice, ReadResult, TownContext } from './types.ts';
import type { ZoneOptions, ZonesResult } from './zones.ts';

/** A file as it is handed to the reading worker, which reads it itself: the page's thread never holds its bytes. */
export interface HandedFile {
  name: string;
  content: Uint8Array | Blob;
}

/** What the page asks of the reading worker. `preview` and `take` speak of one of the data sets the last `read` found. */
export type ReadRequest = { id: number; town?: TownContext } & (
  | { op: 'read'; files: HandedFile[] }
  /** `only` names records as `chosenRecords` reads it. */
  | { op: 'preview'; set: number; choice: CrsChoice; only: string }
  /** The records themselves, in longitude and latitude. */
  | { op: 'rows'; set: number; choice: CrsChoice }
  | { op: 'take'; set: number; choice: CrsChoice; only: string; as: TakeAs; options: ZoneOptions }
);

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

export type ReadReply = { id: number } & (
  | { progress: number }
  | { problems: Problem[] }
  | { done: ReadSummary | Placement | RowsResult | ZonesResult }
);
