import { layerWorker } from '../../../check/layer-worker.ts';
import { coversPoint, prepareZone } from '../../../geo/overlay/index.ts';
import { featuresUnder, type Pointed } from '../../../map/pick/watch.ts';
import type { MapView } from '../../../map/view/view.ts';
import type { Bilingual } from '../../../model/index.ts';
import type { Workbench } from '../workbench.ts';
import { featureLine } from './feature-line.ts';

/** What lies at a place in one layer. */
export interface UnderPointer {
  layer: Bilingual;
  lines: readonly Bilingual[];
  /** Features beyond those in `lines`. */
  more: number;
}

/** Features of one layer that are listed; a place where more lie over each other is a faulty layer. */
const most = 3;

function zonesUnder({ session }: Workbench, { lon, lat }: Pointed): UnderPointer[] {
  const lines = session.zones.value
    .filter(({ geometry }) => coversPoint(prepareZone(geometry, 8), lon, lat))
    .map(({ name }) => ({ zh: name || '未命名', en: name || 'Unnamed' }));
  return lines.length ? [{ layer: { zh: '地块', en: 'Zone' }, lines, more: 0 }] : [];
}

/** The planner's layers that are on the map, the topmost first. */
async function layersUnder({ session, checker }: Workbench, { lon, lat }: Pointed): Promise<UnderPointer[]> {
  const shown = session.store.state.fabrics.peek().filter(({ visible }) => visible);
  if (!shown.length) return [];
  const hits = await layerWorker().featuresAt([lon, lat]);
  const roles = checker.tables.peek()?.roles ?? [];
  const entries = session.records.peek()?.layers.peek() ?? [];
  return [...shown].reverse().flatMap(({ id, name }) => {
    const layerHits = hits.filter((hit) => hit.id === id);
    const entry = entries.find((one) => one.id === id)?.value.entry;
    const role = roles.find((one) => one.id === entry?.role);
    const lines = layerHits.slice(0, most).map(({ info }) => featureLine(info, role, entry?.fields));
    return layerHits.length
      ? [{ layer: { zh: name, en: name }, lines, more: layerHits.length - lines.length }]
      : [];
  });
}

/** What of the plan is drawn there, layer by layer. */
function planUnder({ session }: Workbench, view: MapView, place: Pointed): UnderPointer[] {
  const { select } = session.store;
  const byLayer = new Map<string, { layer: Bilingual; lines: Bilingual[] }>();
  for (const id of featuresUnder(view, session.store, place)) {
    const record = select.features.peek().get(id);
    if (!record) continue;
    const { layer, feature } = record;
    const one = byLayer.get(layer.id) ?? { layer: layer.name, lines: [] };
    byLayer.set(layer.id, one);
    one.lines.push(feature.properties.name);
  }
  return [...byLayer.values()].map(({ layer, lines }) => ({
    ...{ layer, lines: lines.slice(0, most), more: Math.max(0, lines.length - most) },
  }));
}

/** What lies under the pointer in every layer on the map: zones, then the planner's layers, then the package's. */
export async function underPointer(
  bench: Workbench,
  view: MapView,
  place: Pointed,
): Promise<readonly UnderPointer[]> {
  const plan = planUnder(bench, view, place);
  return [...zonesUnder(bench, place), ...(await layersUnder(bench, place)), ...plan];
}
