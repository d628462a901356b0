import type { LayerSpecification, Map as MapLibreMap, MapSourceDataEvent } from 'maplibre-gl';
import { layerWorker } from '../../check/layer-worker.ts';
import { computed, effect, type FabricState, type Store, untracked } from '../../store/index.ts';
import { alpha } from '../colour.ts';
import { rendered } from '../pick/rendered.ts';
import { type Expression, scaled } from '../style/expressions.ts';
import type { StylePart } from '../style/passes.ts';
import { palettes, type ThemeName } from '../tokens.ts';
import { fillFilter, fillOf, strokeOf, strong } from './look.ts';
import { type FabricHit, fabricOf, type OpenFabric, pickParcel } from './open.ts';

const sourceOf = (id: string) => `fabric/${id}`;
const fillOfLayer = (id: string) => `fabric/${id}/fill`;

/** A planner's layer: quiet outlines, classes in hues of their own or those of the land-class table, overlaps in the warning colour. */
export function fabricPart(state: FabricState, theme: ThemeName): StylePart {
  const palette = palettes[theme];
  const marked: Expression = ['boolean', ['feature-state', 'marked'], false];
  const picked: Expression = ['boolean', ['feature-state', 'picked'], false];
  const usual = fillOf(theme, state);
  const filter = fillFilter(state);
  const frame = {
    source: sourceOf(state.id),
    'source-layer': state.sourceLayer,
    ...(filter ? { filter: filter as never } : {}),
  } as const;
  const stroke = strokeOf(palette, state);
  // What is taken of a layer with class colours keeps them, and what lies over one lets it through: the hatch says it.
  const hatchColour = state.colours || state.look.limit ? usual : alpha(palette.bad, strong);
  const fill: LayerSpecification = {
    ...frame,
    id: fillOfLayer(state.id),
    type: 'fill',
    paint: {
      'fill-color': state.single
        ? ['case', picked, alpha(palette.accent, 0.75), marked, hatchColour, usual]
        : usual,
      'fill-antialias': false,
    },
  };
  const line: LayerSpecification = {
    ...frame,
    id: `fabric/${state.id}/line`,
    type: 'line',
    // Below this level the outlines of many small shapes would cover everything.
    ...(stroke.always ? {} : { minzoom: 13 }),
    paint: {
      'line-color': state.single
        ? ['case', picked, palette.ink, marked, palette.bad, stroke.colour]
        : stroke.colour,
      'line-width': state.single
        ? scaled(1, (factor) => [
            'case',
            picked,
            2.2 * factor,
            marked,
            (state.colours ? 1.1 : stroke.width) * factor,
            stroke.width * factor,
          ])
        : scaled(stroke.width),
    },
  };
  return {
    sources: {
      [sourceOf(state.id)]: {
        type: 'vector',
        ...state.source,
        maxzoom: state.maxzoom,
        ...(state.idField ? { promoteId: state.idField } : {}),
        ...(state.extent ? { bounds: [...state.extent] } : {}),
      },
    },
    passes: { ground: [fill, line] },
  };
}

/** Features marked or picked are no matter of style: marks come with every check while a zone is being changed. */
function sameLook(a: readonly FabricState[], b: readonly FabricState[]): boolean {
  const same = (one: FabricState, other: FabricState | undefined) =>
    other !== undefined &&
    (Object.keys(one) as (keyof FabricState)[]).every(
      (key) => key === 'marked' || key === 'picked' || one[key] === other[key],
    );
  return a.length === b.length && a.every((one, index) => same(one, b[index]));
}

/** Finds features of the planner's layers under a pointer and keeps the marks of picked and overlapped ones on the map. */
export function followFabrics(map: MapLibreMap, store: Store) {
  const { state, commands } = store;
  type Mark = 'picked' | 'marked';
  const shown = new Map<string, Map<number | string, Mark>>();
  const rounds = new Map<string, number>();
  const framed = new Map<string, OpenFabric>();
  const mark = async (fabric: FabricState) => {
    const { id } = fabric;
    const round = (rounds.get(id) ?? 0) + 1;
    rounds.set(id, round);
    const next = new Map<number | string, Mark>();
    const layer = fabricOf(store, id)?.layer;
    if (fabric.marked.length && layer !== undefined)
      for (const place of await layerWorker().places(layer, fabric.marked)) next.set(place, 'marked');
    if (round !== rounds.get(id) || !map.getSource(sourceOf(id))) return;
    const { picked, idField, sourceLayer } = fabric;
    const one = idField ? picked?.properties[idField] : picked?.parcel;
    // An empty number is that of all parcels without one.
    if (typeof one === 'number' || (typeof one === 'string' && one)) next.set(one, 'picked');
    const target = (feature: number | string) => ({
      ...{ source: sourceOf(id), sourceLayer, id: feature },
    });
    const before = shown.get(id) ?? new Map<number | string, Mark>();
    for (const [feature, as] of before) if (next.get(feature) !== as) map.removeFeatureState(target(feature));
    for (const [feature, as] of next)
      if (before.get(feature) !== as) map.setFeatureState(target(feature), { [as]: true });
    shown.set(id, next);
  };
  const markAll = () => {
    for (const fabric of state.fabrics.peek()) if (map.getSource(sourceOf(fabric.id))) void mark(fabric);
  };
  /** The topmost feature under a point; the cells that stand for several small ones of a file have no number. */
  const under = (point: { x: number; y: number }): FabricHit | undefined => {
    for (const { id, kind, visible } of [...state.fabrics.peek()].reverse()) {
      if (!visible || !map.getLayer(fillOfLayer(id))) continue;
      const [hit] = rendered(map, [point.x, point.y], [fillOfLayer(id)]);
      const parcel = typeof hit?.id === 'number' ? hit.id : undefined;
      if (hit && (parcel !== undefined || kind === 'tiles'))
        return { id, parcel, properties: hit.properties };
    }
    return undefined;
  };
  // Another look, another theme or coming back to the mode makes a new source, which knows no marks yet.
  const onSource = (event: MapSourceDataEvent) => {
    if (!event.sourceId.startsWith('fabric/') || event.sourceDataType !== 'metadata') return;
    shown.delete(event.sourceId.slice('fabric/'.length));
    markAll();
  };
  map.on('sourcedata', onSource);
  const stops = [
    () => map.off('sourcedata', onSource),
    effect(() => {
      void state.fabrics.value;
      untracked(markAll);
    }),
    effect(() => {
      const fabrics = state.fabrics.value;
      // Once for each file: picking something in it moves nothing, and layers that come back with the page neither.
      for (const { id, extent, framing } of fabrics) {
        const opened = fabricOf(store, id);
        if (!opened || framed.get(id) === opened) continue;
        framed.set(id, opened);
        if (extent && framing) untracked(() => commands.frameExtent(extent, 15));
      }
    }),
  ];
  let last: readonly FabricState[] = [];
  const styled = computed(() => {
    const now = state.fabrics.value;
    if (!sameLook(now, last)) last = now;
    return last;
  });
  return {
    /** Their parts of the style, bottom first. */
    parts: (theme: ThemeName): StylePart[] =>
      // Their legend is in the workbench: elsewhere their colours would say nothing.
      state.mode.value === 'check'
        ? styled.value.filter(({ visible }) => visible).map((fabric) => fabricPart(fabric, theme))
        : [],
    takes: (point: { x: number; y: number }) => under(point) !== undefined,
    pick: (point: { x: number; y: number }) => void pickParcel(store, under(point)),
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
