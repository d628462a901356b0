import * as v from 'valibot';
import { difference } from '../../check/edits/difference.ts';
import { featuresIn, type Raw } from '../../check/edits/parts.ts';
import { versionOf } from '../../check/edits/pieces.ts';
import type { Settled } from '../../check/edits/settle.ts';
import type { FontLists } from '../../check/package/font-characters.ts';
import {
  CatalogueSchema,
  type Feature,
  FeaturePropertiesSchema,
  LaterPlansSchema,
  type LayerData,
  type PackageInput,
  PlanSchema,
  StatusLogSchema,
} from '../../model/index.ts';
import { computed, effect, type ReadonlySignal, type Store, signal, untracked } from '../index.ts';
import { allPlans, planOfYear } from '../plans.ts';
import { workOf } from '../records/shared.ts';
import type { LayerState, PackageState } from '../state.ts';
import { type Base, readBase, readFontLists, readNewer } from './base.ts';
import { editsOver } from './over.ts';

/** What a feature of a file is to the map, once worked out; undefined for one that cannot be drawn. */
const drawn = new WeakMap<Raw, Feature | undefined>();

/** The same object as long as the feature keeps its place: what was worked out from it is kept, too. */
function asFeature(raw: Raw, id: number): Feature | undefined {
  const last = drawn.get(raw);
  if (last && last.id !== id) drawn.set(raw, { ...last, id });
  if (!drawn.has(raw)) {
    const properties = v.safeParse(FeaturePropertiesSchema, raw['properties']);
    const geometry = raw['geometry'] as Feature['geometry'] | null | undefined;
    const good = properties.success && geometry && 'coordinates' in geometry;
    drawn.set(
      raw,
      good ? ({ type: 'Feature', id, geometry, properties: properties.output } as Feature) : undefined,
    );
  }
  return drawn.get(raw);
}

function layerState(data: unknown): LayerState {
  const features = featuresIn(data).flatMap((raw, index) => {
    const feature = asFeature(raw, index + 1);
    return feature ? [feature] : [];
  });
  return { phase: 'ready', data: { type: 'FeatureCollection', features } as LayerData };
}

/** What the page has worked out from the published file already is kept for those of its features that no edit touches. */
function keepDrawn(data: unknown, state: LayerState): void {
  const raws = featuresIn(data);
  if (state.phase !== 'ready' || state.data.features.length !== raws.length) return;
  state.data.features.forEach((feature, index) => {
    const raw = raws[index];
    const { id } = (raw?.['properties'] ?? {}) as { id?: unknown };
    if (raw && id === feature.properties.id && !drawn.has(raw)) drawn.set(raw, feature);
  });
}

/** Keeps the last value of what is worked out from one object: most edits leave most pieces alone. */
function kept<A, B>(work: (from: A) => B): (from: A) => B {
  let last: { from: A; to: B } | undefined;
  return (from) => {
    if (!last || last.from !== from) last = { from, to: work(from) };
    return last.to;
  };
}

/** Resolves once the published package is in, as far as it can be had. */
const loaded = ({ state }: Store) =>
  new Promise<void>((done) => {
    const stop = effect(() => {
      if (state.phase.value === 'loading') return;
      queueMicrotask(() => stop());
      done();
    });
  });

type Combined = Settled['combined'][number];

async function open(store: Store) {
  const [records, first] = await Promise.all([workOf(store), readBase(store.base), loaded(store)]);
  const published: PackageState = {
    catalogue: store.state.catalogue.peek(),
    plan: store.state.plans.peek()[0]?.plan ?? store.state.plan.peek(),
    planText: store.state.planText.peek(),
    plans: store.state.plans.peek(),
    entries: store.state.entries.peek(),
    layers: store.state.layers.peek(),
    files: store.state.files.peek(),
  };
  // The page may have been opened with an older package than its server has now.
  const alike = store.state.town.peek()?.dataVersion === versionOf(first.parts);
  const base = signal<Base>(first);
  const over = editsOver(
    records,
    computed(() => base.value.parts),
  );
  const plan = kept((raw: unknown) => v.safeParse(PlanSchema, raw));
  const catalogue = kept((raw: unknown) => v.safeParse(CatalogueSchema, raw));
  const status = kept((raw: unknown) => v.safeParse(StatusLogSchema, raw));
  const later = kept((raw: unknown) => v.safeParse(LaterPlansSchema, raw));
  const states = new WeakMap<object, LayerState>();
  /** A package as the page shows it; a piece that is broken is shown as it was when the page was opened. */
  const asShown = (now: PackageInput): PackageState => {
    const read = { plan: plan(now.plan), catalogue: catalogue(now.catalogue), status: status(now.status) };
    const layers: Record<string, LayerState> = {};
    for (const [id, data] of now.layers) {
      const same = alike && data === first.parts.layers.get(id) && published.layers[id];
      if (typeof data !== 'object' || !data) {
        if (same) layers[id] = same;
        continue;
      }
      if (same && !states.has(data)) keepDrawn(data, same);
      const state = same || (states.get(data) ?? layerState(data));
      states.set(data, state);
      layers[id] = state;
    }
    const oldest = {
      plan: read.plan.success ? read.plan.output : published.plan,
      text: now.text,
    };
    const plans = later(now.plans);
    const all = plans.success && oldest.plan ? allPlans({ ...oldest, plan: oldest.plan }, plans.output) : [];
    const one = planOfYear(all, store.state.year.value) ?? oldest;
    return {
      plan: one.plan,
      planText: one.text,
      plans: all,
      catalogue: read.catalogue.success ? read.catalogue.output : published.catalogue,
      entries: read.status.success ? read.status.output.entries : published.entries,
      layers,
      files: now.files ?? published.files,
    };
  };
  const shown = computed(() => asShown(over.parts.value));
  const fonts = signal<FontLists>({});
  void readFontLists(store.base).then((lists) => {
    fonts.value = lists;
  });
  const combined = signal<readonly Combined[]>([]);
  /** What is put away is seen before: pieces of which a colleague changed other fields than the clerk. */
  async function putAway(): Promise<void> {
    const news = over.combined.peek().filter(({ theirs }) => theirs.length);
    const ids = new Set(news.map(({ edit }) => edit.id));
    if (news.length) combined.value = [...combined.peek().filter(({ edit }) => !ids.has(edit.id)), ...news];
    await over.putAway();
  }
  await putAway();
  let stop: (() => void) | undefined;
  return {
    ...over,
    /** Pieces of which a colleague published other fields than the clerk changed, since the work was opened. */
    combined: combined as ReadonlySignal<readonly Combined[]>,
    /** The characters the package's fonts hold, once they are read. */
    fonts: fonts as ReadonlySignal<FontLists>,
    /** The published package, as it was read last. */
    get base() {
      return base.value;
    },
    records,
    /** What differs from the published package. */
    changes: computed(() => difference(base.value.parts, over.parts.value)),
    /** Looks whether the package was published again, and lays the edits over the new one; a package in pieces is left. */
    async renew(): Promise<void> {
      const next = await readNewer(store.base, base.peek());
      if (!next) return;
      base.value = next;
      await putAway();
    },
    /** Shows the package in work in place of the published one, and follows it. */
    show(): void {
      stop ??= effect(() => {
        const next = shown.value;
        // Layers that are no files of the package are the map's own affair.
        untracked(() =>
          store.commands.showPackage({ ...next, layers: { ...store.state.layers.peek(), ...next.layers } }),
        );
      });
    },
    /** Shows the published package again. */
    hide(): void {
      stop?.();
      stop = undefined;
      const now = base.peek() === first ? published : untracked(() => asShown(base.peek().parts));
      const one = planOfYear(now.plans, store.state.year.peek());
      store.commands.showPackage({ ...now, ...(one ? { plan: one.plan, planText: one.text } : {}) });
    },
  };
}
export type Work = Awaited<ReturnType<typeof open>>;

const works = new WeakMap<Store, Promise<Work>>();

/** The package in work of a store, opened once: the published package read again, with the edits kept on this machine. */
export function workFor(store: Store): Promise<Work> {
  const opened = works.get(store);
  if (opened) return opened;
  const opening = open(store);
  works.set(store, opening);
  return opening;
}
