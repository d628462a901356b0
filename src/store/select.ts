import {
  type Basemap,
  type Bilingual,
  chapterOf,
  type Feature,
  itemsOf,
  type Layer,
  type PlanItem,
  type SpatialKind,
  type StatusEntry,
  type StatusNow,
  statusOf,
} from '../model/index.ts';
import { computed } from './signals.ts';
import type { State } from './state.ts';
import { zoomLimits } from './zoom-limits.ts';

export interface FeatureRecord {
  feature: Feature;
  layer: Layer;
}
export interface ShownLayer {
  layer: Layer;
  visible: boolean;
  opacity: number;
}

/** What 天地图 asks to be named as where it is shown. */
const tianditu: Bilingual = { zh: '天地图', en: 'Tianditu' };

const none: ReadonlySet<string> = new Set();

/** Everything that can be worked out from the state; each is computed once and again only when its parts change. */
export function createSelectors(state: State) {
  const items = computed(
    () => new Map((state.plan.value ? itemsOf(state.plan.value) : []).map((item) => [item.id, item])),
  );
  /** The catalogue's layers, bottom first, in the user's order with the user's changes. */
  const layers = computed<ShownLayer[]>(() => {
    const all = state.catalogue.value?.layers ?? [];
    const order = state.order.value;
    const rank = new Map(order.map((id, index) => [id, index]));
    const sorted = order.length
      ? [...all].sort((a, b) => (rank.get(a.id) ?? order.length) - (rank.get(b.id) ?? order.length))
      : all;
    return sorted.map((layer) => {
      const override = state.overrides.value[layer.id];
      return {
        layer,
        visible: override?.visible ?? layer.visible,
        opacity: override?.opacity ?? layer.opacity,
      };
    });
  });
  /** The base map that shows: the chosen one, else the package's own choice. */
  const basemap = computed<Basemap | undefined>(() => {
    const town = state.town.value;
    const of = (id: string | undefined) => town?.basemaps.find((one) => one.id === id);
    return of(state.basemap.value) ?? of(town?.basemap);
  });
  /** Whose data is on the map, the base map's makers first, those of measured ground last; to stand on every map and print. */
  const attributions = computed<Bilingual[]>(() => {
    const town = state.town.value;
    // Beside another picture's base map that one's makers are named, too.
    const beside = town?.basemaps.find(
      ({ id }) => state.compare.value === `base:${id}` && id !== basemap.value?.id,
    );
    const credits = [basemap.value, beside].flatMap(
      (one) => one?.attribution ?? (one?.kind === 'tianditu' ? tianditu : []),
    );
    const measured = town?.terrain?.kind === 'measured' ? [town.terrain.source] : [];
    return [...credits, ...(town ? [town.attribution] : []), ...measured];
  });
  const features = computed(() => {
    const byId = new Map<string, FeatureRecord>();
    for (const layer of state.catalogue.value?.layers ?? []) {
      const loaded = state.layers.value[layer.id];
      if (loaded?.phase !== 'ready') continue;
      for (const feature of loaded.data.features) byId.set(feature.properties.id, { feature, layer });
    }
    return byId;
  });
  /** The villages by division code. */
  const villages = computed(
    () =>
      new Map(
        [...features.value.values()].flatMap((record) =>
          record.layer.role === 'villages' ? [[record.feature.properties.villages[0] ?? '', record]] : [],
        ),
      ),
  );
  const featuresOfItem = computed(() => {
    const byItem = new Map<string, string[]>();
    for (const item of items.value.values()) byItem.set(item.id, [...item.features]);
    for (const [id, { feature }] of features.value)
      for (const item of feature.properties.planItems) {
        const list = byItem.get(item);
        if (list && !list.includes(id)) list.push(id);
      }
    return byItem;
  });
  const entries = computed<readonly StatusEntry[]>(() => [
    ...state.entries.value,
    ...state.localEntries.value,
  ]);
  /** Status of every subject as of the chosen day. */
  const statuses = computed(() => {
    const bySubject = new Map<string, StatusEntry[]>();
    for (const entry of entries.value) {
      const list = bySubject.get(entry.subject);
      if (list) list.push(entry);
      else bySubject.set(entry.subject, [entry]);
    }
    const bySubjectNow = new Map<string, StatusNow>();
    for (const [subject, own] of bySubject) {
      const now = statusOf(own, subject, state.asof.value);
      if (now) bySubjectNow.set(subject, now);
    }
    return bySubjectNow;
  });
  const itemStatus = (id: string): StatusNow | undefined => statuses.value.get(`item:${id}`);
  /** A feature's own status where one was recorded, otherwise that of the first of its plan items which has one. */
  const featureStatus = (id: string): StatusNow | undefined => {
    const recorded = statuses.value.get(`feature:${id}`);
    if (recorded) return recorded;
    const linked = features.value.get(id)?.feature.properties.planItems ?? [];
    // Those of the plan that is shown go first.
    for (const here of [true, false])
      for (const item of linked) {
        const status = items.value.has(item) === here && itemStatus(item);
        if (status) return status;
      }
    return undefined;
  };

  const filtering = computed(() => Object.values(state.filters.value).some((list) => list.length > 0));
  /** By basis and village. */
  const passesPlace = (id: string): boolean => {
    const { bases, villages: codes } = state.filters.value;
    const properties = features.value.get(id)?.feature.properties;
    return (
      properties !== undefined &&
      (!bases.length || bases.includes(properties.basis)) &&
      (!codes.length || properties.villages.some((code) => codes.includes(code)))
    );
  };
  const passesItself = (item: PlanItem): boolean => {
    const { chapters, statuses: wanted, kinds } = state.filters.value;
    if (chapters.length && !chapters.includes(chapterOf(item.id))) return false;
    if (kinds.length && !kinds.includes(item.spatial)) return false;
    return !wanted.length || wanted.includes(itemStatus(item.id)?.word ?? 'unrecorded');
  };
  /** Ids of the features that pass the filters; undefined while nothing is filtered. Context layers always pass. */
  const shownFeatures = computed<ReadonlySet<string> | undefined>(() => {
    // What belongs to other plans alone is not in the picture of this one.
    const several = state.plans.value.length > 1;
    if (!filtering.value && !several) return undefined;
    const { chapters, statuses: wanted, kinds } = state.filters.value;
    const shown = new Set<string>();
    for (const [id, { feature, layer }] of features.value) {
      const { planItems } = feature.properties;
      const passes =
        layer.role !== 'subject' ||
        (passesPlace(id) &&
          (!several || !planItems.length || planItems.some((item) => items.value.has(item))) &&
          (!kinds.length ||
            planItems.some((item) => kinds.includes(items.value.get(item)?.spatial as SpatialKind))) &&
          (!chapters.length || planItems.some((item) => chapters.includes(chapterOf(item)))) &&
          (!wanted.length || wanted.includes(featureStatus(id)?.word ?? 'unrecorded')));
      if (passes) shown.add(id);
    }
    return shown;
  });
  /**
   * Ids of the items that pass; by basis or village an item passes with any of its features, by village one for the whole
   * town too.
   */
  const shownItems = computed<ReadonlySet<string>>(() => {
    const { bases, villages: codes } = state.filters.value;
    const shown = new Set<string>();
    for (const item of items.value.values()) {
      if (!passesItself(item)) continue;
      const placed = featuresOfItem.value.get(item.id) ?? [];
      // What is for the whole town is for every village.
      const forAll = !bases.length && item.spatial === 'townwide';
      if ((bases.length || codes.length) && !forAll && !placed.some(passesPlace)) continue;
      shown.add(item.id);
    }
    return shown;
  });
  const selectedFeatures = computed<ReadonlySet<string>>(() => {
    const feature = state.feature.value;
    if (feature) return new Set([feature]);
    const item = state.item.value;
    return item ? new Set(featuresOfItem.value.get(item) ?? []) : none;
  });
  /** Of the items of a feature, the first that the shown plan has. */
  const ownItem = (ids: readonly string[]) => ids.find((id) => items.value.has(id)) ?? ids[0];
  /** The item whose card is open: the one chosen, or the first of the chosen feature (a link may name only that). */
  const openItem = computed(
    () =>
      state.item.value ??
      ownItem(features.value.get(state.feature.value ?? '')?.feature.properties.planItems ?? []),
  );
  /** Items pointed at, themselves or through a passage of the plan. */
  const highlightedItems = computed<ReadonlySet<string>>(() => {
    const highlighted = new Set(state.hoveredItems.value);
    const passage = state.passage.value;
    if (passage)
      for (const item of items.value.values())
        if (item.cites.some((cite) => cite.start < passage.end && passage.start < cite.end))
          highlighted.add(item.id);
    return highlighted.size ? highlighted : none;
  });
  /** Features highlighted because they, an item of theirs or a passage about them is pointed at. */
  const highlightedFeatures = computed<ReadonlySet<string>>(() => {
    const highlighted = new Set(state.hovered.value);
    for (const item of highlightedItems.value)
      for (const id of featuresOfItem.value.get(item) ?? []) highlighted.add(id);
    return highlighted.size ? highlighted : none;
  });

  const zooms = computed(() =>
    zoomLimits(
      state.town.value,
      layers.value.flatMap(({ layer, visible }) => {
        const loaded = state.layers.value[layer.id];
        return visible && loaded?.phase === 'ready' ? [{ layer, data: loaded.data }] : [];
      }),
      state.mode.value === 'check' || (basemap.value?.kind ?? 'offline') !== 'offline',
    ),
  );

  return {
    zooms,
    items,
    layers,
    basemap,
    attributions,
    features,
    villages,
    featuresOfItem,
    entries,
    statuses,
    itemStatus,
    featureStatus,
    filtering,
    shownFeatures,
    shownItems,
    openItem,
    selectedFeatures,
    highlightedFeatures,
    highlightedItems,
  };
}
export type Selectors = ReturnType<typeof createSelectors>;
