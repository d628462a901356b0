import * as v from 'valibot';
import { BilingualSchema } from './text.ts';

const lon = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
const lat = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));
/** West, south, east, north in degrees, WGS 84. */
export const ExtentSchema = v.tuple([lon, lat, lon, lat]);
export type Extent = v.InferOutput<typeof ExtentSchema>;

const shared = { id: v.string(), name: BilingualSchema, attribution: v.optional(BilingualSchema) };
/**
 * A base map. `offline` is the embedded one. The others are the deployer's configuration and reach foreign hosts only
 * when chosen; `{key}` in an address is replaced by `key`.
 */
export const BasemapSchema = v.variant('kind', [
  v.strictObject({ ...shared, kind: v.literal('offline') }),
  v.strictObject({
    ...shared,
    kind: v.literal('tianditu'),
    set: v.picklist(['vec', 'img', 'ter']),
    key: v.string(),
  }),
  v.strictObject({
    ...shared,
    kind: v.literal('xyz'),
    tiles: v.pipe(v.array(v.string()), v.minLength(1)),
    tileSize: v.optional(v.number(), 256),
    maxzoom: v.optional(v.number(), 18),
    key: v.optional(v.string()),
  }),
  v.strictObject({
    ...shared,
    kind: v.literal('wmts'),
    url: v.string(),
    layer: v.string(),
    tileMatrixSet: v.string(),
    style: v.optional(v.string(), 'default'),
    format: v.optional(v.string(), 'image/png'),
    maxzoom: v.optional(v.number(), 18),
  }),
  v.strictObject({
    ...shared,
    kind: v.literal('pmtiles'),
    url: v.string(),
    maxzoom: v.optional(v.number(), 15),
  }),
]);
export type Basemap = v.InferOutput<typeof BasemapSchema>;

/** Terrain tiles, Terrarium-encoded PNG in Web Mercator; `modelled` relief is labelled as schematic. */
export const TerrainSchema = v.strictObject({
  tiles: v.string(),
  minzoom: v.number(),
  maxzoom: v.number(),
  extent: ExtentSchema,
  kind: v.picklist(['modelled', 'measured']),
  source: BilingualSchema,
});

/**
 * A figure drawn over the map during the tour, from features of the package by id: `routes`, lines along which a light
 * travels. A scene follows the card of its `item`; one with a feature that is missing is left out.
 */
export const SceneSchema = v.strictObject({
  kind: v.literal('routes'),
  item: v.string(),
  features: v.pipe(v.array(v.string()), v.minLength(1)),
  caption: v.optional(BilingualSchema),
});
export type SceneSettings = v.InferOutput<typeof SceneSchema>;

/** Settings of the public display; every one has a default. Times are local, `HH:MM`; durations are seconds. */
export const DisplaySchema = v.strictObject({
  chapters: v.optional(v.array(v.number())),
  dwellSeconds: v.optional(v.pipe(v.number(), v.minValue(3)), 14),
  alternateLanguage: v.optional(v.boolean(), false),
  quietHours: v.optional(v.nullable(v.strictObject({ from: v.string(), to: v.string() })), null),
  theme: v.optional(v.picklist(['light', 'dark', 'contrast']), 'dark'),
  resetSeconds: v.optional(v.pipe(v.number(), v.minValue(10)), 90),
  /** Item ids to leave out of, or put first in, the tour. */
  skip: v.optional(v.array(v.string()), []),
  first: v.optional(v.array(v.string()), []),
  scenes: v.optional(v.array(SceneSchema), []),
  /** How much moves: `auto` gives up what the machine cannot carry; the others are fixed, for a machine that is known. */
  effects: v.optional(v.picklist(['auto', 'full', 'calm', 'cuts']), 'auto'),
  /** Public address of the site, for the code visitors scan; without it the page's own address is used. */
  publicUrl: v.optional(v.nullable(v.pipe(v.string(), v.url())), null),
});
export type DisplaySettings = v.InferOutput<typeof DisplaySchema>;

/** Who receives remarks about the plan, by the ways given. The page opens them and sends nothing itself. */
export const ContactSchema = v.strictObject({
  name: BilingualSchema,
  email: v.optional(v.pipe(v.string(), v.regex(/^[^\s@?&]+@[^\s@?&]+\.[^\s@?&]+$/))),
  /** Address of a form; `{item}` in it is replaced by what the remark is about. */
  form: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\/\S+$/))),
  telephone: v.optional(v.pipe(v.string(), v.regex(/^\+?\d[\d -]{4,}$/))),
});
export type Contact = v.InferOutput<typeof ContactSchema>;

export const TownSchema = v.strictObject({
  schema: v.literal(1),
  /** Division code of the town, 9 digits. */
  code: v.pipe(v.string(), v.regex(/^\d{9}$/)),
  name: BilingualSchema,
  /** Title of the application for this town. */
  title: BilingualSchema,
  county: BilingualSchema,
  province: BilingualSchema,
  /** What the map opens on. */
  extent: ExtentSchema,
  /** Coordinates outside this are an error in the package. */
  surroundings: ExtentSchema,
  /** Central meridian of the 3° Gauss–Krüger zone, degrees east. */
  centralMeridian: v.number(),
  /** Map review number (审图号); null shows the notice that the map is a sketch and unreviewed. */
  reviewNumber: v.nullable(v.string()),
  attribution: BilingualSchema,
  basemaps: v.pipe(v.array(BasemapSchema), v.minLength(1)),
  basemap: v.string(),
  terrain: v.optional(v.nullable(TerrainSchema), null),
  display: v.optional(DisplaySchema, {}),
  contact: v.optional(ContactSchema),
  /** Version of the data, for check results and reports. */
  dataVersion: v.string(),
});
export type Town = v.InferOutput<typeof TownSchema>;
