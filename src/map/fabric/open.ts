import { addProtocol } from 'maplibre-gl';
import { FileSource } from 'pmtiles';
import { idProperties } from '../../geo/parcels/index.ts';
import { deepest } from '../../geo/tiles/deepest.ts';
import type { ParcelClasses } from '../../geo/tiles/serve.ts';
import type { Store } from '../../store/index.ts';
import { boundedArchive, forgetArchive, offerArchive } from '../sources/remote/pmtiles.ts';
import { createFabricClient, type FabricClient } from './client.ts';
import { describeArchive } from './describe.ts';

/** What the map draws an opened parcel file from. */
export interface OpenFabric {
  client: FabricClient | undefined;
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
const clients = new Map<string, FabricClient>();
let serial = 0;
let added = false;

export const fabricOf = (store: Store): OpenFabric | undefined => open.get(store);

/** `fabric://SERIAL-ROUND/z/x/y`: tiles are drawn by the fabric's worker when the renderer asks for them. */
function addFabricProtocol(): void {
  if (added) return;
  added = true;
  addProtocol('fabric', async ({ url }) => {
    const [name = '', z, x, y] = url.replace('fabric://', '').split('/');
    const client = clients.get(name.split('-')[0] as string);
    const bytes = await client?.tile(Number(z), Number(x), Number(y)).catch(() => undefined);
    return { data: bytes?.buffer ?? new ArrayBuffer(0) };
  });
}

/** Whether a file is an archive of tiles, which can be looked at but not checked against. */
export const isArchive = async (file: Blob): Promise<boolean> =>
  (await file.slice(0, 7).text()) === 'PMTiles';

const remake = {
  zh: '其余切片照常显示；请重新制作该文件。',
  en: 'The other tiles are shown; make the file anew.',
};

/**
 * Opens a parcel file (FlatGeobuf, GeoJSON, a kept fabric, or PMTiles) on the map in place of the one before.
 * @throws ProblemError when it cannot be read.
 */
export async function openFabric(store: Store, file: File): Promise<void> {
  closeFabric(store);
  const base = {
    name: file.name,
    colourBy: undefined,
    filter: undefined,
    omitted: [],
    picked: undefined,
    marked: [],
  };
  if (await isArchive(file)) {
    const told = new Set<string>();
    const archive = boundedArchive(new FileSource(file), file.name, file.name, undefined, (problems) => {
      // One message for each kind of fault, however many tiles have it.
      const fresh = problems.filter(({ code }) => !told.has(code) && told.add(code));
      if (open.get(store))
        store.commands.report(
          ...fresh.map((one) => ({ ...one, where: { file: file.name }, remedy: remake })),
        );
    });
    const { header, sourceLayer, idField, columns } = await describeArchive(archive, file.name);
    const extent = [header.minLon, header.minLat, header.maxLon, header.maxLat] as const;
    open.set(store, {
      client: undefined,
      source: { url: offerArchive(archive) },
      sourceLayer,
      idField,
      bounds: [...extent],
      maxzoom: header.maxZoom,
      close: () => forgetArchive(archive),
    });
    store.commands.setFabric({ ...base, kind: 'tiles', single: false, count: undefined, extent, columns });
    return;
  }
  addFabricProtocol();
  const client = createFabricClient();
  serial += 1;
  const name = String(serial);
  clients.set(name, client);
  try {
    const opened = await client.open(file);
    open.set(store, {
      client,
      source: { tiles: [`fabric://${name}-0/{z}/{x}/{y}`] },
      sourceLayer: 'parcels',
      idField: undefined,
      bounds: opened.extent ?? undefined,
      // A tile of this level is a kilometre wide: deeper ones enlarge it without loss to the eye.
      maxzoom: deepest,
      close: () => {
        clients.delete(name);
        client.close();
      },
    });
    store.commands.setFabric({
      ...base,
      kind: 'parcels',
      single: true,
      count: opened.count,
      extent: opened.extent ?? undefined,
      columns: opened.columns,
      omitted: opened.omitted,
    });
  } catch (error) {
    clients.delete(name);
    client.close();
    throw error;
  }
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
  if (!fabric.client) return store.commands.patchFabric({ ...look, filter });
  await fabric.client.look({
    colourBy: look.colourBy,
    filter: filter && { column: filter.column, values: [...filter.values] },
  });
  serial += 1;
  if ('tiles' in fabric.source) {
    // Another address makes the renderer ask for every tile again.
    const name = (fabric.source.tiles[0] as string).replace('fabric://', '').split('-')[0];
    fabric.source = { tiles: [`fabric://${name}-${serial}/{z}/{x}/{y}`] };
  }
  store.commands.patchFabric({ colourBy: look.colourBy, filter });
}

const nameIn = (properties: Readonly<Record<string, unknown>>): string | undefined => {
  const known = idProperties.find((name) => properties[name] !== undefined && properties[name] !== '');
  return known && String(properties[known]);
};

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
  const info = parcel === undefined ? undefined : await fabric?.client?.info(parcel);
  if (open.get(store) !== fabric) return;
  store.commands.patchFabric({
    single: true,
    picked: info
      ? { parcel, id: info.id, areaM2: info.areaM2, properties: info.properties }
      : { parcel, id: nameIn(properties) ?? String(parcel ?? ''), areaM2: undefined, properties },
  });
}

/** The classes of the open fabric by one of its columns; undefined where there is none. */
export const classesIn = (store: Store, column: string): Promise<ParcelClasses | undefined> | undefined =>
  open.get(store)?.client?.classes(column);

/** Picks the parcel with this number and looks at it; false when there is none. */
export async function findParcel(store: Store, id: string): Promise<boolean> {
  const fabric = open.get(store);
  const info = await fabric?.client?.find(id);
  if (!info || open.get(store) !== fabric) return false;
  const { parcel, areaM2, properties } = info;
  store.commands.patchFabric({ picked: { parcel, id: info.id, areaM2, properties } });
  store.commands.frameExtent(info.extent, 18);
  return true;
}
