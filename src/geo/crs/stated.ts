import { type Bilingual, type Problem, warning } from '../../model/index.ts';
import { widthOf, zoneSystem } from './prefix.ts';
import { readPrj } from './prj.ts';
import { gaussByFigures, gaussSystem, geographicSystem, type System, systemOf } from './systems.ts';
import type { StatedCrs, TownContext } from './types.ts';

/** The reading of the header, if there is one, with how far it can be relied on. */
export interface Stated {
  system?: System;
  /** The header left something out that the numbers filled in. */
  inferred: boolean;
  reasons: Bilingual[];
  /** What the file states, in words a planner knows. */
  words: Bilingual;
  /** The header contradicts the zone prefix of the numbers. */
  contradiction?: Problem;
}

export const noPrefix: Bilingual = { zh: 'Y 坐标不含带号。', en: 'Y carries no zone prefix.' };
export const degreesLook: Bilingual = {
  zh: '数值像经纬度（度）。',
  en: 'The numbers look like longitude and latitude in degrees.',
};

const unsupported = (name: string): Bilingual => ({
  zh: `文件写的坐标系“${name}”不在支持之列。`,
  en: `The file states "${name}", which is not among the supported systems.`,
});

const notNational = (name: string): Bilingual => ({
  zh: `文件写的坐标系“${name}”不是国家坐标系，像是地方（独立）坐标系：参数不公开，不能当作 2000 国家大地坐标系。`,
  en: `The file states the system "${name}", which is no national one and looks like a local one: its parameters are not public, and it must not be taken for CGCS2000.`,
});

/** Fills what a header leaves out from the numbers: a missing zone from the prefix of Y, a missing prefix from the town. */
export function readStated(
  stated: StatedCrs,
  [east, north]: readonly [number, number],
  town: TownContext | undefined,
): Stated {
  const { datum } = stated;
  const words = { zh: stated.words, en: stated.words };
  if (stated.local) return { inferred: true, reasons: [notNational(stated.local)], words };
  if (stated.code || stated.wkt) {
    // A code decides where it is known; offices' own codes come with a text that says what they mean.
    const byCode = stated.code ? systemOf(stated.code) : undefined;
    const byText = !byCode && stated.wkt ? readPrj(stated.wkt) : undefined;
    const system = byCode ?? byText?.system;
    const name = byText?.name ?? stated.code ?? '';
    const label = byText ? `${stated.words} “${name}”` : stated.words;
    // A format that prescribes its system (KML) need not say so.
    const title = system && !stated.byFormat ? system.name : undefined;
    return {
      ...(system ? { system } : {}),
      inferred: false,
      reasons: system ? [] : [unsupported(name)],
      words: title
        ? { zh: `${label}，即${title.zh}`, en: `${label}, which is ${title.en}` }
        : { zh: label, en: label },
    };
  }
  if (!datum) return { inferred: true, reasons: [], words };
  if (Math.abs(east) <= 360 && Math.abs(north) <= 360) {
    const reasons = stated.zoneWidth || stated.zone ? [degreesLook] : [];
    return { system: geographicSystem(datum), inferred: reasons.length > 0, reasons, words };
  }
  // For plane coordinates WGS 84 and CGCS2000 differ by a tenth of a millimetre.
  const plane = datum === 'WGS84' ? 'CGCS2000' : datum;
  // With the axes swapped the prefix is in the first number of the pair as written; look at the larger one.
  const larger = Math.max(Math.abs(east), Math.abs(north));
  const prefix = larger >= 13e6 && larger < 46e6 ? Math.floor(larger / 1e6) : undefined;
  const byPrefix = prefix === undefined ? undefined : zoneSystem(plane, prefix, true);
  if (prefix !== undefined) {
    const against = contradictions(stated, prefix, byPrefix);
    const reasons = [...against];
    if (!stated.zone)
      reasons.push({
        zh: `带号未填，由 Y 坐标前缀 ${prefix} 推定。`,
        en: `The zone is left empty; taken as ${prefix} from the prefix of Y.`,
      });
    const [first] = against;
    return {
      ...(byPrefix ? { system: byPrefix } : {}),
      inferred: reasons.length > 0,
      reasons,
      words,
      ...(first ? { contradiction: warning('zone-header-differs', joined(against), undefined, ask) } : {}),
    };
  }
  return withoutPrefix(stated, plane, town);
}

const ask: Bilingual = {
  zh: '请与提供单位核对带号。',
  en: 'Ask the supplier which zone is right.',
};
const joined = (list: readonly Bilingual[]): Bilingual => ({
  zh: list.map(({ zh }) => zh).join(''),
  en: list.map(({ en }) => en).join(' '),
});

/** What of the head does not go with the zone that stands before the eastings. */
function contradictions(stated: StatedCrs, prefix: number, system: System | undefined): Bilingual[] {
  const { zone, zoneWidth, centralMeridian } = stated;
  const width = widthOf(prefix);
  const conflicting: Bilingual[] = [];
  if (zone && zone !== prefix)
    conflicting.push({
      zh: `带号写的是 ${zone}，Y 坐标的前缀却是 ${prefix}。`,
      en: `The header says zone ${zone}, but Y begins with ${prefix}.`,
    });
  if (zoneWidth && zoneWidth !== width)
    conflicting.push({
      zh: `几度分带写的是 ${zoneWidth}，Y 坐标的前缀 ${prefix} 却属于 ${width}°带。`,
      en: `The header says ${zoneWidth}° zones, but the prefix ${prefix} of Y is a ${width}° zone.`,
    });
  const meridian = system?.centralMeridian;
  if (centralMeridian !== undefined && meridian !== undefined && Math.abs(centralMeridian - meridian) > 1e-6)
    conflicting.push({
      zh: `中央经线写的是 ${centralMeridian}°，Y 坐标的前缀 ${prefix} 却是 ${meridian}°。`,
      en: `The header says central meridian ${centralMeridian}°, but the prefix ${prefix} of Y means ${meridian}°.`,
    });
  return conflicting;
}

function withoutPrefix(
  stated: StatedCrs,
  datum: NonNullable<StatedCrs['datum']>,
  town: TownContext | undefined,
): Stated {
  const { zone } = stated;
  const words = { zh: stated.words, en: stated.words };
  const reasons: Bilingual[] = [];
  const done = (system: System | undefined): Stated => ({
    ...(system ? { system } : {}),
    inferred: reasons.length > 0,
    reasons,
    words,
  });
  const { centralMeridian } = stated;
  if (zone) {
    const width = widthOf(zone);
    if (stated.zoneWidth && stated.zoneWidth !== width)
      reasons.push({
        zh: `几度分带写的是 ${stated.zoneWidth}，带号 ${zone} 却属于 ${width}°带。`,
        en: `The header says ${stated.zoneWidth}° zones, but zone ${zone} is a ${width}° zone.`,
      });
    const byZone = zoneSystem(datum, zone, false);
    const zoneMeridian = byZone?.centralMeridian;
    if (
      centralMeridian === undefined ||
      (zoneMeridian !== undefined && Math.abs(zoneMeridian - centralMeridian) < 1e-6)
    ) {
      reasons.push(noPrefix);
      return done(byZone);
    }
    // The meridian is what the projection is made with; a zone number beside it is a label.
    reasons.push({
      zh: `带号写的是 ${zone}，中央经线却是 ${centralMeridian}°；按中央经线读取。`,
      en: `The header says zone ${zone} but central meridian ${centralMeridian}°; the meridian is followed.`,
    });
  }
  const meridian = centralMeridian ?? town?.centralMeridian;
  if (meridian === undefined) {
    reasons.push(noPrefix);
    return done(undefined);
  }
  if (centralMeridian === undefined)
    reasons.push({
      zh: `带号、中央经线都未写明，按本镇的中央经线 ${meridian}° 推定。`,
      en: `Neither zone nor central meridian is given; the town's own, ${meridian}°, is assumed.`,
    });
  return done(
    gaussSystem(datum, stated.zoneWidth ?? 3, meridian, false) ??
      gaussByFigures(datum, { centralMeridian: meridian, falseEasting: 5e5 }),
  );
}
