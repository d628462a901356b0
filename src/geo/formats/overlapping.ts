import { type Problem, warning, type Zone } from '../../model/index.ts';
import { areaOfRings, geodesicArea } from '../area/index.ts';
import { boxesMeet } from '../plane/box.ts';
import { type Box, extentOf } from '../plane/extent.ts';
import { polygonsOf } from '../plane/polygons.ts';
import { flatten } from '../plane/rings.ts';
import { robustIntersection, robustMerge } from '../plane/robust.ts';

/** Ground that neighbours share by the rounding of their coordinates, m². */
const slightM2 = 1;
/** Pairs that are computed; a file of thousands that all overlap is known for what it is long before. */
const mostPairs = 500;
const hectares = (m2: number): string => (m2 / 10_000).toFixed(4);

/**
 * Zones that cover the same ground: each of them says with which other, since sums of zones count it twice.
 * @param apart Leaves out pairs that were looked at before.
 */
export function noteOverlaps(
  zones: readonly Zone[],
  apart: (a: Zone, b: Zone) => boolean = () => true,
): Problem[] {
  const boxed = zones
    .map((zone) => ({ zone, box: extentOf([zone.geometry]) as Box }))
    .sort((a, b) => a.box[0] - b.box[0]);
  const among = new Set<Zone>();
  let [pairs, left] = [0, mostPairs];
  for (const [i, a] of boxed.entries())
    for (let j = i + 1; j < boxed.length && left; j++) {
      const b = boxed[j]!;
      if (b.box[0] > a.box[2]) break;
      if (!boxesMeet(a.box, b.box) || !apart(a.zone, b.zone)) continue;
      left--;
      const m2 = commonM2(a.zone, b.zone);
      if (m2 <= slightM2) continue;
      pairs++;
      among.add(a.zone).add(b.zone);
      for (const [zone, other] of [
        [a.zone, b.zone],
        [b.zone, a.zone],
      ] as const)
        zone.warnings = [
          ...zone.warnings,
          overlapping(other.name, m2, isWhole(zone, m2) && isWhole(other, m2)),
        ];
    }
  return pairs ? [sumsCountTwice(pairs, twiceM2([...among]), left === 0)] : [];
}

const isWhole = ({ geometry }: Zone, m2: number): boolean => geodesicArea(geometry) - m2 < slightM2;

function commonM2({ geometry: a }: Zone, { geometry: b }: Zone): number {
  try {
    return areaOfRings(robustIntersection(flatten(polygonsOf(a)), flatten(polygonsOf(b))), null);
  } catch {
    // Shapes that no method can lay over each other are the check's to report.
    return 0;
  }
}

/** How much more the areas add up to than the ground they cover. */
function twiceM2(zones: readonly Zone[]): number {
  const sum = zones.reduce((total, { geometry }) => total + geodesicArea(geometry), 0);
  const sets = zones.map(({ geometry }) => flatten(polygonsOf(geometry)));
  return sum - areaOfRings(robustMerge(sets), null);
}

const overlapping = (name: string, m2: number, same: boolean): Problem =>
  same
    ? warning('zone-repeated', {
        zh: `与地块“${name}”范围相同，像是重复：合计时面积会重复计入。`,
        en: `The same ground as the zone "${name}", which looks like a repetition: sums count it twice.`,
      })
    : warning('zone-overlaps', {
        zh: `与地块“${name}”重叠 ${hectares(m2)} 公顷：合计时会重复计入。`,
        en: `Overlaps the zone "${name}" by ${hectares(m2)} ha: sums count that twice.`,
      });

const sumsCountTwice = (pairs: number, m2: number, more: boolean): Problem =>
  warning(
    'zones-overlap',
    {
      zh: `${more ? '至少 ' : ''}${pairs} 对地块相互重叠，各自面积之和比实际范围多 ${hectares(m2)} 公顷。`,
      en: `${more ? 'At least ' : ''}${pairs} pairs of zones overlap; their areas add up to ${hectares(m2)} ha more than the ground they cover.`,
    },
    undefined,
    {
      zh: '请核对是否同一地块导入了多次，不需要的请删除。',
      en: 'Check whether the same plot came more than once, and remove what is not wanted.',
    },
  );
