import type { FeatureIdentifier, Map as MapLibreMap } from 'maplibre-gl';
import type { Layer } from '../../model/index.ts';
import type { FeatureRecord } from '../../store/index.ts';
import { sourceId } from '../style/passes.ts';

/** Features of tiles are known within their layer of the tile. */
const targetOf = ({ id, source }: Layer, feature: number | string): FeatureIdentifier => ({
  source: sourceId(id),
  id: feature,
  ...(typeof source === 'object' && source.kind === 'pmtiles' ? { sourceLayer: source.sourceLayer } : {}),
});

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
        const number = record?.feature.id;
        if (!record || number === undefined || !map.getSource(sourceId(record.layer.id))) continue;
        const state = { selected: selected.has(id), highlighted: highlighted.has(id) };
        const target = targetOf(record.layer, number);
        next.set(id, { target, state });
        layers.add(record.layer.id);
        const before = shown.get(id)?.state;
        if (before?.selected === state.selected && before.highlighted === state.highlighted) continue;
        map.setFeatureState(target, state);
      }
      for (const [id, { target }] of shown)
        if (!next.has(id) && map.getSource(target.source)) map.removeFeatureState(target);
      shown = next;
      return layers;
    },
    /** Forgets what was marked, after the renderer has forgotten it too. */
    forget(): void {
      shown = new Map();
    },
  };
}
