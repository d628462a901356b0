import type { MapGeoJSONFeature, Map as MapLibreMap } from 'maplibre-gl';
import type { PMTiles } from 'pmtiles';
import type { Feature, Layer, Problem } from '../../model/index.ts';
import { effect, type Store, untracked } from '../../store/index.ts';
import type { MapExtension } from '../extension.ts';
import { followFabrics } from '../fabric/layer.ts';
import { propertiesOf, safeGeometry } from '../sources/remote/feature.ts';
import { featureLayers, followView } from '../sources/remote/follow.ts';
import { foreignSource } from '../sources/remote/load.ts';
import { addPmtilesProtocol, forgetArchive, offerArchive, openArchive } from '../sources/remote/pmtiles.ts';
import type { StyleInput } from '../style/input.ts';
import { layerOfPart, type StylePart } from '../style/passes.ts';
import { tilesPart } from '../style/tiles.ts';
import { extentInView } from './in-view.ts';

/** Features picked from tiles which are kept at hand, so that "back" finds them. */
const adoptedMost = 200;

/** The archives of the layers drawn from tiles, whose faults are reported once. */
function tiledLayers(store: Store, layers: readonly Layer[]) {
  const archives: PMTiles[] = [];
  const reported = new Set<string>();
  const report = (layer: Layer) => (problems: readonly Problem[]) => {
    const fresh = problems.filter(({ code }) => !reported.has(`${layer.id} ${code}`));
    for (const { code } of fresh) reported.add(`${layer.id} ${code}`);
    store.commands.report(...fresh);
    const loaded = store.state.layers.peek()[layer.id];
    if (fresh.length && loaded?.phase === 'ready')
      store.commands.setLayerState(layer.id, { ...loaded, view: { state: 'tiles', problems: fresh } });
  };
  const drawn = new Map(
    layers.flatMap((layer) => {
      const source = foreignSource(layer);
      if (source?.kind !== 'pmtiles') return [];
      const archive = openArchive(layer.id, source.url, store.base, report(layer));
      archives.push(archive);
      return [[layer.id, { source, url: offerArchive(archive) }] as const];
    }),
  );
  return {
    parts: (input: StyleInput): Record<string, StylePart> =>
      Object.fromEntries(
        input.layers.flatMap((styled) => {
          const { source, url } = drawn.get(styled.layer.id) ?? {};
          return source && url ? [[styled.layer.id, tilesPart(styled, source, url, input)]] : [];
        }),
      ),
    stop: () => {
      for (const archive of archives) forgetArchive(archive);
    },
  };
}

/** Starts what a map needs for layers beyond the package's files. */
export function createLive(map: MapLibreMap, store: Store): MapExtension {
  const { state, select, commands } = store;
  addPmtilesProtocol();
  const layers = new Map((state.catalogue.peek()?.layers ?? []).map((layer) => [layer.id, layer]));
  const tiled = tiledLayers(store, [...layers.values()]);
  const followed = featureLayers([...layers.values()]).map(({ layer, source }) => ({
    layer,
    follow: followView(store, layer, source),
  }));
  for (const layer of layers.values())
    if (foreignSource(layer)?.kind === 'pmtiles')
      commands.setLayerState(layer.id, {
        phase: 'ready',
        data: { type: 'FeatureCollection', features: [] },
        view: { state: 'tiles', problems: [] },
      });

  const look = () => {
    const extent = extentInView(map);
    if (!(extent[0] < extent[2] && extent[1] < extent[3])) return;
    const visible = new Map(select.layers.peek().map((shown) => [shown.layer.id, shown.visible]));
    for (const { layer, follow } of followed)
      follow.look(extent, (visible.get(layer.id) ?? false) && map.getZoom() >= layer.minzoom);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, 200);
  };
  map.on('moveend', soon);
  const fabric = followFabrics(map, store);
  const stop = effect(() => {
    void select.layers.value;
    untracked(soon);
  });

  const sourceOf = (hit: MapGeoJSONFeature) => {
    const layer = layers.get(layerOfPart(hit.layer.id));
    const source = layer && foreignSource(layer);
    return layer && source?.kind === 'pmtiles' ? { layer, source } : undefined;
  };
  const featureOf = (hit: MapGeoJSONFeature): Feature | undefined => {
    const from = sourceOf(hit);
    if (!from) return undefined;
    const geometry = safeGeometry(hit.geometry, false, { positions: 0, bad: 0, firstBad: '' });
    if (!geometry) return undefined;
    const properties = propertiesOf(from.layer, from.source, hit.properties, hit.id, 0);
    return { type: 'Feature', ...(hit.id === undefined ? {} : { id: hit.id }), geometry, properties };
  };
  return {
    extend: (input) => ({
      ...input,
      made: tiled.parts(input),
      // Pictures of the planner's come with the zones and lie under every layer.
      parts: [...input.parts, ...fabric.parts(input.theme)],
    }),
    idOf: (hit) => {
      const from = sourceOf(hit);
      return from && propertiesOf(from.layer, from.source, hit.properties, hit.id, 0).id;
    },
    takes: fabric.takes,
    pick: (point) => void fabric.pick(point),
    adopt: (hits) => {
      for (const hit of hits) {
        const from = sourceOf(hit);
        const feature = featureOf(hit);
        const loaded = from && state.layers.peek()[from.layer.id];
        if (!from || !feature || loaded?.phase !== 'ready') continue;
        const rest = loaded.data.features.filter((one) => one.properties.id !== feature.properties.id);
        const features = [...rest.slice(1 - adoptedMost), feature];
        commands.setLayerState(from.layer.id, { ...loaded, data: { type: 'FeatureCollection', features } });
      }
    },
    reports: (id) => foreignSource(layers.get(id.replace(/^layer:/, '')) ?? ({} as Layer)) !== undefined,
    stop: () => {
      stop();
      fabric.stop();
      clearTimeout(timer);
      map.off('moveend', soon);
      for (const { follow } of followed) follow.stop();
      tiled.stop();
    },
  };
}
