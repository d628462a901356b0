import type { Map as MapLibreMap, MapMouseEvent, SourceSpecification } from 'maplibre-gl';
import { effect, type Store, untracked } from '../../store/index.ts';
import { type Expression, scaled } from '../style/expressions.ts';
import type { StyleInput } from '../style/input.ts';
import type { Passes } from '../style/passes.ts';
import { palettes } from '../tokens.ts';
import { fabricOf } from './open.ts';

export const fabricSource = 'fabric';
const fill = 'fabric/fill';

/** Adds the open parcel file to the style: quiet outlines, classes in the chapters' hues, overlaps in the warning colour. */
export function addFabric(
  store: Store,
  passes: Passes,
  input: StyleInput,
): Record<string, SourceSpecification> {
  const state = input.fabric;
  const fabric = fabricOf(store);
  if (!state || !fabric) return {};
  const palette = palettes[input.theme];
  const hues = palette.chapter;
  // Codes count from 1; 0 is a parcel without a value. Six hues, then again.
  const colour: Expression = [
    'match',
    ['%', ['to-number', ['get', 'c'], 0], hues.length + 1],
    ...hues.flatMap((hue, index) => [index + 1, hue]),
    palette.neutral,
  ] as unknown as Expression;
  const marked: Expression = ['boolean', ['feature-state', 'marked'], false];
  const picked: Expression = ['boolean', ['feature-state', 'picked'], false];
  const frame = { source: fabricSource, 'source-layer': fabric.sourceLayer } as const;
  passes.ground.push({
    ...frame,
    id: fill,
    type: 'fill',
    paint: {
      'fill-color': ['case', marked, palette.bad, state.colourBy ? colour : palette.neutral],
      'fill-opacity': ['case', picked, 0.7, marked, 0.55, state.colourBy ? 0.42 : 0.16],
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
      'line-color': ['case', picked, palette.accent, marked, palette.bad, palette.lineStrong],
      'line-width': scaled(1, (factor) => ['case', picked, 2.2 * factor, 0.35 * factor]),
    },
  });
  return {
    [fabricSource]: {
      type: 'vector',
      ...fabric.source,
      maxzoom: fabric.maxzoom,
      ...(fabric.bounds ? { bounds: fabric.bounds } : {}),
    },
  };
}

/** Picks parcels under a click and keeps the marks of picked and overlapped ones on the map. */
export function followFabric(map: MapLibreMap, store: Store): () => void {
  const { state, commands } = store;
  let shown = new Map<number, 'picked' | 'marked'>();
  const target = (id: number) => ({
    source: fabricSource,
    sourceLayer: fabricOf(store)?.sourceLayer ?? 'parcels',
    id,
  });
  let round = 0;
  const mark = async () => {
    const fabric = state.fabric.peek();
    round += 1;
    const own = round;
    const next = new Map<number, 'picked' | 'marked'>();
    const client = fabricOf(store)?.client;
    if (fabric?.marked.length && client)
      for (const parcel of await client.parcelsOf(fabric.marked)) next.set(parcel, 'marked');
    if (own !== round || !map.getSource(fabricSource)) return;
    if (fabric?.picked) next.set(fabric.picked.parcel, 'picked');
    for (const [id, as] of shown) if (next.get(id) !== as) map.removeFeatureState(target(id));
    for (const [id, as] of next) if (shown.get(id) !== as) map.setFeatureState(target(id), { [as]: true });
    shown = next;
  };
  const click = async (event: MapMouseEvent) => {
    if (event.defaultPrevented || !map.getLayer(fill)) return;
    const [hit] = map.queryRenderedFeatures(event.point, { layers: [fill] });
    const id = hit?.id;
    if (typeof id !== 'number') return commands.patchFabric({ picked: undefined });
    const info = await fabricOf(store)?.client?.info(id);
    const own = hit?.properties ?? {};
    commands.patchFabric({
      picked: {
        parcel: id,
        id: info?.id ?? String(own['id'] ?? id),
        areaM2: info?.areaM2,
        properties: info?.properties ?? own,
      },
    });
  };
  const onClick = (event: MapMouseEvent) => void click(event);
  map.on('click', onClick);
  const stops = [
    effect(() => {
      const fabric = state.fabric.value;
      void fabric?.picked;
      void fabric?.marked;
      untracked(() => {
        // The source comes with the next style.
        if (!fabric) shown = new Map();
        else if (map.getSource(fabricSource)) void mark();
        else map.once('sourcedata', () => void mark());
      });
    }),
    effect(() => {
      const name = state.fabric.value?.name;
      const extent = untracked(() => state.fabric.value?.extent);
      if (name && extent) untracked(() => commands.frameExtent(extent, 15));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    map.off('click', onClick);
  };
}
