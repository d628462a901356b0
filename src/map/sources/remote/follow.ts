import { asProblems, type Extent, type Feature, type Layer, type Problem } from '../../../model/index.ts';
import type { LayerState, Store, ViewPart } from '../../../store/index.ts';
import { type RemoteLimits, remoteLimits } from './ask.ts';
import { type FeatureSource, foreignSource, loadView } from './load.ts';

/** After a fault a source is left in peace for this long, milliseconds, however much the map moves. */
const restMs = 5000;

interface Held {
  extent: Extent;
  whole: boolean;
}

const contains = (outer: Extent, inner: Extent): boolean =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];

/** The view with a quarter of it around, so that a small movement asks nothing; inside the world. */
export function withMargin([w, s, e, n]: Extent, share = 0.25): Extent {
  const [x, y] = [(e - w) * share, (n - s) * share];
  return [Math.max(-180, w - x), Math.max(-90, s - y), Math.min(180, e + x), Math.min(90, n + y)];
}

/**
 * Keeps one layer's features in step with the view: asks for what the view needs when it is visible and near enough,
 * shows every portion as it comes, and gives up what is under way when the view moves on.
 * @param now Monotonic milliseconds, for tests.
 */
export function followView(
  store: Store,
  layer: Layer,
  source: FeatureSource,
  limits: RemoteLimits = remoteLimits,
  now: () => number = () => performance.now(),
) {
  const { commands, state, select } = store;
  let held: Held | undefined;
  let asking: AbortController | undefined;
  let asked: Extent | undefined;
  let restUntil = 0;
  const reported = new Set<string>();

  const current = (): Feature[] => {
    const loaded = state.layers.peek()[layer.id];
    return loaded?.phase === 'ready' ? (loaded.data.features as Feature[]) : [];
  };
  const put = (features: readonly Feature[], view: ViewPart): void => {
    const to: LayerState = {
      phase: 'ready',
      data: { type: 'FeatureCollection', features: features as Feature[] },
      view,
    };
    commands.setLayerState(layer.id, to);
  };
  const report = (problems: readonly Problem[]): void => {
    const fresh = problems.filter((p) => p.severity !== 'info' && !reported.has(p.code));
    for (const { code } of fresh) reported.add(code);
    commands.report(...fresh);
  };
  /** What is open stays, wherever the map goes: its card must not close under the reader. */
  const open = (): Feature[] => {
    const chosen = select.selectedFeatures.peek();
    return chosen.size ? current().filter((one) => chosen.has(one.properties.id)) : [];
  };

  const ask = async (extent: Extent): Promise<void> => {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    asked = extent;
    const kept = open();
    const features: Feature[] = [];
    const problems: Problem[] = [];
    const followed = new Set<string>();
    const shown = current();
    put(shown, { state: 'loading', problems });
    const merged = () => {
      const rest = kept.filter((one) => !followed.has(one.properties.id));
      return [...features, ...rest];
    };
    let whole = false;
    try {
      const asker = { at: layer.id, limits, signal: mine.signal };
      for await (const part of loadView(asker, layer, source, store.base, extent)) {
        if (mine.signal.aborted) return;
        for (const one of part.features) followed.add(one.properties.id);
        features.push(...part.features);
        for (const one of part.problems) if (!problems.some((p) => p.code === one.code)) problems.push(one);
        whole = part.whole;
        if (!part.done) put(merged(), { state: 'loading', problems: [...problems] });
      }
    } catch (error) {
      if (mine.signal.aborted) return;
      problems.push(...asProblems(error));
      whole = false;
      restUntil = now() + restMs;
      held = undefined;
    }
    if (mine.signal.aborted) return;
    asking = undefined;
    report(problems);
    if (!features.length && restUntil > now()) {
      // Nothing came: what an earlier view brought stays on the map, called what it is.
      put(shown, { state: 'part', problems });
      return;
    }
    held = { extent, whole };
    put(merged(), { state: whole ? 'whole' : 'part', problems });
  };

  return {
    /** The view is now `extent` (degrees); `near` says whether the layer is on and the map near enough for it. */
    look(extent: Extent, near: boolean): void {
      if (!near) {
        asking?.abort();
        asking = undefined;
        held = undefined;
        const loaded = state.layers.peek()[layer.id];
        if (loaded?.phase !== 'ready' || loaded.view?.state !== 'waiting')
          put(open(), { state: 'waiting', problems: [] });
        return;
      }
      if (asking && asked && contains(asked, extent)) return;
      if (held && contains(held.extent, extent)) {
        // Half an answer is asked for again when the view is clearly smaller.
        const [w, , e] = held.extent;
        if (held.whole || extent[2] - extent[0] > (e - w) / 3) return;
      }
      if (now() < restUntil) return;
      void ask(withMargin(extent));
    },
    stop(): void {
      asking?.abort();
    },
  };
}

/** The layers of the catalogue that are fetched by view. */
export const featureLayers = (layers: readonly Layer[]): { layer: Layer; source: FeatureSource }[] =>
  layers.flatMap((layer) => {
    const source = foreignSource(layer);
    return source && source.kind !== 'pmtiles' ? [{ layer, source }] : [];
  });
