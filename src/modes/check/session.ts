import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { VertexPath } from '../../geo/edit/vertices.ts';
import type { Widths } from '../../geo/edit/widths.ts';
import { extentOf } from '../../geo/plane/extent.ts';
import { asProblems, type Bilingual, type Zone } from '../../model/index.ts';
import { batch, computed, type Store, signal } from '../../store/index.ts';
import { newId } from '../../store/records/id.ts';
import type { Records, ZoneRecord } from '../../store/records/index.ts';
import { recordsOf } from '../../store/records/shared.ts';

export type Shape = Polygon | MultiPolygon;
/** What the pointer does on the map. `collect` draws a new zone; `hole` and `split` work on the active one. */
export type Tool = 'none' | 'polygon' | 'rectangle' | 'strip' | 'hole' | 'split' | 'reshape';
export type Panel = 'results' | 'points' | 'record' | 'output';

/** A zone record made from a zone: nothing said about it yet. */
export const recordFrom = (zone: Zone): ZoneRecord => ({
  ...zone,
  project: '',
  steps: [],
  notes: '',
});

/** What the workbench is doing now. What is kept is in the records; this is gone with the page. */
export function createSession(store: Store) {
  const records = signal<Records | undefined>(undefined);
  const active = signal<string | undefined>(undefined);
  /** Zones ticked for comparing and adding up. */
  const ticked = signal<readonly string[]>([]);
  const tool = signal<Tool>('none');
  /** Metres to either side of a centre line that is drawn; the last ones stay for the next line. */
  const widths = signal<Widths>({ leftM: 5, rightM: 5 });
  const points = signal<readonly Position[]>([]);
  /** The active zone's shape while it is being dragged. */
  const live = signal<{ id: string; geometry: Shape } | undefined>(undefined);
  const chosen = signal<VertexPath | undefined>(undefined);
  const lit = signal<readonly string[]>([]);
  const panel = signal<Panel>('results');

  const opening = recordsOf(store).then((opened) => {
    records.value = opened;
    return opened;
  });

  const zones = computed<readonly ZoneRecord[]>(() => {
    const moving = live.value;
    return (records.value?.zones.value ?? []).map(({ value }) =>
      value.id === moving?.id ? { ...value, geometry: moving.geometry } : value,
    );
  });
  const activeZone = computed(() => zones.value.find((zone) => zone.id === active.value));
  const tickedZones = computed(() => zones.value.filter((zone) => ticked.value.includes(zone.id)));

  const report = (error: unknown) => store.commands.report(...asProblems(error));
  const saved = (id: string): ZoneRecord | undefined =>
    records
      .peek()
      ?.zones.peek()
      .find((zone) => zone.id === id)?.value;

  /** Stores zones as new ones and works on the first. */
  async function add(list: readonly ZoneRecord[], label: Bilingual): Promise<void> {
    const made = list.map((zone) => ({ ...zone, id: newId() }));
    const [first] = made;
    if (!first) return;
    await (await opening).putZones(made, label);
    batch(() => {
      active.value = first.id;
      panel.value = 'results';
    });
  }
  /** Changes what is kept of a zone. */
  async function change(id: string, patch: Partial<ZoneRecord>, label: Bilingual): Promise<void> {
    const zone = saved(id);
    if (zone) await records.peek()?.putZones([{ ...zone, ...patch }], label);
  }
  /** Gives a zone another shape; the file's own coordinates no longer are its coordinates. */
  async function setShape(id: string, geometry: Shape, label: Bilingual): Promise<void> {
    const zone = saved(id);
    if (!zone) return;
    const { source: _, ...rest } = zone;
    await records.peek()?.putZones([{ ...rest, geometry }], label);
    if (live.peek()?.id === id) live.value = undefined;
  }
  /** Runs a geometry operation and reports what it refuses. */
  async function attempt(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      report(error);
    }
  }

  return {
    store,
    records,
    active,
    activeZone,
    ticked,
    tickedZones,
    zones,
    tool,
    widths,
    points,
    live,
    chosen,
    lit,
    panel,
    add,
    change,
    setShape,
    attempt,
    report,
    activate(id: string | undefined): void {
      batch(() => {
        active.value = id;
        tool.value = 'none';
        chosen.value = undefined;
        live.value = undefined;
        lit.value = [];
      });
    },
    tick(id: string, on: boolean): void {
      ticked.value = on
        ? [...ticked.value.filter((other) => other !== id), id]
        : ticked.value.filter((other) => other !== id);
    },
    /** Looks at the open zone, or at other shapes. */
    frame(
      shapes: readonly Shape[] = activeZone.peek() ? [(activeZone.peek() as ZoneRecord).geometry] : [],
    ): void {
      const extent = extentOf(shapes);
      if (extent) store.commands.frameExtent(extent, 17);
    },
  };
}
export type Session = ReturnType<typeof createSession>;
