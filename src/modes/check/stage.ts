import type { Position } from 'geojson';
import { keptNames } from '../../check/boundary/kept-names.ts';
import { closeRing } from '../../geo/edit/close-ring.ts';
import { corridor } from '../../geo/edit/corridor.ts';
import { cutOut } from '../../geo/edit/cut-out.ts';
import { snapIndex } from '../../geo/edit/snap.ts';
import { split } from '../../geo/edit/split.ts';
import { madeFromLine } from '../../geo/edit/widths.ts';
import type { Label } from '../../geo/layer/labels.ts';
import { type Collecting, type CollectKind, collect } from '../../map/draw/collect.ts';
import { draftOver } from '../../map/draw/draft.ts';
import { measuring } from '../../map/draw/measuring.ts';
import { type Reshaping, reshape } from '../../map/draw/reshape.ts';
import { visibleFeatures } from '../../map/draw/targets.ts';
import {
  borderFeatures,
  labelFeatures,
  overlapFeatures,
  zoneFeatures,
  zonesPart,
} from '../../map/draw/zones.ts';
import { joined, picturesPart } from '../../map/imagery/part.ts';
import { watchExtent } from '../../map/view/in-view.ts';
import type { MapView } from '../../map/view/view.ts';
import { say } from '../../model/index.ts';
import { computed, effect, type ReadonlySignal, signal, untracked } from '../../store/index.ts';
import { originOf, tracedFrom, tracedNotes } from './imagery/traced.ts';
import { labelsInView } from './layers/labels.ts';
import { overlapsOf, zonesOf } from './painted.ts';
import { recordFrom, type Shape, type Tool } from './session.ts';
import type { Workbench } from './workbench.ts';

/** What a tool collects, where that is no polygon. */
const kinds: Partial<Record<Tool, CollectKind>> = {
  rectangle: 'rectangle',
  split: 'line',
  strip: 'line',
  distance: 'line',
};

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
  const features = visibleFeatures(session.store);
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
  let reshaping: Reshaping<Shape> | undefined;
  /** Borders of the parcels in view, near enough to be drawn to. */
  const borders = signal<Position[][]>([]);
  const labels = signal<readonly Label[]>([]);
  let looks = 0;
  const targets = snapping(bench, borders);
  /** Points the tool at work was given as figures. */
  const typed = new Set<string>();
  const inView = watchExtent(view, (extent, pixels) => {
    const outlines = bench.checker.outlines(extent).catch(() => []);
    void outlines.then((lines) => {
      borders.value = lines;
    });
    const asked = ++looks;
    const labelsHere = labelsInView(bench, extent, pixels).catch(() => []);
    void labelsHere.then((list) => {
      if (asked === looks && (list.length || labels.peek().length)) labels.value = list;
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
      const seen = points.some((point) => !typed.has(String(point)));
      // Coordinates that were typed come from somewhere else.
      const traced = seen ? tracedFrom(bench.imagery, points) : undefined;
      const offM = traced?.accuracyM;
      await session.add(
        [
          recordFrom({
            id: '',
            name: say({ zh: `绘制地块 ${number}`, en: `Drawn zone ${number}` }, store.state.language.peek()),
            geometry: drawn,
            crs: { code: 'EPSG:4490', from: 'user', ...(offM ? { offM } : {}) },
            warnings: [...(strip ? [madeFromLine(strip)] : []), ...(traced ? tracedNotes(traced) : [])],
            ...(strip ? { centreLine: { lines: [[...points]], ...strip } } : {}),
            origin: say(
              traced ? originOf(traced) : { zh: '手工绘制', en: 'drawn by hand' },
              store.state.language.peek(),
            ),
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
    typed.clear();
    session.collected([]);
    const zone = session.activeZone.peek();
    if (tool === 'none') return;
    if (tool === 'reshape') {
      if (!zone) return;
      reshaping = reshape<Shape>(view, {
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
        dropped: () => {
          session.drag(undefined);
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
    if (tool === 'distance' || tool === 'area') {
      collecting = measuring(view, {
        kind: tool,
        targets,
        paint: draft.show,
        changed(measured, points) {
          session.collected(points);
          session.measure(measured);
        },
        refused: session.report,
        cancel: () => {
          session.take('none');
        },
      });
      return;
    }
    collecting = collect(view, {
      kind: kinds[tool] ?? 'polygon',
      targets,
      show(next, points) {
        draft.show(next);
        session.collected(points);
      },
      done: (points) => void finished(tool, points),
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
  const names = computed(() => labelFeatures(labels.value));
  /** The layers on the map. */
  const onMap = computed(() =>
    store.state.fabrics.value.flatMap(({ id, visible }) => (visible ? [id] : [])).join(' '),
  );
  let framed: unknown;
  const stops = [
    inView.stop,
    effect(() => {
      void onMap.value;
      untracked(inView.look);
    }),
    effect(() => {
      const data = {
        zones: zones.value,
        overlaps: overlaps.value,
        borders: parcels.value,
        labels: names.value,
      };
      const zoned = zonesPart(data, view.theme.value, session.highlighted.value);
      const pictures = bench.imagery.drawn.value;
      view.over(pictures.length ? joined(picturesPart(pictures), zoned) : zoned);
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
      typed.add(String(position));
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
