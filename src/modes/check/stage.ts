import type { Geometry, Position } from 'geojson';
import { keptNames } from '../../check/boundary/kept-names.ts';
import type { CheckResult } from '../../check/index.ts';
import { closeRing } from '../../geo/edit/close-ring.ts';
import { corridor } from '../../geo/edit/corridor.ts';
import { cutOut } from '../../geo/edit/cut-out.ts';
import { snapIndex } from '../../geo/edit/snap.ts';
import { split } from '../../geo/edit/split.ts';
import { madeFromLine } from '../../geo/edit/widths.ts';
import { type Collecting, type CollectKind, collect } from '../../map/draw/collect.ts';
import { draftOver } from '../../map/draw/draft.ts';
import { type Reshaping, reshape } from '../../map/draw/reshape.ts';
import {
  borderFeatures,
  overlapFeatures,
  type PaintedOverlap,
  type PaintedZone,
  zoneFeatures,
  zonesPart,
} from '../../map/draw/zones.ts';
import { watchExtent } from '../../map/view/in-view.ts';
import type { MapView } from '../../map/view/view.ts';
import { type Severity, say } from '../../model/index.ts';
import { computed, effect, type ReadonlySignal, signal, untracked } from '../../store/index.ts';
import { recordFrom, type Tool } from './session.ts';
import type { Workbench } from './workbench.ts';

/** What a tool collects, where that is no polygon. */
const kinds: Partial<Record<Tool, CollectKind>> = {
  rectangle: 'rectangle',
  split: 'line',
  strip: 'line',
  distance: 'line',
};

const severityRank: Severity[] = ['forbidden', 'restricted', 'notice'];

/** Of the active zone. */
export const overlapsOf = (bench: Workbench): PaintedOverlap[] =>
  overlapsIn(bench, bench.checker.drawn.value);

/** What of a result is drawn, each shape in the colour of the worst rule it breaks. */
export function overlapsIn(bench: Workbench, result: CheckResult | undefined): PaintedOverlap[] {
  if (!result) return [];
  const worst = new Map<string, Severity>();
  for (const { feature, severity } of result.conflicts) {
    const known = worst.get(feature);
    if (!known || severityRank.indexOf(severity) < severityRank.indexOf(known)) worst.set(feature, severity);
  }
  const { catalogue } = bench.session.store.state;
  // What covers the whole town says nothing by being coloured.
  const ground = new Set(
    (catalogue.value?.layers ?? [])
      .filter((l) => ['boundary', 'villages', 'neighbours'].includes(l.role))
      .map((l) => l.id),
  );
  return [
    ...result.parcels.items.flatMap((item): PaintedOverlap[] =>
      item.geometry ? [{ id: `parcel:${item.record}`, geometry: item.geometry, kind: 'overlap' }] : [],
    ),
    ...result.layers.flatMap((layer) =>
      (ground.has(layer.layer) ? [] : layer.features).flatMap((hit): PaintedOverlap[] =>
        hit.geometry ? [{ id: hit.id, geometry: hit.geometry, kind: worst.get(hit.id) ?? 'overlap' }] : [],
      ),
    ),
  ];
}

/**
 * The zones as they are drawn, and the previews of what is being imported.
 * @param without Leave out the active one, which a tool draws itself.
 */
export function zonesOf(
  { session }: Workbench,
  placements: readonly { shapes: readonly Geometry[] }[],
  without = false,
): PaintedZone[] {
  const active = session.active.value;
  const previews = placements.flatMap(({ shapes }) =>
    shapes.map((geometry, index) => ({ id: `preview ${index}`, name: '', geometry, active: true })),
  );
  const kept = session.records.value?.zones.value ?? [];
  return [
    ...kept
      .filter(({ id }) => !(without && id === active))
      .map(({ id, value }) => ({ id, name: value.name, geometry: value.geometry, active: id === active })),
    ...previews,
  ];
}

/** A computed list that stays the same object while its elements are the same. */
function steady<T>(make: () => readonly T[]): ReadonlySignal<readonly T[]> {
  let last: readonly T[] = [];
  return computed(() => {
    const next = make();
    if (next.length !== last.length || next.some((one, index) => one !== last[index])) last = next;
    return last;
  });
}

/** Everything that can be snapped to: what the map shows, and the zones. */
function snapping(bench: Workbench, borders: ReadonlySignal<Position[][]>) {
  const parcels = computed(() => snapIndex([{ type: 'MultiLineString', coordinates: borders.value }]));
  const { session } = bench;
  const { select } = session.store;
  const features = computed(() => {
    const visible = new Set(select.layers.value.filter((l) => l.visible).map((l) => l.layer.id));
    return snapIndex(
      [...select.features.value.values()].flatMap(({ feature, layer }) =>
        visible.has(layer.id) ? [feature.geometry] : [],
      ),
    );
  });
  const zones = computed(() =>
    snapIndex(
      (session.records.value?.zones.value ?? [])
        .filter(({ id }) => session.tool.value !== 'reshape' || id !== session.active.value)
        .map(({ value }) => value.geometry),
    ),
  );
  return () => [zones.peek(), parcels.peek(), features.peek()];
}

/**
 * Keeps map and workbench in step: draws zones, overlaps and previews, and runs the tool that is chosen. Ends with the
 * returned function; `points` sets and takes back points from outside the map.
 */
export function stageOn(view: MapView, bench: Workbench) {
  const { session, importing } = bench;
  const { store } = session;
  const draft = draftOver(view);
  let collecting: Collecting | undefined;
  let reshaping: Reshaping | undefined;
  /** Borders of the parcels in view, near enough to be drawn to. */
  const borders = signal<Position[][]>([]);
  const targets = snapping(bench, borders);
  const inView = watchExtent(view, (extent) => {
    const outlines = bench.checker.outlines(extent).catch(() => []);
    void outlines.then((lines) => {
      borders.value = lines;
    });
  });

  async function finished(tool: Tool, points: readonly Position[]): Promise<void> {
    const zone = session.activeZone.peek();
    session.take('none');
    await session.attempt(async () => {
      if (tool === 'split' && zone) {
        const parts = split(zone.geometry, points);
        const { source: _, statedAreaM2: __, ...rest } = zone;
        const sources = keptNames(zone, parts, store.state.town.peek()?.centralMeridian ?? 114);
        const [first, ...others] = parts.map((geometry, index) => ({
          ...rest,
          ...(sources[index] ? { source: sources[index] } : {}),
          geometry,
          id: index ? `${zone.id}-${index + 1}-${Date.now().toString(36)}` : zone.id,
          name: `${zone.name}-${index + 1}`,
        }));
        if (first)
          await session.records
            .peek()
            ?.putZones([first, ...others], { zh: '分割地块', en: 'Split the zone' });
        return;
      }
      const strip = tool === 'strip' ? session.widths.peek() : undefined;
      const drawn = strip ? corridor([points], strip) : closeRing(points);
      if (tool === 'hole' && zone)
        return session.setShape(zone.id, cutOut(zone.geometry, drawn), { zh: '挖空', en: 'Cut a hole' });
      const number = session.zones.peek().length + 1;
      await session.add(
        [
          recordFrom({
            id: '',
            name: say({ zh: `绘制地块 ${number}`, en: `Drawn zone ${number}` }, store.state.language.peek()),
            geometry: drawn,
            crs: { code: 'EPSG:4490', from: 'user' },
            warnings: strip ? [madeFromLine(strip)] : [],
            ...(strip ? { centreLine: { lines: [[...points]], ...strip } } : {}),
            origin: say({ zh: '手工绘制', en: 'drawn by hand' }, store.state.language.peek()),
          }),
        ],
        { zh: '绘制地块', en: 'Draw a zone' },
      );
    });
  }

  function start(tool: Tool): void {
    collecting?.stop();
    reshaping?.stop();
    collecting = reshaping = undefined;
    draft.show(undefined);
    session.collected([]);
    const zone = session.activeZone.peek();
    if (tool === 'none') return;
    if (tool === 'reshape') {
      if (!zone) return;
      reshaping = reshape(view, {
        geometry: zone.geometry,
        targets,
        show: draft.show,
        changing: (geometry) => {
          session.drag({ id: zone.id, geometry });
        },
        changed: (geometry) => {
          session.drag({ id: zone.id, geometry });
          void session.setShape(zone.id, geometry, { zh: '改界址点', en: 'Edit points' });
        },
        refused: session.report,
        chosen: (path) => {
          session.choose(path);
        },
        cancel: () => {
          session.take('none');
        },
      });
      return;
    }
    const measuring = tool === 'distance' || tool === 'area';
    collecting = collect(view, {
      kind: kinds[tool] ?? 'polygon',
      targets,
      show(next, points) {
        draft.show(next);
        session.collected(points);
        const shape = next?.shape;
        if (measuring)
          session.measure(
            shape?.type === 'LineString' || shape?.type === 'Polygon' ? { shape, done: false } : undefined,
          );
      },
      done: (points) => {
        if (!measuring) return void finished(tool, points);
        void session.attempt(() => {
          const line = { type: 'LineString' as const, coordinates: [...points] };
          const shape = tool === 'area' ? closeRing(points) : line;
          // It stays on the map until the tool is laid down.
          draft.show({ vertices: points, shape });
          session.measure({ shape, done: true });
        });
      },
      cancel: () => {
        session.take('none');
      },
    });
  }

  /** Unlike `incoming` not new at every step of a file's progress. */
  const placements = steady(() => importing.incoming.value.flatMap((one) => one.placement ?? []));
  // The shape under the pointer is the draft's; the kept ones do not change while it moves.
  const zones = computed(() =>
    zoneFeatures(zonesOf(bench, placements.value, session.tool.value === 'reshape')),
  );
  const overlaps = computed(() => overlapFeatures(overlapsOf(bench)));
  const parcels = computed(() => borderFeatures(borders.value));
  let framed: unknown;
  const stops = [
    inView.stop,
    effect(() => {
      void bench.session.store.state.fabrics.value.length;
      untracked(inView.look);
    }),
    effect(() => {
      const data = { zones: zones.value, overlaps: overlaps.value, borders: parcels.value };
      view.over(zonesPart(data, view.theme.value, session.highlighted.value));
    }),
    effect(() => {
      const highlighted = session.highlighted.value;
      const villages = highlighted.flatMap((id) => (id.startsWith('village:') ? [id.slice(8)] : []));
      const features = untracked(() => store.select.features.value);
      untracked(() =>
        store.commands.hoverFeatures([
          ...highlighted.filter((id) => features.has(id)),
          ...[...features.values()].flatMap(({ feature, layer }) =>
            layer.role === 'villages' && feature.properties.villages.some((code) => villages.includes(code))
              ? [feature.properties.id]
              : [],
          ),
        ]),
      );
    }),
    effect(() => {
      const tool = session.tool.value;
      untracked(() => start(tool));
    }),
    // An undo or a typed coordinate changes the shape under the tool.
    effect(() => {
      const zone = session.activeZone.value;
      if (zone && !session.live.value) untracked(() => reshaping?.set(zone.geometry));
    }),
    // The first preview of a file is framed, so that where it lands is seen.
    effect(() => {
      const placement = importing.incoming.value.find((one) => one.placement)?.placement;
      if (!placement || placement === framed) return;
      framed = placement;
      untracked(() => session.frame(placement.shapes));
    }),
  ];
  const points = {
    add: (position: Position) => {
      collecting?.add(position);
      store.commands.frameExtent(
        [
          (position[0] as number) - 0.002,
          (position[1] as number) - 0.002,
          (position[0] as number) + 0.002,
          (position[1] as number) + 0.002,
        ],
        18,
      );
    },
    back: () => collecting?.back(),
    finish: () => collecting?.finish(),
  };
  return {
    points,
    end(): void {
      for (const stop of stops) stop();
      collecting?.stop();
      reshaping?.stop();
      view.over(undefined);
      draft.remove();
    },
  };
}
export type Stage = ReturnType<typeof stageOn>;
