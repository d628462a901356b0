import { addProtocol } from 'maplibre-gl';
import { FileSource } from 'pmtiles';
import type { LayerLoaded } from '../../check/index.ts';
import { layerWorker } from '../../check/layer-worker.ts';
import { idColumns } from '../../geo/layer/index.ts';
import { deepest } from '../../geo/tiles/deepest.ts';
import type { FeatureInfo } from '../../geo/tiles/view.ts';
import type { FabricState, Store } from '../../store/index.ts';
import { boundedArchive, forgetArchive, offerArchive } from '../sources/remote/pmtiles.ts';
import { describeArchive } from './describe.ts';

/** What is held for a planner's layer as long as it lies on the map. */
export interface OpenFabric {
  /** Its identifier in the layers' worker; an archive is not there. */
  layer: string | undefined;
  close(): void;
}

const open = new WeakMap<Store, Map<string, OpenFabric>>();
const openIn = (store: Store): Map<string, OpenFabric> => {
  const fabrics = open.get(store) ?? new Map<string, OpenFabric>();
  open.set(store, fabrics);
  return fabrics;
};
let serial = 0;
let added = false;

export const fabricOf = (store: Store, id: string): OpenFabric | undefined => open.get(store)?.get(id);

/** `fabric://LAYER-ROUND/z/x/y`: tiles are drawn by the layers' worker when the renderer asks for them. */
function addFabricProtocol(): void {
  if (added) return;
  added = true;
  addProtocol('fabric', async ({ url }) => {
    const [name = '', z, x, y] = url.replace('fabric://', '').split('/');
    const id = decodeURIComponent(name.replace(/-\d+$/, ''));
    const bytes = await layerWorker()
      .tile(id, Number(z), Number(x), Number(y))
      .catch(() => undefined);
    return { data: bytes?.buffer ?? new ArrayBuffer(0) };
  });
}

const addressOf = (id: string) => `fabric://${encodeURIComponent(id)}-${++serial}/{z}/{x}/{y}`;

/** Whether a file is an archive of tiles, which can be looked at but not checked against. */
export const isArchive = async (file: Blob): Promise<boolean> =>
  (await file.slice(0, 7).text()) === 'PMTiles';

const remake = {
  zh: '其余切片照常显示；请重新制作该文件。',
  en: 'The other tiles are shown; make the file again.',
};

const base = {
  visible: true,
  framing: true,
  colourBy: undefined,
  filter: undefined,
  picked: undefined,
  marked: [],
};

const mosaic: FabricState['look'] = { colour: 'neutral', limit: false };

/** The identifier an archive of tiles lies on the map under: there is one at a time. */
export const archiveId = 'archive';

/**
 * Opens an archive of tiles (PMTiles) on the map in place of what was there.
 * @throws ProblemError when it cannot be read.
 */
export async function openArchive(store: Store, file: File): Promise<void> {
  closeFabric(store, archiveId);
  const reported = new Set<string>();
  const archive = boundedArchive(new FileSource(file), file.name, file.name, undefined, (problems) => {
    // One message for each kind of fault, however many tiles have it.
    const fresh = problems.filter(({ code }) => !reported.has(code) && reported.add(code));
    if (fabricOf(store, archiveId))
      store.commands.report(...fresh.map((one) => ({ ...one, where: { file: file.name }, remedy: remake })));
  });
  const { header, sourceLayer, idField, columns } = await describeArchive(archive, file.name);
  const extent = [header.minLon, header.minLat, header.maxLon, header.maxLat] as const;
  openIn(store).set(archiveId, {
    layer: undefined,
    close: () => forgetArchive(archive),
  });
  store.commands.putFabric({
    ...base,
    ...{
      id: archiveId,
      look: mosaic,
      name: file.name,
      source: { url: offerArchive(archive) },
      sourceLayer,
      idField,
      maxzoom: header.maxZoom,
      kind: 'tiles',
      single: false,
      count: undefined,
      extent,
      columns,
    },
  });
}

/** How a layer is to be looked at from the beginning. */
export interface FirstLook {
  visible?: boolean;
  framing?: boolean;
  colourBy?: string | undefined;
  colours?: Readonly<Record<string, string>> | undefined;
  look?: FabricState['look'];
}

/** Draws a layer of the layers' worker on the map. */
export async function showLayer(
  store: Store,
  { entry, count, extent, classes }: LayerLoaded,
  { visible = true, framing = true, colourBy, colours, look = mosaic }: FirstLook = {},
): Promise<void> {
  closeFabric(store, entry.id);
  addFabricProtocol();
  if (colourBy !== undefined)
    await layerWorker().look(entry.id, { colourBy, everyValue: colours !== undefined });
  openIn(store).set(entry.id, { layer: entry.id, close: () => {} });
  store.commands.putFabric({
    ...base,
    ...{ visible, framing, colourBy, colours, look },
    ...{
      id: entry.id,
      name: entry.name.zh,
      source: { tiles: [addressOf(entry.id)] },
      sourceLayer: 'parcels',
      idField: undefined,
      // A tile of this level is a kilometre wide: deeper ones enlarge it without loss to the eye.
      maxzoom: deepest,
      kind: 'parcels',
      single: true,
      count,
      extent: extent ?? undefined,
      columns: classes,
    },
  });
}

/** Takes a planner's layer off the map and gives back what it held. */
export function closeFabric(store: Store, id: string): void {
  const fabric = fabricOf(store, id);
  open.get(store)?.delete(id);
  store.commands.dropFabric(id);
  fabric?.close();
}

/** Colours by a column, or shows only some values of one; undefined ends it. */
export async function lookAtFabric(
  store: Store,
  id: string,
  look: { colourBy?: string | undefined; filter?: { column: string; values: readonly string[] } | undefined },
): Promise<void> {
  const fabric = fabricOf(store, id);
  if (!fabric) return;
  const { filter } = look;
  // An archive's tiles carry the values themselves: its style does it.
  if (fabric.layer === undefined) return store.commands.patchFabric(id, { ...look, filter });
  await layerWorker().look(fabric.layer, {
    colourBy: look.colourBy,
    everyValue: store.state.fabrics.peek().find((one) => one.id === id)?.colours !== undefined,
    filter: filter && { column: filter.column, values: [...filter.values] },
  });
  // Another address makes the renderer ask for every tile again.
  const source = { tiles: [addressOf(fabric.layer)] };
  store.commands.patchFabric(id, { source, colourBy: look.colourBy, filter });
}

const nameIn = (properties: Readonly<Record<string, unknown>>): string | undefined => {
  const idColumn = idColumns.find((name) => properties[name] !== undefined && properties[name] !== '');
  return idColumn && String(properties[idColumn]);
};

/** A hit on a planner's layer. */
export interface FabricHit {
  id: string;
  /** Its place in the layer; an archive's may have none. */
  parcel: number | undefined;
  properties: Readonly<Record<string, unknown>>;
}

/** Makes a feature of a planner's layer the picked one, with all that is known of it; undefined lets go of those before. */
export async function pickParcel(store: Store, hit: FabricHit | undefined): Promise<void> {
  for (const { id, picked } of store.state.fabrics.peek())
    if (picked && id !== hit?.id) store.commands.patchFabric(id, { picked: undefined });
  if (!hit) return;
  const { id, parcel, properties } = hit;
  const fabric = fabricOf(store, id);
  const info =
    parcel === undefined || fabric?.layer === undefined ? undefined : await layerWorker().info(id, parcel);
  if (fabricOf(store, id) !== fabric) return;
  store.commands.patchFabric(id, {
    single: true,
    picked: info
      ? { parcel, id: info.id, areaM2: info.areaM2, properties: info.properties }
      : { parcel, id: nameIn(properties) ?? String(parcel ?? ''), areaM2: undefined, properties },
  });
}

/** Makes a feature the only one picked and looks at it. */
function lookAt(store: Store, layer: string, info: FeatureInfo): void {
  for (const { id, picked } of store.state.fabrics.peek())
    if (picked && id !== layer) store.commands.patchFabric(id, { picked: undefined });
  const { feature: parcel, id, areaM2, properties } = info;
  store.commands.patchFabric(layer, { picked: { parcel, id, areaM2, properties } });
  store.commands.frameExtent(info.extent, 18);
}

/** Picks a feature of a layer, by its place there, and looks at it. */
export async function lookAtFeature(store: Store, layer: string, feature: number): Promise<void> {
  if (fabricOf(store, layer)?.layer === undefined) return;
  const info = await layerWorker().info(layer, feature);
  if (info) lookAt(store, layer, info);
}

/** Picks the feature of a layer with this number and looks at it; false when there is none. */
export async function findParcel(store: Store, layer: string, number: string): Promise<boolean> {
  if (fabricOf(store, layer)?.layer === undefined) return false;
  const info = await layerWorker().find(layer, number);
  if (info) lookAt(store, layer, info);
  return info !== undefined;
}
