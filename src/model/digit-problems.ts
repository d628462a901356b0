import type { Feature, Layer } from './layer.ts';
import { type Problem, problem } from './problem.ts';

/** Digits of a number as written, without leading and trailing zeros: 4 for 777.5, 2 for 3400. */
export function significantDigits(value: number): number {
  const [mantissa = ''] = Math.abs(value).toExponential().split('e');
  return mantissa.replace('.', '').replace(/0+$/, '').length;
}

/** Most digits of a figure beside a sketch or a description; what is measured may have millimetres. */
const mostDigits = 4;

/**
 * Figures of a feature with more digits than can be known: attributes of what is not measured have at most four
 * significant digits, its accuracy at most two; official and surveyed figures end at the millimetre.
 */
export function digitProblems(
  layer: Pick<Layer, 'attributes'>,
  feature: Feature,
  where: { file: string; feature: string },
): Problem[] {
  const { basis, accuracyM } = feature.properties;
  const measured = basis === 'official' || basis === 'survey';
  const tooMany = (value: number, limit: number) =>
    measured
      ? Math.abs(value * 1000 - Math.round(value * 1000)) > 1e-6 * Math.abs(value * 1000)
      : significantDigits(value) > limit;
  const figures: [string, unknown, number][] = [
    ['accuracyM', accuracyM, 2],
    ...layer.attributes.map(
      ({ key }) => [key, feature.properties[key], mostDigits] as [string, unknown, number],
    ),
  ];
  return figures.flatMap(([field, value, limit]) =>
    typeof value === 'number' && Number.isFinite(value) && tooMany(value, limit)
      ? [
          problem(
            'digits',
            {
              zh: `${value} 的位数多于所能知道的`,
              en: `${value} has more digits than can be known`,
            },
            { ...where, field },
            {
              zh: measured
                ? '最多写到毫米（三位小数）。'
                : `示意与据文字描述的，最多写 ${limit} 位有效数字。`,
              en: measured ? 'Write at most three decimals.' : `Write at most ${limit} significant digits.`,
            },
          ),
        ]
      : [],
  );
}
