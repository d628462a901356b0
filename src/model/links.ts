import type { Feature, FeatureProperties, LayerData } from './layer.ts';
import { itemsOf, type Plan, type PlanItem } from './plan.ts';

/** A feature with the id of the layer it is in. */
export interface FeatureRef {
  layer: string;
  feature: Feature;
}

/** Every feature of the loaded layers by its id; the first wins where an id repeats. */
export function featureIndex(data: ReadonlyMap<string, LayerData>): Map<string, FeatureRef> {
  const index = new Map<string, FeatureRef>();
  for (const [layer, collection] of data)
    for (const feature of collection.features)
      if (!index.has(feature.properties.id)) index.set(feature.properties.id, { layer, feature });
  return index;
}

/** The plan items a feature belongs to, in the order it lists them; ids the plan does not have are left out. */
export function itemsOfFeature(plan: Plan, properties: FeatureProperties): PlanItem[] {
  const byId = new Map(itemsOf(plan).map((item) => [item.id, item]));
  return properties.planItems.flatMap((id) => byId.get(id) ?? []);
}

/** The loaded features of an item in the order the plan lists them; those of layers not loaded are left out. */
export const featuresOfItem = (item: PlanItem, index: ReadonlyMap<string, FeatureRef>): FeatureRef[] =>
  item.features.flatMap((id) => index.get(id) ?? []);
