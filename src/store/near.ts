import { distanceTo } from '../geo/area/index.ts';
import type { PlanItem } from '../model/index.ts';
import type { FeatureRecord, Store, Whereabouts } from './index.ts';

/** An item of the plan and the shape of it that lies nearest. */
export interface NearItem {
  item: PlanItem;
  feature: FeatureRecord;
  /** Ellipsoidal metres to the drawn shape; 0 inside it. */
  distanceM: number;
  /** How far off the distance may be: the doubt about the place and about the shape together, metres. */
  doubtM: number;
}

/** The items that the filters let through and that have a shape, nearest first; those as near, in the order of the plan. */
export function nearItems({ select }: Pick<Store, 'select'>, from: Whereabouts): NearItem[] {
  const rows = [...select.items.value.values()].flatMap((item) => {
    if (!select.shownItems.value.has(item.id)) return [];
    let best: NearItem | undefined;
    for (const id of select.featuresOfItem.value.get(item.id) ?? []) {
      const feature = select.features.value.get(id);
      if (!feature) continue;
      const distanceM = distanceTo(from.lon, from.lat, feature.feature.geometry);
      const doubtM = from.accuracyM + feature.feature.properties.accuracyM;
      if (!best || distanceM < best.distanceM) best = { item, feature, distanceM, doubtM };
    }
    return best ? [best] : [];
  });
  return rows.sort((a, b) => a.distanceM - b.distanceM);
}

/** Metres by which the best known of the plan's features may be off; 0 where there is none. */
export function bestAccuracyM({ select }: Store): number {
  const doubts = [...select.features.value.values()]
    .filter(({ layer }) => layer.role === 'subject')
    .map(({ feature }) => feature.properties.accuracyM);
  return doubts.length ? doubts.reduce((a, b) => Math.min(a, b)) : 0;
}
