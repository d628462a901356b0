import type { Geometry } from 'geojson';
import {
  columnNamed,
  geometryOf,
  idOf,
  type PackedLayer,
  packFeatures,
  valueAt,
} from '../geo/layer/index.ts';
import {
  type Basis,
  type Bilingual,
  type Feature,
  type FieldsByMeaning,
  type Layer,
  type LayerData,
  lossesIn,
  type Problem,
  type Severity,
} from '../model/index.ts';

/** A rule a planner gives a layer of his own. */
export interface OwnRule {
  test: { kind: 'overlap' } | { kind: 'outside' } | { kind: 'within'; distanceM: number };
  severity: Severity;
  /** What it says, and the basis the planner gives for it. */
  words: string;
  basis: string;
}

/** What a layer is, wherever it came from. */
export interface LayerEntry {
  id: string;
  name: Bilingual;
  /** What it is to the rules (`data/layer-roles.json`). */
  role?: string;
  /** Year or day of the data. */
  date?: string;
  source?: string;
  from: 'package' | 'reference' | 'service';
  /** Of every feature that says nothing of its own: how far off it may be, metres, and how it came to be drawn. */
  accuracyM?: number;
  basis?: Basis;
  /** Fields by meaning as the planner set them, '' for none; the others are recognised by their names. */
  fields?: FieldsByMeaning;
  /** Checked beside the rules of its role. */
  rule?: OwnRule;
}

/**
 * A layer as the check wants it: one form for those of the package, a planner's parcels and reference layers. Without
 * data `packed` is null, and `problem` says why.
 */
export interface CheckLayer {
  layer: LayerEntry;
  packed: PackedLayer | null;
  /** Features of the package, by row: names, accuracy and properties of their own. */
  features?: readonly Feature[];
  problem?: Bilingual;
  /** Features of the layer that could not be read: it cannot be called clear. */
  lost?: number;
  /** What was said of its file when it was read: lost records, an old datum, a system that was guessed. */
  problems?: readonly Problem[];
}

/** How many records of a layer could not be read, by what was said while it was: it cannot be called clear without them. */
export const lostRecords = (problems: readonly Problem[]): { lost?: number } => {
  const lost = lossesIn(problems.filter(({ severity }) => severity === 'error'));
  return lost ? { lost } : {};
};

/** One feature of any layer, as results and rules see it. */
export interface CheckFeature {
  /** Its place in the packed layer; -1 for one without a usable shape. */
  index: number;
  id: string;
  name: Bilingual;
  basis: Basis;
  accuracyM: number;
  /** A property or column by name; undefined when it has none. */
  property(name: string): unknown;
  geometry(): Geometry;
}

const ofPackage = (own: Feature, index: number): CheckFeature => {
  const { id, name, basis, accuracyM } = own.properties;
  const property = (key: string) => (own.properties as Record<string, unknown>)[key];
  return { index, id, name, basis, accuracyM, property, geometry: () => own.geometry };
};

/** Feature `index` of a layer that has data. */
export function featureAt({ layer, packed, features }: CheckLayer, index: number): CheckFeature {
  const data = packed as PackedLayer;
  const row = data.row[index]!;
  const feature = features?.[row];
  if (feature) return ofPackage(feature, index);
  const id = idOf(data, index);
  const { basis = 'official', accuracyM = 0 } = layer;
  return {
    ...{ index, id, name: { zh: id, en: id }, basis, accuracyM },
    property: (key) => {
      const column = columnNamed(data.columns, key);
      return (column && valueAt(column, row)) ?? undefined;
    },
    geometry: () => geometryOf(data, index),
  };
}

/** Every feature of a layer of the package, those without a usable shape (index -1) too; none of other layers. */
export function featuresOf({ packed, features = [] }: CheckLayer): CheckFeature[] {
  const places = new Int32Array(features.length).fill(-1);
  packed?.row.forEach((row, index) => {
    places[row] = index;
  });
  return features.map((own, row) => ofPackage(own, places[row]!));
}

/**
 * Makes a layer of the package ready. Do it once and keep it: checks share it. `data` null stands for a layer that is
 * not there.
 */
export function prepareLayer(layer: Layer, data: LayerData | null, problem?: Bilingual): CheckLayer {
  const { id, name, role, date } = layer;
  const entry: LayerEntry = {
    id,
    name,
    from: 'package',
    ...(role ? { role } : {}),
    ...(date ? { date } : {}),
  };
  return {
    layer: entry,
    packed: data && packFeatures(data.features.map(({ geometry }) => ({ geometry, properties: null }))),
    ...(data ? { features: data.features } : {}),
    ...(data?.lost ? { lost: data.lost } : {}),
    ...(problem ? { problem } : {}),
  };
}
