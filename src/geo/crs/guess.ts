import type { Bilingual } from '../../model/index.ts';
import { candidate, near, plausible, pool } from './candidates.ts';
import { mistakeBetween } from './mistakes.ts';
import { readPrj } from './prj.ts';
import { gaussSystem, geographicSystem, type System, systemOf } from './systems.ts';
import type { CrsCandidate, CrsGuess, StatedCrs, TownContext } from './types.ts';

/** Position in the file's own numbers, east/longitude before north/latitude. */
type Middle = readonly [number, number];

/** The reading of the header, if there is one, with how far it can be relied on. */
interface Stated {
  system?: System;
  /** The header left something out that the numbers filled in. */
  inferred: boolean;
  reasons: Bilingual[];
}

/**
 * What system a file's numbers are in, from what the file states and where the numbers would land. Nothing is
 * applied here: `doubtful` and `unknown` must be put to the user, with `alternatives`.
 * @param middle a typical position (the median of each coordinate), east/longitude first
 */
export function guessCrs(middle: Middle, stated: StatedCrs | undefined, town?: TownContext): CrsGuess {
  const header = stated ? readStated(stated, middle, town) : undefined;
  const found = pool(middle, town);
  // A header that says 度.分秒 moves those readings to the front.
  const others = stated?.packedDms
    ? [...found].sort((a, b) => Number(b.packedDms ?? 0) - Number(a.packedDms ?? 0))
    : found;
  const reasons = [...(header?.reasons ?? [])];
  if (header?.system) return fromHeader(header, stated as StatedCrs, middle, town, others, reasons);
  const [first] = others;
  if (!first) {
    reasons.push({
      zh: `坐标 ${show(middle)} 按任何已知坐标系都落不到${town ? '本镇附近' : '中国境内'}。`,
      en: `In no known system do the coordinates ${show(middle)} land ${town ? 'near the town' : 'in China'}.`,
    });
    const degrees = Math.abs(middle[0]) <= 180 && Math.abs(middle[1]) <= 90;
    const system = geographicSystem('CGCS2000');
    return degrees
      ? { ...doubt(candidate({ code: system.code, from: 'guess' }, middle, town, degreesLook)), reasons }
      : { confidence: 'unknown', reasons, alternatives: [] };
  }
  reasons.push(
    stated ? silentHeader : noHeader,
    systemOf(first.code)?.kind === 'geographic' ? degreesLook : metresLook,
  );
  const mistake = first.swapAxes ? mistakeBetween({ ...first, swapAxes: false }, first, middle) : undefined;
  return {
    ...doubt(first),
    reasons,
    alternatives: others.slice(1, 12),
    ...(mistake ? { mistake } : {}),
  };
}

function fromHeader(
  header: Stated,
  stated: StatedCrs,
  middle: Middle,
  town: TownContext | undefined,
  others: CrsCandidate[],
  reasons: Bilingual[],
): CrsGuess {
  const system = header.system as System;
  const why = { zh: `文件写明：${stated.words}`, en: `The file says: ${stated.words}` };
  const shift = stated.shift ? { shift: stated.shift } : {};
  const packed = stated.packedDms && system.kind === 'geographic' ? { packedDms: true } : {};
  const said = candidate({ code: system.code, from: 'header', ...shift, ...packed }, middle, town, why);
  const alternatives = others.filter((o) => o.code !== said.code || o.swapAxes || o.packedDms).slice(0, 12);
  reasons.push(why);
  if (stated.phoneMap) {
    reasons.push({
      zh: `文件带有手机地图的痕迹（${stated.phoneMap}），坐标可能是 GCJ-02 或 BD-09，偏移 300–1,200 米。`,
      en: `The file bears marks of a phone map (${stated.phoneMap}); its coordinates may be GCJ-02 or BD-09, 300–1,200 m off.`,
    });
    return { chosen: said, confidence: 'doubtful', reasons, alternatives };
  }
  if (plausible(said) && near(said, town))
    return { chosen: said, confidence: header.inferred ? 'likely' : 'stated', reasons, alternatives };
  // The same system with one thing put right comes before another system.
  const kin = (o: CrsCandidate) =>
    o.code === said.code ? 0 : systemOf(o.code)?.datum === system.datum ? 1 : 2;
  const fix = [...others].sort((a, b) => kin(a) - kin(b)).find((o) => mistakeBetween(said, o, middle));
  if (fix) {
    const mistake = mistakeBetween(said, fix, middle);
    const rest = alternatives.filter((o) => o !== fix);
    return {
      ...doubt({ ...fix, ...shift }),
      reasons,
      alternatives: [said, ...rest],
      ...(mistake ? { mistake } : {}),
    };
  }
  const lands = Number.isFinite(said.landsAt[0]) && Math.abs(said.landsAt[1]) <= 90;
  reasons.push(
    lands
      ? {
          zh: `按文件所写，图形落在 ${show(said.landsAt)}${said.distanceKm ? `，距本镇 ${said.distanceKm.toFixed(0)} 公里` : ''}。`,
          en: `As the file says, the shape lands at ${show(said.landsAt)}${said.distanceKm ? `, ${said.distanceKm.toFixed(0)} km from the town` : ''}.`,
        }
      : {
          zh: `坐标 ${show(middle)} 不可能属于${system.name.zh}。`,
          en: `The coordinates ${show(middle)} cannot be in ${system.name.en}.`,
        },
  );
  // A stated system that lands somewhere on Earth is to be believed when nobody said where to expect it.
  if (lands && !town)
    return { chosen: said, confidence: header.inferred ? 'doubtful' : 'stated', reasons, alternatives };
  return lands ? { ...doubt(said), reasons, alternatives } : { confidence: 'unknown', reasons, alternatives };
}

const doubt = (chosen: CrsCandidate): CrsGuess => ({
  chosen,
  confidence: 'doubtful',
  reasons: [],
  alternatives: [],
});

/** Fills what a header leaves out from the numbers: a missing zone from the prefix of Y, a missing prefix from the town. */
function readStated(stated: StatedCrs, [east, north]: Middle, town: TownContext | undefined): Stated {
  if (stated.code) {
    const system = systemOf(stated.code);
    return {
      ...(system ? { system } : {}),
      inferred: false,
      reasons: system ? [] : [unsupported(stated.code)],
    };
  }
  if (stated.wkt) {
    const { system, name } = readPrj(stated.wkt);
    return { ...(system ? { system } : {}), inferred: false, reasons: system ? [] : [unsupported(name)] };
  }
  const { datum } = stated;
  if (!datum) return { inferred: true, reasons: [] };
  if (Math.abs(east) <= 360 && Math.abs(north) <= 360) {
    const reasons = stated.zoneWidth || stated.zone ? [degreesLook] : [];
    return { system: geographicSystem(datum), inferred: reasons.length > 0, reasons };
  }
  // With the axes swapped the prefix is in the first number of the pair as written; look at the larger one.
  const larger = Math.max(Math.abs(east), Math.abs(north));
  const prefix = larger >= 13e6 && larger < 46e6 ? Math.floor(larger / 1e6) : undefined;
  const zone = prefix ?? stated.zone;
  const reasons: Bilingual[] = [];
  if (prefix && stated.zone && prefix !== stated.zone)
    reasons.push({
      zh: `带号写的是 ${stated.zone}，Y 坐标的前缀却是 ${prefix}；以前缀为准，请核对。`,
      en: `The header says zone ${stated.zone}, but Y begins with ${prefix}; the prefix is followed, please check.`,
    });
  else if (prefix && !stated.zone)
    reasons.push({
      zh: `带号未填，由 Y 坐标前缀 ${prefix} 推定。`,
      en: `The zone is left empty; taken as ${prefix} from the prefix of Y.`,
    });
  if (zone) {
    const width = zone >= 24 ? 3 : 6;
    if (stated.zoneWidth && stated.zoneWidth !== width)
      reasons.push({
        zh: `几度分带写的是 ${stated.zoneWidth}，带号 ${zone} 却属于 ${width}°带。`,
        en: `The header says ${stated.zoneWidth}° zones, but zone ${zone} is a ${width}° zone.`,
      });
    if (!prefix) reasons.push(noPrefix);
    const system = gaussSystem(datum, width, width === 3 ? zone * 3 : zone * 6 - 3, prefix !== undefined);
    return { ...(system ? { system } : {}), inferred: reasons.length > 0, reasons };
  }
  const meridian = stated.centralMeridian ?? town?.centralMeridian;
  if (meridian === undefined) return { inferred: true, reasons: [noPrefix] };
  const system =
    gaussSystem(datum, stated.zoneWidth ?? 3, meridian, false) ?? gaussSystem(datum, 3, meridian, false);
  if (stated.centralMeridian === undefined)
    reasons.push({
      zh: `带号、中央经线都未写明，按本镇的中央经线 ${meridian}° 推定。`,
      en: `Neither zone nor central meridian is given; the town's own, ${meridian}°, is assumed.`,
    });
  return { ...(system ? { system } : {}), inferred: reasons.length > 0, reasons };
}

const show = ([a, b]: Middle) => `${Number(a.toFixed(5))}, ${Number(b.toFixed(5))}`;
const unsupported = (name: string): Bilingual => ({
  zh: `文件写的坐标系“${name}”不在支持之列。`,
  en: `The file states "${name}", which is not among the supported systems.`,
});
const noHeader: Bilingual = {
  zh: '文件没有写明坐标系。',
  en: 'The file does not state a coordinate system.',
};
const silentHeader: Bilingual = {
  zh: '文件所写不足以确定坐标系。',
  en: 'What the file states does not settle the coordinate system.',
};
const degreesLook: Bilingual = {
  zh: '数值像经纬度（度）。',
  en: 'The numbers look like longitude and latitude in degrees.',
};
const metresLook: Bilingual = {
  zh: '数值像高斯投影坐标（米）。',
  en: 'The numbers look like Gauss–Krüger coordinates in metres.',
};
const noPrefix: Bilingual = { zh: 'Y 坐标不含带号。', en: 'Y carries no zone prefix.' };
