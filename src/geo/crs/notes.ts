import { type Bilingual, type Problem, warning, type ZoneCrs } from '../../model/index.ts';
import { roughKm } from './candidates.ts';
import { type Datum, datumNames, isOldDatum, type System, systemOf } from './systems.ts';
import { hasShift, toLonLat } from './transform.ts';
import type { CrsChoice } from './types.ts';

/** One rule for every way in and out: an old datum without its seven parameters is reported wherever its numbers go. */
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

/** The same where the file gives its parameters, and the system chosen against it has no use for them. */
export const shiftPassedOver = (datum: Datum, shift: readonly number[]): Problem => {
  const name = datumNames[datum];
  return warning(
    'datum-shift-unknown',
    {
      zh: `文件写明是${name.zh}并给出了七参数 ${shift.join(',')}，按指定的坐标系读取时没有采用：如果坐标确是${name.zh}，位置会偏移，结果仅供参考。`,
      en: `The file states ${name.en} and gives the seven parameters ${shift.join(',')}, which the system chosen does not use: if its coordinates are ${name.en}, positions are off; results are indicative only.`,
    },
    undefined,
    {
      zh: '请核对坐标系；如文件写得对，不要另行指定。',
      en: 'Check the system; if the file is right, do not give another.',
    },
  );
};

/** The old datum that places come from without having been moved; undefined where they were, or had no need of it. */
export function unmovedDatum({ code, shift }: Pick<ZoneCrs, 'code' | 'shift'>): Datum | undefined {
  const datum = systemOf(code)?.datum;
  return datum && isOldDatum(datum) && !hasShift(shift) ? datum : undefined;
}

/** What stands beside such places in a file that is handed on: in Chinese, as what offices hand on is. */
export const unmovedFrom = (datum: Datum): string =>
  `由${datumNames[datum].zh}直接转来，没有七参数，未经平移，可能偏移约 100 米`;

/** What was written was moved by parameters that the format has no room for. */
export const shiftNotKept = (shift: readonly number[] = []): Problem => ({
  code: 'datum-shift-not-kept',
  severity: 'info',
  what: {
    zh: `坐标按七参数 ${shift.join(',')}（坐标框架旋转）换算后写出，但这种格式不能记下七参数。`,
    en: `The coordinates were written by the seven parameters ${shift.join(',')} (coordinate frame), which this format has no room for.`,
  },
  remedy: {
    zh: '请把七参数随文件一并提供；勘测定界 TXT 可在“转换参数”中记下。',
    en: 'Hand the parameters over with the file; a boundary-point TXT keeps them as 转换参数.',
  },
});

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
  // A thousandth of a second turns the Earth by 3 cm: nobody states that, but 5e-6 is one second in radians.
  const turn = Math.max(...(choice.shift ?? []).slice(3, 6).map(Math.abs));
  const radians: Bilingual = {
    zh: '旋转量不到千分之一秒，可能写成了弧度；应为角秒，请核对单位。',
    en: 'The rotations are less than a thousandth of a second: they may be radians, where seconds of arc are expected. Check the unit.',
  };
  const doubt = metres > 250 ? odd : turn > 0 && turn < 0.001 ? radians : undefined;
  const note = warning('datum-shift-applied', what, undefined, doubt);
  return doubt ? note : { ...note, severity: 'info' };
}
