import { itemsFor, itemsOf, type Plan, type PlanItem, type StatusNow, type Town } from '../../model/index.ts';
import type { FeatureRecord, Store } from '../index.ts';

/** What the tour is written from: the town package as loaded, whatever of it arrived. */
export interface TourPackage {
  town: Town;
  plan: Plan;
  items: readonly PlanItem[];
  /** The plan's text, when it arrived. */
  planText: string | undefined;
  feature(id: string): FeatureRecord | undefined;
  /** Features of an item that can be shown, in the order they are shown. */
  featuresOf(item: string): readonly FeatureRecord[];
  statusOf(item: string): StatusNow | undefined;
  /** Every feature of the layers with this role. */
  withRole(role: FeatureRecord['layer']['role']): readonly FeatureRecord[];
}

/** The store's package for a tour; undefined while the town or the plan is missing. */
export function tourPackage(store: Store): TourPackage | undefined {
  const town = store.state.town.value;
  const plan = store.state.plan.value;
  if (!town || !plan) return undefined;
  const features = store.select.features.value;
  const ofItem = store.select.featuresOfItem.value;
  const statuses = store.select.statuses.value;
  // The settings name items of the plan they were written for.
  const plans = store.state.plans.value.map((one) => one.plan);
  const here = (id: string) => itemsFor(plans, store.select.items.value, id);
  const { first, skip, scenes, ...settings } = town.display;
  const display = {
    ...settings,
    first: first.flatMap(here),
    skip: skip.flatMap(here),
    scenes: scenes.flatMap((scene) => here(scene.item).map((item) => ({ ...scene, item }))),
  };
  return {
    town: { ...town, display },
    plan,
    items: itemsOf(plan),
    planText: store.state.planText.value,
    feature: (id) => features.get(id),
    featuresOf: (item) => (ofItem.get(item) ?? []).flatMap((id) => features.get(id) ?? []),
    statusOf: (item) => statuses.get(`item:${item}`),
    withRole: (role) => [...features.values()].filter((record) => record.layer.role === role),
  };
}
