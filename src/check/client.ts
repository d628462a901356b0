import type { Position } from 'geojson';
import type { TownContext } from '../geo/formats/types.ts';
import { settledChoice, systemInDoubt } from '../geo/layer/doubt.ts';
import { ProblemError, type Zone } from '../model/index.ts';
import type { HandedLayerFile } from './handed-file.ts';
import type { LayerEntry } from './layer.ts';
import type { KeptFile } from './layer-files.ts';
import type {
  AcceptMessage,
  Calls,
  Checked,
  LayerLoaded,
  OpenedLayer,
  OutlinesMessage,
  PackageMessage,
  RowsMessage,
} from './protocol.ts';
import { Caller, type CallOptions } from './rpc.ts';

/**
 * The page's side of the worker that holds every layer; see `protocol.ts` for what each call takes and gives. There is
 * one worker a page (`layerWorker`); a client of its own is for tests and benchmarks.
 */
export class CheckClient {
  #caller: Caller<Calls>;

  constructor(worker: Worker) {
    this.#caller = new Caller(worker);
  }

  /** Gives the worker the town package; it warms itself up, so that the first check answers at once. */
  loadPackage(message: PackageMessage): Promise<{ layers: number }> {
    return this.#caller.call('package', message);
  }

  /** Opens files as layers, each to be accepted or dismissed. */
  openLayers(files: HandedLayerFile[], town?: TownContext, options: CallOptions = {}) {
    return this.#caller.call('open', { files, ...(town ? { town } : {}) }, options);
  }
  acceptLayer(message: AcceptMessage, options: CallOptions = {}): Promise<LayerLoaded> {
    return this.#caller.call('accept', message, options);
  }
  /**
   * Opens a file and takes its first layer in the system its guess settles.
   * @throws ProblemError when its system is in doubt
   */
  async loadLayer(
    file: HandedLayerFile,
    entry: LayerEntry,
    { town, ...options }: CallOptions & { town?: TownContext | undefined } = {},
  ): Promise<LayerLoaded> {
    const { opened } = await this.openLayers([file], town);
    const [first] = opened as [OpenedLayer];
    const crs = settledChoice(first.crs);
    try {
      if (!crs) throw new ProblemError(systemInDoubt(first.crs, file.name));
      return await this.acceptLayer({ ticket: first.ticket, entry, crs }, options);
    } finally {
      void this.dismissLayers(opened.map(({ ticket }) => ticket));
    }
  }
  dismissLayers(tickets: number[]) {
    return this.#caller.call('dismiss', { tickets });
  }
  describeLayer(entry: LayerEntry): Promise<LayerLoaded> {
    return this.#caller.call('describe', { entry });
  }
  keepLayer(id: string, file: KeptFile) {
    return this.#caller.call('keep', { id, file });
  }
  unpackLayer(takes: Calls['unpack']['takes']): Promise<LayerLoaded | null> {
    return this.#caller.call('unpack', takes);
  }
  /** The records with the data of their layers as one file. */
  handOver(records: string, files: KeptFile[]): Promise<Blob> {
    return this.#caller.call('handOver', { records, files });
  }
  handedOver(file: Blob, name: string) {
    return this.#caller.call('handedOver', { file, name });
  }
  takeOver(file: Blob, name: string, files: string, data: string[]) {
    return this.#caller.call('takeOver', { file, name, files, data });
  }
  removeLayer(id: string) {
    return this.#caller.call('remove', { id });
  }
  layers(): Promise<LayerLoaded[]> {
    return this.#caller.call('layers', null);
  }
  rows(message: RowsMessage, options: CallOptions = {}) {
    return this.#caller.call('rows', message, options);
  }
  rowOf(takes: Calls['rowOf']['takes']) {
    return this.#caller.call('rowOf', takes);
  }
  writeRows(takes: Calls['writeRows']['takes'], options: CallOptions = {}) {
    return this.#caller.call('writeRows', takes, options);
  }
  info(id: string, feature: number) {
    return this.#caller.call('info', { id, feature });
  }
  featuresAt(position: [number, number]) {
    return this.#caller.call('at', { position });
  }
  find(id: string, name: string) {
    return this.#caller.call('find', { id, name });
  }
  places(id: string, records: readonly number[]) {
    return this.#caller.call('places', { id, records });
  }
  classes(id: string, column: string) {
    return this.#caller.call('classes', { id, column });
  }
  look(id: string, look: Calls['look']['takes']['look']) {
    return this.#caller.call('look', { id, look });
  }
  tile(id: string, z: number, x: number, y: number) {
    return this.#caller.call('tile', { id, z, x, y });
  }
  /** The polygons of a layer in a box with their attributes; null when there are more than `most`. */
  shapes(id: string, box: OutlinesMessage['box'], most: number) {
    return this.#caller.call('shapes', { id, box, most });
  }
  labels(takes: Calls['labels']['takes']) {
    return this.#caller.call('labels', takes);
  }
  /** Borders of the features in a box, closed rings; null when there are more than `most`. */
  outlines(box: OutlinesMessage['box'], most: number): Promise<Position[][] | null> {
    return this.#caller.call('outlines', { box, most });
  }

  /** Checks a zone; a new check stops the one before it. */
  check(zone: Zone, options: CallOptions & { geometry?: boolean } = {}): Promise<Checked> {
    const { geometry = true, ...rest } = options;
    this.#caller.stop('check');
    return this.#caller.call('check', { zone, geometry }, rest);
  }
}
