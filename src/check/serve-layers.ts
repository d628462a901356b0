import type { MultiPolygon } from 'geojson';
import { distanceTo } from '../geo/area/index.ts';
import { free } from '../geo/columns/free.ts';
import { isIndexFile } from '../geo/formats/gdb/members.ts';
import { isZip } from '../geo/formats/zip.ts';
import {
  bytesOf,
  columnNamed,
  decodeLayer,
  eachInBox,
  extentOf,
  layerParts,
  none,
  type PackedLayer,
  placeOf,
  polygonKind,
  valueAt,
} from '../geo/layer/index.ts';
import { labelsIn } from '../geo/layer/labels.ts';
import { type LayerSource, openSomeLayers, refuseTooLarge } from '../geo/layer/open.ts';
import { outlinesIn } from '../geo/layer/outlines.ts';
import { attributesOf, geometryOf } from '../geo/layer/packed.ts';
import { summaryOf } from '../geo/layer/summary.ts';
import { coversPoint, prepareZone } from '../geo/overlay/index.ts';
import { featureInfo, type LayerView, layerView } from '../geo/tiles/view.ts';
import { type Problem, ProblemError, problem, type ZoneCrs } from '../model/index.ts';
import type { HandOverCalls } from './hand-over.ts';
import { handedFile } from './handed-file.ts';
import { type CheckLayer, type LayerEntry, lostRecords } from './layer.ts';
import { keepFile, readKeptFile } from './layer-files.ts';
import type { Calls, LayerLoaded } from './protocol.ts';
import { type Handlers, stepwise } from './rpc.ts';
import type { TableCalls } from './serve-table.ts';

interface Held extends CheckLayer {
  packed: PackedLayer;
  view: LayerView;
  crs: ZoneCrs | undefined;
  problems: Problem[];
}

/** The fault where a layer is asked for that is not there. */
export const gone = (what: string) =>
  new ProblemError(
    problem(
      'layer-gone',
      { zh: `没有这个图层：${what}。`, en: `There is no such layer: ${what}.` },
      undefined,
      { zh: '它可能已被移除，请重新导入。', en: 'It may have been removed; import it again.' },
    ),
  );

function loaded({ layer, packed, crs, problems }: Held): LayerLoaded {
  const { coordinates, columns, index, tables } = bytesOf(packed);
  return {
    ...{ entry: layer, crs, problems, count: packed.count, ...summaryOf(packed) },
    ...{ repaired: [...packed.repaired], dropped: [...packed.dropped], extent: extentOf(packed) },
    columns: packed.columns.map(({ name, alias, kind }) => ({ name, kind, ...(alias ? { alias } : {}) })),
    idColumn: packed.columns[packed.idColumn]?.name,
    bytes: coordinates + columns + index + tables,
  };
}

/** Degrees around a click within which a line or point is hit. */
const reach = 2e-4;
const reachM = 15;

type LayerCalls = Omit<Calls, 'package' | 'check' | keyof TableCalls | keyof HandOverCalls>;

/**
 * The layers a planner has loaded, and the calls that concern them. `changed` is awaited after a layer was read from a
 * file that zones may be checked against; layers that come back with the page are not to wait for it one by one.
 */
export function layerHandlers(
  changed: (extent: readonly number[]) => Promise<void>,
  sqlWasmUrl?: string,
): {
  layers: () => CheckLayer[];
  packed: (id: string) => PackedLayer | undefined;
  /** Layers are coming back. */
  unpacking: () => boolean;
  handlers: Handlers<LayerCalls>;
} {
  const held = new Map<string, Held>();
  const opened = new Map<number, LayerSource>();
  let tickets = 0;
  let unpacking = 0;
  const named = (id: string): Held => {
    const layer = held.get(id);
    if (!layer) throw gone(id);
    return layer;
  };
  function hold(
    layer: LayerEntry,
    packed: PackedLayer,
    crs: ZoneCrs | undefined,
    problems: Problem[],
  ): LayerLoaded {
    const one: Held = {
      ...{ layer, packed, crs, problems, view: layerView(packed) },
      ...lostRecords(problems),
    };
    held.set(layer.id, one);
    return loaded(one);
  }
  return {
    layers: () => [...held.values()],
    packed: (id) => held.get(id)?.packed,
    unpacking: () => unpacking > 0,
    handlers: {
      async open({ files, town }) {
        refuseTooLarge(
          files.map(({ name, content }) => ({
            name,
            size: content instanceof Blob ? content.size : content.byteLength,
          })),
        );
        const read = await Promise.all(
          files.filter(({ name }) => !isIndexFile(name)).map((file) => handedFile(file)),
        );
        const { sources, problems } = await openSomeLayers(read, {
          ...(town ? { town } : {}),
          ...(sqlWasmUrl === undefined ? {} : { sqlWasmUrl }),
        });
        // What was in archives has been taken out of them.
        for (const { bytes, owned } of read) if (owned && isZip(bytes)) free(bytes);
        return {
          opened: sources.map((source) => {
            opened.set(++tickets, source);
            const { pack: _, ...rest } = source;
            return { ticket: tickets, ...rest };
          }),
          problems,
        };
      },
      async accept({ ticket, entry, crs, idColumn }, context) {
        const source = opened.get(ticket);
        if (!source) throw gone(entry.id);
        const steps = source.pack(crs, { last: true, ...(idColumn === undefined ? {} : { idColumn }) });
        const { packed, crs: read, problems } = await stepwise(steps, context);
        opened.delete(ticket);
        const held = hold(entry, packed, read, [...source.problems, ...problems]);
        if (held.extent) await changed(held.extent);
        return held;
      },
      dismiss({ tickets: list }) {
        for (const ticket of list) opened.delete(ticket);
        return null;
      },
      describe({ entry }) {
        const layer = named(entry.id);
        layer.layer = entry;
        return loaded(layer);
      },
      keep: ({ id, file }) => keepFile(file, layerParts(named(id).packed)),
      async unpack({ entry, file, crs, problems = [] }) {
        unpacking++;
        try {
          const bytes = await readKeptFile(file);
          if (!bytes) return null;
          return hold(entry, decodeLayer(new Uint8Array(bytes)), crs, problems);
        } finally {
          // What makes later checks fast is not to hold up the layers that are still to come.
          if (!--unpacking) {
            const extent = [...held.values()].flatMap(({ packed: one }) => extentOf(one) ?? []);
            if (extent.length) void changed(extent.slice(-4));
          }
        }
      },
      remove({ id }) {
        held.delete(id);
        return null;
      },
      layers: () => [...held.values()].map(loaded),
      info: ({ id, feature }) => featureInfo(named(id).packed, feature),
      at({ position: [x, y] }) {
        const box = [x - reach, y - reach, x + reach, y + reach] as const;
        return [...held.values()].flatMap(({ layer, packed }) => {
          const under: number[] = [];
          eachInBox(packed, box, (feature) => under.push(feature));
          return under.flatMap((feature) => {
            const info = featureInfo(packed, feature);
            if (!info) return [];
            const { geometry } = info;
            const hit =
              geometry.type === 'MultiPolygon'
                ? coversPoint(prepareZone(geometry, 8), x, y)
                : distanceTo(x, y, geometry) < reachM;
            return hit ? [{ id: layer.id, info }] : [];
          });
        });
      },
      find({ id, name }) {
        const { packed } = named(id);
        const place = placeOf(packed, name);
        return place === undefined ? undefined : featureInfo(packed, place);
      },
      places({ id, records }) {
        const { packed } = named(id);
        const asked = new Set(records);
        const list: number[] = [];
        packed.row.forEach((row, feature) => {
          if (asked.has(packed.record[row]!)) list.push(feature);
        });
        return list;
      },
      classes({ id, column }) {
        const { packed, view } = named(id);
        const columnClasses = view.classes(column);
        const last = packed.record.at(-1) ?? 0;
        if (!columnClasses || last === packed.record.length) return columnClasses;
        // Records were left out of the file: each one's place is its number all the same.
        const codes = new Uint16Array(last).fill(none);
        packed.record.forEach((record, row) => {
          codes[record - 1] = columnClasses.codes[row]!;
        });
        return { ...columnClasses, codes };
      },
      look({ id, look }) {
        named(id).view.look(look);
        return null;
      },
      tile({ id, z, x, y }, { transfer }) {
        const bytes = held.get(id)?.view.tile(z, x, y);
        if (bytes) transfer(bytes.buffer);
        return bytes;
      },
      shapes({ id, box, most }) {
        const { packed } = named(id);
        const rows: number[] = [];
        eachInBox(packed, box, (f) => {
          if (packed.kind[f] === polygonKind && rows.length <= most) rows.push(f);
        });
        if (rows.length > most) return null;
        return rows.map((f) => ({
          geometry: geometryOf(packed, f) as MultiPolygon,
          attributes: attributesOf(packed, f),
        }));
      },
      labels({ id, columns, ...wanted }) {
        const { packed } = named(id);
        const shown = columns.flatMap((name) => columnNamed(packed.columns, name) ?? []);
        return labelsIn(packed, wanted, (f) =>
          shown
            .map((column) => valueAt(column, packed.row[f]!) ?? '')
            .filter((value) => value !== '')
            .join('\n'),
        );
      },
      outlines({ box, most }) {
        const lists = [...held.values()].map(({ packed }) => outlinesIn(packed, { box, most }));
        return lists.every((list) => list !== null) ? lists.flat() : null;
      },
    },
  };
}
