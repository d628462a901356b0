import type { Map as MapLibreMap, MapSourceDataEvent, PointLike, SourceSpecification } from 'maplibre-gl';
import { layerWorker } from '../../check/index.ts';
import { computed, effect, type FabricState, type Store, untracked } from '../../store/index.ts';
import { alpha } from '../colour.ts';
import { type Expression, scaled } from '../style/expressions.ts';
import type { StyleInput } from '../style/input.ts';
import type { Passes } from '../style/passes.ts';
import { palettes } from '../tokens.ts';
import { fillFilter, fillOf, strong } from './look.ts';
import { fabricOf, type OpenFabric, pickParcel } from './open.ts';

export const fabricSource = 'fabric';
const fill = 'fabric/fill';

/** Adds the open parcel file to the style: quiet outlines, classes in hues of their own, overlaps in the warning colour. */
export function addFabric(
  store: Store,
  passes: Passes,
  input: StyleInput,
): Record<string, SourceSpecification> {
  const state = input.fabric;
  const fabric = fabricOf(store);
  if (!state || !fabric) return {};
  const palette = palettes[input.theme];
  const marked: Expression = ['boolean', ['feature-state', 'marked'], false];
  const picked: Expression = ['boolean', ['feature-state', 'picked'], false];
  const usual = fillOf(input.theme, state);
  const filter = fillFilter(state);
  const frame = {
    source: fabricSource,
    'source-layer': fabric.sourceLayer,
    ...(filter ? { filter: filter as never } : {}),
  } as const;
  passes.ground.push({
    ...frame,
    id: fill,
    type: 'fill',
    paint: {
      'fill-color': state.single
        ? ['case', picked, alpha(palette.accent, 0.75), marked, alpha(palette.bad, strong), usual]
        : usual,
      'fill-antialias': false,
    },
  });
  passes.ground.push({
    ...frame,
    id: 'fabric/line',
    type: 'line',
    // Below this level outlines would cover everything.
    minzoom: 13,
    paint: {
      'line-color': state.single
        ? ['case', picked, palette.ink, marked, palette.bad, palette.lineStrong]
        : palette.lineStrong,
      'line-width': state.single
        ? scaled(1, (factor) => ['case', picked, 2.2 * factor, 0.35 * factor])
        : scaled(0.35),
    },
  });
  return {
    [fabricSource]: {
      type: 'vector',
      ...fabric.source,
      maxzoom: fabric.maxzoom,
      ...(fabric.idField ? { promoteId: fabric.idField } : {}),
      ...(fabric.bounds ? { bounds: fabric.bounds } : {}),
    },
  };
}

/** Parcels marked or picked are no matter of style: marks come with every check while a zone is being changed. */
function sameLook(a: FabricState | undefined, b: FabricState | undefined): boolean {
  if (!a || !b) return a === b;
  const keys = Object.keys(a) as (keyof FabricState)[];
  return keys.every((key) => key === 'marked' || key === 'picked' || a[key] === b[key]);
}

/** Finds parcels under a pointer and keeps the marks of picked and overlapped ones on the map. */
export function followFabric(map: MapLibreMap, store: Store) {
  const { state, commands } = store;
  let shown = new Map<number | string, 'picked' | 'marked'>();
  const target = (id: number | string) => ({
    source: fabricSource,
    sourceLayer: fabricOf(store)?.sourceLayer ?? 'parcels',
    id,
  });
  let round = 0;
  let framed: OpenFabric | undefined;
  const mark = async () => {
    const fabric = state.fabric.peek();
    round += 1;
    const own = round;
    const next = new Map<number | string, 'picked' | 'marked'>();
    const { layer, idField } = fabricOf(store) ?? {};
    if (fabric?.marked.length && layer !== undefined)
      for (const parcel of await layerWorker().places(layer, fabric.marked)) next.set(parcel, 'marked');
    if (own !== round || !map.getSource(fabricSource)) return;
    const { picked } = fabric ?? {};
    const id = idField ? picked?.properties[idField] : picked?.parcel;
    // An empty number is that of all parcels without one.
    if (typeof id === 'number' || (typeof id === 'string' && id)) next.set(id, 'picked');
    for (const [id, as] of shown) if (next.get(id) !== as) map.removeFeatureState(target(id));
    for (const [id, as] of next) if (shown.get(id) !== as) map.setFeatureState(target(id), { [as]: true });
    shown = next;
  };
  /** The parcel under a point; the cells that stand for several small ones of a file have no number. */
  const under = (point: { x: number; y: number }) => {
    const fabric = state.fabric.peek();
    if (!fabric || !map.getLayer(fill)) return undefined;
    const [hit] = map.queryRenderedFeatures([point.x, point.y] as PointLike, { layers: [fill] });
    const parcel = typeof hit?.id === 'number' ? hit.id : undefined;
    if (!hit || (parcel === undefined && fabric.kind === 'parcels')) return undefined;
    return { parcel, properties: hit.properties };
  };
  // Another look, another theme or coming back to the mode makes a new source, which knows no marks yet.
  const onSource = (event: MapSourceDataEvent) => {
    if (event.sourceId !== fabricSource || event.sourceDataType !== 'metadata') return;
    shown = new Map();
    void mark();
  };
  map.on('sourcedata', onSource);
  const stops = [
    () => map.off('sourcedata', onSource),
    effect(() => {
      const fabric = state.fabric.value;
      void fabric?.picked;
      void fabric?.marked;
      untracked(() => {
        if (fabric && map.getSource(fabricSource)) void mark();
      });
    }),
    effect(() => {
      const extent = state.fabric.value?.extent;
      const opened = fabricOf(store);
      // Once for each file: picking a parcel in it moves nothing.
      if (opened === framed) return;
      framed = opened;
      if (extent) untracked(() => commands.frameExtent(extent, 15));
    }),
  ];
  let last: FabricState | undefined;
  const styled = computed(() => {
    const now = state.fabric.value;
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
