import type { FeatureCollection, Feature as GeoJsonFeature, Geometry } from 'geojson';
import * as v from 'valibot';
import { type LayerIcon, layerColours, layerIcons } from './layer-look.ts';
import { BilingualSchema } from './text.ts';

/** How a geometry was obtained, best first. */
export const bases = ['official', 'survey', 'open-data', 'described', 'schematic'] as const;
export type Basis = (typeof bases)[number];

/** What every feature says of itself, beside whatever its layer declares. */
export const FeaturePropertiesSchema = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  name: BilingualSchema,
  /** Ids of the plan items this feature belongs to; empty for context (boundary, rivers, peaks). */
  planItems: v.array(v.string()),
  basis: v.picklist(bases),
  /** How far off the drawn geometry may be, metres. */
  accuracyM: v.pipe(v.number(), v.minValue(0)),
  source: BilingualSchema,
  /** 12-digit division codes of the villages it lies in. */
  villages: v.array(v.pipe(v.string(), v.regex(/^\d{12}$/))),
  note: v.optional(BilingualSchema),
});
export type FeatureProperties = v.InferOutput<typeof FeaturePropertiesSchema>;

/** A feature of the package: WGS 84 / CGCS2000 longitude, latitude in degrees (EPSG:4326 ≈ 4490), RFC 7946. */
export type Feature = GeoJsonFeature<Geometry, FeatureProperties>;
export type LayerData = FeatureCollection<Geometry, FeatureProperties> & {
  /** How many features of the file could not be used; what is not met among the rest is not clear. */
  lost?: number;
};

export const layerPatterns = ['none', 'hatch', 'crosshatch', 'dots', 'waves', 'rows'] as const;
export const SymbolSchema = v.strictObject({
  colour: v.picklist(layerColours),
  pattern: v.optional(v.picklist(layerPatterns), 'none'),
  icon: v.optional(v.picklist(Object.keys(layerIcons) as LayerIcon[]), 'dot'),
  /** Line width in pixels at zoom 12. */
  width: v.optional(v.number(), 1.5),
  dashed: v.optional(v.boolean(), false),
  /** Outline only. */
  hollow: v.optional(v.boolean(), false),
});
export type LayerSymbol = v.InferOutput<typeof SymbolSchema>;

/** What a layer means to the program, beyond being drawn: these have a way of their own to be drawn. */
export const layerRoles = [
  'subject',
  /** Drawn and named, with no commitment of the plan behind it and no meaning to the program. */
  'context',
  'boundary',
  'villages',
  'neighbours',
  'rivers',
  'roads',
  'peaks',
  'places',
] as const;

/** A property a layer declares beside the common ones: shown in the card, offered as a filter, checked. */
export const AttributeSchema = v.strictObject({
  key: v.string(),
  name: BilingualSchema,
  type: v.picklist(['string', 'number', 'bilingual']),
  unit: v.optional(v.string()),
  /** For coded values, the words to show. */
  values: v.optional(v.record(v.string(), BilingualSchema)),
});

/**
 * What the features of a foreign source are taken to be. A source that says more of a feature (`basis`, `accuracyM`,
 * `name`) is believed feature by feature.
 */
const foreign = {
  provenance: v.strictObject({
    basis: v.picklist(bases),
    accuracyM: v.pipe(v.number(), v.minValue(0)),
    source: BilingualSchema,
  }),
  /** Names of the properties that hold the identifier and the names; usual ones are tried where none is given. */
  fields: v.optional(
    v.strictObject({
      id: v.optional(v.string()),
      zh: v.optional(v.string()),
      en: v.optional(v.string()),
    }),
    {},
  ),
};
const paged = {
  ...foreign,
  /** Features asked for at a time. */
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)), 1000),
  /** Further parameters of every request, a browser-side key for example. */
  parameters: v.optional(v.record(v.string(), v.string()), {}),
};

/** Where the data comes from: a file of the package by default, or a remote or tiled source by configuration. */
export const LayerSourceSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('geojson'), url: v.string() }),
  v.strictObject({
    kind: v.literal('pmtiles'),
    url: v.string(),
    sourceLayer: v.string(),
    /** The GeoJSON file of the package that the tiles were cut from: what a zone is checked against. */
    file: v.optional(v.string()),
    ...foreign,
  }),
  v.strictObject({ kind: v.literal('flatgeobuf'), url: v.string(), ...foreign }),
  /** `url` is the landing page of an OGC API – Features service (OGC 17-069r4). */
  v.strictObject({ kind: v.literal('ogc-features'), url: v.string(), collection: v.string(), ...paged }),
  /** `url` is the address of a WFS 2.0 service (OGC 09-025r2) that can answer in GeoJSON. */
  v.strictObject({
    kind: v.literal('wfs'),
    url: v.string(),
    typeName: v.string(),
    format: v.optional(v.string(), 'application/json'),
    ...paged,
  }),
]);
export type LayerSource = v.InferOutput<typeof LayerSourceSchema>;
export type ForeignSource = Exclude<LayerSource, { kind: 'geojson' }>;

export const LayerSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/)),
  name: BilingualSchema,
  group: v.string(),
  /** Path from the package folder, `layers/park.geojson`, or a source description. */
  source: v.union([v.string(), LayerSourceSchema]),
  /** One of `layerRoles`, or one of `layer-roles.json`: reference data, drawn as context, which rules name by role. */
  role: v.optional(
    v.union([v.picklist(layerRoles), v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/))]),
    'subject',
  ),
  geometry: v.picklist(['point', 'line', 'polygon', 'mixed']),
  symbol: SymbolSchema,
  visible: v.optional(v.boolean(), true),
  opacity: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1),
  minzoom: v.optional(v.number(), 0),
  /** Draw the features' names on the map. */
  label: v.optional(v.boolean(), false),
  cluster: v.optional(v.boolean(), false),
  /** Year of the data, for "out of date" in a zone check. */
  date: v.optional(v.string()),
  attributes: v.optional(v.array(AttributeSchema), []),
  note: v.optional(BilingualSchema),
});
export type Layer = v.InferOutput<typeof LayerSchema>;

export const CatalogueSchema = v.strictObject({
  schema: v.literal(1),
  groups: v.array(v.strictObject({ id: v.string(), name: BilingualSchema })),
  /** Bottom of the map first. */
  layers: v.array(LayerSchema),
});
export type Catalogue = v.InferOutput<typeof CatalogueSchema>;
