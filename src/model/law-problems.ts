import { type Problem, problem } from './problem.ts';
import type { Rule } from './rule.ts';
import { inForceOn } from './rule-law.ts';

/**
 * Rules whose law is not cited so that it can be looked up: a law has an article, or a number where it has none, and the
 * days it is in force; words alone stand only where no law is the basis. A rule that has no end rests on a law that has
 * none: one whose laws have all been repealed would go on being applied with nothing behind it.
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
    const cited = rule.law.flatMap((law) =>
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
    const rests =
      !inForceOn(rule.inForce, undefined) || rule.law.some((law) => inForceOn(law.inForce, undefined));
    return rests
      ? cited
      : [
          ...cited,
          problem(
            'law',
            {
              zh: '所引法律均已失效：请补上现行法律的条款，或写明本条规则的失效日期',
              en: 'every law it cites has ended: add the one now in force, or say when the rule itself ended',
            },
            place,
          ),
        ];
  });
}
