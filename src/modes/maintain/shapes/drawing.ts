import type { Position } from 'geojson';
import type { NewFeature } from '../../../check/edits/features.ts';
import type { Drawable } from '../../../geo/edit/vertices.ts';
import { carry } from '../../../map/draw/carry.ts';
import { type Collecting, type CollectKind, collect } from '../../../map/draw/collect.ts';
import { draftOver } from '../../../map/draw/draft.ts';
import { reshape } from '../../../map/draw/reshape.ts';
import { visibleFeatures } from '../../../map/draw/targets.ts';
import { followEdits } from '../../../map/edited/follow.ts';
import type { MapView } from '../../../map/view/view.ts';
import { asProblems, type Bilingual, type Feature } from '../../../model/index.ts';
import type { Work } from '../../../store/edits/work.ts';
import {
  computed,
  effect,
  type ReadonlySignal,
  type Store,
  signal,
  untracked,
} from '../../../store/index.ts';

/** What the pointer does on the map: draw a new feature of a layer, or change one there is. */
export type ShapeTool =
  | { kind: 'draw'; layer: string; shape: 'point' | 'line' | 'polygon'; said: NewFeature }
  | { kind: 'move' | 'reshape' | 'split'; id: string };

/** Something that follows the pointer, whose shape an undo may change. */
interface Following {
  set(geometry: Drawable): void;
  stop(): void;
}

/** Draws and changes the shapes of features in the package in work; each finished change is one step that can be undone. */
export function createDrawing(store: Store, work: Work, view: ReadonlySignal<MapView | undefined>) {
  const tool = signal<ShapeTool | undefined>(undefined);
  const points = signal<readonly Position[]>([]);
  let collecting: Collecting | undefined;
  let following: Following | undefined;
  let draft: ReturnType<typeof draftOver> | undefined;
  const changing = computed(() => {
    const now = tool.value;
    return now && now.kind !== 'draw' ? now.id : undefined;
  });
  const features = visibleFeatures(store, changing);
  const targets = () => [features.peek()];
  const drawnFeature = computed<Feature | undefined>(
    () => store.select.features.value.get(changing.value ?? '')?.feature,
  );
  const report = (error: unknown) => store.commands.report(...asProblems(error));
  const label = (verb: Bilingual): Bilingual => {
    const name = drawnFeature.peek()?.properties.name ?? { zh: '', en: '' };
    return { zh: `${verb.zh}${name.zh}`, en: `${verb.en} ${name.en}` };
  };

  const shapes = () => import('../../../check/edits/features.ts');
  const villages = () => import('../../../check/edits/villages.ts');
  /** Does the step; what is refused is reported, and false returned. What lies outside the town is taken, and said. */
  async function attempt(
    step: () => Promise<Parameters<Work['take']>[0]>,
    name: Bilingual,
  ): Promise<boolean> {
    try {
      const [{ outsideProblems }, made] = await Promise.all([villages(), step()]);
      const doubts = outsideProblems(work.parts.peek(), made);
      await work.take(made, name);
      store.commands.report(...doubts);
      return true;
    } catch (error) {
      report(error);
      return false;
    }
  }

  async function drawn(now: ShapeTool & { kind: 'draw' }, all: readonly Position[]): Promise<void> {
    const { addFeature } = await shapes();
    const before = new Set(store.select.features.peek().keys());
    const saved = await attempt(
      async () => {
        const { closeRing } = await import('../../../geo/edit/close-ring.ts');
        const geometry: Drawable =
          now.shape === 'point'
            ? { type: 'Point', coordinates: all[0] as Position }
            : now.shape === 'line'
              ? { type: 'LineString', coordinates: [...all] }
              : closeRing(all);
        return addFeature(work.parts.peek(), now.layer, now.said, geometry);
      },
      { zh: `画${now.said.name.zh}`, en: `Draw ${now.said.name.en}` },
    );
    if (!saved) {
      // The points stay, so that the one at fault can be taken back.
      if (now.shape !== 'point') start(now, all);
      else start(now);
      return;
    }
    take(undefined);
    const fresh = [...store.select.features.peek().keys()].find((id) => !before.has(id));
    if (fresh) store.commands.selectFeature(fresh);
  }

  async function divided(now: ShapeTool & { kind: 'split' }, all: readonly Position[]): Promise<void> {
    const { splitFeature } = await shapes();
    const saved = await attempt(
      async () => splitFeature(work.parts.peek(), now.id, all),
      label({ zh: '分割', en: 'Divide' }),
    );
    if (saved) take(undefined);
    else start(now);
  }

  async function changed(id: string, geometry: Drawable, verb: Bilingual): Promise<void> {
    const { reshapeFeature } = await shapes();
    await attempt(async () => reshapeFeature(work.parts.peek(), id, geometry), label(verb));
  }

  function gather(map: MapView, kind: CollectKind, done: (all: readonly Position[]) => void): Collecting {
    return collect(map, {
      kind,
      targets,
      show(next, all) {
        draft?.show(next);
        points.value = all;
      },
      done,
      cancel: () => take(undefined),
    });
  }

  /** Runs a tool; `first` are points it has already. */
  function start(now: ShapeTool | undefined, first: readonly Position[] = []): void {
    collecting?.stop();
    following?.stop();
    collecting = following = undefined;
    draft?.remove();
    draft = undefined;
    const map = view.peek();
    if (!now || !map) return;
    draft = draftOver(map);
    map.focus();
    if (now.kind === 'draw') {
      collecting = gather(map, now.shape, (all) => void drawn(now, all));
      for (const point of first) collecting.add(point);
      return;
    }
    const geometry = drawnFeature.peek()?.geometry as Drawable | undefined;
    if (!geometry) return;
    if (now.kind === 'split') {
      const kind = geometry.type.endsWith('Polygon') ? 'line' : 'point';
      collecting = gather(map, kind, (all) => void divided({ ...now, kind: 'split' }, all));
      return;
    }
    const shared = { geometry, show: draft.show, cancel: () => take(undefined) };
    following =
      now.kind === 'move'
        ? carry(map, {
            ...shared,
            changed: (next) => void changed(now.id, next, { zh: '移动', en: 'Move' }),
          })
        : reshape<Drawable>(map, {
            ...shared,
            targets,
            changing: () => undefined,
            dropped: () => undefined,
            changed: (next) => void changed(now.id, next, { zh: '改形', en: 'Reshape' }),
            refused: report,
            chosen: () => undefined,
          });
  }
  function take(next: ShapeTool | undefined): void {
    tool.value = next;
    points.value = [];
    start(next);
  }

  const stops = [
    // An undo changes the shape under the tool, or takes the feature away.
    effect(() => {
      const geometry = drawnFeature.value?.geometry as Drawable | undefined;
      untracked(() => {
        if (geometry) following?.set(geometry);
        else if (changing.peek()) take(undefined);
      });
    }),
    effect(() => {
      if (!view.value) untracked(() => take(undefined));
    }),
    effect(() => {
      const map = view.value;
      return map && untracked(() => followEdits(map, store));
    }),
  ];
  return {
    tool: tool as ReadonlySignal<ShapeTool | undefined>,
    points: points as ReadonlySignal<readonly Position[]>,
    /** Whether there is a map that can be drawn on. */
    possible: computed(() => view.value !== undefined),
    take,
    add(position: Position): void {
      collecting?.add(position);
      const [lon = 0, lat = 0] = position;
      store.commands.frameExtent([lon - 0.002, lat - 0.002, lon + 0.002, lat + 0.002], 18);
    },
    back: () => collecting?.back(),
    finish: () => collecting?.finish(),
    end(): void {
      for (const stop of stops) stop();
      take(undefined);
    },
  };
}
export type Drawing = ReturnType<typeof createDrawing>;
