import type { PartEdit } from '../../check/edits/parts.ts';
import type { LayerEntry } from '../../check/index.ts';
import type { Affine } from '../../geo/raster/affine.ts';
import type { ControlPoint, Kind as FitKind } from '../../geo/raster/control.ts';
import type { Bilingual, Problem, StatusEntry, Zone, ZoneCrs } from '../../model/index.ts';

/** One step of the acquisition procedure that was done: when, and by which documents. */
export interface StepDone {
  /** Id of a step in `data/stages.json`. */
  step: string;
  /** Day of publication or of the act, `YYYY-MM-DD`. */
  date: string;
  /** Titles or numbers of the documents. */
  documents: readonly string[];
}

/** What the planner keeps of a zone: the shape and everything said about it. */
export interface ZoneRecord extends Zone {
  project: string;
  /** Of the project: 用地单位, 批次 and how far it is. Zones of one project say the same. */
  applicant?: string;
  batch?: string;
  stage?: string;
  /** Where the zone stands in the list; what has none stands after, by its date. */
  place?: number;
  planItem?: string;
  /** Id of a procedure in `data/stages.json`. */
  procedure?: string;
  steps: readonly StepDone[];
  notes: string;
}

/**
 * A layer of the planner's: what it is to the check, and where it came from. Its shapes are not in here but in the
 * machine's layer files (`layer-files.ts`) under the name `data`; a machine the record was passed on to may lack them.
 */
export interface LayerRecord {
  entry: LayerEntry;
  data: string;
  /** Name of the file it was read from, and of the table in it; the latter may be empty. */
  file: string;
  table: string;
  format: string;
  /** Records read. */
  count: number;
  /** Reference system of the file. */
  crs?: ZoneCrs;
  /** What was wrong with the file, so that a reload says it again. */
  warnings: readonly Problem[];
}

/** Control points of a scan, in the plane of the picture's system: those picked so far, and what they gave. */
export interface ImageryControl {
  kind: FitKind;
  /** `map`: clicked on the map; it moves along when another system is chosen, figures that were typed do not. */
  points: readonly (ControlPoint & { from: 'typed' | 'map' })[];
  /** Root mean square of the residuals, metres, once there are enough points. */
  rmsM?: number;
}

/**
 * A picture of the planner's that lies under the zones. Its file is not in here but among the machine's own
 * (`layer-files.ts`) under the name `data`; a machine the record was passed on to may lack it.
 */
export interface ImageryRecord {
  id: string;
  name: string;
  data: string;
  file: string;
  /** Pixels of the whole picture. */
  width: number;
  height: number;
  /** From its pixels to east and north (or degrees) of `crs`; missing until a scan has been placed. */
  map?: Affine;
  crs?: ZoneCrs;
  control?: ImageryControl;
  /** How far off it may lie, metres: the worst residual, or what is not known of its system. */
  accuracyM?: number;
  source: string;
  date: string;
  /** 0 to 1. */
  opacity: number;
  /** Where it stands in the list, the uppermost first. */
  place?: number;
  warnings: readonly Problem[];
}

/** `part`: a changed piece of a package in work, see `check/edits/parts.ts`. */
export type Kind = 'zone' | 'status' | 'layer' | 'imagery' | 'part';
export type Value = ZoneRecord | StatusEntry | LayerRecord | ImageryRecord | PartEdit;
export interface Ref {
  kind: Kind;
  id: string;
}
export type EntryKey = `${Kind}/${string}`;

/**
 * One value of one entry, immutable. `id` is the SHA-256 of everything else in it, so two archives can never mean
 * different things by one id, and a value altered by hand becomes another version instead of replacing its original.
 */
export interface Version {
  id: string;
  kind: Kind;
  entry: string;
  /** `null`: the entry was deleted. */
  value: Value | null;
  /** The versions its author saw and meant to replace. */
  replaces: readonly string[];
  /** When and by whom; shown, never used to decide anything. ISO 8601, UTC. */
  at: string;
  by: string;
}

/**
 * All that is known of an entry: the versions nobody has replaced, sorted by id, and the ids of those that were.
 * One head is the ordinary case; several with different values are a conflict for the user to resolve.
 */
export interface EntryState {
  heads: readonly Version[];
  superseded: ReadonlySet<string>;
}

/** Everything in the store or in an archive. */
export type Book = ReadonlyMap<EntryKey, EntryState>;

/**
 * A change as a value: what is put and what is deleted. Applying it gives the moment that undoes it. `values` has one
 * member, except where undoing a resolution brings a conflict back; `null` among several stands for "deleted".
 */
export interface Moment {
  label: Bilingual;
  put: readonly (Ref & { values: readonly (Value | null)[] })[];
  delete: readonly Ref[];
}

/** Entries whose state a step changed; an absent `before` means there was none. */
export type Changes = ReadonlyMap<
  EntryKey,
  { before: EntryState | undefined; after: EntryState | undefined }
>;

/** One row of the undo log. A merge is undone by restoring the states it found. */
export type LogRow = { seq: number; label: Bilingual; at: string } & (
  | { kind: 'edit'; undo: Moment; redo: Moment }
  | {
      kind: 'merge';
      before: [EntryKey, EntryState | undefined][];
      after: [EntryKey, EntryState | undefined][];
    }
);

/** An entry as it is shown: its value, and the other values where there is a conflict. */
export interface Shown<T extends Value> {
  id: string;
  value: T;
  at: string;
  by: string;
}

/** Versions of one entry that were made without knowledge of each other. */
export interface Conflict extends Ref {
  /** The different values, in an order that is the same everywhere; `null` is a deletion. */
  sides: readonly { version: string; value: Value | null; at: string; by: string }[];
}

export const keyOf = (ref: Ref): EntryKey => `${ref.kind}/${ref.id}`;
export function refOf(key: EntryKey): Ref {
  const cut = key.indexOf('/');
  return { kind: key.slice(0, cut) as Kind, id: key.slice(cut + 1) };
}
