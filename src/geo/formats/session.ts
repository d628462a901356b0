import type { Geometry, MultiPolygon, Polygon } from 'geojson';
import type { Problem, ZoneCrs } from '../../model/index.ts';
import type { CrsChoice, ReadResult, SourceFile, TownContext } from './types.ts';
import type { ZonesResult } from './zones.ts';

/** What the page asks of the reading worker. `preview` and `take` speak of what the last `read` found. */
export type ReadRequest = { id: number; town?: TownContext } & (
  | { op: 'read'; files: SourceFile[] }
  | { op: 'preview'; choice: CrsChoice }
  | { op: 'take'; choice: CrsChoice }
);

/** What a file holds, without its shapes. */
export type FileSummary = Omit<ReadResult, 'features'> & { count: number };

/** Where the shapes of a file land under one choice; at most a few thousand of them. */
export interface Placement {
  crs: ZoneCrs;
  problems: Problem[];
  shapes: (Polygon | MultiPolygon)[];
  lines: Geometry[];
  count: number;
}

export type ReadReply = { id: number } & (
  | { progress: number }
  | { problems: Problem[] }
  | { done: FileSummary | Placement | ZonesResult }
);
