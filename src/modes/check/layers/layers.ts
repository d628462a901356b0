import { type CheckClient, CheckStopped, type LandTables, type LayerLoaded } from '../../../check/index.ts';
import { clearLayerFiles, type LayerFiles, openLayerFiles } from '../../../check/layer-files.ts';
import { layerWorker } from '../../../check/layer-worker.ts';
import { keepingShift } from '../../../geo/crs/candidates.ts';
import { contextOf } from '../../../geo/crs/town.ts';
import { type Rotation, withTypedShift } from '../../../geo/formats/helmert.ts';
import type { CrsChoice } from '../../../geo/formats/types.ts';
import { asProblems, type Problem } from '../../../model/index.ts';
import { computed, effect, signal, untracked } from '../../../store/index.ts';
import { newId } from '../../../store/records/id.ts';
import type { LayerRecord, Shown } from '../../../store/records/index.ts';
import type { NamedFile } from '../import/dropped.ts';
import type { Session } from '../session.ts';
import { firstLook } from './first-look.ts';
import {
  entryOf,
  factsOfEntry,
  type IncomingLayer,
  incomingOf,
  type LayerFacts,
  missingOf,
  notKept,
  type OpeningFiles,
  type PlannerLayer,
} from './layer-state.ts';

/**
 * The planner's own layers: opened from files, accepted with what they are for, kept in the record and on this machine,
 * held by the layers' worker. `changed` is called whenever zones have to be checked again.
 * @param tables The package's roles and land classes, once they are there.
 */
export function createLayers(session: Session, tables: () => LandTables | undefined, changed: () => void) {
  const { store } = session;
  const opening = signal<readonly OpeningFiles[]>([]);
  const incoming = signal<readonly IncomingLayer[]>([]);
  /** By identifier, what the worker holds, and whether a layer's shapes are missing. */
  const held = signal<ReadonlyMap<string, LayerLoaded | 'loading' | 'missing'>>(new Map());
  /** The layer whose card is open. */
  const card = signal<string | undefined>(undefined);
  const space = signal<{ usage: number; quota: number } | undefined>(undefined);
  /** Layers taken off the map, by identifier; all are checked against. */
  const hidden = new Set<string>();
  // It starts while the records are being opened.
  const client = (): CheckClient => layerWorker();
  client();
  let files: Promise<LayerFiles> | undefined;
  const folder = () => `plan ${store.state.town.peek()?.code ?? 'town'}`;
  const filesOf = () => {
    files ??= openLayerFiles(folder());
    return files;
  };
  const set = (id: string, to: LayerLoaded | 'loading' | 'missing' | undefined) => {
    const next = new Map(held.peek());
    if (to === undefined) next.delete(id);
    else next.set(id, to);
    held.value = next;
  };
  const patch = (ticket: number, change: Partial<IncomingLayer>) => {
    incoming.value = incoming.value.map((one) => (one.ticket === ticket ? { ...one, ...change } : one));
  };

  const layers = computed<readonly PlannerLayer[]>(() =>
    (session.records.value?.layers.value ?? []).map((shown) => {
      const state = held.value.get(shown.id) ?? 'loading';
      return typeof state === 'string'
        ? { ...shown, phase: state }
        : { ...shown, phase: 'ready', loaded: state };
    }),
  );

  async function measureSpace(): Promise<void> {
    const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
    space.value = usage === undefined || !quota ? undefined : { usage, quota };
  }

  async function show(loaded: LayerLoaded, framing: boolean): Promise<void> {
    const { showLayer } = await import('../../../map/fabric/open.ts');
    await showLayer(store, loaded, {
      ...firstLook(loaded, tables()),
      framing,
      visible: !hidden.has(loaded.entry.id),
    });
  }
  async function hide(id: string): Promise<void> {
    (await import('../../../map/fabric/open.ts')).closeFabric(store, id);
  }

  /** Brings the worker to what the record says: restored layers in, removed ones out, changed ones described again. */
  async function follow(list: readonly Shown<LayerRecord>[]): Promise<void> {
    const wanted = new Map(list.map(({ id, value }) => [id, value]));
    for (const id of held.peek().keys())
      if (!wanted.has(id)) {
        set(id, undefined);
        await client().removeLayer(id);
        await hide(id);
        changed();
      }
    // All are there to be checked against before any is drawn: drawing them takes far longer.
    const back = await Promise.all(
      [...wanted].map(([id, value]) => (held.peek().has(id) ? undefined : restore(id, value))),
    );
    const restored = back.flatMap((loaded) => loaded ?? []);
    if (restored.length) changed();
    await tablesThere;
    for (const loaded of restored) await show(loaded, false);
    for (const [id, value] of wanted) {
      const now = held.peek().get(id);
      if (typeof now === 'object' && JSON.stringify(now.entry) !== JSON.stringify(value.entry)) {
        const described = await client().describeLayer(value.entry);
        set(id, described);
        await show(described, false);
        changed();
      }
    }
  }
  async function restore(id: string, value: LayerRecord): Promise<LayerLoaded | undefined> {
    set(id, 'loading');
    try {
      // The worker fetches them: while the map is being drawn, each question asked from here waits for a picture of it.
      const loaded = await client().unpackLayer({
        ...{ entry: value.entry, file: { files: folder(), name: value.data } },
        ...{ problems: [...value.warnings], ...(value.crs ? { crs: value.crs } : {}) },
      });
      set(id, loaded ?? 'missing');
      return loaded ?? undefined;
    } catch (error) {
      set(id, 'missing');
      store.commands.report(...asProblems(error, { file: value.file }));
      return undefined;
    }
  }
  let turn: Promise<void> = Promise.resolve();
  let tabled = () => {};
  /** What a layer looks like needs the package's tables. */
  const tablesThere = new Promise<void>((resolve) => {
    tabled = resolve;
  });
  const wait = effect(() => {
    if (tables()) tabled();
  });
  const stop = effect(() => {
    const list = session.records.value?.layers.value;
    // Their folder bears the town's name.
    if (!list || !store.state.town.value) return;
    untracked(() => {
      turn = turn.then(() => follow(list)).catch(session.report);
    });
  });
  let cleared = false;
  const clear = effect(() => {
    const list = session.records.value?.layers.value;
    if (!list || cleared) return;
    cleared = true;
    untracked(() => {
      void filesOf()
        .then((open) => clearLayerFiles(open, new Set(list.map(({ value }) => value.data))))
        .then(measureSpace)
        .catch(() => undefined);
    });
  });

  async function accept(ticket: number): Promise<void> {
    const one = incoming.peek().find((other) => other.ticket === ticket);
    if (!one?.choice || one.phase !== 'asking') return;
    const { opened, facts } = one;
    const lacking = untracked(() => missingOf(layers.value, opened));
    const id = lacking?.id ?? newId();
    // A layer that came without its data keeps what is said of it.
    const known = lacking ? factsOfEntry(lacking.value.entry) : facts;
    patch(ticket, { phase: 'packing', progress: 0, problems: [] });
    try {
      const packed = await client().acceptLayer(
        { ticket, entry: entryOf(id, known), crs: one.choice },
        { progress: (progress) => patch(ticket, { progress }) },
      );
      const entry = entryOf(id, known, packed.crs);
      const loaded = await client().describeLayer(entry);
      const data = lacking?.value.data ?? `layer-${id}`;
      const kept = await client().keepLayer(id, { files: folder(), name: data });
      if (kept !== 'kept') store.commands.report(notKept('layer', facts.name, kept === 'full'));
      set(id, loaded);
      incoming.value = incoming.value.filter((other) => other.ticket !== ticket);
      await session.records.peek()?.putLayers(
        [
          {
            ...{ entry, data, file: opened.file, table: opened.table, format: opened.format },
            ...{ count: loaded.count, warnings: loaded.problems },
            ...(loaded.crs ? { crs: loaded.crs } : {}),
          },
        ],
        { zh: `导入图层 ${facts.name}`, en: `Import the layer ${facts.name}` },
      );
      await show(loaded, true);
      changed();
      await measureSpace();
    } catch (error) {
      if (!(error instanceof CheckStopped))
        patch(ticket, { phase: 'asking', problems: asProblems(error, { file: opened.file }) });
    }
  }

  return {
    opening,
    incoming,
    layers,
    space,
    card,
    folder,
    accept,
    /** Looks once more for the shapes of layers that were missing. */
    again(): void {
      const list = session.records.peek()?.layers.peek() ?? [];
      for (const [id, state] of held.peek()) if (state === 'missing') set(id, undefined);
      turn = turn.then(() => follow(list)).catch(session.report);
    },
    /** Opens files as layers, those of one folder or archive with all their tables; each waits to be accepted. */
    async files(list: readonly NamedFile[], name = list[0]?.name.split('/')[0] ?? ''): Promise<void> {
      const openingFiles: OpeningFiles = { id: newId(), name, problems: [], cancel: new AbortController() };
      opening.value = [...opening.value, openingFiles];
      const town = store.state.town.peek();
      const set = (problems: readonly Problem[]) => {
        opening.value = opening.value.flatMap((one) =>
          one.id !== openingFiles.id ? [one] : problems.length ? [{ ...one, problems }] : [],
        );
      };
      try {
        const { opened, problems } = await client().openLayers(
          list.map(({ name: path, file }) => ({ name: path, content: file })),
          town && contextOf(town),
          { signal: openingFiles.cancel.signal },
        );
        const roles = tables()?.roles ?? [];
        incoming.value = [
          ...incoming.value,
          ...opened.map((found) => incomingOf(found, roles, missingOf(layers.peek(), found)?.value.crs)),
        ];
        set(problems);
      } catch (error) {
        set(error instanceof CheckStopped ? [] : asProblems(error, { file: name }));
      }
    },
    /** Ends the opening of files, or closes what it reported. */
    dismissFiles(id: string): void {
      opening
        .peek()
        .find((one) => one.id === id)
        ?.cancel.abort();
      opening.value = opening.value.filter((one) => one.id !== id);
    },
    dismiss(ticket: number): void {
      incoming.value = incoming.value.filter((one) => one.ticket !== ticket);
      void client().dismissLayers([ticket]);
    },
    /** Takes another system; parameters typed for a datum stay with it. */
    choose(ticket: number, choice: CrsChoice): void {
      const before = incoming.peek().find((one) => one.ticket === ticket)?.choice;
      patch(ticket, { choice: keepingShift(before, choice), shiftWords: undefined, problems: [] });
    },
    /** Seven parameters typed for an old datum, empty for none. */
    shift(ticket: number, typed: string, rotation: Rotation): void {
      const before = incoming.peek().find((one) => one.ticket === ticket)?.choice;
      if (!before) return;
      try {
        const choice = withTypedShift(before, typed, rotation);
        patch(ticket, { choice, shiftWords: typed, problems: [] });
      } catch (error) {
        patch(ticket, {
          choice: withTypedShift(before, '', rotation),
          shiftWords: typed,
          problems: asProblems(error),
        });
      }
    },
    /** Changes what is said of a layer before it is accepted. */
    settle(ticket: number, facts: Partial<LayerFacts>): void {
      incoming.value = incoming.value.map((one) =>
        one.ticket === ticket ? { ...one, facts: { ...one.facts, ...facts } } : one,
      );
    },
    /** Accepts every layer about whose system there is no question, one after the other. */
    async acceptAll(): Promise<void> {
      for (const { ticket, choice } of incoming.peek()) if (choice) await accept(ticket);
    },
    /** Changes what is said of a layer that is in use. */
    async describe({ value }: PlannerLayer, facts: LayerFacts): Promise<void> {
      const entry = entryOf(value.entry.id, facts, value.crs);
      await session.records.peek()?.putLayers([{ ...value, entry }], {
        zh: `修改图层 ${facts.name}`,
        en: `Change the layer ${facts.name}`,
      });
    },
    /** Takes a layer out of the record; undoing brings it back until the page is closed. */
    async remove({ id, value }: PlannerLayer): Promise<void> {
      await session.records.peek()?.deleteLayers([id], {
        zh: `移除图层 ${value.entry.name.zh}`,
        en: `Remove the layer ${value.entry.name.en}`,
      });
    },
    /** On the map or not; checks use it either way. */
    setVisible(id: string, visible: boolean): void {
      if (visible) hidden.delete(id);
      else hidden.add(id);
      store.commands.patchFabric(id, { visible });
    },
    close(): void {
      stop();
      wait();
      clear();
    },
  };
}
export type Layers = ReturnType<typeof createLayers>;
