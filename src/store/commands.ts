import type { Language, Problem, StatusEntry } from '../model/index.ts';
import { knownExtent } from './known-extent.ts';
import type { Selectors } from './select.ts';
import { batch, type Signal } from './signals.ts';
import type {
  Aside,
  Camera,
  FabricState,
  Filters,
  LayerOverride,
  LayerState,
  Mode,
  PackageState,
  Page,
  Passage,
  Theme,
  Whereabouts,
  WritableState,
} from './state.ts';

/** The only way to change the state. Each command is one step that a watcher sees whole. */
export function createCommands(state: WritableState, select: Selectors) {
  let serial = 0;
  const frameExtent = (extent: readonly [number, number, number, number], maxZoom = 16): void => {
    serial += 1;
    state.frame.value = { extent, maxZoom, serial };
  };
  const frameFeatures = (ids: Iterable<string>, maxZoom = 15): void => {
    const records = [...ids].flatMap((id) => select.features.value.get(id) ?? []);
    const extent = knownExtent(records);
    if (extent) frameExtent(extent, maxZoom);
  };
  const frameTown = (): void => {
    if (state.town.value) frameExtent(state.town.value.extent);
  };
  const patchLayer = (id: string, patch: LayerOverride): void => {
    const layer = state.catalogue.value?.layers.find((l) => l.id === id);
    const next: LayerOverride = { ...state.overrides.value[id], ...patch };
    if (layer && next.visible === layer.visible) delete next.visible;
    if (layer && next.opacity === layer.opacity) delete next.opacity;
    const { [id]: _, ...rest } = state.overrides.value;
    state.overrides.value = Object.keys(next).length ? { ...rest, [id]: next } : rest;
  };
  const clearHover = (): void => {
    state.hovered.value = [];
    state.hoveredItems.value = [];
    state.passage.value = undefined;
  };

  return {
    setMode(mode: Mode): void {
      batch(() => {
        clearHover();
        state.candidates.value = undefined;
        state.mode.value = mode;
      });
    },
    setLanguage(language: Language): void {
      state.language.value = language;
    },
    setTheme(theme: Theme): void {
      state.theme.value = theme;
    },
    /** Draws the map for paper, or for the screen again. */
    setPaper(paper: boolean): void {
      state.paper.value = paper;
    },
    /** Opens a page over the map; undefined closes it. */
    setPage(page: Page | undefined): void {
      state.page.value = page;
    },
    /** Lays another state (`kind:value`) beside the one that is shown; undefined takes it away. */
    setCompare(text: string | undefined): void {
      state.compare.value = text;
    },
    /** Chooses a base map by id; undefined goes back to the package's own choice. */
    setBasemap(id: string | undefined): void {
      state.basemap.value = id === state.town.value?.basemap ? undefined : id;
    },
    /** Where the map looks now. The map reports it; elements ask for views with the `frame…` commands. */
    setCamera(camera: Camera | undefined): void {
      state.camera.value = camera;
    },
    /** Opens an item's card and frames its features. */
    selectItem(id: string | undefined, options: { frame?: boolean } = {}): void {
      batch(() => {
        state.candidates.value = undefined;
        state.feature.value = undefined;
        state.item.value = id;
        // An item belongs to one plan, and that is the one shown; those of the first have no year.
        if (id) state.year.value = /^\d{4}(?=-)/.exec(id)?.[0] ?? '';
        if (!id || options.frame === false) return;
        const placed = select.featuresOfItem.value.get(id) ?? [];
        // What has no place of its own is not left on the place of the item before.
        if (placed.length) frameFeatures(placed);
        else frameTown();
      });
    },
    /**
     * Opens a feature, on the card of its plan item where it has one: `options.item`, else the item already open if it
     * is one of them, else the first.
     */
    selectFeature(id: string | undefined, options: { frame?: boolean; item?: string } = {}): void {
      batch(() => {
        state.candidates.value = undefined;
        state.feature.value = id;
        const linked = id ? (select.features.value.get(id)?.feature.properties.planItems ?? []) : [];
        const open = options.item ?? state.item.value;
        state.item.value =
          open && linked.includes(open)
            ? open
            : (linked.find((item) => select.items.value.has(item)) ?? linked[0]);
        if (id && options.frame) frameFeatures([id]);
      });
    },
    /** Opens the page of a village, by its division code, and shows it on the map. */
    openVillage(code: string): void {
      const village = select.villages.value.get(code);
      if (village) this.selectFeature(village.feature.properties.id, { frame: true });
    },
    /** Shows what a link without a camera opened: one that names a village and nothing in it is that of its page. */
    showLinked(): void {
      const open = select.selectedFeatures.value;
      const [village] = state.filters.value.villages;
      if (open.size) frameFeatures(open);
      else if (village && !state.item.value) this.openVillage(village);
    },
    closeSelection(): void {
      batch(() => {
        state.item.value = undefined;
        state.feature.value = undefined;
        state.candidates.value = undefined;
      });
    },
    /** Several features lie under one click: offer them; none takes the offer away. */
    offerCandidates(ids: readonly string[], x: number, y: number): void {
      state.candidates.value = ids.length ? { ids, x, y } : undefined;
    },
    hoverFeatures(ids: readonly string[]): void {
      if (ids.length || state.hovered.value.length) state.hovered.value = ids;
    },
    hoverItems(ids: readonly string[]): void {
      if (ids.length || state.hoveredItems.value.length) state.hoveredItems.value = ids;
    },
    hoverPassage(passage: Passage | undefined): void {
      state.passage.value = passage;
    },
    frameFeatures,
    frameExtent,
    frameTown,
    setLayerVisible(id: string, visible: boolean): void {
      patchLayer(id, { visible });
    },
    /** Opacity from 0 to 1; anything else is brought into that range. */
    setLayerOpacity(id: string, opacity: number): void {
      patchLayer(id, { opacity: Math.min(1, Math.max(0, opacity)) });
    },
    /** Moves a layer one place towards the top of the map (+1) or the bottom (−1). */
    moveLayer(id: string, by: 1 | -1): void {
      const ids = select.layers.value.map(({ layer }) => layer.id);
      const from = ids.indexOf(id);
      const to = from + by;
      if (from < 0 || to < 0 || to >= ids.length) return;
      ids.splice(from, 1);
      ids.splice(to, 0, id);
      const natural = state.catalogue.value?.layers.map((layer) => layer.id) ?? [];
      state.order.value = ids.every((other, index) => other === natural[index]) ? [] : ids;
    },
    setLayers(overrides: Readonly<Record<string, LayerOverride>>, order: readonly string[]): void {
      batch(() => {
        state.overrides.value = overrides;
        state.order.value = order;
      });
    },
    setFilters(patch: Partial<Filters>): void {
      state.filters.value = { ...state.filters.value, ...patch };
    },
    clearFilters(): void {
      state.filters.value = { chapters: [], statuses: [], bases: [], villages: [], kinds: [] };
    },
    /** `YYYY[-MM[-DD]]`; undefined shows the latest. */
    setAsOf(day: string | undefined): void {
      state.asof.value = day;
    },
    /** Shows the plan of a year, the newest without one; a plan that has yet to arrive is shown when it does. */
    showPlan(year: string | undefined): void {
      state.year.value = year;
    },
    /** The status entries recorded in this browser, all of them; the record store calls it whenever they change. */
    setLocalEntries(entries: readonly StatusEntry[]): void {
      state.localEntries.value = entries;
    },
    report(...problems: readonly Problem[]): void {
      if (problems.length) state.problems.value = [...state.problems.value, ...problems];
    },
    dismissProblem(problem: Problem): void {
      state.problems.value = state.problems.value.filter((p) => p !== problem);
    },
    setPosition(position: Whereabouts | undefined): void {
      state.position.value = position;
    },
    /** Opens what is beside the map in place of the list; undefined closes it. */
    setAside(aside: Aside | undefined): void {
      if (aside) this.closeSelection();
      state.aside.value = aside;
    },
    /** What a source fetched for the view: the map's loaders call it, page after page. */
    setLayerState(id: string, to: LayerState): void {
      state.layers.value = { ...state.layers.value, [id]: to };
    },
    setMapProblem(problem: Problem | undefined): void {
      state.mapProblem.value = problem;
    },
    /** Lays a planner's layer over the others, or in the place of one with its identifier. */
    putFabric(fabric: FabricState): void {
      const others = state.fabrics.value.filter(({ id }) => id !== fabric.id);
      const at = state.fabrics.value.findIndex(({ id }) => id === fabric.id);
      state.fabrics.value =
        at < 0 ? [...others, fabric] : [...others.slice(0, at), fabric, ...others.slice(at)];
    },
    dropFabric(id: string): void {
      if (state.fabrics.value.some((one) => one.id === id))
        state.fabrics.value = state.fabrics.value.filter((one) => one.id !== id);
    },
    /** Changes how a planner's layer is looked at: colour, filter, what is picked or marked. */
    patchFabric(id: string, patch: Partial<Omit<FabricState, 'id' | 'kind'>>): void {
      state.fabrics.value = state.fabrics.value.map((one) => (one.id === id ? { ...one, ...patch } : one));
    },
    /** Shows other pieces of the package than those that were loaded: a package in work, and the published one again. */
    showPackage(parts: Partial<PackageState>): void {
      batch(() => {
        for (const [key, value] of Object.entries(parts))
          (state[key as keyof PackageState] as Signal<unknown>).value = value;
      });
    },
    setMapReady(ready: boolean): void {
      state.mapReady.value = ready;
    },
  };
}
export type Commands = ReturnType<typeof createCommands>;
