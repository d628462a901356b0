import { type Problem, problem } from '../../model/index.ts';
import { mostKm, roughKm } from '../crs/candidates.ts';
import { type System, systemOf, systems } from '../crs/systems.ts';
import { toLonLat } from '../crs/transform.ts';
import type { TownContext } from '../crs/types.ts';

type Point = readonly [number, number];

/** A grid cross as typed: where it is, or what is wrong with it, and the two numbers the other way round where that helps. */
export type Cross = { ground: [number, number] } | { problem: Problem; swapped?: { x: string; y: string } };

/** A number as people type it: full-width signs, thousands and blanks set apart, a unit behind. */
function numberOf(text: string): number {
  const plain = text
    .normalize('NFKC')
    .replace(/(?:km|公里|m|米)\s*$/i, '')
    .replace(/[\s,]/g, '');
  return /^[-+]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

/** Lines of a kilometre grid are labelled in kilometres: 3155 and 38412, or 412. */
const metresOf = (value: number): number => (Math.abs(value) < 1e5 ? value * 1000 : value);

/** Gauss–Krüger systems a map of the town may be in: CGCS2000 first, 3° before 6°, its own zone first, each with the zone number before Y. */
export function gridSystems(town: TownContext | undefined): System[] {
  const [lon] = town?.centre ?? [];
  const rank = ({ datum, zoneWidth, centralMeridian }: System) =>
    (datum === 'CGCS2000' ? 0 : datum === 'Xian80' ? 4 : 8) +
    (zoneWidth === 6 ? 2 : 0) +
    (town && centralMeridian !== town.centralMeridian ? 1 : 0);
  return systems
    .filter(
      ({ kind, zone, centralMeridian = 0, zoneWidth = 3 }) =>
        kind === 'gauss' &&
        zone !== undefined &&
        (lon === undefined || Math.abs(lon - centralMeridian) <= zoneWidth / 2 + 0.75),
    )
    .sort((a, b) => rank(a) - rank(b));
}

const fault = (code: string, zh: string, en: string, remedyZh: string, remedyEn: string): Problem =>
  problem(code, { zh, en }, undefined, { zh: remedyZh, en: remedyEn });

/**
 * Reads a grid cross in surveyors' notation, X north and Y east in metres, or in kilometres as the lines of a grid are
 * labelled. Y may have the zone number before it or not: the result (east, north) has it as the system `code` does.
 */
export function readCross(x: string, y: string, code: string, town: TownContext | undefined): Cross {
  const system = systemOf(code);
  const [north, east] = [numberOf(x), numberOf(y)].map(metresOf) as [number, number];
  if (!system || !Number.isFinite(north) || !Number.isFinite(east))
    return {
      problem: fault(
        'cross-unreadable',
        `无法识别坐标“${x.trim() || '空'}，${y.trim() || '空'}”`,
        `The coordinates “${x.trim() || 'empty'}, ${y.trim() || 'empty'}” cannot be read`,
        '请填 X（北）和 Y（东），米或公里，如 3155000 和 38412000。',
        'Give X (north) and Y (east) in metres or kilometres, such as 3155000 and 38412000.',
      ),
    };
  const ground = inSystem(east, north, system);
  const other = inSystem(north, east, system);
  const move = toLonLat(system.code);
  const kmOf = (point: Point | undefined): number => {
    const [lon, lat] = point ? move(point) : [Number.NaN, Number.NaN];
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return Number.POSITIVE_INFINITY;
    return town ? roughKm([lon, lat], town.centre) : lat > 3 && lat < 54 ? 0 : Number.POSITIVE_INFINITY;
  };
  const km = kmOf(ground);
  if (ground && km <= mostKm) return { ground };
  if (kmOf(other) <= mostKm)
    return {
      problem: fault(
        'cross-swapped',
        'X 和 Y 填反了：X 是北坐标（7 位，如 3155000），Y 是东坐标',
        'X and Y are the wrong way round: X is the northing (7 digits, such as 3155000), Y the easting',
        '点“交换 X、Y”即可。',
        'Choose “Swap X and Y”.',
      ),
      swapped: { x: y, y: x },
    };
  const written = Math.floor(east / 1e6);
  if (!ground && system.zone !== undefined)
    return {
      problem: fault(
        'cross-zone',
        `Y 的带号 ${written} 与所选坐标系的 ${system.zone} 带不符`,
        `The zone number ${written} of Y is not that of the chosen system, ${system.zone}`,
        '请核对数字，或改选坐标系。',
        'Check the digits, or choose another system.',
      ),
    };
  const far = Number.isFinite(km) ? km.toFixed(0) : undefined;
  return {
    problem: fault(
      'cross-far',
      far ? `这一点按所选坐标系距本镇 ${far} 公里` : '按所选坐标系，这一点不在地球上',
      far
        ? `In the chosen system this point is ${far} km from the town`
        : 'In the chosen system this point lies nowhere on the earth',
      '请核对数字和坐标系。',
      'Check the digits and the system.',
    ),
  };
}

/** An easting with the zone number before it as the system has it; undefined with that of another zone. */
function inSystem(east: number, north: number, system: System): [number, number] | undefined {
  const { zone, centralMeridian = 0, zoneWidth = 3 } = system;
  const zoneNumber = zone ?? (zoneWidth === 3 ? centralMeridian / 3 : (centralMeridian + 3) / 6);
  const written = Math.floor(east / 1e6);
  if (written !== 0 && written !== zoneNumber) return undefined;
  const plain = written === 0 ? east : east - written * 1e6;
  return [zone === undefined ? plain : zone * 1e6 + plain, north];
}
