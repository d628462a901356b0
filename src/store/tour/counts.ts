import { chapterOf, type PlanItem, type Status, statuses } from '../../model/index.ts';
import type { TourPackage } from './package.ts';

export interface Counts {
  items: number;
  /** Items with a place of their own on the map. */
  placed: number;
  features: number;
  /** How many items have each status word, in the order of the words; `undefined` stands for "not recorded". */
  byStatus: { status: Status | undefined; count: number }[];
}

/** Counts over some items; every item is counted once, so the statuses add up to `items`. */
export function countsOf(pkg: TourPackage, items: readonly PlanItem[]): Counts {
  const counts = new Map<Status | undefined, number>();
  const features = new Set<string>();
  let placed = 0;
  for (const item of items) {
    const word = pkg.statusOf(item.id)?.word;
    counts.set(word, (counts.get(word) ?? 0) + 1);
    const featureIds = pkg.featuresOf(item.id);
    if (featureIds.length) placed++;
    for (const { feature } of featureIds) features.add(feature.properties.id);
  }
  const byStatus = [...statuses, undefined].flatMap((status) => {
    const count = counts.get(status);
    return count ? [{ status, count }] : [];
  });
  return { items: items.length, placed, features: features.size, byStatus };
}

export interface VillageCount {
  code: string;
  /** Ids of the plan's items with a feature in this village. */
  items: string[];
  /** How many of them belong to each chapter. */
  byChapter: Map<number, number>;
}

/**
 * Commitments per village: an item counts for a village when a feature of it says that it lies there. Items without a
 * place count nowhere. Villages by code, most commitments first.
 */
export function villageCounts(pkg: TourPackage): VillageCount[] {
  const byVillage = new Map<string, Set<string>>();
  for (const item of pkg.items)
    for (const { feature } of pkg.featuresOf(item.id))
      for (const code of feature.properties.villages) {
        const itemIds = byVillage.get(code) ?? new Set();
        byVillage.set(code, itemIds.add(item.id));
      }
  return [...byVillage]
    .map(([code, ids]) => {
      const byChapter = new Map<number, number>();
      for (const id of ids) byChapter.set(chapterOf(id), (byChapter.get(chapterOf(id)) ?? 0) + 1);
      return { code, items: [...ids], byChapter };
    })
    .sort((a, b) => b.items.length - a.items.length || a.code.localeCompare(b.code));
}
