import type { MultiPolygon } from 'geojson';
import { planarArea } from '../overlay/rings.ts';
import {
  type Column,
  type Columns,
  columnsOfFeatures,
  columnsOfFlatGeobuf,
  none,
} from '../parcels/columns.ts';
import { extentOf, type Fabric, idOf, placeOf } from '../parcels/fabric.ts';
import { readFeatures } from '../parcels/geojson.ts';
import { featuresOf, isFlatGeobuf, isText, readFabric, runToEnd } from '../parcels/load.ts';
import { ownClasses } from './classes.ts';
import { fabricTile } from './fabricTile.ts';

/** What is asked of the worker that draws a parcel fabric, and what it answers. */
export interface FabricOpened {
  count: number;
  extent: [number, number, number, number] | null;
  /** Values from the most frequent on, each with the number of records that have it. */
  columns: { name: string; values: string[]; counts: number[] }[];
  /** Columns with too many different values to be kept. */
  omitted: string[];
  mended: number;
  dropped: number;
}
export interface ParcelInfo {
  parcel: number;
  record: number;
  id: string;
  areaM2: number;
  properties: Record<string, string>;
  /** West, south, east, north. */
  extent: [number, number, number, number];
  geometry: MultiPolygon;
}
export interface FabricLook {
  /** Name of the column whose values colour the parcels. */
  colourBy?: string | undefined;
  /** Only parcels with one of these values of this column; `''` stands for none. */
  filter?: { column: string; values: string[] } | undefined;
}

/** What class each record is of, by one column; a code beyond `values` stands for none. */
export interface ParcelClasses {
  column: string;
  values: string[];
  codes: Uint16Array;
}

/** One open fabric with its columns and the way it is looked at. */
export function createFabricServer() {
  let fabric: Fabric | undefined;
  let { columns, omitted }: Columns = { columns: [], omitted: [] };
  let colour: Column | undefined;
  let wanted: { column: Column; codes: Set<number> } | undefined;
  const named = (name: string) => columns.find((column) => column.name === name);

  function info(parcel: number): ParcelInfo | undefined {
    if (!fabric || !(parcel >= 0 && parcel < fabric.count)) return undefined;
    const { firstRing, rings, record, areaM2 } = fabric;
    const coordinates: number[][][][] = [];
    for (let r = firstRing[parcel]!; r < firstRing[parcel + 1]!; r++) {
      const ring: number[][] = [];
      for (let i = rings.start[r]!; i < rings.start[r + 1]!; i++)
        ring.push([rings.xy[2 * i]!, rings.xy[2 * i + 1]!]);
      const closed = [...ring, ring[0]!];
      // Shells run counter-clockwise, holes follow theirs.
      if (planarArea(rings.xy, rings.start[r]!, rings.start[r + 1]!) > 0) coordinates.push([closed]);
      else coordinates.at(-1)?.push(closed);
    }
    const at = record[parcel]!;
    const values = columns.flatMap(({ name, values, codes }) => {
      const value = values[codes[at]!];
      return value === undefined ? [] : [[name, value] as const];
    });
    return {
      parcel,
      record: at,
      id: idOf(fabric, parcel),
      areaM2: areaM2[parcel]!,
      properties: Object.fromEntries(values),
      extent: [...fabric.tree.boxes.subarray(4 * parcel, 4 * parcel + 4)] as ParcelInfo['extent'],
      geometry: { type: 'MultiPolygon', coordinates },
    };
  }

  return {
    /** @throws ProblemError when the bytes are no parcels. */
    open(bytes: Uint8Array): FabricOpened {
      if (isText(bytes)) {
        const features = featuresOf(bytes);
        fabric = runToEnd(readFeatures(features));
        ({ columns, omitted } = columnsOfFeatures(features));
      } else {
        fabric = runToEnd(readFabric(bytes));
        const records = fabric.count + fabric.dropped.length;
        if (isFlatGeobuf(bytes)) ({ columns, omitted } = columnsOfFlatGeobuf(bytes, records));
      }
      return {
        count: fabric.count,
        extent: extentOf(fabric),
        columns: columns.map(({ name, values, counts }) => ({ name, values, counts })),
        omitted,
        mended: fabric.mended.length,
        dropped: fabric.dropped.length,
      };
    },
    look({ colourBy, filter }: FabricLook): void {
      colour = colourBy === undefined ? undefined : named(colourBy);
      const column = filter && named(filter.column);
      wanted = column && {
        column,
        codes: new Set(filter.values.map((value) => (value === '' ? none : column.values.indexOf(value)))),
      };
    },
    tile(z: number, x: number, y: number): Uint8Array | undefined {
      if (!fabric) return undefined;
      const { record } = fabric;
      return fabricTile(fabric, z, x, y, {
        code: (parcel) => {
          const code = colour?.codes[record[parcel]!] ?? none;
          return code === none ? 0 : Math.min(code, ownClasses) + 1;
        },
        shown: (parcel) => !wanted || wanted.codes.has(wanted.column.codes[record[parcel]!] ?? none),
      });
    },
    info,
    /** The values of a column and each record's place among them; undefined for one that is not kept. */
    classes(name: string): ParcelClasses | undefined {
      const column = named(name);
      return column && { column: name, values: column.values, codes: column.codes };
    },
    /** The parcel with this identifier, the first in the fabric's order when several have it. */
    find(id: string): ParcelInfo | undefined {
      const parcel = fabric && placeOf(fabric, id);
      return parcel === undefined ? undefined : info(parcel);
    },
    /** The parcels at these places of the file. */
    parcelsOf(records: readonly number[]): number[] {
      if (!fabric) return [];
      const asked = new Set(records);
      const found: number[] = [];
      fabric.record.forEach((at, parcel) => {
        if (asked.has(at)) found.push(parcel);
      });
      return found;
    },
  };
}
export type FabricServer = ReturnType<typeof createFabricServer>;
