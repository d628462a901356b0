import type { MultiPolygon, Position } from 'geojson';
import type { RecordField } from '../geo/columns/columns.ts';
import type { CrsChoice, CrsGuess, TownContext } from '../geo/formats/types.ts';
import type { Classes, Value } from '../geo/layer/index.ts';
import type { Label, LabelsWanted } from '../geo/layer/labels.ts';
import type { RowsOrder } from '../geo/layer/rows.ts';
import type { FeatureInfo, LayerLook } from '../geo/tiles/view.ts';
import type { Bilingual, Language, Layer, LayerData, Problem, Rule, Zone, ZoneCrs } from '../model/index.ts';
import type { HandOverCalls } from './hand-over.ts';
import type { HandedLayerFile } from './handed-file.ts';
import type { LandTables } from './land-use-source.ts';
import type { LayerEntry } from './layer.ts';
import type { KeptFile, keepFile } from './layer-files.ts';
import type { CheckResult } from './types.ts';

/*
 * The calls of the worker that holds every layer: it checks zones, reads and keeps the planner's layers, draws their
 * tiles and pages their attributes. `src/check/client.ts` has a method for each. Every call may be stopped; those that
 * take long report the share done.
 */

/** What the worker is given once: the package's layers, rules and the few figures a result carries. */
export interface PackageMessage {
  layers: { layer: Layer; data: LayerData | null; problem?: Bilingual }[];
  rules: Rule[];
  /** Tables of land classes and roles, where the package has them. */
  land?: LandTables;
  centralMeridian: number;
  dataVersion: string;
  /** Day of the check, `YYYY-MM-DD`: its law is used, and what is older than ten years then is not called clear. */
  asOf: string;
}

/** A layer found in the files, not yet read: to be accepted or dismissed under its `ticket`. */
export interface OpenedLayer {
  ticket: number;
  file: string;
  /** Name of the table, feature class or member of an archive; may be empty. */
  table: string;
  format: string;
  fields: RecordField[];
  count: number | undefined;
  /** `chosen` with `stated` or `likely` may be taken unasked; anything else has to be put to the user. */
  crs: CrsGuess;
  problems: Problem[];
}

/** How a layer found in a file is taken. */
export interface AcceptMessage {
  ticket: number;
  entry: LayerEntry;
  crs: CrsChoice | string;
  /** The column features are known by; the usual ones are looked for unless given. */
  idColumn?: string;
}

/** A layer that is ready for checks. */
export interface LayerLoaded {
  entry: LayerEntry;
  count: number;
  polygons: number;
  lines: number;
  points: number;
  /** Record numbers, from 1: rings made simple, and records without a usable shape, left out. */
  repaired: number[];
  dropped: number[];
  /** West, south, east, north in degrees; null without features. */
  extent: [number, number, number, number] | null;
  /** Ellipsoidal area of all polygons, m². */
  areaM2: number;
  columns: RecordField[];
  idColumn: string | undefined;
  /** The columns with at most 200 different values: those, the most frequent first, and how many rows have each. */
  classes: { name: string; values: string[]; counts: number[] }[];
  /** Bytes held in memory. */
  bytes: number;
  /** Of the file it was read from. */
  crs: ZoneCrs | undefined;
  problems: Problem[];
}

/** The rows of a layer, of a planner's or of the package's, in an order. */
export interface TableMessage {
  id: string;
  order: RowsOrder;
  /** That the package's layers speak. */
  language: Language;
}
/** A window of the attribute table. */
export interface RowsMessage extends TableMessage {
  /** First row of the window and how many; rows are counted after filter and sort. */
  from: number;
  count: number;
}
export interface Rows {
  /** Rows that pass the filter, and all. */
  total: number;
  all: number;
  columns: RecordField[];
  /** Whether there are polygons, which have areas. */
  areas: boolean;
  rows: {
    /** Its place in the layer, for `info` and marks on the map. */
    feature: number;
    /** What it is known by. */
    id: string;
    /** In the unit asked for, as it is printed; null for lines and points. */
    area: number | null;
    /** One for every column of the layer. */
    values: Value[];
  }[];
}

/** Asks for the borders of polygons, and lines, that touch a box, to be drawn and snapped to. */
export interface OutlinesMessage {
  /** West, south, east, north in degrees. */
  box: [number, number, number, number];
  /** With more features than this in the box there is no answer worth drawing. */
  most: number;
}

/** A polygon of a layer with its attributes. */
export interface LayerShape {
  geometry: MultiPolygon;
  attributes: Readonly<Record<string, string | number>>;
}

export interface CheckMessage {
  zone: Zone;
  /** Without, the answer has no shapes and no fingerprint: for a zone that is still being changed. */
  geometry: boolean;
}
export interface Checked {
  result: CheckResult;
  /** Absent from an answer without shapes. */
  fingerprint?: string;
}

/** Every call, what it takes and what it gives. Layers are named by the `id` of their entry. */
export interface Calls extends HandOverCalls {
  package: { takes: PackageMessage; gives: { layers: number } };
  /** Opens files as layers, nothing read yet but what a guess of the system needs. */
  open: {
    takes: { files: HandedLayerFile[]; town?: TownContext };
    gives: { opened: OpenedLayer[]; problems: Problem[] };
  };
  /** Reads one of them; a layer with the same id gives way to it. */
  accept: { takes: AcceptMessage; gives: LayerLoaded };
  /** Lets go of opened files that will not be accepted. */
  dismiss: { takes: { tickets: number[] }; gives: null };
  /** Changes name, role, source, date or accuracy of a layer. */
  describe: { takes: { entry: LayerEntry }; gives: LayerLoaded };
  /** Keeps a layer's packed form (`src/geo/layer/keep.ts`) on this machine. */
  keep: { takes: { id: string; file: KeptFile }; gives: Awaited<ReturnType<typeof keepFile>> };
  /**
   * A layer from its packed form kept on this machine; the file's system and what was wrong with it are not in that. Null
   * when no such file is kept.
   */
  unpack: {
    takes: { entry: LayerEntry; file: KeptFile; crs?: ZoneCrs; problems?: Problem[] };
    gives: LayerLoaded | null;
  };
  remove: { takes: { id: string }; gives: null };
  layers: { takes: null; gives: LayerLoaded[] };
  rows: { takes: RowsMessage; gives: Rows };
  /** The row of a feature, by its place in the layer or by what it is known by; undefined when it is filtered out. */
  rowOf: { takes: TableMessage & { feature: number | string }; gives: number | undefined };
  /** The rows that pass as a file, with these columns (`areaColumn` for the area). */
  writeRows: {
    takes: TableMessage & { columns: readonly number[]; kind: 'csv' | 'xlsx'; title: string };
    gives: Uint8Array<ArrayBuffer>;
  };
  info: { takes: { id: string; feature: number }; gives: FeatureInfo | undefined };
  /** The features of every layer at a position of degrees, the topmost layer last. */
  at: { takes: { position: [number, number] }; gives: { id: string; info: FeatureInfo }[] };
  /** The first feature with this identifier. */
  find: { takes: { id: string; name: string }; gives: FeatureInfo | undefined };
  /** Places in the layer of records by number, from 1. */
  places: { takes: { id: string; records: readonly number[] }; gives: number[] };
  /** The values of a column with at most 200 different ones; `codes` by record number less one. */
  classes: { takes: { id: string; column: string }; gives: Classes | undefined };
  /** How the layer's tiles are drawn from now on. */
  look: { takes: { id: string; look: LayerLook }; gives: null };
  tile: {
    takes: { id: string; z: number; x: number; y: number };
    gives: Uint8Array<ArrayBuffer> | undefined;
  };
  /** Of all layers; null when there are too many. Rings are closed. */
  /** The polygons of a layer that touch a box, with their attributes; null when there are more than `most`. */
  shapes: { takes: OutlinesMessage & { id: string }; gives: LayerShape[] | null };
  /** What stands in these columns, a line each, of the polygons that have room for it. */
  labels: { takes: LabelsWanted & { id: string; columns: readonly string[] }; gives: Label[] };
  outlines: { takes: OutlinesMessage; gives: Position[][] | null };
  check: { takes: CheckMessage; gives: Checked };
}
