import * as v from 'valibot';
import { DayPattern } from './day.ts';

/** A photograph or document of the package, shown with what it belongs to. */
export const AttachmentSchema = v.strictObject({
  /** Path from the package folder; named by what is in it, so that another picture has another name. */
  file: v.pipe(v.string(), v.regex(/^files\/[\w-]+\.(jpg|pdf)$/)),
  /** What is seen or said there; also read out in place of the picture. */
  caption: v.pipe(v.string(), v.nonEmpty()),
  /** When the picture was taken or the document written. */
  date: v.pipe(v.string(), v.regex(DayPattern)),
  place: v.optional(v.string()),
  /** Who took the picture or issued the document. */
  credit: v.pipe(v.string(), v.nonEmpty()),
});
export type Attachment = v.InferOutput<typeof AttachmentSchema>;
