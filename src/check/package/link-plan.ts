import type { LayerData, PlanItem } from '../../model/index.ts';

type Linked = Pick<PlanItem, 'id'> & { features?: string[] | undefined };

/**
 * The items whose list of features changes when a layer's features do: each lists the features that now name it, in the
 * order it had, and no others of the layer.
 */
export function relinked<T extends Linked>(items: readonly T[], before: LayerData, after: LayerData): T[] {
  const ids = new Set(before.features.map((f) => f.properties.id));
  return items.flatMap((item) => {
    const now = after.features
      .filter((f) => f.properties.planItems.includes(item.id))
      .map((f) => f.properties.id);
    const list = item.features ?? [];
    const next = [
      ...list.filter((id) => !ids.has(id) || now.includes(id)),
      ...now.filter((id) => !list.includes(id)),
    ];
    return next.join() === list.join() ? [] : [{ ...item, features: next }];
  });
}
