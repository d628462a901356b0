import { type Problem, problem } from './problem.ts';

/** One problem for each id that occurs more than once; `zh` and `en` say what kind of id. */
export function duplicates(ids: readonly string[], file: string, zh: string, en: string): Problem[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) twice.add(id);
    seen.add(id);
  }
  return [...twice].map((id) =>
    problem(
      'duplicate',
      { zh: `${zh} ${id} 重复`, en: `${en} ${id} occurs more than once` },
      { file, record: id },
    ),
  );
}
