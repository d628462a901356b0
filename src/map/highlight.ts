import type { Map as MapLibreMap } from 'maplibre-gl';
import type { FeatureRecord } from '../store/index.ts';
import { sourceId } from './style/passes.ts';

/**
 * Marks features as selected or lit by feature state, which needs neither new data nor a new style and shows in the
 * next frame.
 */
export function createHighlight(map: MapLibreMap) {
  let shown = new Map<string, { source: string; id: number | string; state: string }>();
  const word = (selected: boolean, lit: boolean) => `${selected ? 's' : ''}${lit ? 'l' : ''}`;
  return {
    update(
      selected: ReadonlySet<string>,
      lit: ReadonlySet<string>,
      features: ReadonlyMap<string, FeatureRecord>,
    ): void {
      const next: typeof shown = new Map();
      for (const id of new Set([...selected, ...lit])) {
        const record = features.get(id);
        const number = record?.feature.id;
        if (!record || number === undefined || !map.getSource(sourceId(record.layer.id))) continue;
        const state = word(selected.has(id), lit.has(id));
        next.set(id, { source: sourceId(record.layer.id), id: number, state });
        if (shown.get(id)?.state === state) continue;
        map.setFeatureState(
          { source: sourceId(record.layer.id), id: number },
          { selected: selected.has(id), lit: lit.has(id) },
        );
      }
      for (const [id, { source, id: number }] of shown)
        if (!next.has(id) && map.getSource(source)) map.removeFeatureState({ source, id: number });
      shown = next;
    },
    /** Forgets what was marked, after the renderer has forgotten it too. */
    forget(): void {
      shown = new Map();
    },
  };
}
