import { type Bilingual, type Problem, problem } from '../../model/index.ts';
import type { CrsChoice, CrsGuess } from '../crs/types.ts';

/**
 * The choice a guess settles by itself; undefined when somebody has to be asked. A layer in degrees that states nothing
 * is taken as CGCS2000, as tools write it; that it was guessed is said with it.
 */
export const settledChoice = ({ chosen, confidence, mistake, stated }: CrsGuess): CrsChoice | undefined => {
  if (confidence === 'stated' || confidence === 'likely') return chosen;
  const plain =
    chosen?.code === 'EPSG:4490' && !chosen.swapAxes && !chosen.packedDms && !mistake && !stated?.local;
  return confidence === 'doubtful' && plain ? chosen : undefined;
};

/** Codes on offer, each once, with where it lands; a reading that puts a slip right stands for its code. */
function candidates({ chosen, alternatives }: CrsGuess): Bilingual | undefined {
  const all = [chosen, ...alternatives].flatMap((one) => one ?? []);
  const codes = [...new Set(all.map(({ code }) => code))].slice(0, 8);
  if (!codes.length) return undefined;
  const offers = codes.map((code) => {
    const same = all.filter((one) => one.code === code);
    const km = (same.find((one) => one.writtenPrefix !== undefined) ?? same[0])?.distanceKm;
    if (km === undefined) return { zh: code, en: code };
    const far = km.toFixed(km < 10 ? 1 : 0);
    return { zh: `${code}（距本镇 ${far} 公里）`, en: `${code} (${far} km from the town)` };
  });
  return { zh: offers.map(({ zh }) => zh).join('、'), en: offers.map(({ en }) => en).join(', ') };
}

/** A city's own system: the national one is not among its readings, unless the name is wrong. */
function localSystem(
  crs: CrsGuess,
  file: string,
  list: Bilingual | undefined,
  option: string | undefined,
  layer: string | undefined,
): Problem {
  const define = option
    ? {
        zh: `；知道它的参数时用 ${option} "+proj=tmerc +lon_0=… +x_0=… +y_0=… +ellps=GRS80" 给出`,
        en: `; where its figures are known, give them with ${option} "+proj=tmerc +lon_0=… +x_0=… +y_0=… +ellps=GRS80"`,
      }
    : { zh: '', en: '' };
  const wrong = list
    ? {
        zh: `。只有确知这个名称写错时，才${option ? `用 ${option} ` : ''}指定国家坐标系，候选：${list.zh}`,
        en: `. Only where the name is known to be wrong, give a national system${option ? ` with ${option}` : ''}; candidates: ${list.en}`,
      }
    : { zh: '', en: '' };
  return problem(
    'crs-local',
    {
      zh: `坐标系不能确定。${crs.reasons.map((reason) => reason.zh).join('')}`,
      en: `The coordinate system is in doubt. ${crs.reasons.map((reason) => reason.en).join(' ')}`,
    },
    { file, ...(layer === undefined ? {} : { feature: layer }) },
    {
      zh: `请向测绘单位索取 CGCS2000 成果${define.zh}${wrong.zh}。`,
      en: `Ask the surveyor for the result in CGCS2000${define.en}${wrong.en}.`,
    },
  );
}

/** What to say where nobody is there to choose a system; `option` is how it is given, on the command line `--crs`. */
export function systemInDoubt(crs: CrsGuess, file: string, option?: string, layer?: string): Problem {
  const list = candidates(crs);
  const packed = [crs.chosen, ...crs.alternatives].find((one) => one?.packedDms);
  const km = packed?.distanceKm?.toFixed(1);
  const dms =
    packed && option === '--crs'
      ? {
          zh: `度.分秒（113.0605 即 113°06′05″）请加 --dms${km ? `（距本镇 ${km} 公里）` : ''}。`,
          en: ` For packed degrees (113.0605 is 113°06′05″) add --dms${km ? ` (${km} km from the town)` : ''}.`,
        }
      : { zh: '', en: '' };
  if (crs.stated?.local) return localSystem(crs, file, list, option, layer);
  // No code that could be given would be right: the file states a system that is not read.
  if (!list && crs.stated && !crs.stated.code)
    return problem(
      'crs-not-read',
      {
        zh: `坐标系不能确定。${crs.reasons.map((reason) => reason.zh).join('')}`,
        en: `The coordinate system is in doubt. ${crs.reasons.map((reason) => reason.en).join(' ')}`,
      },
      { file, ...(layer === undefined ? {} : { feature: layer }) },
      {
        zh: '请在 QGIS 或原软件中转换为 CGCS2000 高斯-克吕格（如 EPSG:4547）或经纬度（EPSG:4490）后重新导出。',
        en: 'Convert it to a CGCS2000 Gauss–Krüger system (EPSG:4547, say) or to degrees (EPSG:4490) in QGIS or the program it came from, and export it again.',
      },
    );
  const by = option ? { zh: `用 ${option} `, en: ` with ${option}` } : { zh: '', en: '' };
  return problem(
    'crs-in-doubt',
    {
      zh: `坐标系不能确定。${crs.reasons.map((reason) => reason.zh).join('')}`,
      en: `The coordinate system is in doubt. ${crs.reasons.map((reason) => reason.en).join(' ')}`,
    },
    { file, ...(layer === undefined ? {} : { feature: layer }) },
    {
      zh: `请${by.zh}指定${list ? `，候选：${list.zh}` : ''}。${dms.zh}`,
      en: `Give it${by.en}${list ? `; candidates: ${list.en}` : ''}.${dms.en}`,
    },
  );
}
