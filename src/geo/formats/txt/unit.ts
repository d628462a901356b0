import { type Problem, ProblemError, problem, warning } from '../../../model/index.ts';
import { excerpt, toHalfWidth } from '../text.ts';

/** What a 计量单位 of the head is worth in metres; degrees are no length. */
const units: [RegExp, number | 'degrees'][] = [
  [/^(?:米|公尺|m|metres?|meters?)$/i, 1],
  [/^(?:千米|公里|km|kilomet(?:re|er)s?)$/i, 1000],
  [/^(?:分米|dm)$/i, 0.1],
  [/^(?:厘米|公分|cm)$/i, 0.01],
  [/^(?:毫米|mm|millimet(?:re|er)s?)$/i, 0.001],
  [/^(?:度|十进制度|度\.?分秒|经纬度|°|deg|degrees?|dms|d+\.?mm?ss?)$/i, 'degrees'],
];

/** `米（m）` and `米/m` are 米. */
const unitOf = (words: string): number | 'degrees' | undefined => {
  const bare = toHalfWidth(words)
    .replace(/\(.*\)|\/.*$|\s+/g, '')
    .replace(/^单位[:=]?/, '');
  return units.find(([pattern]) => pattern.test(bare))?.[1];
};

/** Metres in a unit of length; undefined for degrees and what is no unit. */
export const lengthUnit = (words: string): number | undefined => {
  const unit = unitOf(words);
  return unit === 'degrees' ? undefined : unit;
};

/** The sizes that X (north) and Y (east, with or without prefix) have in China, in metres, in either order. */
function looksMetric([a, b]: readonly [number, number]): boolean {
  const north = (v: number) => v > 1.8e6 && v < 6e6;
  const east = (v: number) => (v >= 1e5 && v < 1e6) || (v >= 1e7 && v < 1e8);
  return (north(a) && east(b)) || (north(b) && east(a));
}

const place = { field: '计量单位' };

/**
 * The factor that makes metres of a file's coordinates, with what there is to report. Head and numbers must agree; where
 * they do not and the numbers are metres all the same, that is reported; otherwise nothing can be relied on.
 * @param words the 计量单位 as written, empty when there is none
 * @param middle a typical point of the file, X and Y
 * @throws ProblemError `unit-unclear`
 */
export function metresPer(
  words: string,
  middle: readonly [number, number],
): { factor: number; problems: Problem[] } {
  const metres = looksMetric(middle);
  const degrees = Math.abs(middle[0]) <= 360 && Math.abs(middle[1]) <= 360;
  const unit = words.trim() === '' ? 1 : unitOf(words);
  const same = { factor: 1, problems: [] };
  if (unit === 'degrees' || unit === 1) {
    if (unit === 1 && !metres && !degrees) {
      const other = [1000, 0.001, 0.01, 0.1].find((f) => looksMetric([middle[0] * f, middle[1] * f]));
      if (other) throw unclear(words || '米', middle);
    }
    return same;
  }
  const scaled = [middle[0] * (unit ?? 1), middle[1] * (unit ?? 1)] as const;
  if (unit !== undefined && looksMetric(scaled)) return { factor: unit, problems: [converted(words, unit)] };
  if (metres || (degrees && unit === undefined)) return { factor: 1, problems: [ignored(words, metres)] };
  throw unclear(words, middle);
}

/** A product of a number written to a few decimals and a power of ten, without the binary rest. */
export const scale = (value: number, factor: number): number =>
  factor === 1 ? value : Number((factor >= 1 ? value * factor : value / Math.round(1 / factor)).toFixed(6));

const converted = (words: string, unit: number) =>
  warning(
    'unit-converted',
    {
      zh: `计量单位为“${excerpt(words)}”，坐标已换算成米（乘以 ${unit}）；小数位数按原文件，精度可能不足。`,
      en: `The unit is "${excerpt(words)}"; coordinates were made metres (times ${unit}). The file's own decimals may give less than survey accuracy.`,
    },
    place,
    { zh: '请在地图上核对位置。', en: 'Check the place on the map.' },
  );

const ignored = (words: string, metres: boolean) =>
  warning(
    'unit-ignored',
    {
      zh: `计量单位写的是“${excerpt(words)}”，坐标数值却是${metres ? '米' : '度'}；按${metres ? '米' : '度'}读取。`,
      en: `The unit says "${excerpt(words)}", but the coordinates are ${metres ? 'metres' : 'degrees'} by their size and were read as such.`,
    },
    place,
    { zh: '请与提供单位核对。', en: 'Ask the supplier.' },
  );

const unclear = (words: string, [x, y]: readonly [number, number]) =>
  new ProblemError(
    problem(
      'unit-unclear',
      {
        zh: `计量单位“${excerpt(words)}”与坐标数值（X ${x}，Y ${y}）不符，无法确定单位，未读入。`,
        en: `The unit "${excerpt(words)}" does not go with the coordinates (X ${x}, Y ${y}); the unit cannot be determined, so nothing was read.`,
      },
      place,
      {
        zh: '应为“米”：X 7 位、Y 6 位或含带号 8 位；请改正计量单位或坐标后重新导入。',
        en: 'Expected metres: X of 7 digits, Y of 6, or 8 with the zone prefix; put unit or coordinates right and import again.',
      },
    ),
  );
