import { overlapGeometry, overlayFabric } from '../geo/overlay/index.ts';
import { type Fabric, idOf } from '../geo/parcels/index.ts';
import type { LayerOptions } from './check-layer.ts';
import type { ZoneInHand } from './overlaps.ts';
import { reasons } from './reasons.ts';
import type { ParcelItem, ParcelResult } from './types.ts';

export const noParcels: ParcelResult = {
  answer: 'unchecked',
  reason: reasons.noData({ zh: '未载入地块。', en: 'No parcels were loaded.' }),
  count: 0,
  overlapM2: 0,
  items: [],
  slivers: [],
  mended: 0,
  dropped: 0,
};

/** The parcels the zone takes, in the order of their file. */
export function checkParcels(hand: ZoneInHand, fabric: Fabric, options: LayerOptions): ParcelResult {
  const overlap = overlayFabric(hand.zone, fabric, hand.cutter);
  const items: ParcelItem[] = [];
  const slivers: ParcelItem[] = [];
  for (let h = 0; h < overlap.count; h++) {
    const p = overlap.parcel[h]!;
    const overlapM2 = overlap.overlapM2[h]!;
    const areaM2 = fabric.areaM2[p]!;
    const share = Math.min(1, overlapM2 / areaM2);
    const item: ParcelItem = { id: idOf(fabric, p), record: fabric.record[p]! + 1, overlapM2, areaM2, share };
    if (options.geometry) item.geometry = overlapGeometry(fabric, overlap, h);
    const sliver = overlapM2 < options.sliverM2 && share < 0.01 && overlapM2 < 0.01 * hand.zone.areaM2;
    (sliver ? slivers : items).push(item);
  }
  items.sort((a, b) => a.record - b.record);
  slivers.sort((a, b) => a.record - b.record);
  const dropped = fabric.dropped.length;
  // A record that could not be read as a parcel may lie anywhere: without a hit the answer stays open.
  const open = dropped > 0 && overlap.count === 0;
  const off = hand.offM > 0 && overlap.count === 0;
  return {
    answer: overlap.count ? 'overlap' : open || off ? 'unchecked' : 'clear',
    ...(open
      ? {
          reason: reasons.noData({
            zh: `${dropped} 条地块记录没有可用的面。`,
            en: `${dropped} parcel records have no usable polygon.`,
          }),
        }
      : off
        ? { reason: reasons.zoneOff(hand.offM) }
        : {}),
    count: overlap.count,
    overlapM2: overlap.totalM2,
    items,
    slivers,
    mended: fabric.mended.length,
    dropped,
  };
}
