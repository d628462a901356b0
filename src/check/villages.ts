import { areaOfRings } from '../geo/area/index.ts';
import type { RingSet } from '../geo/plane/rings.ts';
import { flatArea } from '../geo/plane/rings.ts';
import { robustDifference, robustMerge } from '../geo/plane/robust.ts';
import { doubt, type LayerOptions } from './check-layer.ts';
import { type CheckLayer, featureAt } from './layer.ts';
import { hitsOf, overlayOf, polygonsAmong, type ZoneInHand } from './overlaps.ts';
import { reasons, trustOf } from './reasons.ts';
import type { VillageBalance, VillageShare } from './types.ts';

const none: VillageBalance = { answer: 'unchecked', sumM2: 0, outsideM2: 0, residualM2: 0, adjusted: false };

/**
 * Largest closing error that is spread over the villages, as a share of the zone. A long edge is the shortest line on
 * the ground for the zone's own area, and a straight line on the map where village borders cut it: 2 km edges leave
 * some 1e-5 between the two, 10 km edges ten times as much. A larger one is spread only where nothing is left over on the
 * map either; else it is borders that overlap, and stays visible.
 */
const closing = 5e-5;
/** What rounding may leave over on the map, as a share of the zone. */
const seamless = 1e-6;

/**
 * How the zone divides among the villages, the largest share first. The balance shows what is left over: ground outside
 * every village, and the residual before adjustment. One that long edges explain is spread in proportion (面积平差), so
 * that villages and ground outside add up to the zone; one of borders that overlap is left standing.
 */
export function villageShares(
  hand: ZoneInHand,
  layer: CheckLayer | undefined,
  options: LayerOptions,
): { villages: VillageShare[]; balance: VillageBalance } {
  const overlap = layer && overlayOf(hand, layer);
  if (!layer?.packed?.count || !overlap) {
    const missing = { zh: '数据包中没有村界。', en: 'The package has no village boundaries.' };
    return { villages: [], balance: { ...none, reason: reasons.noData(layer?.problem ?? missing) } };
  }
  const pieces: RingSet[] = [];
  const villages: VillageShare[] = [];
  for (const hit of polygonsAmong(hitsOf(hand, layer, overlap))) {
    const feature = featureAt(layer, hit.index);
    const [code, inVillages] = [feature.property('code'), feature.property('villages')];
    pieces.push(hit.rings());
    villages.push({
      code: typeof code === 'string' ? code : ((inVillages as string[] | undefined)?.[0] ?? feature.id),
      name: feature.name,
      ...trustOf(feature),
      overlapM2: hit.overlapM2,
      shareOfZone: Math.min(1, hit.overlapM2 / hand.zone.areaM2),
    });
  }
  villages.sort((a, b) => b.overlapM2 - a.overlapM2);
  const { zone } = hand;
  const sumM2 = villages.reduce((sum, { overlapM2 }) => sum + overlapM2, 0);
  let outsideM2 = 0;
  let outside: RingSet | undefined;
  if (!pieces.length) outsideM2 = zone.areaM2;
  else if (Math.abs(zone.areaM2 - sumM2) > 1e-9 * zone.areaM2) {
    outside = robustDifference(zone.rings, robustMerge(pieces));
    outsideM2 = areaOfRings(outside, zone.frame);
  }
  // Outside all villages as they are sketched is not outside them.
  const partly = layer.lost ? reasons.lost(layer.lost) : null;
  const reason = villages.length ? partly : doubt(hand, layer, options);
  const answer = villages.length ? 'overlap' : reason ? 'unchecked' : 'clear';
  const residualM2 = zone.areaM2 - sumM2 - outsideM2;
  const flat = flatArea(zone.rings);
  const leftOver = () =>
    flat - pieces.reduce((sum, piece) => sum + flatArea(piece), 0) - (outside ? flatArea(outside) : 0);
  const adjusted =
    villages.length > 0 &&
    (Math.abs(residualM2) <= closing * zone.areaM2 || Math.abs(leftOver()) <= seamless * flat);
  if (adjusted)
    for (const village of villages) {
      village.overlapM2 += residualM2 * (village.overlapM2 / sumM2);
      village.shareOfZone = Math.min(1, village.overlapM2 / zone.areaM2);
    }
  return {
    villages,
    balance: { answer, ...(reason ? { reason } : {}), sumM2, outsideM2, residualM2, adjusted },
  };
}
