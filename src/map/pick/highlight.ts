import type { FeatureIdentifier, Map as MapLibreMap } from 'maplibre-gl';
import type { FeatureRecord } from '../../store/index.ts';
import { sharedSource, sourceId } from '../style/passes.ts';

/** Where the renderer has a feature: in a source of its layer's own, in a layer of its tiles, or in the shared source. */
function targetOf(map: MapLibreMap, { layer, feature }: FeatureRecord): FeatureIdentifier | undefined {
  const source = [sourceId(layer.id), sharedSource].find((id) => map.getSource(id));
  if (!source) return undefined;
  if (typeof layer.source !== 'object' || layer.source.kind !== 'pmtiles')
    return { source, id: feature.properties.id };
  return feature.id === undefined
    ? undefined
    : { source, sourceLayer: layer.source.sourceLayer, id: feature.id };
}

/**
 * Marks features as selected or highlighted by feature state, which needs neither new data nor a new style and shows in the
 * next frame.
 */
export function createHighlight(map: MapLibreMap) {
  let shown = new Map<
    string,
    { target: FeatureIdentifier; state: { selected: boolean; highlighted: boolean } }
  >();
  return {
    /** @returns the layers in which something now stands out. */
    update(
      selected: ReadonlySet<string>,
      highlighted: ReadonlySet<string>,
      features: ReadonlyMap<string, FeatureRecord>,
    ): Set<string> {
      const next: typeof shown = new Map();
      const layers = new Set<string>();
      for (const id of new Set([...selected, ...highlighted])) {
        const record = features.get(id);
        const target = record && targetOf(map, record);
        if (!target) continue;
        const state = { selected: selected.has(id), highlighted: highlighted.has(id) };
        next.set(id, { target, state });
        layers.add(record.layer.id);
        const before = shown.get(id)?.state;
        if (before?.selected === state.selected && before.highlighted === state.highlighted) continue;
        map.setFeatureState(target, state);
      }
      // Other states of the feature are not this one's.
      for (const [id, { target }] of shown)
        if (!next.has(id) && map.getSource(target.source))
          map.setFeatureState(target, { selected: false, highlighted: false });
      shown = next;
      return layers;
    },
    /** Forgets what was marked, after the renderer has forgotten it too. */
    forget(): void {
      shown = new Map();
    },
  };
}
