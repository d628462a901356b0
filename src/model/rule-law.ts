import type { InForce, Law, Rule } from './rule.ts';
import type { Bilingual } from './text.ts';

/** Whether something is in force on `day` (`YYYY-MM-DD`); without days always. Without `day`: whether it has no end. */
export const inForceOn = (inForce: InForce | undefined, day: string | undefined): boolean =>
  inForce === undefined ||
  (day === undefined
    ? inForce.until === undefined
    : inForce.from <= day && (inForce.until === undefined || day <= inForce.until));

const words = ({ name, article, number }: Law): Bilingual => ({
  zh: `《${name.zh}》${number ? `（${number}）` : ''}${article?.zh ?? ''}`,
  en: `${name.en}${number ? ` (${number})` : ''}${article ? `, ${article.en}` : ''}`,
});

/** The basis of a rule in words, as of a day: the laws then in force, by name and article. */
export function lawWords({ law }: Pick<Rule, 'law'>, day?: string): Bilingual {
  if (!Array.isArray(law)) return law;
  const then = law.filter(({ inForce }) => inForceOn(inForce, day));
  // A rule that outlives what it cites still says what it rests on.
  const cited = (then.length ? then : law).map(words);
  return { zh: cited.map(({ zh }) => zh).join('；'), en: cited.map(({ en }) => en).join('; ') };
}

/** The rules in force on a day (`YYYY-MM-DD`); without one, those without an end. */
export const rulesOn = (rules: readonly Rule[], day?: string): Rule[] =>
  rules.filter(({ inForce }) => inForceOn(inForce, day));
