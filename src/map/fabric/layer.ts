import type { Map as MapLibreMap, MapSourceDataEvent, PointLike, SourceSpecification } from 'maplibre-gl';
import { layerWorker } from '../../check/index.ts';
import { computed, effect, type FabricState, type Store, untracked } from '../../store/index.ts';
import { alpha } from '../colour.ts';
import { type Expression, scaled } from '../style/expressions.ts';
import type { StyleInput } from '../style/input.ts';
import type { Passes } from '../style/passes.ts';
import { palettes } from '../tokens.ts';
import { fillFilter, fillOf, strokeOf, strong } from './look.ts';
import { type FabricHit, fabricOf, type OpenFabric, pickParcel } from './open.ts';

const sourceOf = (id: string) => `fabric/${id}`;
const fillOfLayer = (id: string) => `fabric/${id}/fill`;

/** Adds the planner's layers to the style, bottom first. */
export function addFabrics(
  store: Store,
  passes: Passes,
  input: StyleInput,
): Record<string, SourceSpecification> {
  return Object.assign({}, ...input.fabrics.map((state) => addFabric(store, passes, input, state)));
}

/** Quiet outlines, classes in hues of their own or those of the land-class table, overlaps in the warning colour. */
function addFabric(
  store: Store,
  passes: Passes,
  input: StyleInput,
  state: FabricState,
): Record<string, SourceSpecification> {
  const fabric = fabricOf(store, state.id);
  if (!fabric || !state.visible) return {};
  const palette = palettes[input.theme];
  const marked: Expression = ['boolean', ['feature-state', 'marked'], false];
  const picked: Expression = ['boolean', ['feature-state', 'picked'], false];
  const usual = fillOf(input.theme, state);
  const filter = fillFilter(state);
  const frame = {
    source: sourceOf(state.id),
    'source-layer': fabric.sourceLayer,
    ...(filter ? { filter: filter as never } : {}),
  } as const;
  const stroke = strokeOf(palette, state);
  // What is taken of a layer with class colours keeps them: its outline says that it is taken.
  const taken = state.colours ? usual : alpha(palette.bad, strong);
  passes.ground.push({
    ...frame,
    id: fillOfLayer(state.id),
    type: 'fill',
    paint: {
      'fill-color': state.single
        ? ['case', picked, alpha(palette.accent, 0.75), marked, taken, usual]
        : usual,
      'fill-antialias': false,
    },
  });
  passes.ground.push({
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
  });
  return {
    [sourceOf(state.id)]: {
      type: 'vector',
      ...fabric.source,
      maxzoom: fabric.maxzoom,
      ...(fabric.idField ? { promoteId: fabric.idField } : {}),
      ...(fabric.bounds ? { bounds: fabric.bounds } : {}),
    },
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
    const own = (rounds.get(id) ?? 0) + 1;
    rounds.set(id, own);
    const next = new Map<number | string, Mark>();
    const { layer, idField, sourceLayer } = fabricOf(store, id) ?? {};
    if (fabric.marked.length && layer !== undefined)
      for (const place of await layerWorker().places(layer, fabric.marked)) next.set(place, 'marked');
    if (own !== rounds.get(id) || !map.getSource(sourceOf(id))) return;
    const { picked } = fabric;
    const one = idField ? picked?.properties[idField] : picked?.parcel;
    // An empty number is that of all parcels without one.
    if (typeof one === 'number' || (typeof one === 'string' && one)) next.set(one, 'picked');
    const target = (feature: number | string) => ({
      ...{ source: sourceOf(id), sourceLayer: sourceLayer ?? 'parcels', id: feature },
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
      const [hit] = map.queryRenderedFeatures([point.x, point.y] as PointLike, {
        layers: [fillOfLayer(id)],
      });
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
    styled,
    takes: (point: { x: number; y: number }) => under(point) !== undefined,
    pick: (point: { x: number; y: number }) => void pickParcel(store, under(point)),
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
