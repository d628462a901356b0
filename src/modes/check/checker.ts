import type { Position } from 'geojson';
import { type CheckClient, type CheckResult, CheckStopped, type LandTables } from '../../check/index.ts';
import { layerWorker } from '../../check/layer-worker.ts';
import type { Classes } from '../../geo/layer/index.ts';
import {
  asProblems,
  LandClassesSchema,
  LayerRolesSchema,
  type Problem,
  type Rule,
  RulesSchema,
  type Stages,
  StagesSchema,
  today,
} from '../../model/index.ts';
import { computed, effect, signal, untracked } from '../../store/index.ts';
import type { ZoneRecord } from '../../store/records/index.ts';
import { checkable } from './checkable.ts';
import { landClass } from './layers/first-look.ts';
import { packageFile } from './package-file.ts';
import type { Session } from './session.ts';

/** What is known of one zone's check. While a shape is being changed the last answer stays until the next is there. */
export interface CheckState {
  running: boolean;
  /** The shape the answer is for. */
  geometry?: ZoneRecord['geometry'];
  /** The zone as it was checked: its name and class stand in the result, too. */
  zone?: ZoneRecord;
  result?: CheckResult;
  /** The last result that came with its shapes: that of a zone at rest. */
  drawn?: CheckResult;
  /** Of `result`; there is none while the zone is being changed. */
  fingerprint?: string | undefined;
  problems: readonly Problem[];
}

/** Milliseconds that a check under way is given to end before a newer shape stops it. */
const grace = 40;
/** Milliseconds for which a shape has to stay as it is to be at rest. */
const shortRest = 150;

/**
 * Checks zones in the worker: the active one at once and again at every change of its shape, ticked ones after it. A
 * check whose shape is no longer the current one is given up. While a shape is on its way the answers are figures only;
 * the shapes of the overlaps, which are a hundred times as much to hand over and to draw, follow when it rests.
 */
export function createChecker(session: Session) {
  const { store } = session;
  const results = signal<Readonly<Record<string, CheckState>>>({});
  const rules = signal<readonly Rule[]>([]);
  const stages = signal<Stages | undefined>(undefined);
  /** The package's tables of land classes and roles, empty where it has none; undefined until they were looked for. */
  const tables = signal<LandTables | undefined>(undefined);
  /** The layer taken for the parcels: the last of that role, as in the check. */
  const parcelsId = computed(
    () =>
      session.records.value?.layers.value.filter(({ value }) => value.entry.role === 'parcels').at(-1)?.id,
  );
  /** Grows when the ground changes under the zones: another package, a layer loaded or removed. */
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
    const land = await Promise.all([
      packageFile(base, 'land-classes.json', LandClassesSchema),
      packageFile(base, 'layer-roles.json', LayerRolesSchema),
    ]).then(
      ([classes, { roles }]) => ({ classes, roles }),
      (error: unknown) => {
        // A package need not have them.
        const problems = asProblems(error, { file: 'land-classes.json' });
        if (problems.some(({ code }) => code !== 'file-missing')) store.commands.report(...problems);
        return undefined;
      },
    );
    tables.value = land ?? { classes: { schema: 1, classifications: [] }, roles: [] };
    const town = state.town.value;
    client ??= layerWorker();
    await client.loadPackage({
      layers: await Promise.all(
        (state.catalogue.value?.layers ?? []).map((layer) =>
          checkable(layer, state.layers.value[layer.id], base),
        ),
      ),
      rules: [...rules.value],
      centralMeridian: town?.centralMeridian ?? 114,
      dataVersion: town?.dataVersion ?? '',
      asOf: today(),
      ...(land ? { land } : {}),
    });
    renew();
  }

  let underway: { began: number; ended: Promise<void> } | undefined;
  async function run(id: string, figuresOnly: boolean): Promise<void> {
    const zone = session.zones.peek().find((one) => one.id === id);
    if (!zone || !client) return;
    const before = results.peek()[id];
    const unchanged = before?.geometry === zone.geometry && before.result && saysTheSame(before.zone, zone);
    if (unchanged && (figuresOnly || before.fingerprint)) return;
    set(id, { ...before, running: true, problems: [] });
    const now = { running: false, geometry: zone.geometry, zone };
    try {
      const { result, fingerprint } = await client.check(plain(zone), { geometry: !figuresOnly });
      set(id, {
        ...before,
        ...now,
        result,
        fingerprint,
        problems: [],
        ...(figuresOnly ? {} : { drawn: result }),
      });
    } catch (error) {
      if (!(error instanceof CheckStopped)) set(id, { ...now, problems: asProblems(error) });
    }
  }

  let resting: ReturnType<typeof setTimeout> | undefined;
  let rest = shortRest;
  /** Where drawing the overlaps takes long, as without a graphics card, a shape on its way is given more time. */
  const timeDrawing = () => {
    const began = performance.now();
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        rest = Math.max(shortRest, 3 * (performance.now() - began));
      }),
    );
  };
  /** The newest wish counts: the check before it is soon stopped, and the rounds before this one end. */
  async function ask(ids: readonly string[], moving: boolean): Promise<void> {
    clearTimeout(resting);
    round += 1;
    const startedRound = round;
    // A check that is nearly done is worth more than none at all, which is what moves faster than checks would give.
    const left = underway ? grace - (performance.now() - underway.began) : 0;
    if (left > 0) await Promise.race([underway?.ended, new Promise((done) => setTimeout(done, left))]);
    for (const [index, id] of ids.entries()) {
      const onItsWay = moving && index === 0;
      // The open zone gets its figures at once, which take a quarter of the time, and the shapes after them.
      const first = index === 0 && id === session.active.peek() && !results.peek()[id]?.result;
      const steps = !onItsWay && first ? [true, false] : [onItsWay];
      for (const figuresOnly of steps) {
        if (startedRound !== round) return;
        const ended = run(id, figuresOnly);
        underway = { began: performance.now(), ended };
        await ended;
      }
    }
    if (startedRound !== round) return;
    underway = undefined;
    if (!moving) return;
    resting = setTimeout(() => void ask(ids, false).then(timeDrawing), rest);
  }

  /** The ticked zones as they were when their checks were stopped. */
  const halted = signal<readonly string[] | undefined>(undefined);
  const stopped = computed(() => halted.value === session.ticked.value);
  effect(() => {
    if (store.state.phase.value === 'ready') untracked(() => void load().catch(session.report));
  });
  const stop = effect(() => {
    void ground.value;
    const active = session.activeZone.value;
    const ticked = stopped.value ? [] : session.tickedZones.value;
    const ids = [...new Set([...(active ? [active] : []), ...ticked].map((zone) => zone.id))];
    const moving = active !== undefined && active.id === session.live.value?.id;
    if (ground.value) untracked(() => void ask(ids, moving));
  });

  /** What of the open zone's check is on the map. */
  const drawn = computed(() => results.value[session.activeZone.value?.id ?? '']?.drawn);
  const laid = computed(() => store.state.fabrics.value.map(({ id }) => id).join());
  // What is taken by the open zone is marked on the map, also in a layer that is drawn later than it is checked.
  const mark = effect(() => {
    void laid.value;
    const { reference = [], parcels } = drawn.value ?? {};
    untracked(() => {
      for (const { id, marked } of store.state.fabrics.peek()) {
        const items =
          id === parcelsId.peek() ? parcels?.items : reference.find((one) => one.layer === id)?.features;
        if (items?.length || marked.length)
          store.commands.patchFabric(id, { marked: (items ?? []).map(({ record }) => record) });
      }
    });
  });

  /** What the parcels are classed by: as they are coloured, or by the column that looks like their land class. */
  const classes = signal<Classes | undefined>(undefined);
  const classing = computed(() => {
    const { columns = [], colourBy } =
      store.state.fabrics.value.find(({ id }) => id === parcelsId.value) ?? {};
    return colourBy ?? columns.find(({ name }) => landClass.test(name))?.name ?? columns[0]?.name;
  });
  const classify = effect(() => {
    const column = classing.value;
    const id = parcelsId.value;
    classes.value = undefined;
    if (column === undefined || id === undefined) return;
    void layerWorker()
      .classes(id, column)
      .then((found) => {
        if (found && classing.peek() === column && parcelsId.peek() === id) classes.value = found;
      }, session.report);
  });

  return {
    results,
    classes,
    drawn,
    rules,
    stages,
    tables,
    /** The fingerprint of a zone's check with what is known now; checks it where that has not been done. */
    async fingerprintOf(zone: ZoneRecord): Promise<string | undefined> {
      const previous = results.peek()[zone.id];
      if (previous?.fingerprint && previous.geometry === zone.geometry && saysTheSame(previous.zone, zone))
        return previous.fingerprint;
      // A zone that is being changed meanwhile has the worker's next turn.
      for (let tries = 0; tries < 5; tries += 1)
        try {
          return (await client?.check(plain(zone), { geometry: true }))?.fingerprint;
        } catch (error) {
          if (!(error instanceof CheckStopped)) throw error;
        }
      return undefined;
    },
    /** Borders of what the planner's layers hold in a box of degrees, for snapping; none when there are too many. */
    async outlines(box: [number, number, number, number]): Promise<Position[][]> {
      if (!store.state.fabrics.peek().length) return [];
      return (await client?.outlines(box, 3_000)) ?? [];
    },
    renew,
    /** Whether the checks of the ticked zones were stopped; ticking others begins again. */
    stopped,
    /** Stops the checks of the ticked zones, keeping the answers there are, or goes on with them. */
    halt(on: boolean): void {
      halted.value = on ? session.ticked.peek() : undefined;
    },
    close(): void {
      clearTimeout(resting);
      stop();
      mark();
      classify();
    },
  };
}
export type Checker = ReturnType<typeof createChecker>;

/** Whether everything a result repeats of a zone is what it was. */
const saysTheSame = (a: ZoneRecord | undefined, b: ZoneRecord): boolean =>
  (['name', 'origin', 'crs', 'landClass', 'statedAreaM2', 'warnings'] as const).every(
    (key) => a?.[key] === b[key],
  );

/** The zone without what only the record says: the check is of the shape. */
const plain = ({
  project: _,
  applicant: _applicant,
  batch: _batch,
  stage: _stage,
  place: _place,
  planItem: __,
  procedure: ___,
  steps: ____,
  notes: _____,
  ...zone
}: ZoneRecord) => zone;
