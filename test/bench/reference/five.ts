/**
 * A zone over five reference layers of the same fabric: together, each by itself, and with and without the table of land
 * classes. Runs in Node and in a browser's worker.
 */
import { type CheckLayer, checkZone, type PackageMessage } from '../../../src/check/index.ts';
import type { PackedLayer } from '../../../src/geo/layer/index.ts';
import { cellsFor, makeCutters, overlayLayer, prepareZone } from '../../../src/geo/overlay/index.ts';
import { boxOfPositions } from '../../../src/geo/plane/box.ts';
import type { Zone } from '../../../src/model/index.ts';
import { makeFabric, roundZone } from '../_fabric.ts';
import { median } from '../check/engine.ts';
import { fields, valuesOf } from './land-use.ts';

export interface FiveTask {
  /** Polygons of each layer. */
  count: number;
  rounds: number;
  town: Pick<PackageMessage, 'rules' | 'land' | 'centralMeridian' | 'dataVersion' | 'asOf'>;
}
/** Medians, ms. */
export interface Times {
  together: number;
  /** Sum over the layers. */
  singly: number;
  /** Together without the tables of classes. */
  without?: number;
}
export interface FiveTimes {
  count: number;
  hits: number;
  /** Rows of the table of classes. */
  classes: number;
  /** Shapes and areas, as `bench -- check` takes them. */
  overlay: Times;
  /** The whole check with its rules: sums, as while a vertex is dragged, and with every record's columns and shape. */
  figures: Times;
  whole: Times;
}

const roles = ['land-use', 'permanent-farmland', 'ecological-redline', 'urban-boundary', 'ownership'];

export const fiveZone = (count: number) => roundZone(count, 500, count * 0.01);

function fiveLayers(count: number): CheckLayer[] {
  const columns = {
    fields: fields.map(([name, type]) => ({ name, kind: type === 'C' ? 'text' : 'number' }) as const),
    values: (place: number) => valuesOf(place, 3500),
  };
  return roles.map((role): CheckLayer => {
    const packed: PackedLayer = makeFabric(count, columns);
    return {
      layer: { id: role, role, from: 'reference', name: { zh: role, en: role }, date: '2023' },
      packed,
    };
  });
}

/** Runs ways in turn, so that what disturbs one disturbs all; the medians. */
async function inTurn(
  ways: readonly (() => unknown)[],
  { warm, rounds }: { warm: number; rounds: number },
): Promise<number[]> {
  const times: number[][] = ways.map(() => []);
  for (let i = 0; i < warm + rounds; i++)
    for (const [k, way] of ways.entries()) {
      const began = performance.now();
      await way();
      if (i >= warm) times[k]!.push(performance.now() - began);
    }
  return times.map(median);
}

export async function checkFive({ count, rounds, town }: FiveTask): Promise<FiveTimes> {
  const layers = fiveLayers(count);
  const coordinates = fiveZone(count);
  const zone: Zone = {
    ...{ id: 'z', name: '', origin: '', warnings: [] },
    crs: { code: 'EPSG:4490', from: 'user' },
    geometry: { type: 'Polygon', coordinates },
  };
  const { rules, land, ...rest } = town;
  const overlay = (list: readonly CheckLayer[]) => {
    const packed = list.map((layer) => layer.packed!);
    const prepared = prepareZone(zone.geometry, cellsFor(boxOfPositions(coordinates.flat()), packed));
    const cutters = makeCutters(prepared);
    for (const one of packed) overlayLayer(prepared, one, cutters);
  };
  const check = (list: readonly CheckLayer[], figuresOnly: boolean, tables = true) =>
    checkZone(zone, list, rules, {
      ...{ ...rest, figuresOnly, geometry: !figuresOnly },
      ...(land && tables ? { land } : {}),
    });
  const singly = async (way: (list: readonly CheckLayer[]) => unknown) => {
    for (const layer of layers) await way([layer]);
  };
  const turns = { warm: 12, rounds };
  const [together = 0, each = 0] = await inTurn([() => overlay(layers), () => singly(overlay)], {
    warm: 40,
    rounds: 3 * rounds,
  });
  const checks = async (figuresOnly: boolean): Promise<Times> => {
    const [all = 0, one = 0, without = 0] = await inTurn(
      [
        () => check(layers, figuresOnly),
        () => singly((list) => check(list, figuresOnly)),
        () => check(layers, figuresOnly, false),
      ],
      turns,
    );
    return { together: all, singly: one, without };
  };
  const result = await check(layers, true);
  return {
    count: layers[0]!.packed!.count,
    hits: result.reference?.reduce((sum, one) => sum + one.features.length, 0) ?? 0,
    classes: result.landUse?.rows.length ?? 0,
    overlay: { together, singly: each },
    figures: await checks(true),
    whole: await checks(false),
  };
}
