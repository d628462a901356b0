import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';

/** One step that brings a map from one style to another; `before` names the layer above. */
export type StyleStep =
  | { do: 'addSource'; id: string; spec: StyleSpecification['sources'][string] }
  | { do: 'setData'; id: string; data: unknown }
  | { do: 'removeSource'; id: string }
  | { do: 'addLayer'; spec: LayerSpecification; before: string | undefined }
  | { do: 'moveLayer'; id: string; before: string | undefined }
  | { do: 'removeLayer'; id: string }
  | { do: 'setPaint' | 'setLayout'; id: string; name: string; value: unknown }
  | { do: 'setFilter'; id: string; value: unknown }
  | { do: 'setZoom'; id: string; minzoom: number; maxzoom: number }
  | { do: 'setTerrain'; spec: StyleSpecification['terrain'] };

/**
 * The steps from one style to another, in the order to take them. GeoJSON data is compared by the identity of its
 * features: equal features are the same objects. A source that changes otherwise is rebuilt together with its layers.
 */
export function diffStyle(from: StyleSpecification, to: StyleSpecification): StyleStep[] {
  const steps: StyleStep[] = [];
  const removed: StyleStep[] = [];
  const renewed = new Set<string>();
  for (const [id, source] of Object.entries(from.sources)) {
    const next = to.sources[id];
    if (next && sameSource(source, next)) continue;
    renewed.add(id);
    removed.push({ do: 'removeSource', id });
  }
  for (const [id, spec] of Object.entries(to.sources)) {
    const old = from.sources[id];
    if (!old || renewed.has(id)) steps.push({ do: 'addSource', id, spec });
    else if (spec.type === 'geojson' && old.type === 'geojson' && !sameData(spec.data, old.data))
      steps.push({ do: 'setData', id, data: spec.data });
  }

  const wanted = new Map(to.layers.map((layer) => [layer.id, layer]));
  const kept = from.layers.filter((layer) => {
    const next = wanted.get(layer.id);
    return (
      next && next.type === layer.type && sourceOf(next) === sourceOf(layer) && !renewed.has(sourceOf(layer))
    );
  });
  const keptIds = new Set(kept.map((layer) => layer.id));
  const gone = from.layers.filter((layer) => !keptIds.has(layer.id));
  const terrainGoes = from.terrain && !same(from.terrain, to.terrain);
  const setup: StyleStep[] = [
    ...(terrainGoes ? [{ do: 'setTerrain', spec: undefined } as const] : []),
    ...gone.map(({ id }) => ({ do: 'removeLayer', id }) as const),
    ...removed,
    ...steps,
  ];

  // Only what is not part of the longest run already in order is moved.
  const position = new Map(to.layers.map((layer, index) => [layer.id, index]));
  const still = new Set(longestRun(kept.map((layer) => position.get(layer.id) as number)));
  const order: StyleStep[] = [];
  for (let index = to.layers.length - 1; index >= 0; index--) {
    const layer = to.layers[index] as LayerSpecification;
    const before = to.layers[index + 1]?.id;
    if (!keptIds.has(layer.id)) order.push({ do: 'addLayer', spec: layer, before });
    else if (!still.has(index)) order.push({ do: 'moveLayer', id: layer.id, before });
  }
  const changes = kept.flatMap((layer) => layerChanges(layer, wanted.get(layer.id) as LayerSpecification));
  const terrain: StyleStep[] =
    to.terrain && !same(from.terrain, to.terrain) ? [{ do: 'setTerrain', spec: to.terrain }] : [];
  return [...setup, ...order, ...changes, ...terrain];
}

type Loose = LayerSpecification & {
  source?: string;
  filter?: unknown;
  layout?: Record<string, unknown>;
  paint?: Record<string, unknown>;
};

const sourceOf = (layer: LayerSpecification): string => (layer as Loose).source ?? '';

function layerChanges(from: LayerSpecification, to: LayerSpecification): StyleStep[] {
  const [old, next] = [from as Loose, to as Loose];
  const steps: StyleStep[] = [];
  const { id } = to;
  if ((old.minzoom ?? 0) !== (next.minzoom ?? 0) || (old.maxzoom ?? 24) !== (next.maxzoom ?? 24))
    steps.push({ do: 'setZoom', id, minzoom: next.minzoom ?? 0, maxzoom: next.maxzoom ?? 24 });
  if (!same(old.filter, next.filter)) steps.push({ do: 'setFilter', id, value: next.filter });
  for (const [kind, step] of [
    ['layout', 'setLayout'],
    ['paint', 'setPaint'],
  ] as const) {
    const names = new Set([...Object.keys(old[kind] ?? {}), ...Object.keys(next[kind] ?? {})]);
    for (const name of names) {
      const value = next[kind]?.[name];
      if (!same(old[kind]?.[name], value)) steps.push({ do: step, id, name, value });
    }
  }
  return steps;
}

function sameSource(
  a: StyleSpecification['sources'][string],
  b: StyleSpecification['sources'][string],
): boolean {
  if (a.type === 'geojson' && b.type === 'geojson') {
    const { data: _, ...restA } = a;
    const { data: __, ...restB } = b;
    return same(restA, restB);
  }
  return same(a, b);
}

/** Whether two collections hold the same features and are the same beside; any other data must be the same object. */
function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const { features: old, ...others } = a as { features?: unknown };
  const { features: next, ...rest } = b as { features?: unknown };
  if (!Array.isArray(old) || !Array.isArray(next) || !same(others, rest)) return false;
  return old.length === next.length && old.every((feature, index) => feature === next[index]);
}

/** Whether two JSON values are equal. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

/** The longest increasing subsequence of distinct numbers. */
function longestRun(values: readonly number[]): number[] {
  const tails: number[] = [];
  const previous = new Array<number>(values.length).fill(-1);
  values.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[index] = tails[low - 1] as number;
    tails[low] = index;
  });
  const run: number[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] as number) run.push(values[at] as number);
  return run.reverse();
}

const quick = { validate: import.meta.env?.DEV ?? false };

/**
 * Takes the steps on a map whose style has loaded. Sources and layers are handed to the style itself, because the map's
 * own methods check each against the specification, which costs more than all the rest; the tests do that.
 */
export function applySteps(map: MapLibreMap, steps: readonly StyleStep[]): void {
  for (const step of steps) {
    switch (step.do) {
      case 'addSource':
        map.style.addSource(step.id, step.spec, quick);
        break;
      case 'setData':
        (map.getSource(step.id) as GeoJSONSource).setData(step.data as GeoJSON.GeoJSON);
        break;
      case 'removeSource':
        map.removeSource(step.id);
        break;
      case 'addLayer':
        map.style.addLayer(step.spec, step.before, quick);
        break;
      case 'moveLayer':
        map.moveLayer(step.id, step.before);
        break;
      case 'removeLayer':
        map.removeLayer(step.id);
        break;
      case 'setPaint':
        map.setPaintProperty(step.id, step.name as never, step.value as never, quick);
        break;
      case 'setLayout':
        map.setLayoutProperty(step.id, step.name as never, step.value as never, quick);
        break;
      case 'setFilter':
        map.setFilter(step.id, step.value as never, quick);
        break;
      case 'setZoom':
        map.setLayerZoomRange(step.id, step.minzoom, step.maxzoom);
        break;
      case 'setTerrain':
        map.setTerrain(step.spec ?? null);
        break;
    }
  }
  // New data is drawn once it has been cut into tiles; a frame before that would be one for nothing.
  if (steps.some((step) => step.do !== 'setData')) map._update(true);
}
