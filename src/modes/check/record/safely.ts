import * as v from 'valibot';
import { ProblemError, problem } from '../../../model/index.ts';

/** A value checked against a schema. @throws ProblemError naming the first field that does not fit */
export function safely<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue);
  throw new ProblemError(
    problem(
      'entry-incomplete',
      {
        zh: `填写不完整：应为 ${issue.expected ?? issue.message}，实为 ${issue.received}`,
        en: `Not complete: expected ${issue.expected ?? issue.message}, found ${issue.received}`,
      },
      field ? { field } : undefined,
      { zh: '请补全后再记录。', en: 'Complete it and record again.' },
    ),
  );
}
