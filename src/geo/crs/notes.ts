import { type Bilingual, type Problem, warning } from '../../model/index.ts';
import { roughKm } from './candidates.ts';
import { type Datum, datumNames, isOldDatum, type System, systemOf } from './systems.ts';
import { hasShift, toLonLat } from './transform.ts';
import type { CrsChoice, CrsGuess } from './types.ts';

/** One rule for every way in and out: an old datum without its seven parameters is said wherever its numbers go. */
export const shiftUnknown = (datum: Datum, writing = false): Problem => {
  const name = datumNames[datum];
  return warning(
    'datum-shift-unknown',
    writing
      ? {
          zh: `${name.zh}与 2000 国家大地坐标系之间的转换参数未公开，也没有给出七参数：写出的${name.zh}坐标未经平移，可能偏移约 100 米，仅供参考。`,
          en: `The shift from CGCS2000 to ${name.en} is not public and no seven parameters were given: the ${name.en} coordinates were written without it and may be off by about 100 m; indicative only.`,
        }
      : {
          zh: `${name.zh}与 2000 国家大地坐标系之间的转换参数未公开，文件也没有给出完整的七参数：位置可能偏移约 100 米，结果仅供参考。`,
          en: `The shift from ${name.en} to CGCS2000 is not public and the file does not give the seven parameters: positions may be off by about 100 m; results are indicative only.`,
        },
    undefined,
    {
      zh: '请向提供单位索取七参数或 CGCS2000 成果。',
      en: 'Ask the supplier for the seven parameters or for CGCS2000 data.',
    },
  );
};

/**
 * What there is to say of the datum of numbers that were read by a choice: shift applied, not known, or given and of
 * no use.
 * @param sample a position in the file's own numbers, axes put right
 */
export function datumNotes(system: System, choice: CrsChoice, sample: readonly [number, number]): Problem[] {
  const name = datumNames[system.datum];
  if (system.kind === 'obfuscated')
    return [
      warning('obfuscated-source', {
        zh: `坐标由 ${system.code} 按公开算法换算，可能有数米误差，不能作为勘测成果。`,
        en: `Converted from ${system.code} by the public algorithm; metres of error are possible. Not survey quality.`,
      }),
    ];
  if (!isOldDatum(system.datum))
    return hasShift(choice.shift)
      ? [
          warning('shift-not-applied', {
            zh: `给出了转换参数，但坐标系已是${name.zh}，参数未使用。`,
            en: `Conversion parameters are given, but the system already is ${name.en}; they were not applied.`,
          }),
        ]
      : [];
  return hasShift(choice.shift) ? [shiftApplied(choice, sample)] : [shiftUnknown(system.datum)];
}

function shiftApplied(choice: CrsChoice, [x, y]: readonly [number, number]): Problem {
  const metres = roughKm(toLonLat(choice.code)([x, y]), toLonLat(choice.code, choice.shift)([x, y])) * 1000;
  const what = {
    zh: `按给出的转换参数（七参数，坐标框架旋转）平移了约 ${metres.toFixed(1)} 米。`,
    en: `The seven parameters given (coordinate-frame rotation) moved the shape by about ${metres.toFixed(1)} m.`,
  };
  // Parameters between these datums move places by tens of metres; far more means a wrong sign, order or unit.
  const odd: Bilingual = {
    zh: '移动过大，请核对参数的次序、单位和符号。',
    en: 'That is too much: check order, units and signs.',
  };
  const note = warning('datum-shift-applied', what, undefined, metres > 250 ? odd : undefined);
  return metres > 250 ? note : { ...note, severity: 'info' };
}

/**
 * A system that was chosen against what the file states. The choice holds, since its maker may know better, but both
 * are named; numbers of an old datum stay in doubt whatever they are called.
 */
export function contradicted(choice: CrsChoice, guess: CrsGuess): Problem[] {
  const { stated } = guess;
  if (choice.from === 'header' || !stated?.datum) return [];
  const system = systemOf(choice.code);
  if (!system) return [];
  const said = stated.code ? systemOf(stated.code) : undefined;
  const sameDatum = alike(system.datum, stated.datum);
  // Within one datum a guess puts a slip right, and says so itself.
  const same = !said || sameFigures(system, said) || choice.writtenPrefix !== undefined;
  if (sameDatum && (choice.from !== 'user' || same)) return [];
  const name: Bilingual = said?.name ?? datumNames[stated.datum];
  const found = warning(
    'crs-contradicts-file',
    {
      zh: `文件写明的是“${name.zh}”（${stated.words.zh}），按指定的“${system.name.zh}”读取。`,
      en: `The file states "${name.en}" (${stated.words.en}); it was read as "${system.name.en}", as given.`,
    },
    undefined,
    { zh: '请核对哪一个正确。', en: 'Check which of the two is right.' },
  );
  return sameDatum || !isOldDatum(stated.datum) || isOldDatum(system.datum)
    ? [found]
    : [found, shiftUnknown(stated.datum)];
}

/** WGS 84 and CGCS2000 are one for this product. */
const alike = (a: Datum, b: Datum) => a === b || (!isOldDatum(a) && !isOldDatum(b));

/** Systems of one projection: with prefix or without, 3° or 6° zones, degrees and metres apart. */
const sameFigures = (a: System, b: System) =>
  a.code === b.code ||
  (a.kind === b.kind &&
    a.centralMeridian === b.centralMeridian &&
    (a.falseEasting ?? 0) % 1e6 === (b.falseEasting ?? 0) % 1e6 &&
    a.falseNorthing === b.falseNorthing &&
    a.scale === b.scale &&
    a.unitM === b.unitM);
