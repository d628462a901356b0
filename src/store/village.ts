import { eachPosition } from '../geo/plane/walk.ts';
import type { Bilingual, PlanItem } from '../model/index.ts';
import type { FeatureRecord, Store } from './index.ts';

export const shapesHere: Bilingual = { zh: '图形落在本村的项目', en: 'Items with a shape here' };

/** What the plan has for one village. */
export interface VillageView {
  village: FeatureRecord;
  /** Items with a shape in the village, with the ids of those shapes, in the order of the plan. */
  here: { item: PlanItem; features: string[] }[];
  /** Items for the whole town, and items that have no place at all. */
  townwide: PlanItem[];
  placeless: PlanItem[];
  /** Villages that share a stretch of border. */
  neighbours: FeatureRecord[];
  /** How far off the shapes in the village may be at most, metres; 0 where there are none. */
  doubtM: number;
}

const corners = ({ feature }: FeatureRecord): Set<string> => {
  const reached = new Set<string>();
  eachPosition(feature.geometry, ([x, y]) => void reached.add(`${x} ${y}`));
  return reached;
};

/**
 * What the plan has for the village of a division code; undefined where the package has no such village. Whether a shape is
 * in a village is what its data says of it, and as good as the shape.
 */
export function villageOf({ select }: Pick<Store, 'select'>, code: string): VillageView | undefined {
  const village = select.villages.value.get(code);
  if (!village) return undefined;
  const features = select.features.value;
  const items = [...select.items.value.values()];
  const here = items.flatMap((item) => {
    const placed = (select.featuresOfItem.value.get(item.id) ?? []).filter((id) =>
      features.get(id)?.feature.properties.villages.includes(code),
    );
    return placed.length ? [{ item, features: placed }] : [];
  });
  const border = corners(village);
  return {
    village,
    here,
    townwide: items.filter(({ spatial }) => spatial === 'townwide'),
    placeless: items.filter(({ spatial }) => spatial === 'none'),
    neighbours: [...select.villages.value.values()].filter(
      (other) => other !== village && [...corners(other)].filter((corner) => border.has(corner)).length > 1,
    ),
    doubtM: here
      .flatMap((one) => one.features)
      .reduce((most, id) => Math.max(most, features.get(id)?.feature.properties.accuracyM ?? 0), 0),
  };
}
