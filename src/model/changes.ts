import * as v from 'valibot';
import { BilingualSchema } from './text.ts';

/** One piece that a publication changed, in words. */
export const ChangeSchema = v.strictObject({
  kind: v.picklist(['added', 'changed', 'removed']),
  /** `item:2.1-1`, `feature:park.phase1`, `layer:park`, `status:ID`, or `order` for the order of layers. */
  subject: v.string(),
  /** What it is called. */
  name: BilingualSchema,
  /** What of it changed, as the fields are called. */
  fields: v.optional(v.array(v.string())),
});
export type Change = v.InferOutput<typeof ChangeSchema>;

/** The change log of a package, newest publication first. */
export const ChangeLogSchema = v.strictObject({
  schema: v.literal(1),
  entries: v.array(
    v.strictObject({
      /** `dataVersion` of the package from this publication on. */
      version: v.string(),
      /** When it was made ready, ISO 8601, UTC. */
      at: v.pipe(v.string(), v.isoTimestamp()),
      by: v.pipe(v.string(), v.nonEmpty()),
      changes: v.array(ChangeSchema),
    }),
  ),
});
export type ChangeLog = v.InferOutput<typeof ChangeLogSchema>;
