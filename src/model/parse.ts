import * as v from 'valibot';
import { type Place, type Problem, ProblemError } from './problem.ts';
import type { Bilingual } from './text.ts';

const byFormat = { zh: '请按数据包格式修正。', en: 'Correct it; the package format says how.' };

/** What is wrong by a schema, at most three faults; their words are fetched when there is one, since the first view has none. */
export async function faultsOf(
  issues: readonly v.BaseIssue<unknown>[],
  where: Place,
  remedy: Bilingual = byFormat,
): Promise<Problem[]> {
  const { schemaProblems } = await import('./schema-problems.ts');
  return schemaProblems(issues.slice(0, 3), where, remedy);
}

/**
 * A value as its schema wants it, with defaults filled in.
 * @throws ProblemError `schema`, naming the fields that do not fit
 */
export async function parse<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  where: Place,
  remedy?: Bilingual,
): Promise<v.InferOutput<S>> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  throw new ProblemError(await faultsOf(result.issues, where, remedy));
}
