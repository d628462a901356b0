import {
  type Basis,
  type Bilingual,
  type Catalogue,
  type Language,
  type LayerColour,
  type LayerData,
  type Plan,
  type Problem,
  type SpatialKind,
  type StatusEntry,
  statuses,
  type Town,
} from '../model/index.ts';
import { type ReadonlySignal, type Signal, signal } from './signals.ts';

export const modes = ['browse', 'check', 'display', 'maintain'] as const;
export type Mode = (typeof modes)[number];
export const themes = ['auto', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];
/** Pages that lie over the map in browse. */
export const pages = ['figures'] as const;
export type Page = (typeof pages)[number];

/** What the map looks at: degrees WGS 84, Web Mercator zoom, bearing and pitch in degrees. */
export interface Camera {
  zoom: number;
  lat: number;
  lon: number;
  bearing: number;
  pitch: number;
}

/** What a user changed of a layer; what is missing is as the catalogue says. */
export interface LayerOverride {
  visible?: boolean;
  opacity?: number;
}

/** `unrecorded`: nothing is recorded as of the chosen day. */
export const statusFilters = [...statuses, 'unrecorded'] as const;
export type StatusFilter = (typeof statusFilters)[number];

/** Empty lists filter nothing. */
export interface Filters {
  chapters: readonly number[];
  statuses: readonly StatusFilter[];
  bases: readonly Basis[];
  villages: readonly string[];
  /** How the items stand to the ground. */
  kinds: readonly SpatialKind[];
}

/** A stretch of the plan's text, UTF-16 offsets, end exclusive. */
export interface Passage {
  start: number;
  end: number;
}

/** Of a layer that is fetched for the view: `data` holds what the view needs, not the layer. */
export interface ViewPart {
  /**
   * `waiting`: not asked, the layer being hidden or the map too far out; `tiles`: drawn tile by tile, `data` holds only
   * what was picked; `part`: not all of the view arrived.
   */
  state: 'waiting' | 'loading' | 'part' | 'whole' | 'tiles';
  problems: readonly Problem[];
}

export type LayerState =
  | { phase: 'loading' }
  | { phase: 'ready'; data: LayerData; view?: ViewPart }
  | { phase: 'failed'; problems: readonly Problem[] };

/** A planner's layer on the map: how it is looked at. Its shapes stay in the layers' worker. */
export interface FabricState {
  /** Identifier of the layer's entry; an archive of tiles has one of its own. */
  id: string;
  name: string;
  /** The colour its role has, and whether it is a limit, drawn firmly and from afar, or a mosaic of small shapes. */
  look: { colour: LayerColour; limit: boolean };
  /** Colour of every value of the column it is coloured by, where the package has a table of them (land classes). */
  colours?: Readonly<Record<string, string>> | undefined;
  visible: boolean;
  /** Whether the map goes there when it comes: not when it comes back with the page. */
  framing: boolean;
  /** What the map draws it from: addresses of tiles, or that of an archive; another one when the look has changed. */
  source: { tiles: string[] } | { url: string };
  sourceLayer: string;
  maxzoom: number;
  /** The field an archive's parcels are distinguished by, where its tiles carry one; a file's own have numbers. */
  idField: string | undefined;
  /** `tiles`: an archive of tiles, whose count and columns are not known. */
  kind: 'parcels' | 'tiles';
  count: number | undefined;
  extent: readonly [number, number, number, number] | undefined;
  /** Values from the most frequent on, each with the number of parcels that have it, where known. */
  columns: readonly { name: string; values: readonly string[]; counts: readonly number[] | undefined }[];
  colourBy: string | undefined;
  filter: { column: string; values: readonly string[] } | undefined;
  /** The parcel clicked last. */
  picked:
    | {
        /** Its number in the fabric; an archive's tiles may go without. */
        parcel: number | undefined;
        id: string;
        areaM2: number | undefined;
        properties: Readonly<Record<string, unknown>>;
      }
    | undefined;
  /** Parcels overlapped by a checked zone, by their record number in the file, from 1. */
  marked: readonly number[];
  /**
   * Whether the map makes room for drawing single parcels differently: a colour for every corner, which an archive's tiles
   * go without until the first parcel is picked.
   */
  single: boolean;
}

export type PackagePhase = 'loading' | 'ready' | 'failed';

/** A wish for the map to look somewhere; the map answers each serial once. */
export interface FrameRequest {
  /** West, south, east, north, degrees. */
  extent: readonly [number, number, number, number];
  maxZoom: number;
  serial: number;
}

export interface Whereabouts {
  lon: number;
  lat: number;
  accuracyM: number;
}

/** A place that distances are asked from. */
export interface Origin extends Whereabouts {
  name: Bilingual;
}

/** What is shown beside the map instead of the list, the text or the layers. */
export type Aside =
  /** What is near; `origin`, where it is asked from, is drawn in the place of the user's position. */
  { panel: 'near'; origin?: Origin | undefined } | { panel: 'measure' };

const initial = {
  // What a link can carry.
  mode: 'browse' as Mode,
  language: 'zh' as Language,
  theme: 'auto' as Theme,
  camera: undefined as Camera | undefined,
  item: undefined as string | undefined,
  feature: undefined as string | undefined,
  overrides: {} as Readonly<Record<string, LayerOverride>>,
  /** Layer ids, bottom first; empty means the order of the catalogue. */
  order: [] as readonly string[],
  filters: { chapters: [], statuses: [], bases: [], villages: [], kinds: [] } as Filters,
  asof: undefined as string | undefined,
  /** Year of the plan that is shown, empty for the first; the newest unless said. */
  year: undefined as string | undefined,
  basemap: undefined as string | undefined,
  page: undefined as Page | undefined,
  /** The other picture beside this one, `kind:value`: see `compare.ts`. */
  compare: undefined as string | undefined,
  // What passes.
  /** The map is being drawn for paper, which is white: a dark one is light meanwhile. */
  paper: false,
  hovered: [] as readonly string[],
  hoveredItems: [] as readonly string[],
  passage: undefined as Passage | undefined,
  /** Feature ids under one click, when there are several to choose from; pixels within the map. */
  candidates: undefined as { ids: readonly string[]; x: number; y: number } | undefined,
  frame: undefined as FrameRequest | undefined,
  /** Where the user is, once asked for; degrees WGS 84, kept nowhere. */
  position: undefined as Whereabouts | undefined,
  aside: undefined as Aside | undefined,
  /** Why there is no map, when there is none. */
  mapProblem: undefined as Problem | undefined,
  mapReady: false,
  /** Bottom first. */
  fabrics: [] as readonly FabricState[],
  // The town package, as far as it has arrived.
  phase: 'loading' as PackagePhase,
  progress: { done: 0, total: 0 },
  town: undefined as Town | undefined,
  catalogue: undefined as Catalogue | undefined,
  plan: undefined as Plan | undefined,
  planText: undefined as string | undefined,
  /** All plans, the first too, of a package that has several; `plan` and `planText` are those of the one shown. */
  plans: [] as readonly { plan: Plan; text: string | undefined }[],
  entries: [] as readonly StatusEntry[],
  /** Attached files that are not published yet: base64 by path. */
  files: new Map() as ReadonlyMap<string, string>,
  /** Status entries recorded in this browser. */
  localEntries: [] as readonly StatusEntry[],
  layers: {} as Readonly<Record<string, LayerState>>,
  problems: [] as readonly Problem[],
};

type Values = typeof initial;
/** What is shown of a package. */
export type PackageState = Pick<
  Values,
  'catalogue' | 'plan' | 'planText' | 'plans' | 'entries' | 'layers' | 'files'
>;
export type WritableState = { readonly [K in keyof Values]: Signal<Values[K]> };
/** The state as everybody but the commands sees it. */
export type State = { readonly [K in keyof Values]: ReadonlySignal<Values[K]> };

export function createState(): WritableState {
  const entries = (Object.keys(initial) as (keyof Values)[]).map((key) => [key, signal(initial[key])]);
  return Object.fromEntries(entries) as WritableState;
}
