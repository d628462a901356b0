import * as v from 'valibot';

const word = v.pipe(v.string(), v.nonEmpty(), v.maxLength(40));

/** `synonyms.json`: people's words for what the plan calls otherwise, each group with the items they ask for, best first. */
export const SynonymsSchema = v.strictObject({
  schema: v.literal(1),
  groups: v.array(
    v.strictObject({
      /** In any language; the first of a group is what an empty answer proposes. */
      words: v.pipe(v.array(word), v.minLength(1)),
      items: v.pipe(v.array(v.pipe(v.string(), v.regex(/^(\d{4}-)?\d+\.\d+-\d+$/))), v.minLength(1)),
    }),
  ),
});
export type Synonyms = v.InferOutput<typeof SynonymsSchema>;
