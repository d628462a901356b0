import type { PlanItem } from './plan.ts';
import { type Place, type Problem, problem } from './problem.ts';

const digits: Record<string, number> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const scales: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/** The number a run of Chinese numerals below 100,000,000 writes: 十八 is 18, 两千零五 2005. */
export function chineseNumber(run: string): number {
  let [total, section, digit] = [0, 0, 0];
  for (const c of run) {
    const scale = scales[c];
    if (scale === 10_000) {
      total = (total + section + digit || 1) * scale;
      [section, digit] = [0, 0];
    } else if (scale) {
      section += (digit || 1) * scale;
      digit = 0;
    } else digit = digits[c] ?? 0;
  }
  return total + section + digit;
}

const numeral = '[一二两三四五六七八九十百千万零]';
const englishNumbers = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const words = new Map([
  ...englishNumbers.map((word, i) => [word, i + 1] as const),
  ['hundred', 100] as const,
]);

const arabic = (text: string): number[] =>
  [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([figure]) => Number(figure));
const chinese = (text: string, after = ''): number[] =>
  [...text.matchAll(new RegExp(`(${numeral}+)${after}`, 'g'))].map(([, run]) => chineseNumber(run as string));
const english = (text: string): number[] =>
  [...text.toLowerCase().matchAll(/\b[a-z]+\b/g)].flatMap(([word]) => words.get(word) ?? []);

/** Words that count: what stands before them is a figure, not part of a name (三调, 一流). */
const counted = '(?=[大项个处年日天期篇条座户亩栋])';

/**
 * Figures in the title, summary and targets of an item that do not occur in the words it cites. "One" is left alone: it
 * is as often an article as a figure.
 */
export function figureProblems(item: PlanItem, place: Place): Problem[] {
  const cited = item.cites.map((cite) => cite.quote).join('\n');
  const allowed = new Set([1, ...arabic(cited), ...chinese(cited)]);
  const texts = [
    ['title', item.title, undefined] as const,
    ['summary', item.summary, undefined] as const,
    ...item.targets.map((target, i) => [`targets[${i}]`, target.text, target.value] as const),
  ];
  return texts.flatMap(([field, { zh, en }, value]) => {
    const said = [
      ...arabic(zh),
      ...chinese(zh, counted),
      ...arabic(en),
      ...english(en),
      ...(value === undefined ? [] : [value]),
    ];
    return [...new Set(said.filter((figure) => !allowed.has(figure)))].map((figure) =>
      problem(
        'figure',
        {
          zh: `数字 ${figure} 不在所引的话里`,
          en: `the figure ${figure} does not occur in the words cited`,
        },
        { ...place, field: `${place.field ?? ''}.${field}` },
        {
          zh: '删去此数，或补引写有此数的原文。',
          en: 'Leave the figure out, or cite the words that state it.',
        },
      ),
    );
  });
}
