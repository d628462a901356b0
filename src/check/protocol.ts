import type { Position } from 'geojson';
import type { Bilingual, Layer, LayerData, Problem, Rule, Zone } from '../model/index.ts';
import type { LandTables } from './land-use-source.ts';
import type { CheckResult } from './types.ts';

/** What the check worker is given once: the package's layers, rules and the few figures a result carries. */
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
export interface ParcelsMessage {
  /** FlatGeobuf, GeoJSON or a kept fabric; a buffer is transferred, a file is read by the worker. */
  bytes: ArrayBuffer | Blob;
  idProperty?: string;
}
export interface CheckMessage {
  zone: Zone;
  /** Without, the answer has no shapes and no fingerprint: for a zone that is still being changed. */
  geometry: boolean;
}

/** Asks for the borders of the parcels that touch a box, to be drawn and snapped to. */
export interface OutlinesMessage {
  /** West, south, east, north in degrees. */
  box: [number, number, number, number];
  /** With more parcels than this in the box there is no answer worth drawing. */
  most: number;
}

/** What came of loading parcels. */
export interface ParcelsLoaded {
  count: number;
  mended: number;
  dropped: number;
  /** West, south, east, north; null without parcels. */
  extent: [number, number, number, number] | null;
  bytes: number;
}
export interface Checked {
  result: CheckResult;
  /** Absent from an answer without shapes. */
  fingerprint?: string;
}

/** Every call, what it takes and what it gives. */
export interface Calls {
  package: { takes: PackageMessage; gives: { layers: number } };
  parcels: { takes: ParcelsMessage; gives: ParcelsLoaded };
  /** The loaded parcels for keeping, as `encodeFabric` writes them; null when there are none. */
  keep: { takes: null; gives: ArrayBuffer | null };
  forget: { takes: null; gives: null };
  /** Closed rings of longitude and latitude; null when there are too many parcels or none are loaded. */
  outlines: { takes: OutlinesMessage; gives: Position[][] | null };
  check: { takes: CheckMessage; gives: Checked };
}
export type CallName = keyof Calls;

export type Request =
  | { [K in CallName]: { id: number; call: K; takes: Calls[K]['takes'] } }[CallName]
  | { id: number; call: 'stop' };
export type Reply =
  | { id: number; kind: 'progress'; share: number }
  | { id: number; kind: 'done'; gives: Calls[CallName]['gives'] }
  | { id: number; kind: 'stopped' }
  | { id: number; kind: 'failed'; problems: readonly Problem[] };
