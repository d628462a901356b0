/** What the benchmark runs in a browser's worker: the same fabric and zones made there, the same engine. */
import { makeFabric } from '../_fabric.ts';
import { benchZones, checkOnce, median } from './engine.ts';

/** With `only`, that zone alone and once: the first query of its worker. Otherwise every zone, warm. */
export interface WorkerTask {
  count: number;
  rounds: number;
  only?: number;
}
export interface WorkerTimes {
  count: number;
  madeMs: number;
  /** By zone, ms; with `only` a list of one. */
  ms: number[];
}

const scope = self as unknown as DedicatedWorkerGlobalScope;
scope.onmessage = ({ data }: MessageEvent<WorkerTask>) => {
  const began = performance.now();
  const fabric = makeFabric(data.count);
  const madeMs = performance.now() - began;
  const zones = benchZones(data.count);
  // Once through all: a zone's time does not then depend on how much garbage making the parcels left, or on its place.
  if (data.only === undefined)
    for (const { rings } of zones) for (let i = 0; i < 20; i++) checkOnce(rings, fabric);
  const ms =
    data.only === undefined
      ? zones.map(({ rings }) => {
          for (let i = 0; i < 40; i++) checkOnce(rings, fabric);
          return median(Array.from({ length: data.rounds }, () => checkOnce(rings, fabric).ms));
        })
      : [checkOnce(zones[data.only]!.rings, fabric).ms];
  scope.postMessage({ count: fabric.count, madeMs, ms } satisfies WorkerTimes);
};
