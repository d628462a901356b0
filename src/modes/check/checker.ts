import type { Position } from 'geojson';
import type { CheckResult } from '../../check/index.ts';
import { CheckClient, CheckStopped, type ParcelsLoaded } from '../../check/index.ts';
import {
  asProblems,
  type Bilingual,
  type Problem,
  type Rule,
  RulesSchema,
  type Stages,
  StagesSchema,
} from '../../model/index.ts';
import { effect, signal, untracked } from '../../store/index.ts';
import type { ZoneRecord } from '../../store/records/index.ts';
import { packageFile } from './package-file.ts';
import type { Session } from './session.ts';

/** What is known of one zone's check. While a shape is being changed the last answer stays until the next is there. */
export interface CheckState {
  running: boolean;
  /** The shape the answer is for. */
  geometry?: ZoneRecord['geometry'];
  result?: CheckResult;
  fingerprint?: string;
  problems: readonly Problem[];
}

/**
 * Checks zones in the worker: the active one at once and again at every change of its shape, ticked ones after it. A
 * check whose shape is no longer the current one is given up.
 */
export function createChecker(session: Session) {
  const { store } = session;
  const results = signal<Readonly<Record<string, CheckState>>>({});
  const rules = signal<readonly Rule[]>([]);
  const stages = signal<Stages | undefined>(undefined);
  const parcels = signal<{ name: string; progress: number; loaded?: ParcelsLoaded } | undefined>(undefined);
  /** Grows when the ground changes under the zones: another package, parcels loaded or dropped. */
  const ground = signal(0);
  let client: CheckClient | undefined;
  let round = 0;

  const set = (id: string, state: CheckState) => {
    results.value = { ...results.peek(), [id]: state };
  };

  /** Other ground: what was found no longer holds. */
  const renew = () => {
    results.value = Object.fromEntries(
      Object.entries(results.peek()).map(([id, state]) => [id, { ...state, geometry: undefined }]),
    );
    ground.value += 1;
  };

  async function load(): Promise<void> {
    const { state, base } = store;
    try {
      const read = await packageFile(base, 'rules.json', RulesSchema);
      rules.value = read.rules;
    } catch (error) {
      store.commands.report(...asProblems(error, { file: 'rules.json' }));
    }
    packageFile(base, 'stages.json', StagesSchema).then(
      (read) => {
        stages.value = read;
      },
      (error: unknown) => store.commands.report(...asProblems(error, { file: 'stages.json' })),
    );
    const town = state.town.value;
    client ??= new CheckClient(
      new Worker(new URL('../../worker/check.ts', import.meta.url), { type: 'module' }),
    );
    await client.loadPackage({
      layers: (state.catalogue.value?.layers ?? []).map((layer) => {
        const loaded = state.layers.value[layer.id];
        const problem: Bilingual | undefined =
          loaded?.phase === 'failed' ? loaded.problems[0]?.what : undefined;
        return {
          layer,
          data: loaded?.phase === 'ready' ? loaded.data : null,
          ...(problem ? { problem } : {}),
        };
      }),
      rules: [...rules.value],
      centralMeridian: town?.centralMeridian ?? 114,
      dataVersion: town?.dataVersion ?? '',
    });
    renew();
  }

  async function run(id: string): Promise<void> {
    const zone = session.zones.peek().find((one) => one.id === id);
    if (!zone || !client) return;
    const before = results.peek()[id];
    if (before?.geometry === zone.geometry && before.result) return;
    set(id, { ...before, running: true, problems: [] });
    try {
      const { result, fingerprint } = await client.check(plain(zone));
      set(id, { running: false, geometry: zone.geometry, result, fingerprint, problems: [] });
    } catch (error) {
      if (!(error instanceof CheckStopped))
        set(id, { running: false, geometry: zone.geometry, problems: asProblems(error) });
    }
  }

  /** The newest wish counts: the client stops the check before it, and the rounds before this one end. */
  async function ask(ids: readonly string[]): Promise<void> {
    round += 1;
    const own = round;
    for (const id of ids) {
      if (own !== round) return;
      await run(id);
    }
  }

  effect(() => {
    if (store.state.phase.value === 'ready') untracked(() => void load().catch(session.report));
  });
  const stop = effect(() => {
    void ground.value;
    const active = session.activeZone.value;
    const ticked = session.tickedZones.value;
    const ids = [...(active ? [active] : []), ...ticked].map((zone) => zone.id);
    if (ground.value) untracked(() => void ask([...new Set(ids)]));
  });

  // Parcels under the open zone are marked on the map.
  const mark = effect(() => {
    const items = results.value[session.activeZone.value?.id ?? '']?.result?.parcels.items ?? [];
    untracked(() => store.commands.patchFabric({ marked: items.map(({ record }) => record - 1) }));
  });

  return {
    results,
    rules,
    stages,
    parcels,
    /** Lays a parcel file under all zones; it stays in the worker. */
    async loadParcels(file: File): Promise<void> {
      parcels.value = { name: file.name, progress: 0 };
      try {
        const loaded = await client?.loadParcels(await file.arrayBuffer(), {
          progress: (progress) => {
            parcels.value = { name: file.name, progress };
          },
        });
        parcels.value = loaded ? { name: file.name, progress: 1, loaded } : undefined;
        renew();
        // The same parcels on the map; a file that can be checked but not drawn is still checked.
        const { openFabric } = await import('../../map/fabric/open.ts');
        await openFabric(store, file).catch(session.report);
      } catch (error) {
        parcels.value = undefined;
        session.report(error);
      }
    },
    /** Borders of the parcels in a box of degrees, for drawing and snapping; none when there are too many. */
    async outlines(box: [number, number, number, number]): Promise<Position[][]> {
      if (!parcels.peek()?.loaded) return [];
      return (await client?.outlines(box, 3_000)) ?? [];
    },
    async forgetParcels(): Promise<void> {
      await client?.forgetParcels();
      (await import('../../map/fabric/open.ts')).closeFabric(store);
      parcels.value = undefined;
      renew();
    },
    close(): void {
      stop();
      mark();
      client?.close();
    },
  };
}
export type Checker = ReturnType<typeof createChecker>;

/** The zone without what only the record says: the check is of the shape. */
const plain = ({
  project: _,
  planItem: __,
  procedure: ___,
  steps: ____,
  notes: _____,
  ...zone
}: ZoneRecord) => zone;
