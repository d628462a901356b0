import type {
  GeoJSONSource,
  MapGeoJSONFeature,
  Map as MapLibreMap,
  MapMouseEvent,
  PointLike,
} from 'maplibre-gl';
import type { ReadonlySignal, Store } from '../../store/index.ts';
import type { MapExtension } from '../extension.ts';
import { layerOfPart, sourceId } from '../style/passes.ts';
import { rendered } from './rendered.ts';

/** Parts of a layer that can be hit. */
const hitParts = /\/(pin|mark|line(-[^/]*)?|fill|cluster)$/;
/** Roles whose features mean nothing by themselves under a pointer. */
const unpickable = new Set(['boundary', 'neighbours']);

/** What lies under a pointer: feature ids, the most particular first, and the first cluster. */
export interface Hit {
  ids: string[];
  hits: MapGeoJSONFeature[];
  cluster: MapGeoJSONFeature | undefined;
}

/**
 * Features within `reach` pixels of a point: points before lines before areas, and of areas those on top first. Where
 * a subject of the plan was hit, the ground (villages, roads, rivers) is left out, unless `all` is wanted.
 */
export function pickAt(
  map: MapLibreMap,
  store: Store,
  point: { x: number; y: number },
  reach: number,
  extension?: MapExtension,
  all = false,
): Hit {
  const layers = store.select.layers.value.filter(
    ({ layer, visible }) => visible && !unpickable.has(layer.role),
  );
  const subjects = new Set(layers.filter((l) => l.layer.role === 'subject').map((l) => l.layer.id));
  const heard = new Set(layers.map(({ layer }) => layer.id));
  const parts = map
    .getLayersOrder()
    .filter((id) => hitParts.test(id) && !/line-name$/.test(id) && heard.has(layerOfPart(id)));
  const box: [PointLike, PointLike] = [
    [point.x - reach, point.y - reach],
    [point.x + reach, point.y + reach],
  ];
  const near = rendered(map, box, parts);
  const exact = new Set(
    rendered(
      map,
      [point.x, point.y],
      parts.filter((id) => id.endsWith('/fill')),
    ).map(keyOf),
  );
  const cluster = near.find((hit) => hit.layer.id.endsWith('/cluster'));
  const hits = near
    .filter((hit) => !hit.layer.id.endsWith('/cluster') && !hit.state['outdated'])
    // An area counts where the pointer is in it, or at its line.
    .filter((hit) => !hit.layer.id.endsWith('/fill') || exact.has(keyOf(hit)))
    .sort((a, b) => rank(a) - rank(b));
  const subjectHits = hits.filter((hit) => subjects.has(layerOfPart(hit.layer.id)));
  const used = subjectHits.length && !all ? subjectHits : hits;
  const idOf = (hit: MapGeoJSONFeature) => extension?.idOf(hit) ?? String(hit.properties['id']);
  return { ids: [...new Set(used.map(idOf))], hits: used, cluster };
}

const keyOf = (hit: MapGeoJSONFeature) => `${hit.source} ${hit.id}`;
const rank = (hit: MapGeoJSONFeature) => {
  const geometry = hit.properties['part'];
  return geometry === 'point' ? 0 : geometry === 'line' ? 1 : 2;
};

/** Opens a cluster: zooms to where it parts, or offers its members where it never does. */
async function openCluster(
  map: MapLibreMap,
  store: Store,
  cluster: MapGeoJSONFeature,
  animate: boolean,
): Promise<void> {
  const source = map.getSource(sourceId(layerOfPart(cluster.layer.id))) as GeoJSONSource;
  const number = cluster.properties['cluster_id'] as number;
  const centre = (cluster.geometry as GeoJSON.Point).coordinates as [number, number];
  const zoom = await source.getClusterExpansionZoom(number);
  if (zoom <= map.getMaxZoom() && zoom > map.getZoom() + 0.01) {
    map.easeTo({ center: centre, zoom: zoom + 0.2, animate });
    return;
  }
  const leaves = await source.getClusterLeaves(number, 100, 0);
  const { x, y } = map.project(centre);
  store.commands.offerCandidates(
    leaves.map((leaf) => String(leaf.properties?.['id'])),
    x,
    y,
  );
}

/**
 * Turns pointing and clicking into commands.
 * @param held Says whether somebody else (a drawing tool) has the pointer now.
 */
export function listenToPointer(
  map: MapLibreMap,
  store: Store,
  held: () => boolean,
  animate: () => boolean,
  extension: ReadonlySignal<MapExtension | undefined>,
): () => void {
  const { commands } = store;
  let waiting: { x: number; y: number } | undefined;
  let frame = 0;
  const canvas = map.getCanvas();

  const click = (event: MapMouseEvent) => {
    if (held() || event.defaultPrevented) return;
    const extended = extension.peek();
    extended?.pick(event.point);
    // Under a parcel file the plan's own features give way: a click means one thing.
    if (extended?.takes(event.point)) return commands.offerCandidates([], 0, 0);
    const touch =
      (event.originalEvent as PointerEvent).pointerType === 'touch' ||
      matchMedia('(pointer: coarse)').matches;
    const { ids, hits, cluster } = pickAt(map, store, event.point, touch ? 12 : 4, extended);
    extended?.adopt(hits);
    if (cluster) void openCluster(map, store, cluster, animate());
    else if (ids.length > 1) commands.offerCandidates(ids, event.point.x, event.point.y);
    else if (ids.length === 1) commands.selectFeature(ids[0]);
    else commands.closeSelection();
  };
  const look = () => {
    frame = 0;
    if (!waiting || held() || map.isMoving()) return;
    if (extension.peek()?.takes(waiting)) {
      canvas.style.cursor = 'pointer';
      return commands.hoverFeatures([]);
    }
    const { ids, cluster } = pickAt(map, store, waiting, 3, extension.peek());
    canvas.style.cursor = ids.length || cluster ? 'pointer' : '';
    const first = ids.slice(0, 1);
    if (first[0] !== store.state.hovered.peek()[0]) commands.hoverFeatures(first);
  };
  const move = (event: MapMouseEvent) => {
    waiting = event.point;
    frame ||= requestAnimationFrame(look);
  };
  const leave = () => {
    waiting = undefined;
    canvas.style.cursor = '';
    if (!held()) commands.hoverFeatures([]);
  };
  map.on('click', click);
  map.on('mousemove', move);
  map.on('mouseout', leave);
  return () => {
    cancelAnimationFrame(frame);
    map.off('click', click);
    map.off('mousemove', move);
    map.off('mouseout', leave);
  };
}
