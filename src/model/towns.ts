import * as v from 'valibot';
import { statuses } from './status.ts';
import { BilingualSchema } from './text.ts';
import { ExtentSchema } from './town.ts';

/** One town of many under a site: enough to find it, place it and show how its plan stands. */
export const TownEntrySchema = v.strictObject({
  /** Division code, 9 digits; its package is `<code>/data/` beside the index. */
  code: v.pipe(v.string(), v.regex(/^\d{9}$/)),
  name: BilingualSchema,
  county: BilingualSchema,
  province: BilingualSchema,
  extent: ExtentSchema,
  /** Plan items, and how many of them have each status; those without any are the rest. */
  items: v.pipe(v.number(), v.integer(), v.minValue(0)),
  status: v.record(v.picklist(statuses), v.pipe(v.number(), v.integer(), v.minValue(0))),
  dataVersion: v.string(),
  /** The site's own package, in `data/` and not beside the index. */
  own: v.optional(v.literal(true)),
  /** Syllables of the Chinese name without tones, for the search: `bi shi zhen`. */
  pinyin: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9 ]*$/), v.maxLength(200))),
});
export type TownEntry = v.InferOutput<typeof TownEntrySchema>;

/** `towns/index.json`, written by `npm run package -- towns`. */
export const TownIndexSchema = v.strictObject({
  schema: v.literal(1),
  /** Simplified boundaries of the towns, a file beside the index; each feature's `code` is its town's. */
  outlines: v.optional(v.literal('outlines.geojson')),
  towns: v.pipe(v.array(TownEntrySchema), v.maxLength(50_000)),
});
export type TownIndex = v.InferOutput<typeof TownIndexSchema>;
