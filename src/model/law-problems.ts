import { type Problem, problem } from './problem.ts';
import type { Rule } from './rule.ts';

/**
 * Rules whose law is not cited so that it can be looked up: a law has an article, or a number where it has none, and the
 * days it is in force; words alone stand only where no law is the basis.
 */
export function lawProblems(rules: readonly Rule[]): Problem[] {
  return rules.flatMap((rule, i): Problem[] => {
    const place = { file: 'rules.json', record: rule.id, field: `rules[${i}].law` };
    if (!Array.isArray(rule.law))
      return rule.law.zh.includes('《')
        ? [
            problem(
              'law',
              {
                zh: '法律应写成 name、article、inForce，不写成一句话',
                en: 'a law is written as name, article and inForce, not as a sentence',
              },
              place,
            ),
          ]
        : [];
    return rule.law.flatMap((law) =>
      (law.article || law.number) && law.inForce
        ? []
        : [
            problem(
              'law',
              {
                zh: `《${law.name.zh}》没有写明条款（或文号）和施行日期`,
                en: `${law.name.en} lacks its article (or number) or the day it came into force`,
              },
              place,
            ),
          ],
    );
  });
}
