import * as v from 'valibot';

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/**
 * `publication.json` of a publication: the zip that brings a package from one `dataVersion` to the next. Paths count
 * from the package's folder; the files themselves stand in the zip under `data/`.
 */
export const PublicationSchema = v.strictObject({
  schema: v.literal(1),
  format: v.literal('plan-map-publication'),
  /** Division code of the town. */
  town: v.string(),
  /** `dataVersion` of the package it was made from, and of the one it makes. */
  from: v.string(),
  version: v.string(),
  at: v.string(),
  by: v.string(),
  files: v.array(
    v.strictObject({
      path: v.string(),
      sha256,
      /** Of the file it takes the place of, as it was when the work began; absent for a new or a generated file. */
      was: v.optional(sha256),
    }),
  ),
  /** Files of layers that are gone, and attached files that nothing names any more. */
  removed: v.array(v.string()),
});
export type Publication = v.InferOutput<typeof PublicationSchema>;
