import { addProtocol } from 'maplibre-gl';
import { FileSource } from 'pmtiles';
import { type LayerLoaded, layerWorker } from '../../check/index.ts';
import { type Classes, idColumns } from '../../geo/layer/index.ts';
import { deepest } from '../../geo/tiles/deepest.ts';
import type { Store } from '../../store/index.ts';
import { boundedArchive, forgetArchive, offerArchive } from '../sources/remote/pmtiles.ts';
import { describeArchive } from './describe.ts';

/** What the map draws an opened parcel file from. */
export interface OpenFabric {
  /** Its identifier in the layers' worker; an archive is not there. */
  layer: string | undefined;
  /** Tile addresses, or the address of an archive; another one when the look has changed. */
  source: { tiles: string[] } | { url: string };
  sourceLayer: string;
  /** The field an archive's parcels are told apart by, where its tiles carry one; a file's own have numbers. */
  idField: string | undefined;
  bounds: [number, number, number, number] | undefined;
  maxzoom: number;
  close(): void;
}

const open = new WeakMap<Store, OpenFabric>();
let serial = 0;
let added = false;

export const fabricOf = (store: Store): OpenFabric | undefined => open.get(store);

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
  en: 'The other tiles are shown; make the file anew.',
};

const base = { colourBy: undefined, filter: undefined, picked: undefined, marked: [] };

/**
 * Opens an archive of tiles (PMTiles) on the map in place of what was there.
 * @throws ProblemError when it cannot be read.
 */
export async function openArchive(store: Store, file: File): Promise<void> {
  closeFabric(store);
  const told = new Set<string>();
  const archive = boundedArchive(new FileSource(file), file.name, file.name, undefined, (problems) => {
    // One message for each kind of fault, however many tiles have it.
    const fresh = problems.filter(({ code }) => !told.has(code) && told.add(code));
    if (open.get(store))
      store.commands.report(...fresh.map((one) => ({ ...one, where: { file: file.name }, remedy: remake })));
  });
  const { header, sourceLayer, idField, columns } = await describeArchive(archive, file.name);
  const extent = [header.minLon, header.minLat, header.maxLon, header.maxLat] as const;
  open.set(store, {
    layer: undefined,
    source: { url: offerArchive(archive) },
    sourceLayer,
    idField,
    bounds: [...extent],
    maxzoom: header.maxZoom,
    close: () => forgetArchive(archive),
  });
  store.commands.setFabric({
    ...base,
    ...{ name: file.name, kind: 'tiles', single: false, count: undefined, extent, columns },
  });
}

/** Draws a layer of the layers' worker on the map in place of what was there. */
export function showLayer(store: Store, { entry, count, extent, classes }: LayerLoaded): void {
  closeFabric(store);
  addFabricProtocol();
  open.set(store, {
    layer: entry.id,
    source: { tiles: [addressOf(entry.id)] },
    sourceLayer: 'parcels',
    idField: undefined,
    bounds: extent ?? undefined,
    // A tile of this level is a kilometre wide: deeper ones enlarge it without loss to the eye.
    maxzoom: deepest,
    close: () => {},
  });
  store.commands.setFabric({
    ...base,
    ...{
      name: entry.name.zh,
      kind: 'parcels',
      single: true,
      count,
      extent: extent ?? undefined,
      columns: classes,
    },
  });
}

/** Takes the parcel file off the map and gives back what it held. */
export function closeFabric(store: Store): void {
  const fabric = open.get(store);
  open.delete(store);
  if (store.state.fabric.peek()) store.commands.setFabric(undefined);
  fabric?.close();
}

/** Colours by a column, or shows only some values of one; undefined ends it. */
export async function lookAtFabric(
  store: Store,
  look: { colourBy?: string | undefined; filter?: { column: string; values: readonly string[] } | undefined },
): Promise<void> {
  const fabric = open.get(store);
  if (!fabric) return;
  const { filter } = look;
  // An archive's tiles carry the values themselves: its style does it.
  if (fabric.layer === undefined) return store.commands.patchFabric({ ...look, filter });
  await layerWorker().look(fabric.layer, {
    colourBy: look.colourBy,
    filter: filter && { column: filter.column, values: [...filter.values] },
  });
  // Another address makes the renderer ask for every tile again.
  fabric.source = { tiles: [addressOf(fabric.layer)] };
  store.commands.patchFabric({ colourBy: look.colourBy, filter });
}

const nameIn = (properties: Readonly<Record<string, unknown>>): string | undefined => {
  const known = idColumns.find((name) => properties[name] !== undefined && properties[name] !== '');
  return known && String(properties[known]);
};

/** Asks the layers' worker about the open layer; undefined for an archive. */
const fromLayer = <T>(
  fabric: OpenFabric | undefined,
  ask: (id: string) => Promise<T>,
): Promise<T> | undefined => (fabric?.layer === undefined ? undefined : ask(fabric.layer));

/** Makes a parcel the picked one, with all that is known of it; undefined lets go of the one before. */
export async function pickParcel(
  store: Store,
  hit: { parcel: number | undefined; properties: Readonly<Record<string, unknown>> } | undefined,
): Promise<void> {
  const fabric = open.get(store);
  if (!hit) {
    if (store.state.fabric.peek()?.picked) store.commands.patchFabric({ picked: undefined });
    return;
  }
  const { parcel, properties } = hit;
  const info =
    parcel === undefined ? undefined : await fromLayer(fabric, (id) => layerWorker().info(id, parcel));
  if (open.get(store) !== fabric) return;
  store.commands.patchFabric({
    single: true,
    picked: info
      ? { parcel, id: info.id, areaM2: info.areaM2, properties: info.properties }
      : { parcel, id: nameIn(properties) ?? String(parcel ?? ''), areaM2: undefined, properties },
  });
}

/** The classes of the open fabric by one of its columns; undefined where there is none. */
export const classesIn = (store: Store, column: string): Promise<Classes | undefined> | undefined =>
  fromLayer(open.get(store), (id) => layerWorker().classes(id, column));

/** Picks the parcel with this number and looks at it; false when there is none. */
export async function findParcel(store: Store, id: string): Promise<boolean> {
  const fabric = open.get(store);
  const info = await fromLayer(fabric, (layer) => layerWorker().find(layer, id));
  if (!info || open.get(store) !== fabric) return false;
  const { feature: parcel, areaM2, properties } = info;
  store.commands.patchFabric({ picked: { parcel, id: info.id, areaM2, properties } });
  store.commands.frameExtent(info.extent, 18);
  return true;
}
