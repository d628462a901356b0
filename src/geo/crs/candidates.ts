import type { Bilingual } from '../../model/index.ts';
import { type System, systemOf, systems } from './systems.ts';
import { toLonLat } from './transform.ts';
import type { CrsCandidate, CrsChoice, TownContext } from './types.ts';

/** China with its margins, degrees: west, south, east, north. */
const china = [73, 3, 136, 54] as const;

/** Distance from the town beyond which a shape or a point deserves a question, km. */
export const mostKm = 50;

const toRadians = Math.PI / 180;

/** Great-circle distance in km on the mean sphere (good to 0.5 %): for "is this near the town", never for results. */
export function roughKm(a: readonly [number, number], b: readonly [number, number]): number {
  const [dLat, dLon] = [(b[1] - a[1]) * toRadians, (b[0] - a[0]) * toRadians];
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(a[1] * toRadians) * Math.cos(b[1] * toRadians) * Math.sin(dLon / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Degrees packed as ddd.mmss… to decimal degrees: 113.0605 is 113°06′05″. NaN when minutes or seconds reach 60.
 * The digits are taken from the decimal notation, since 113.0605 has no exact binary value.
 */
export function unpackDms(value: number): number {
  const digits = Math.abs(value).toFixed(10);
  const [whole = '0', part = ''] = digits.split('.');
  const minutes = Number(part.slice(0, 2));
  const seconds = Number(`${part.slice(2, 4)}.${part.slice(4)}`);
  if (!(minutes < 60) || !(seconds < 60)) return Number.NaN;
  return Math.sign(value) * (Number(whole) + minutes / 60 + seconds / 3600);
}

/** Whether two choices read the coordinates alike, whatever parameters they have. */
export const sameChoice = (a: CrsChoice | undefined, b: CrsChoice): boolean =>
  a?.code === b.code &&
  a.swapAxes === b.swapAxes &&
  a.packedDms === b.packedDms &&
  a.writtenPrefix === b.writtenPrefix;

/** A reading chosen in the place of another: parameters that were given for their datum stay. */
export function keepingShift(
  before: Pick<CrsChoice, 'code' | 'shift' | 'from'> | undefined,
  next: CrsChoice,
): CrsChoice {
  const datum = systemOf(next.code)?.datum;
  if (next.shift || !before?.shift || !datum || systemOf(before.code)?.datum !== datum) return next;
  return { ...next, shift: before.shift, from: before.from };
}

/**
 * The numbers of a file put right as a choice says, in its system: packed degrees, axes, a wrong zone prefix. Input in
 * file order east, north; output east/longitude, north/latitude.
 */
export function righted(choice: CrsChoice): (position: readonly [number, number]) => [number, number] {
  const { packedDms, swapAxes, writtenPrefix } = choice;
  const metres = writtenPrefix === undefined ? 0 : ((systemOf(choice.code)?.zone ?? 0) - writtenPrefix) * 1e6;
  return (position) => {
    let [a, b] = position;
    if (packedDms) [a, b] = [unpackDms(a), unpackDms(b)];
    if (swapAxes) [a, b] = [b, a];
    // A point that lacks the prefix, or has another, is left as it is: it is reported as straying, not moved along.
    return metres && Math.floor(a / 1e6) === writtenPrefix ? [a + metres, b] : [a, b];
  };
}

/** One function for all a choice says: packed degrees, axes, prefix, projection, datum. Input in file order east, north. */
export function mover(choice: CrsChoice): (position: readonly [number, number]) => [number, number] {
  const move = toLonLat(choice.code, choice.shift);
  const right = righted(choice);
  return (position) => move(right(position));
}

/** Whether the landing place is one this system is used for: inside China, and within its zone and a margin. */
export function plausible(candidate: CrsCandidate): boolean {
  const [lon, lat] = candidate.landsAt;
  const [west, south, east, north] = china;
  if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return false;
  const system = systemOf(candidate.code) as System;
  if (system.centralMeridian === undefined) return true;
  const half = (system.zoneWidth ?? 6) / 2;
  return Math.abs(lon - system.centralMeridian) <= half + 0.75;
}

/** Where a shape is expected: near the town, which only one zone's figures reach; without a town, in its own zone in China. */
export const sensible = (one: CrsCandidate, town: TownContext | undefined): boolean =>
  town ? near(one, town) : plausible(one);

/** Near the town; without a town, anywhere plausible. */
export const near = (candidate: CrsCandidate, town: TownContext | undefined): boolean =>
  town ? (candidate.distanceKm ?? Number.POSITIVE_INFINITY) <= mostKm : plausible(candidate);

/** Where `choice` would put `middle`, a typical position of the file. */
export function candidate(
  choice: CrsChoice,
  middle: readonly [number, number],
  town: TownContext | undefined,
  why: Bilingual,
): CrsCandidate {
  const landsAt = mover(choice)(middle);
  const system = systemOf(choice.code) as System;
  const lands = Number.isFinite(landsAt[0]) && Math.abs(landsAt[1]) <= 90;
  return {
    ...choice,
    name: named(system, choice),
    why,
    landsAt,
    ...(town && lands ? { distanceKm: roughKm(landsAt, town.centre) } : {}),
  };
}

function named(system: System, choice: CrsChoice): Bilingual {
  const extra: Bilingual[] = [];
  if (choice.swapAxes) extra.push({ zh: '交换两轴', en: 'axes swapped' });
  if (choice.packedDms) extra.push({ zh: '度.分秒', en: 'ddd.mmss' });
  if (choice.writtenPrefix !== undefined)
    extra.push({
      zh: `带号前缀 ${choice.writtenPrefix} 改作 ${system.zone}`,
      en: `prefix ${choice.writtenPrefix} read as ${system.zone}`,
    });
  if (!extra.length) return system.name;
  return {
    zh: `${system.name.zh}（${extra.map((e) => e.zh).join('，')}）`,
    en: `${system.name.en} (${extra.map((e) => e.en).join(', ')})`,
  };
}

/**
 * Every reading of `middle` that lands where it should (near the town, or else in China within its zone), the most
 * usual first: axes as they are, CGCS2000 before the old datums, 3° before 6°.
 */
export function pool(middle: readonly [number, number], town: TownContext | undefined): CrsCandidate[] {
  const degrees = Math.max(Math.abs(middle[0]), Math.abs(middle[1])) <= 360;
  const candidates: CrsCandidate[] = [];
  for (const system of systems) {
    const geographic = system.kind === 'geographic' || system.kind === 'obfuscated';
    if (geographic !== degrees || system.code === 'EPSG:4326') continue;
    for (const swapAxes of [false, true]) {
      const choice: CrsChoice = { code: system.code, from: 'guess', ...(swapAxes ? { swapAxes } : {}) };
      const one = candidate(choice, middle, town, landing);
      if (sensible(one, town)) candidates.push(one);
      if (system.code !== 'EPSG:4490') continue;
      const packed = candidate({ ...choice, packedDms: true }, middle, town, landing);
      if (sensible(packed, town)) candidates.push(packed);
    }
  }
  return candidates.sort((a, b) => rank(a) - rank(b));
}

const landing: Bilingual = {
  zh: '按此坐标系，图形落在合理的位置。',
  en: 'Read this way, the shape lands in a sensible place.',
};

function rank(one: CrsCandidate): number {
  const system = systemOf(one.code) as System;
  const kind = { geographic: 0, gauss: 0, obfuscated: 2, utm: 3, 'web-mercator': 3 }[system.kind];
  const datum = { CGCS2000: 0, WGS84: 0, Xian80: 1, Beijing54: 2 }[system.datum];
  return (
    (one.swapAxes ? 100 : 0) +
    (one.packedDms ? 50 : 0) +
    kind * 10 +
    datum * 4 +
    (system.zoneWidth === 6 ? 1 : 0)
  );
}
