import type { MultiPolygon, Polygon, Position } from 'geojson';
import { keptNames, renumbered } from '../../check/boundary/kept-names.ts';
import type { VertexPath } from '../../geo/edit/vertices.ts';
import type { Widths } from '../../geo/edit/widths.ts';
import { extentOf } from '../../geo/plane/extent.ts';
import type { MeasuredShape } from '../../map/draw/measuring.ts';
import { asProblems, type Bilingual, type Zone } from '../../model/index.ts';
import { batch, computed, type ReadonlySignal, type Store, signal } from '../../store/index.ts';
import { newId } from '../../store/records/id.ts';
import type { Records, ZoneRecord } from '../../store/records/index.ts';
import { recordsOf } from '../../store/records/shared.ts';

export type Shape = Polygon | MultiPolygon;
/**
 * What the pointer does on the map. The first three draw a new zone; `hole`, `split` and `reshape` work on the active one;
 * `distance` and `area` measure and change nothing.
 */
export type Tool =
  | 'none'
  | 'polygon'
  | 'rectangle'
  | 'strip'
  | 'hole'
  | 'split'
  | 'reshape'
  | 'distance'
  | 'area';
export type Panel = 'results' | 'points' | 'record' | 'output';

/** A zone record made from a zone: nothing said about it yet. */
export const recordFrom = (zone: Zone): ZoneRecord => ({
  ...zone,
  project: '',
  steps: [],
  notes: '',
});

/** The signals of `T` as everybody but the commands beside them sees them. */
const readable = <T extends Record<string, ReadonlySignal<unknown>>>(
  signals: T,
): { readonly [K in keyof T]: ReadonlySignal<T[K]['value']> } => signals;

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
  const highlighted = signal<readonly string[]>([]);
  const panel = signal<Panel>('results');
  const measured = signal<MeasuredShape | undefined>(undefined);

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
  const tickedZones = computed(() => {
    const ids = new Set(ticked.value);
    return zones.value.filter((zone) => ids.has(zone.id));
  });

  const meridian = () => store.state.town.peek()?.centralMeridian ?? 114;
  const report = (error: unknown) => store.commands.report(...asProblems(error));
  const saved = (id: string): ZoneRecord | undefined =>
    records
      .peek()
      ?.zones.peek()
      .find((zone) => zone.id === id)?.value;

  /** Stores zones as new ones and works on the first. */
  async function add(list: readonly ZoneRecord[], label: Bilingual): Promise<void> {
    const opened = await opening;
    // The list is in the order of the file, after what is there.
    const last = Math.max(0, ...opened.zones.peek().map(({ value }, index) => value.place ?? index + 1));
    const added = list.map((zone, index) => ({ ...zone, id: newId(), place: last + 1 + index }));
    const [first] = added;
    if (!first) return;
    await opened.putZones(added, label);
    batch(() => {
      active.value = first.id;
      panel.value = 'results';
    });
  }
  /** A zone that has no place in the list yet keeps the one where it is seen: editing moves nothing. */
  const placed = (zone: ZoneRecord): ZoneRecord => {
    const index = zones.peek().findIndex(({ id }) => id === zone.id);
    return { ...zone, place: zone.place ?? (index < 0 ? zones.peek().length : index) + 1 };
  };
  /** Puts a zone before another in the list, or at its end. */
  async function move(id: string, before: string | undefined): Promise<void> {
    const list = zones.peek().map((zone) => zone.id);
    const rest = list.filter((one) => one !== id);
    const at = before === undefined ? rest.length : rest.indexOf(before);
    if (at < 0 || rest.length === list.length) return;
    rest.splice(at, 0, id);
    const changed = rest.flatMap((one, index) => {
      const zone = saved(one);
      return zone && zone.place !== index + 1 ? [{ ...zone, place: index + 1 }] : [];
    });
    if (changed.length)
      await records.peek()?.putZones(changed, { zh: '调整地块次序', en: 'Move a zone in the list' });
  }
  /** Changes what is kept of several zones in one step. */
  async function changeAll(
    ids: readonly string[],
    patch: Partial<ZoneRecord>,
    label: Bilingual,
  ): Promise<void> {
    const list = ids.flatMap((id) => saved(id) ?? []).map((zone) => ({ ...placed(zone), ...patch }));
    if (list.length) await records.peek()?.putZones(list, label);
  }
  /** Changes what is kept of a zone. */
  async function change(id: string, patch: Partial<ZoneRecord>, label: Bilingual): Promise<void> {
    const zone = saved(id);
    if (zone) await records.peek()?.putZones([{ ...placed(zone), ...patch }], label);
  }
  /** A zone with another shape, its points called as before. */
  const reshaped = (zone: ZoneRecord, geometry: Shape): ZoneRecord => {
    const { source: _, ...rest } = zone;
    const [source] = keptNames(zone, [geometry], meridian());
    return { ...rest, geometry, ...(source ? { source } : {}) };
  };
  /** Gives a zone another shape. */
  async function setShape(id: string, geometry: Shape, label: Bilingual): Promise<void> {
    const zone = saved(id);
    if (!zone) return;
    await records.peek()?.putZones([reshaped(placed(zone), geometry)], label);
    if (live.peek()?.id === id) live.value = undefined;
  }
  /** Renumbers a zone's points. */
  async function renumber(id: string): Promise<void> {
    const zone = saved(id);
    if (zone)
      await records.peek()?.putZones([{ ...placed(zone), ...renumbered(zone, meridian()) }], {
        zh: '重新编点号',
        en: 'Renumber points',
      });
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
    ...readable({
      records,
      active,
      ticked,
      tool,
      widths,
      points,
      live,
      chosen,
      highlighted,
      panel,
      measured,
    }),
    activeZone,
    tickedZones,
    zones,
    add,
    change,
    changeAll,
    move,
    setShape,
    renumber,
    attempt,
    report,
    activate(id: string | undefined): void {
      batch(() => {
        active.value = id;
        tool.value = 'none';
        chosen.value = undefined;
        live.value = undefined;
        highlighted.value = [];
      });
    },
    /** Takes a tool into the hand; `none` lays it down. */
    take(next: Tool): void {
      // The same tool again begins again.
      if (tool.peek() === next) tool.value = 'none';
      batch(() => {
        tool.value = next;
        measured.value = undefined;
      });
    },
    showPanel(next: Panel): void {
      panel.value = next;
    },
    setWidths(next: Widths): void {
      widths.value = next;
    },
    /** The points the tool at work has collected. */
    collected(list: readonly Position[]): void {
      points.value = list;
    },
    /** The active zone's shape on its way; the saved one is `setShape`'s. */
    drag(next: { id: string; geometry: Shape } | undefined): void {
      live.value = next;
    },
    choose(vertex: VertexPath | undefined): void {
      chosen.value = vertex;
    },
    /** Makes results stand out on the map, by the ids of features, `parcel:` and `village:`. */
    highlight(ids: readonly string[]): void {
      highlighted.value = ids;
    },
    measure(next: MeasuredShape | undefined): void {
      measured.value = next;
    },
    tick(id: string, on: boolean): void {
      ticked.value = on
        ? [...ticked.value.filter((other) => other !== id), id]
        : ticked.value.filter((other) => other !== id);
    },
    /** Ticks all of a list, or none of it. */
    tickAll(ids: readonly string[], on: boolean): void {
      const chosenIds = new Set(ids);
      const others = ticked.value.filter((id) => !chosenIds.has(id));
      ticked.value = on ? [...others, ...ids] : others;
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
