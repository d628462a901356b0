import type { MultiLineString, MultiPoint, MultiPolygon } from 'geojson';
import type { Basis, Bilingual, Problem, Severity, ZoneCrs } from '../model/index.ts';
import type { LandUse } from './land-use.ts';

/** 有重叠, 已核查无重叠, 未核查. What cannot be known is never reported as clear. */
export type Answer = 'overlap' | 'clear' | 'unchecked';

/** Why something was not checked; the words are in the `reason` beside it. */
export type ReasonCode = 'no-data' | 'out-of-date' | 'schematic' | 'accuracy' | 'unset' | 'failed';
export interface Reason {
  code: ReasonCode;
  text: Bilingual;
}

/** How far the shape that was checked against can be trusted; carried by every line of a result. */
export interface Trust {
  basis: Basis;
  /** The drawn shape may be this far off, metres. */
  accuracyM: number;
  /** True when the shape is only a sketch: areas and distances to it are indications. */
  schematic: boolean;
}

/** One feature met by the zone. Areas are ellipsoidal m², unrounded; lines have a length, points neither. */
export interface FeatureOverlap extends Trust {
  id: string;
  name: Bilingual;
  kind: 'polygon' | 'line' | 'point';
  overlapM2: number;
  /** Share of the feature that lies in the zone, 0 to 1: of its area, of its length, or 1 for a point. */
  shareOfFeature: number;
  shareOfZone: number;
  /** Length in the zone, metres, for lines. */
  lengthM?: number;
  /** What they have in common; left out unless asked for. */
  geometry?: MultiPolygon | MultiLineString | MultiPoint;
}

export interface LayerResult {
  layer: string;
  name: Bilingual;
  answer: Answer;
  reason?: Reason;
  features: FeatureOverlap[];
  /** Overlaps under the sliver tolerance: as a rule two drawings of one border. Reported, not counted as conflicts. */
  slivers: FeatureOverlap[];
  /** Features that could not be computed; the others stand, and `reason` says what happened. */
  failed?: string[];
  /** Ground covered by the layer's polygons in the zone, slivers included; ground covered twice counts once. */
  overlapM2: number;
  lengthM: number;
  points: number;
  /** Year or day of the data. */
  date?: string;
}

export interface VillageShare extends Trust {
  code: string;
  name: Bilingual;
  overlapM2: number;
  shareOfZone: number;
}

/**
 * What the villages' sum leaves over: `outsideM2` lies in no village, `residualM2` is the closing error before
 * adjustment; `adjusted` says that it was spread over the villages in proportion.
 */
export interface VillageBalance {
  answer: Answer;
  reason?: Reason;
  sumM2: number;
  outsideM2: number;
  residualM2: number;
  adjusted: boolean;
}

export interface ParcelItem {
  id: string;
  /** Record number in its file, from 1. */
  record: number;
  overlapM2: number;
  areaM2: number;
  share: number;
  geometry?: MultiPolygon;
}
export interface ParcelResult {
  answer: Answer;
  reason?: Reason;
  count: number;
  overlapM2: number;
  items: ParcelItem[];
  slivers: ParcelItem[];
  /** Parcels of the file that had to be made simple, and records without area that were left out; the name is part of fingerprints. */
  mended: number;
  dropped: number;
  /** What was lost or doubtful when the file of parcels was read. */
  warnings?: Problem[];
}

/** One feature of a reference layer met by the zone. Areas are ellipsoidal m², unrounded. */
export interface ReferenceItem {
  /** What its own columns call it (BSM, DKBM, name …), else its record number. */
  id: string;
  /** Record number in its file, from 1. */
  record: number;
  kind: 'polygon' | 'line' | 'point';
  overlapM2: number;
  /** Share of the feature that lies in the zone, 0 to 1: of its area, of its length, or 1 for a point. */
  shareOfFeature: number;
  shareOfZone: number;
  /** Length in the zone, metres, for lines. */
  lengthM?: number;
  /** Its columns by name, those that are empty left out. */
  attributes?: Record<string, string | number>;
  geometry?: MultiPolygon | MultiLineString | MultiPoint;
}

/** The zone against a layer that is not of the package: one a planner loaded, or a service's. */
export interface ReferenceResult {
  /** Identifier of the layer among those of this check. */
  layer: string;
  role: string;
  name: Bilingual;
  date?: string;
  source?: string;
  accuracyM: number;
  basis: Basis;
  answer: Answer;
  reason?: Reason;
  /** In the order of the file. */
  features: ReferenceItem[];
  slivers: ReferenceItem[];
  /** Sum of the overlaps of polygons, m², slivers included. Ground covered twice counts twice. */
  overlapM2: number;
  lengthM: number;
  points: number;
  /** Records whose rings had to be made simple, and records without a usable shape, left out. */
  repaired: number;
  dropped: number;
  /** What was lost or doubtful when its file was read. */
  warnings?: Problem[];
}

export interface Conflict extends Trust {
  rule: string;
  name: Bilingual;
  severity: Severity;
  layer: string;
  feature: string;
  featureName: Bilingual;
  overlapM2?: number;
  lengthM?: number;
  /** Ground of the zone outside the layer, for "outside" rules. */
  outsideM2?: number;
  /** Ellipsoidal metres from the zone, for "within" rules; 0 where it overlaps. */
  distanceM?: number;
  sliver: boolean;
  law: Bilingual;
}

/** What one of the layers a rule is about has to say, and how far it can be trusted. */
export interface RuleLayer {
  layer: string;
  name: Bilingual;
  answer: Answer;
  reason?: Reason;
  /** Year or day of the data. */
  date?: string;
  source?: Bilingual;
  /** The least accurate of its features, metres. */
  accuracyM?: number;
}

export interface RuleResult {
  rule: string;
  name: Bilingual;
  severity: Severity;
  /** Layer that gave the answer; the rule's layer or role where there is none. */
  layer: string;
  /** Of a rule about all layers of a role. */
  role?: string;
  answer: Answer;
  reason?: Reason;
  /** Each layer the rule was checked on, with its own answer. */
  layers?: RuleLayer[];
  /** The laws in force on the day of the check. */
  law: Bilingual;
}

/** One condition of the statute on who approves, and whether the zone may meet it. */
export interface ApprovalLine {
  kind: 'permanent-farmland' | 'cultivated' | 'other';
  answer: Answer;
  reason?: Reason;
  areaM2: number;
  /** Present when the area comes from shapes that are only a sketch: how far off they may be, metres. */
  schematicM?: number;
  /** More than this needs the higher authority, m². */
  thresholdM2: number;
  exceeds: boolean;
}
export interface ApprovalHint {
  lines: ApprovalLine[];
  /** A prompt to check, never a ruling. */
  prompt: Bilingual;
  law: Bilingual;
}

export interface StatedArea {
  statedM2: number;
  /** Central meridian of the survey's own plane, degrees: that of the file's system where it is a Gauss–Krüger one. */
  centralMeridian: number;
  /** Computed less stated, m², for the plane area a survey prints, in its own plane, and for the ellipsoidal one. */
  planeDifferenceM2: number;
  differenceM2: number;
}

export interface CheckResult {
  zone: {
    id: string;
    name: string;
    origin: string;
    areaM2: number;
    /** Gauss–Krüger, 3° zone. */
    planeAreaM2: number;
    centralMeridian: number;
    perimeterM: number;
    crs: ZoneCrs;
    /** How far off the zone itself may lie, metres; absent when its system is known to fit. */
    accuracyM?: number;
    landClass?: string;
    stated?: StatedArea;
    warnings: Problem[];
  };
  layers: LayerResult[];
  villages: VillageShare[];
  villageBalance: VillageBalance;
  parcels: ParcelResult;
  /** One for every layer that is not of the package, in the order in which they were given. */
  reference?: ReferenceResult[];
  /** Area by owner and land class, where a layer of land use covers the zone. */
  landUse?: LandUse;
  rules: RuleResult[];
  conflicts: Conflict[];
  approval: ApprovalHint;
  /** Overlaps below this, m², and below a hundredth of both shapes, are slivers. */
  sliverM2: number;
  engine: { name: string; version: string };
  dataVersion: string;
}
