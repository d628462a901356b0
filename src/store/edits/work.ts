import * as v from 'valibot';
import type { Step } from '../../check/edits/change.ts';
import { difference } from '../../check/edits/difference.ts';
import { applyEdits, featuresIn, type PartEdit, type Raw } from '../../check/edits/parts.ts';
import {
  type Bilingual,
  CatalogueSchema,
  type Feature,
  FeaturePropertiesSchema,
  LaterPlansSchema,
  type LayerData,
  type PackageInput,
  PlanSchema,
  StatusLogSchema,
} from '../../model/index.ts';
import { computed, effect, type Store, untracked } from '../index.ts';
import { allPlans, planOfYear } from '../later-plans.ts';
import { workOf } from '../records/shared.ts';
import type { LayerState, PackageState } from '../state.ts';
import { readBase } from './base.ts';

/** What a feature of a file is to the map, once worked out; undefined for one that cannot be drawn. */
const drawn = new WeakMap<Raw, Omit<Feature, 'id'> | undefined>();

function asFeature(raw: Raw): Omit<Feature, 'id'> | undefined {
  if (!drawn.has(raw)) {
    const properties = v.safeParse(FeaturePropertiesSchema, raw['properties']);
    const geometry = raw['geometry'] as Feature['geometry'] | null | undefined;
    const good = properties.success && geometry && 'coordinates' in geometry;
    drawn.set(raw, good ? { type: 'Feature', geometry, properties: properties.output } : undefined);
  }
  return drawn.get(raw);
}

function layerState(data: unknown): LayerState {
  const features = featuresIn(data).flatMap((raw, index) => {
    const feature = asFeature(raw);
    return feature ? [{ ...feature, id: index + 1 } as Feature] : [];
  });
  return { phase: 'ready', data: { type: 'FeatureCollection', features } as LayerData };
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

async function open(store: Store) {
  const [records, base] = await Promise.all([workOf(store), readBase(store.base), loaded(store)]);
  const published: PackageState = {
    catalogue: store.state.catalogue.peek(),
    plan: store.state.plans.peek()[0]?.plan ?? store.state.plan.peek(),
    planText: store.state.planText.peek(),
    plans: store.state.plans.peek(),
    entries: store.state.entries.peek(),
    layers: store.state.layers.peek(),
  };
  const edits = computed<readonly PartEdit[]>(() => records.parts.value.map(({ value }) => value));
  const parts = computed<PackageInput>(() => applyEdits(base.parts, edits.value));
  const plan = kept((raw: unknown) => v.safeParse(PlanSchema, raw));
  const catalogue = kept((raw: unknown) => v.safeParse(CatalogueSchema, raw));
  const status = kept((raw: unknown) => v.safeParse(StatusLogSchema, raw));
  const later = kept((raw: unknown) => v.safeParse(LaterPlansSchema, raw));
  const states = new WeakMap<object, LayerState>();
  /** The package in work as the page shows it; a piece that is broken is shown as published. */
  const shown = computed<PackageState>(() => {
    const now = parts.value;
    const read = { plan: plan(now.plan), catalogue: catalogue(now.catalogue), status: status(now.status) };
    const layers: Record<string, LayerState> = {};
    for (const [id, data] of now.layers) {
      const same = data === base.parts.layers.get(id) && published.layers[id];
      if (same) layers[id] = same;
      if (same || typeof data !== 'object' || !data) continue;
      const state = states.get(data) ?? layerState(data);
      states.set(data, state);
      layers[id] = state;
    }
    const first = {
      plan: read.plan.success ? read.plan.output : published.plan,
      text: base.parts.text,
    };
    const plans = later(now.plans);
    const all = plans.success && first.plan ? allPlans({ ...first, plan: first.plan }, plans.output) : [];
    const one = planOfYear(all, store.state.year.value) ?? first;
    return {
      plan: one.plan,
      planText: one.text,
      plans: all,
      catalogue: read.catalogue.success ? read.catalogue.output : published.catalogue,
      entries: read.status.success ? read.status.output.entries : published.entries,
      layers,
    };
  });
  let stop: (() => void) | undefined;
  return {
    base,
    records,
    edits,
    parts,
    /** What differs from the published package. */
    changes: computed(() => difference(base.parts, parts.value)),
    /** Does one step of work; it can be undone as one. */
    take: ({ put, back }: Step, label: Bilingual) =>
      put.length || back?.length ? records.putParts(put, label, back) : Promise.resolve('saved' as const),
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
      store.commands.showPackage(published);
    },
  };
}
export type Work = Awaited<ReturnType<typeof open>>;

const works = new WeakMap<Store, Promise<Work>>();

/** The package in work of a store, opened once: the published package read again, with the edits kept on this machine. */
export function workFor(store: Store): Promise<Work> {
  const known = works.get(store);
  if (known) return known;
  const opening = open(store);
  works.set(store, opening);
  return opening;
}
