import { type Bilingual, type Problem, warning } from '../../model/index.ts';
import { candidate, near } from './candidates.ts';
import { type Datum, gaussSystem, type System, systemOf, systems } from './systems.ts';
import type { CrsCandidate, CrsChoice, StatedCrs, TownContext } from './types.ts';

type Middle = readonly [number, number];

/** What stands before an easting of the size they have in China: 39 of 39,411,800, whether or not there is such a zone. */
export function writtenPrefix(middle: Middle): { prefix: number; swapAxes: boolean } | undefined {
  const [east, north] = middle;
  // With the axes swapped the prefix is in the second number; the larger of the two has it.
  const larger = Math.max(east, north);
  const prefix = Math.floor(larger / 1e6);
  const rest = larger - prefix * 1e6;
  if (prefix < 10 || prefix > 99 || rest < 1e5 || rest > 9e5) return undefined;
  return { prefix, swapAxes: north > east };
}

/** Zones of 3° and of 6° have numbers of their own in China: 25 to 45, and 13 to 23. */
export const widthOf = (zone: number): 3 | 6 => (zone >= 24 ? 3 : 6);

/** The zone of a number, which stands before the eastings or not; undefined when China has no such zone. */
export function zoneSystem(datum: Datum, zone: number, prefixed: boolean): System | undefined {
  const width = widthOf(zone);
  return gaussSystem(datum, width, width === 3 ? zone * 3 : zone * 6 - 3, prefixed);
}

const same: Bilingual = {
  zh: '把 Y 的带号前缀改成此带，图形落在合理的位置。',
  en: 'With the prefix of Y changed to this zone, the shape lands in a sensible place.',
};
const asIs: Bilingual = { zh: '按 Y 的带号前缀读取。', en: 'Read by the zone prefix of Y.' };

/** How well a zone suits: the header's own first, then the stated datum, then a place inside the zone proper, 3° before 6°. */
function rank(one: CrsCandidate, stated: StatedCrs | undefined): number {
  const system = systemOf(one.code) as System;
  const half = (system.zoneWidth ?? 3) / 2;
  const inside = Math.abs(one.landsAt[0] - (system.centralMeridian ?? 0)) <= half;
  const datum = { CGCS2000: 0, WGS84: 0, Xian80: 1, Beijing54: 2 }[system.datum];
  return (
    (system.zone === stated?.zone ? 0 : 100) +
    (system.datum === stated?.datum ? 0 : 10 + datum * 10) +
    (inside ? 0 : 4) +
    (system.zoneWidth === stated?.zoneWidth ? 0 : 2) +
    (system.zoneWidth === 6 ? 1 : 0)
  );
}

/**
 * Readings of `middle` with its zone prefix put right: those that land near the town, or without a town the one of the
 * zone the header names. Two zones of one meridian are one reading.
 */
export function prefixFixes(
  middle: Middle,
  stated: StatedCrs | undefined,
  town: TownContext | undefined,
): CrsCandidate[] {
  const written = writtenPrefix(middle);
  if (!written) return [];
  const { prefix, swapAxes } = written;
  const candidates = systems.flatMap((system): CrsCandidate[] => {
    if (system.kind !== 'gauss' || system.zone === undefined || system.zone === prefix) return [];
    if (!town && system.zone !== stated?.zone) return [];
    const choice: CrsChoice = {
      code: system.code,
      from: 'guess',
      writtenPrefix: prefix,
      ...(swapAxes ? { swapAxes } : {}),
    };
    const one = candidate(choice, middle, town, same);
    return near(one, town) ? [one] : [];
  });
  const best = new Map<string, CrsCandidate>();
  for (const one of candidates.sort((a, b) => rank(a, stated) - rank(b, stated))) {
    const { datum, centralMeridian } = systemOf(one.code) as System;
    const key = `${datum} ${centralMeridian}`;
    if (!best.has(key)) best.set(key, one);
  }
  return [...best.values()];
}

/** `middle` as its own prefix says, in the stated datum or CGCS2000; undefined when China has no such zone. */
export function asPrefixed(
  middle: Middle,
  stated: StatedCrs | undefined,
  town: TownContext | undefined,
): CrsCandidate | undefined {
  const written = writtenPrefix(middle);
  const system = written && zoneSystem(stated?.datum ?? 'CGCS2000', written.prefix, true);
  if (!system) return undefined;
  const { swapAxes } = written;
  return candidate(
    { code: system.code, from: 'guess', ...(swapAxes ? { swapAxes } : {}) },
    middle,
    town,
    asIs,
  );
}

const place = ({ landsAt: [lon, lat], distanceKm }: CrsCandidate): Bilingual => {
  const km = distanceKm === undefined ? undefined : distanceKm.toFixed(distanceKm < 10 ? 1 : 0);
  return {
    zh: `${lon.toFixed(4)}°E ${lat.toFixed(4)}°N${km ? `（距本镇 ${km} 公里）` : ''}`,
    en: `${lon.toFixed(4)}°E ${lat.toFixed(4)}°N${km ? ` (${km} km from the town)` : ''}`,
  };
};

/** Names a wrong zone prefix: what stands there, where that lands, and where it would land with the right one. */
export function prefixMistake(
  middle: Middle,
  fix: CrsCandidate,
  asWritten: CrsCandidate | undefined,
): Problem {
  const { prefix } = writtenPrefix(middle) as { prefix: number };
  const [right, wrong] = [systemOf(fix.code) as System, asWritten && (systemOf(asWritten.code) as System)];
  const [there, here] = [asWritten && place(asWritten), place(fix)];
  const mixed = wrong && wrong.zoneWidth !== right.zoneWidth;
  const band = (s: System) => ({
    zh: `${s.zoneWidth}°带第 ${s.zone} 带`,
    en: `${s.zoneWidth}° zone ${s.zone}`,
  });
  const zh = wrong ? `按它（${band(wrong).zh}）图形落在 ${there?.zh}` : '中国没有这个带号';
  const en = wrong
    ? `by it (${band(wrong).en}) the shape lands at ${there?.en}`
    : 'China has no zone of that number';
  return warning(
    'zone-prefix-wrong',
    {
      zh: `Y 的带号前缀 ${prefix} 可能写错：${zh}；前缀改为 ${right.zone}（${band(right).zh}）则落在 ${here.zh}。${mixed ? '3°带和 6°带的带号可能混用了。' : ''}`,
      en: `The zone prefix ${prefix} of Y may be wrong: ${en}; with the prefix ${right.zone} (${band(right).en}) it would land at ${here.en}.${mixed ? ' The numbers of 3° and 6° zones may have been mixed up.' : ''}`,
    },
    undefined,
    {
      zh: `如果是写错了，请选“${fix.name.zh}”，在地图上核对后再确认。`,
      en: `If it is a slip, choose "${fix.name.en}", and check on the map before confirming.`,
    },
  );
}

/** Reports that a wrong prefix was put right at the user's word. */
export function prefixReplaced(choice: CrsChoice): Problem | undefined {
  if (choice.writtenPrefix === undefined) return undefined;
  const zone = systemOf(choice.code)?.zone ?? 0;
  const metres = Math.abs(choice.writtenPrefix - zone) * 1_000_000;
  const less = choice.writtenPrefix > zone;
  return warning(
    'zone-prefix-replaced',
    {
      zh: `Y 的带号前缀 ${choice.writtenPrefix} 已按 ${zone} 读取（每点 Y ${less ? '减' : '加'} ${metres.toLocaleString('en-US')} 米）。`,
      en: `The zone prefix ${choice.writtenPrefix} of Y was read as ${zone} (${metres.toLocaleString('en-US')} m ${less ? 'taken from' : 'added to'} every Y).`,
    },
    undefined,
    { zh: '请让提供单位改正原文件。', en: 'Have the supplier correct the file.' },
  );
}
